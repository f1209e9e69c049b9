// One step of the tour, and how it begins.

let before = chapterNumber(memory.get("before")); // where the tour was left for exploring

// What is said changes at once, whatever the camera is still doing; the flight follows.
function show(number, { instant = false } = {}) {
  const next = Math.max(1, Math.min(EXPLORE, number));
  if (next === EXPLORE && step === EXPLORE) return remember(); // a sheet stays open, the map where the reader moved it
  if (next > TOUR && step > 0) before = step; // a tour that opens here keeps what it remembers
  step = next;
  body.dataset.step = step;
  body.dataset.mode = step > TOUR ? "explore" : "tour";
  closeSheet();
  for (const chapter of all(".chapter")) chapter.hidden = Number(chapter.dataset.chapter) !== step;
  for (const [place, item] of all("#progress li").entries()) {
    item.classList.toggle("done", place + 1 < step);
    one("button", item).toggleAttribute("aria-current", place + 1 === step);
  }
  for (const part of all(".page, .block, .caption, .figures", chapterOf(step))) part.scrollTop = 0;
  fitText(spoken(chapterOf(step)));
  remember();
  auto.restart();
  notes.update();
  atlas.show({ instant: instant || STILL.matches });
}

function remember() {
  memory.set({ step, before, sheet: JSON.stringify(opened) }, `#${step}`);
}

function remembered() {
  return Math.trunc(location.hash.slice(1)) || (EMBEDDED && Number(memory.get("step"))) || 1;
}

function chapterNumber(words) {
  return Math.max(1, Math.min(TOUR, Math.trunc(words) || 1));
}

function followAddress() {
  if (Number(location.hash.slice(1)) === step) return;
  uncover();
  show(remembered());
}

// The sheet that was open, if this is still the step at which it was.
function returnToSheet(lastStep, id) {
  if (id !== null && lastStep === step && one(`.fact[data-sheet="${id}"]`)) openSheet(id);
}

// Size or language changed: the same step, set anew, without a flight.
function redraw() {
  fitCredits();
  fitText(spoken(chapterOf(step)));
  notes.update();
  atlas.redraw();
}

// Words that are longer than their place can be reached, and then scrolled, by keys.
function letScroll(page) {
  page.toggleAttribute("tabindex", page.scrollHeight > page.clientHeight);
  if (page.hasAttribute("tabindex")) page.tabIndex = 0;
}

function start() {
  setTheme(memory.get("theme") || body.dataset.theme);
  setLanguage(memory.get(`lang:${OPENED_IN}`) || OPENED_IN);
  atlas.start();
  auto.on = memory.get("auto") === "on";
  const sheet = [Number(memory.get("step")), JSON.parse(memory.get("sheet"))];
  show(remembered(), { instant: true });
  returnToSheet(...sheet);
  wake();
  addEventListener("hashchange", followAddress);
  new ResizeObserver(() => redraw()).observe(one("#stage"));
  const scrolling = new ResizeObserver((pages) => pages.forEach(({ target }) => letScroll(target)));
  for (const page of all(".chapter .page")) scrolling.observe(page);
  body.dataset.ready = "true";
}

start();
