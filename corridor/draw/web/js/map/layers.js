/* The layers of the base map: drawn once, then switched. */

import { addName, settle } from "./names.js";
import { drawLayer } from "./shapes.js";

export function addLayer(state, sheet) {
  state.layers.set(sheet.id, drawLayer(state.map, sheet));
  sheet.labels.forEach((label) => addName(state, { ...label, layer: sheet.id }));
}

/* Show these layers and no others, at once and in the legend. */
export function switchLayers(state, ids) {
  const visible = new Set(ids);
  state.shown.layers = ids;
  tickLayers(state, visible);
  const bounded = state.sketch.layers.some(({ id, strokes }) =>
    visible.has(id) && strokes.some(({ style, filled }) => style === "outline" && filled));
  state.map.getContainer().classList.toggle("bounded", bounded);
  showByZoom(state);
}

/* What is too fine for a zoom is not drawn at it. */
export function showByZoom(state) {
  const visible = new Set(state.shown.layers);
  const zoom = state.map.getZoom();
  state.layers.forEach((drawn, id) => drawn.forEach((part) => {
    part.getElement().style.display = visible.has(id) && (part.options.fromZoom || 0) <= zoom ? "" : "none";
  }));
  state.names.forEach((name) => {
    name.hidden = name.layer !== undefined && !(visible.has(name.layer) && name.from_zoom <= zoom);
  });
  settle(state);
}

/* The reader has switched a layer: the map follows at once, the page and its address after it. */
export function chooseLayers(state, ids) {
  switchLayers(state, ids);
  state.host.tell({ layers: ids });
}

const tickLayers = (state, visible) => state.legend.getContainer().querySelectorAll("[data-layer]").forEach((tick) => {
  tick.checked = visible.has(tick.dataset.layer);
});
