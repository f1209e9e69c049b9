/* The legend, which is also where layers are switched, and the corner in which it hides nothing. */

import { newElement } from "./elements.js";
import { boxAt, overlap } from "./geometry.js";
import { chooseLayers } from "./layers.js";
import { settle } from "./names.js";
import { controlBoxes } from "./room.js";

const LEGEND_SHARE = 0.3;
const LEGEND_REACH = 0.5;
const NODE_PX = 30;

export function legend(state) {
  const box = newElement("details", "legend");
  box.append(newElement("summary", "", state.sketch.words.legend));
  // Made by our own template, which escapes every name.
  box.insertAdjacentHTML("beforeend", state.sketch.legend);
  box.addEventListener("toggle", () => settle(state));
  box.querySelector("summary").addEventListener("click", () => { state.legendKept = true; });
  box.addEventListener("change", ({ target }) => {
    if (!target.dataset.layer) return;
    const rest = state.shown.layers.filter((id) => id !== target.dataset.layer);
    chooseLayers(state, target.checked ? [...rest, target.dataset.layer] : rest);
  });
  L.DomEvent.disableClickPropagation(box);
  L.DomEvent.disableScrollPropagation(box);
  return box;
}

/* The legend is open where it is small and hides neither node nor axis, and else waits closed; the reader's own choice stays. */
export function seatLegend(state) {
  if (state.legendKept) return;
  const { map, legend: control } = state;
  const { places, axis } = state.sketch;
  const kept = [...places.flatMap((spot) => spot.at), ...axis.path, ...axis.stops.map((stop) => stop.at)]
    .map((latlng) => map.latLngToContainerPoint(latlng))
    .map(({ x, y }) => boxAt(x, y, NODE_PX, NODE_PX, 0));
  const seats = [[true, "bottomleft"], [true, "topright"], [false, "bottomleft"], [false, "topright"]];
  seats.some(([open, corner]) => {
    if (control.getPosition() !== corner) control.setPosition(corner);
    control.getContainer().open = open;
    const [taken] = controlBoxes(map, ".legend");
    const { x, y } = map.getSize();
    const small = !open || (taken.right - taken.left < x * LEGEND_SHARE && taken.bottom - taken.top < y * LEGEND_REACH);
    return small && !kept.some((box) => overlap(taken, box));
  });
}
