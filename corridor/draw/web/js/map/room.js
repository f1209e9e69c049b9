/* How much room the frame has, how large a sign is drawn in it, and what lies over it. */

import { boxAt } from "./geometry.js";

const SMALLEST_PX = 60;

/* A frame that is hidden or not yet laid out has no view. The map's own size is the last that it measured: a page
   that takes the frame away between two pictures leaves it standing, while every name in it measures nothing. */
export function hasRoom(map) {
  const { clientWidth, clientHeight } = map.getContainer();
  return Math.min(clientWidth, clientHeight, map.getSize().x, map.getSize().y) > SMALLEST_PX;
}

/* How many times its plain size everything is drawn. */
export const unitOf = (map) => Number(map.getContainer().style.getPropertyValue("--u"));

/* Where the controls lie, in pixels of the frame, with a margin. */
export function controlBoxes(map, which) {
  const frame = map.getContainer().getBoundingClientRect();
  return [...map.getContainer().querySelectorAll(which)].map((control) => {
    const { left, top, width, height } = control.getBoundingClientRect();
    return boxAt(left - frame.left + width / 2, top - frame.top + height / 2, width, height, 4);
  });
}
