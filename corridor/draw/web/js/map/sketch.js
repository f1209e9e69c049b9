/* The map, whoever shows it: draws a sketch once, and shows selections on it. */

import { comeIntoView, watch } from "./camera.js";
import { addControls } from "./controls.js";
import { showLedger } from "./firms.js";
import { addLayer, switchLayers } from "./layers.js";
import { addAxisNames, settle } from "./names.js";
import { addNode, mark, select } from "./nodes.js";
import { unitOf } from "./room.js";
import { drawAxis, drawClaim, drawFade, drawFirm, hatches } from "./shapes.js";

/* Draw everything that a selection never changes. The `host` is told what the reader does, by `tell({node})` and
   `tell({layers})`, says by `plainRem()` at which size of a rem in pixels everything has its plain size, and by
   `listedLead` whether what is not dimmed is named before all else, as in a chapter that is about it. */
export function draw(map, sketch, host) {
  const state = { map, sketch, host, node: null, dimmed: new Set(), nodes: new Map(), layers: new Map(), names: [] };
  map.corridor = state;
  document.documentElement.lang = sketch.lang;
  map.getContainer().setAttribute("aria-label", sketch.words.map);
  hatches(map, sketch.marks);
  drawFade(map, sketch.extent);
  sketch.layers.forEach((sheet) => addLayer(state, sheet));
  const finishAxis = drawAxis(map, sketch.axis);
  const ranked = sketch.places.slice().sort((one, other) => mark(state, one).rank - mark(state, other).rank);
  const claims = new Map(ranked.slice().reverse().map((spot) => [spot, drawClaim(map, spot, mark(state, spot))]));
  finishAxis();
  addAxisNames(state);
  ranked.forEach((spot) => addNode(state, spot, claims.get(spot)));
  addControls(state);
  watch(state);
}

/* Show a selection: called again on every run of the page, with a group that the page removes before the next. */
export function show(map, group, shown) {
  const state = map.corridor;
  const first = !state.shown;
  state.shown = shown;
  state.dimmed = new Set(shown.dimmed);
  const compared = new Set(shown.compared);
  state.nodes.forEach(({ element }, id) => element.classList.toggle("compared", compared.has(id)));
  switchLayers(state, shown.layers);
  shown.firms.forEach(([lat, lon, text]) => group.addLayer(drawFirm(lat, lon, text, unitOf(map))));
  const chosenElsewhere = shown.node !== state.node;
  select(state, shown.node);
  if (chosenElsewhere) comeIntoView(state, !first);
  showLedger(state, shown.ledger);
  settle(state);
}
