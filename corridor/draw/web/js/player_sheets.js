// Fact sheets: all are in the page from the start, so a panel opens at once; in print each is a page of its own.

let opened = null; // id of the node whose sheet is open, "" for the corridor's, null for none
let openedFrom = null; // the button that a keyboard opened it with, to which the focus returns

function openSheet(id, from = null) {
  const sheets = one("#sheets");
  opened = id;
  openedFrom = from;
  for (const sheet of all(".fact", sheets)) sheet.classList.toggle("open", sheet.dataset.sheet === id);
  sheets.hidden = false;
  sheets.scrollTop = 0;
  body.dataset.node = id;
  all("button[data-node]").forEach((button) => button.setAttribute("aria-pressed", button.dataset.node === id));
  atlas.select(id);
  remember();
  if (step > TOUR) focusSheet();
}

// So that the keys scroll it. An embedded tour takes the focus from nobody.
function focusSheet() {
  if (document.hasFocus()) one("#sheets").focus({ preventScroll: true });
}

// What a key does to a text, whether it has the focus or not: a browser's own way glides, and a key pressed meanwhile
// can leave the text short of where it began.
const PAGE_SHARE = 0.875;
const LINE_PX = 40;

function scrollSheet(event) {
  const sheet = one("#sheets");
  const isUp = event.key.endsWith("Up") || (event.key === " " && event.shiftKey);
  const distance = event.key.startsWith("Arrow") ? LINE_PX : sheet.clientHeight * PAGE_SHARE;
  event.preventDefault();
  sheet.scrollBy(0, isUp ? -distance : distance);
}

function closeSheet() {
  if (opened === null) return;
  opened = null;
  one("#sheets").hidden = true;
  delete body.dataset.node;
  all("button[data-node]").forEach((button) => button.removeAttribute("aria-pressed"));
  atlas.select(null);
  remember();
  openedFrom?.focus();
}

// Texts are set as large as their block holds, down to where the back row could no longer read; beyond that it scrolls.
const LARGEST = 1.25;
const SMALLEST = 0.6;

function fitText(page) {
  if (step > TOUR || NARROW.matches) return;
  for (const block of all(".block, .caption, .figures", page)) {
    if (getComputedStyle(block).overflowY !== "auto") continue;
    const fits = (size) => {
      block.style.setProperty("--fit", size.toFixed(2));
      return block.scrollHeight <= block.clientHeight + 1;
    };
    if (!fits(LARGEST)) fits(largest(fits, SMALLEST, LARGEST));
  }
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
function fitCredits() {
  const line = spoken(one("#credits"));
  one("#credits").style.removeProperty("font-size");
  const width = line.scrollWidth;
  if (width > line.clientWidth && !NARROW.matches) one("#credits").style.fontSize = `${(0.68 * line.clientWidth) / width - 0.005}rem`;
}

// Paper is light whatever the hall is; a sheet takes as many pages as it needs.
function layOut() {
  layOut.theme ??= body.dataset.theme;
  body.dataset.theme = "light";
  body.classList.add("printing");
  for (const page of all(".fact").map(spoken)) {
    unfold(page);
    citeSources(page);
  }
}

function layDown() {
  body.classList.remove("printing");
  all(".fact .page").forEach(foldAgain);
  if (layOut.theme) body.dataset.theme = layOut.theme;
  layOut.theme = null;
}

addEventListener("beforeprint", layOut);
addEventListener("afterprint", layDown);
