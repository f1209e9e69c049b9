// The three heights of the panel as a sheet on a phone: a strip of it, half of the window, all but the map's edge.

export const HEIGHTS = ["peek", "half", "full"];

const STEPS = { ArrowUp: 1, ArrowDown: -1 };
const LEAST_PX = 80;
const EDGE_PX = 16;

// A tap on the grip goes round.
export const heightByTap = (height) => HEIGHTS[(HEIGHTS.indexOf(height) + 1) % HEIGHTS.length];

/* An arrow key goes up or down as far as there is a height; null for any other key. */
export function heightByKey(height, key) {
  if (!STEPS[key]) return null;
  return HEIGHTS[Math.min(Math.max(HEIGHTS.indexOf(height) + STEPS[key], 0), HEIGHTS.length - 1)];
}

// The height at which a sheet settles that was let go at this share of the window.
export const heightByShare = (share) => (share < 0.32 ? "peek" : share < 0.7 ? "half" : "full");

// In pixels, while a sheet is pulled down by so many from where it began.
export const pulledPx = (from, pulled, window) => Math.min(Math.max(from - pulled, LEAST_PX), window - EDGE_PX);
