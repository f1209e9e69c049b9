// How the tour begins, and how it follows its address and the size of its window.

import { goTo } from "./actions.js";
import { atlas } from "./atlas.js";
import { auto } from "./auto.js";
import { redraw, show } from "./chapters.js";
import { uncover } from "./covers.js";
import { letScroll } from "./fit.js";
import { listen, onKey, wake } from "./input.js";
import { setLanguage, setTheme } from "./look.js";
import { memory } from "./memory.js";
import { now } from "./now.js";
import { all, body, EMBEDDED, one, OPENED_IN, PAGE, TOUR } from "./page.js";
import { startPresenter } from "./presenter.js";
import { presenting } from "./presenting.js";
import { startPreview } from "./preview.js";
import { printWhole } from "./print.js";
import { openSheet } from "./sheets.js";
import { spotlight } from "./spotlight.js";
import { openingStep, stepByItself } from "./steps.js";

const remembered = () => openingStep(location.hash, EMBEDDED ? memory.get("step") : null);

function followAddress() {
  if (Number(location.hash.slice(1)) === now.step) return;
  uncover();
  show(remembered());
}

// The sheet that was open, if this is still the step at which it was.
function returnToSheet(lastStep, id) {
  if (id !== null && lastStep === now.step && one(`.fact[data-sheet="${id}"]`)) openSheet(id);
}

function startStage() {
  printWhole();
  listen();
  spotlight.start();
  presenting.start({ onKey, onGo: goTo });
  setTheme(memory.get("theme") || body.dataset.theme);
  setLanguage(memory.get(`lang:${OPENED_IN}`) || OPENED_IN);
  atlas.start(openSheet);
  auto.start(() => show(stepByItself(now.step, TOUR)));
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

const START = { stage: startStage, presenter: startPresenter, preview: startPreview };
START[PAGE]();
