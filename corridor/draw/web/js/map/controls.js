/* What lies over the map: buttons, scale, legend, and the imprint with notice and sources. */

import { fit } from "./camera.js";
import { newElement, newSvg } from "./elements.js";
import { legend } from "./legend.js";
import { settle } from "./names.js";

const SCALE_PX = 140;
const FIT = "M12 3V21M8.5 6.5 12 3 15.5 6.5M8.5 17.5 12 21 15.5 17.5M4 3H7M17 3H20M4 21H7M17 21H20";

export function addControls(state) {
  const { map, sketch: { words } } = state;
  L.control.zoom({ zoomInTitle: words["zoom-in"], zoomOutTitle: words["zoom-out"] }).addTo(map);
  add(map, "topleft", () => fitButton(state));
  add(map, "topright", () => newElement("div", "compass", words.north));
  add(map, "bottomright", () => imprint(state.sketch));
  state.scale = L.control.scale({ position: "bottomleft", imperial: false, maxWidth: SCALE_PX }).addTo(map);
  const key = legend(state);
  state.legend = add(map, "bottomleft", () => key); // the same wherever it moves: its ticks are the reader's
}

function add(map, position, onAdd) {
  const control = L.control({ position });
  control.onAdd = onAdd;
  return control.addTo(map);
}

function fitButton(state) {
  const bar = newElement("div", "leaflet-bar fit");
  const button = newElement("a", "");
  button.href = "#";
  button.title = state.sketch.words.fit;
  button.setAttribute("role", "button");
  button.setAttribute("aria-label", state.sketch.words.fit);
  const picture = newSvg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" });
  picture.append(newSvg("path", { d: FIT }));
  button.append(picture);
  bar.append(button);
  L.DomEvent.disableClickPropagation(bar);
  L.DomEvent.on(button, "click", (event) => {
    L.DomEvent.stop(event);
    fit(state.map, true);
    settle(state);
  });
  return bar;
}

/* In short, and in full for whoever asks. */
function notice(sketch) {
  const whole = newElement("details", "notice");
  whole.append(newElement("summary", "", sketch.short_notice), newElement("p", "", sketch.notice));
  return whole;
}

function imprint(sketch) {
  const box = newElement("div", "leaflet-control-attribution imprint");
  box.append(notice(sketch), newElement("span", "attribution", sketch.attribution));
  return box;
}
