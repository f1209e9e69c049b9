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
  all(".fact.open .sources li:not([data-number])", sheets).forEach(numberSource);
  sheets.hidden = false;
  sheets.scrollTop = 0;
  body.dataset.node = id;
  all("button[data-node]").forEach((button) => button.setAttribute("aria-pressed", button.dataset.node === id));
  atlas.select(id);
  remember();
  if (now.step > TOUR) focusSheet();
}

// In a hall a link would lead out of the talk, mostly nowhere: a source is a text with its number in the list of all
// sources, where its address stands.
function numberSource(line) {
  const title = one("a", line) ?? line.firstChild;
  line.dataset.number = numbersOf(line.closest("[data-in]").dataset.in).get(title.textContent.trim()) ?? "";
  if (title.href) title.replaceWith(title.textContent);
}

const numbers = {}; // by language, those of titles

function numbersOf(lang) {
  const listed = all(`.explore [data-in="${lang}"] .sources-all li`);
  numbers[lang] ??= new Map(listed.map((line, place) => [line.firstChild.textContent.trim(), place + 1]));
  return numbers[lang];
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
