// How the tour begins, and how it follows its address and the size of its window.

import { atlas } from "./atlas.js";
import { auto } from "./auto.js";
import { redraw, show } from "./chapters.js";
import { uncover } from "./covers.js";
import { letScroll } from "./fit.js";
import { listen, onKey, wake } from "./input.js";
import { setLanguage, setTheme } from "./look.js";
import { memory } from "./memory.js";
import { notes } from "./notes.js";
import { now } from "./now.js";
import { all, body, EMBEDDED, one, OPENED_IN, TOUR } from "./page.js";
import { printWhole } from "./print.js";
import { openSheet } from "./sheets.js";
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

function start() {
  printWhole();
  listen();
  notes.start(onKey);
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

start();
