// Fact sheets: all are in the page from the start, so a panel opens at once; in print each is a page of its own.

import { atlas } from "./atlas.js";
import { now, remember } from "./now.js";
import { all, body, one, TOUR } from "./page.js";

let openedFrom = null; // the button that a keyboard opened it with, to which the focus returns

export function openSheet(id, from = null) {
  const sheets = one("#sheets");
  now.opened = id;
  openedFrom = from;
  for (const sheet of all(".fact", sheets)) sheet.classList.toggle("open", sheet.dataset.sheet === id);
  sheets.hidden = false;
  sheets.scrollTop = 0;
  body.dataset.node = id;
  all("button[data-node]").forEach((button) => button.setAttribute("aria-pressed", button.dataset.node === id));
  atlas.select(id);
  remember();
  if (now.step > TOUR) focusSheet();
}

// So that the keys scroll it. An embedded tour takes the focus from nobody.
function focusSheet() {
  if (document.hasFocus()) one("#sheets").focus({ preventScroll: true });
}

// What a key does to a text, whether it has the focus or not: a browser's own way glides, and a key pressed meanwhile
// can leave the text short of where it began.
const PAGE_SHARE = 0.875;
const LINE_PX = 40;

export function scrollSheet(event) {
  const sheet = one("#sheets");
  const isUp = event.key.endsWith("Up") || (event.key === " " && event.shiftKey);
  const distance = event.key.startsWith("Arrow") ? LINE_PX : sheet.clientHeight * PAGE_SHARE;
  event.preventDefault();
  sheet.scrollBy(0, isUp ? -distance : distance);
}

export function closeSheet() {
  if (now.opened === null) return;
  now.opened = null;
  one("#sheets").hidden = true;
  delete body.dataset.node;
  all("button[data-node]").forEach((button) => button.removeAttribute("aria-pressed"));
  atlas.select(null);
  remember();
  openedFrom?.focus();
}
