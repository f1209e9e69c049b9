// One step of the tour, and how it begins.

let before = 1; // where the tour was left for exploring

// What is said changes at once, whatever the camera is still doing; the flight follows.
function show(number, { instant = false } = {}) {
  const next = Math.max(1, Math.min(EXPLORE, number));
  if (next > TOUR && step <= TOUR) before = step;
  step = next;
  body.dataset.step = step;
  body.dataset.mode = step > TOUR ? "explore" : "tour";
  closeSheet();
  for (const chapter of all(".chapter")) chapter.hidden = Number(chapter.dataset.chapter) !== step;
  for (const [place, item] of all("#progress li").entries()) {
    item.classList.toggle("done", place + 1 < step);
    one("button", item).toggleAttribute("aria-current", place + 1 === step);
  }
  fitText(spoken(chapterOf(step)));
  remember();
  auto.restart();
  notes.update();
  atlas.show({ instant: instant || STILL.matches });
}

function remember() {
  memory.set("step", step);
  try {
    history.replaceState(null, "", `#${step}`);
  } catch {
    // an embedded page may not have an address of its own
  }
}

function remembered() {
  const asked = Number(location.hash.slice(1));
  return asked || (EMBEDDED && Number(memory.get("step"))) || 1;
}

// Size or language changed: the same step, set anew, without a flight.
function redraw() {
  fitCredits();
  fitText(spoken(chapterOf(step)));
  notes.update();
  atlas.redraw();
}

function start() {
  setTheme(memory.get("theme") || body.dataset.theme);
  setLanguage(memory.get(`lang:${OPENED_IN}`) || OPENED_IN);
  atlas.start();
  auto.on = memory.get("auto") === "on";
  show(remembered(), { instant: true });
  wake();
  addEventListener("hashchange", () => Number(location.hash.slice(1)) !== step && show(remembered()));
  new ResizeObserver(() => redraw()).observe(one("#stage"));
  body.dataset.ready = "true";
}

start();
