// Where the tour stands.

import { memory } from "./memory.js";
import { TOUR } from "./page.js";
import { chapterWithin } from "./steps.js";

export const now = {
  step: -1, // until the first is shown
  before: chapterWithin(memory.get("before"), TOUR), // where the tour was left for exploring
  opened: null, // id of the node whose sheet is open, "" for the corridor's, null for none
};

export function remember() {
  memory.set({ step: now.step, before: now.before, sheet: JSON.stringify(now.opened) }, `#${now.step}`);
}
