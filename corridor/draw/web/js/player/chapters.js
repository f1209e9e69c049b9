// One step of the tour: all that changes with it, and what is set anew when the page has changed around it.

import { atlas } from "./atlas.js";
import { auto } from "./auto.js";
import { fitBeforehand, fitCredits, fitText } from "./fit.js";
import { now, remember } from "./now.js";
import { all, body, chapterOf, COVER, EXPLORE, one, PAGE, spoken, STILL, TOUR } from "./page.js";
import { closeSheet } from "./sheets.js";
import { stepWithin } from "./steps.js";

const AHEAD_MS = 100;

// What is said changes at once, whatever the camera is still doing; the flight follows.
export function show(number, { instant = false } = {}) {
  const next = stepWithin(number, TOUR);
  if (next === EXPLORE && now.step === EXPLORE) return remember(); // a sheet stays open, the map where the reader moved it
  if (next > TOUR && now.step >= 0) now.before = now.step; // a tour that opens here keeps what it remembers
  now.step = next;
  body.dataset.step = next;
  body.dataset.aside = asideOf(chapterOf(next));
  body.dataset.mode = next > TOUR ? "explore" : "tour";
  closeSheet();
  for (const chapter of all(".chapter")) chapter.hidden = Number(chapter.dataset.chapter) !== next;
  for (const [place, item] of all("#progress li").entries()) {
    item.classList.toggle("done", place + 1 < next);
    one("button", item).toggleAttribute("aria-current", place + 1 === next);
  }
  for (const part of all(".page, .block, .caption, .figures", chapterOf(next))) part.scrollTop = 0;
  fitText(spoken(chapterOf(next)));
  remember();
  auto.restart();
  if (instant || STILL.matches) atlas.show({ instant: true });
  else afterPaint(() => now.step === next && atlas.show({ instant: false }));
}

// What stands where the map is, or on it.
function asideOf(chapter) {
  if (one(".beside, .backdrop", chapter)) return "panel";
  if (one(".contact", chapter)) return "contact";
  return one(".pictures", chapter) ? "pictures" : "none";
}

// A chapter's words are on the screen before its map is thought of.
function afterPaint(act) {
  requestAnimationFrame(() => setTimeout(act));
}

// Size or language changed: the same step, set anew, without a flight.
export function redraw() {
  fitCredits();
  fitText(spoken(chapterOf(now.step)));
  atlas.redraw();
  clearTimeout(fitAhead.timer);
  if (PAGE === "stage") fitAhead.timer = setTimeout(fitAhead, AHEAD_MS, COVER);
}

// One chapter after the other, between whatever else is to be done.
function fitAhead(step) {
  fitBeforehand(chapterOf(step));
  if (step < TOUR) fitAhead.timer = setTimeout(fitAhead, AHEAD_MS, step + 1);
}
