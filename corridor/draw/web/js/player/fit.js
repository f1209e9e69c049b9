// Words that fit: sizes of type, and what can be scrolled where they do not.

import { now } from "./now.js";
import { all, NARROW, one, spoken, TOUR } from "./page.js";

// Texts are set as large as their block holds, down to where the back row could no longer read; beyond that it scrolls.
const LARGEST = 1.25;
const SMALLEST = 0.6;
const fitted = new WeakMap(); // blocks, and the size of the window for which theirs was found

export function fitText(page) {
  if (now.step > TOUR || NARROW.matches) return;
  const room = `${innerWidth} ${innerHeight}`;
  for (const block of all(".block, .caption, .figures", page)) {
    if (fitted.get(block) === room || getComputedStyle(block).overflowY !== "auto") continue;
    fitBlock(block);
    fitted.set(block, room);
  }
}

export function fitBlock(block) {
  const fits = (size) => {
    block.style.setProperty("--fit", size.toFixed(2));
    return block.scrollHeight <= block.clientHeight + 1;
  };
  if (!fits(LARGEST)) fits(largest(fits, SMALLEST, LARGEST));
}

// Fit a chapter that is not shown yet, so that it stands at once when it is.
export function fitBeforehand(chapter) {
  if (!chapter?.hidden) return;
  chapter.style.visibility = "hidden";
  chapter.hidden = false;
  fitText(spoken(chapter));
  chapter.hidden = true;
  chapter.style.visibility = "";
}

// Halving the range takes five tries where going down step by step takes thirteen; each is a layout of the page.
function largest(fits, low, high) {
  for (let tries = 0; tries < 5; tries += 1) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return Math.floor(low * 100) / 100;
}

// The map's notice and sources must be legible whole: they are set smaller rather than cut off.
export function fitCredits() {
  const line = spoken(one("#credits"));
  one("#credits").style.removeProperty("font-size");
  const width = line.scrollWidth;
  if (width > line.clientWidth && !NARROW.matches) one("#credits").style.fontSize = `${(0.68 * line.clientWidth) / width - 0.005}rem`;
}

// Words that are longer than their place can be reached, and then scrolled, by keys.
export function letScroll(page) {
  page.toggleAttribute("tabindex", page.scrollHeight > page.clientHeight);
  if (page.hasAttribute("tabindex")) page.tabIndex = 0;
}
