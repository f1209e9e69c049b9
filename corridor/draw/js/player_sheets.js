// Fact sheets: all are in the page from the start, so a panel opens at once; in print each is a page of its own.

let opened = null; // id of the node whose sheet is open, "" for the corridor's, null for none

function openSheet(id) {
  const sheets = one("#sheets");
  opened = id;
  for (const sheet of all(".fact", sheets)) sheet.classList.toggle("open", sheet.dataset.sheet === id);
  sheets.hidden = false;
  sheets.scrollTop = 0;
  body.dataset.node = id;
  all("button[data-node]").forEach((button) => button.setAttribute("aria-pressed", button.dataset.node === id));
  atlas.select(id);
}

function closeSheet() {
  if (opened === null) return;
  opened = null;
  one("#sheets").hidden = true;
  delete body.dataset.node;
  all("button[data-node]").forEach((button) => button.removeAttribute("aria-pressed"));
  atlas.select(null);
}

// Long texts are set smaller, down to where the back row could no longer read them; beyond that the block scrolls.
function fitText(page) {
  const smallest = 0.6;
  for (const block of all(".block, .caption, .figures", page)) {
    block.style.removeProperty("--fit");
    if (step > TOUR || NARROW.matches || getComputedStyle(block).overflowY !== "auto") continue;
    for (let fit = 1.25; fit > smallest; fit -= 0.05) {
      block.style.setProperty("--fit", fit.toFixed(2));
      if (block.scrollHeight <= block.clientHeight + 1) break;
    }
  }
}

// The map's notice and sources must be legible whole: they are set smaller rather than cut off.
function fitCredits() {
  const line = spoken(one("#credits"));
  one("#credits").style.removeProperty("font-size");
  const width = line.scrollWidth;
  if (width > line.clientWidth && !NARROW.matches) one("#credits").style.fontSize = `${(0.68 * line.clientWidth) / width - 0.005}rem`;
}

// In print every sheet must fit its one page, and paper is light whatever the hall is.
function layOut() {
  layOut.theme ??= body.dataset.theme;
  body.dataset.theme = "light";
  body.classList.add("printing");
  all(".fact").map(spoken).forEach(fitSheet);
}

function layDown() {
  body.classList.remove("printing");
  if (layOut.theme) body.dataset.theme = layOut.theme;
  layOut.theme = null;
}

addEventListener("beforeprint", layOut);
addEventListener("afterprint", layDown);
