// One step of the tour: all that changes with it, and what is set anew when the page has changed around it.

import { atlas } from "./atlas.js";
import { auto } from "./auto.js";
import { fitCredits, fitText } from "./fit.js";
import { notes } from "./notes.js";
import { now, remember } from "./now.js";
import { all, body, chapterOf, EXPLORE, one, spoken, STILL, TOUR } from "./page.js";
import { closeSheet } from "./sheets.js";
import { stepWithin } from "./steps.js";

// What is said changes at once, whatever the camera is still doing; the flight follows.
export function show(number, { instant = false } = {}) {
  const next = stepWithin(number, TOUR);
  if (next === EXPLORE && now.step === EXPLORE) return remember(); // a sheet stays open, the map where the reader moved it
  if (next > TOUR && now.step > 0) now.before = now.step; // a tour that opens here keeps what it remembers
  now.step = next;
  body.dataset.step = next;
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
  notes.update();
  atlas.show({ instant: instant || STILL.matches });
}

// Size or language changed: the same step, set anew, without a flight.
export function redraw() {
  fitCredits();
  fitText(spoken(chapterOf(now.step)));
  notes.update();
  atlas.redraw();
}
