// Keys, clicks, touches and the wheel, and what each of them asks for.

import { act, goTo, goToDigit, isStep } from "./actions.js";
import { atlas } from "./atlas.js";
import { auto } from "./auto.js";
import { setBlank } from "./covers.js";
import { actionOf, isScroll } from "./keys.js";
import { now } from "./now.js";
import { body, HOST, one, TOUR } from "./page.js";
import { openSheet, scrollSheet } from "./sheets.js";

const READ = "#sheets, .explore .column, .page[tabindex], [role=listbox], [role=radiogroup]";
const SWIPE_PX = 50;
const AWAKE_MS = 4000;

// A field takes all keys, a button Space and Enter, and a text that is being read the keys that scroll it.
function isForElement(event) {
  const element = event.target.closest ? event.target : body;
  if (element.closest("input:not([type=checkbox]), textarea, select, [contenteditable=true]")) return true;
  if ([" ", "Enter"].includes(event.key) && element.closest("button, a, summary, input, [role=button]")) return true;
  if (now.step > TOUR && now.opened !== null && isScroll(event) && !element.closest(".explore .column")) {
    scrollSheet(event); // nobody turns chapters here: the sheet is what is read
    return true;
  }
  return ["ArrowUp", "ArrowDown"].includes(event.key) && Boolean(element.closest(READ));
}

export function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isForElement(event)) return;
  const action = actionOf(event);
  if (!action) return;
  event.preventDefault();
  wake();
  if (event.repeat && !isStep(action)) return; // a key held down switches nothing to and fro
  if (/^\d$/.test(action)) goToDigit(action);
  else act(action);
}

function onClick(event) {
  const button = event.target.closest("[data-act], [data-go], [data-node]");
  if (event.target.closest("#help")) one("#help").hidden = true;
  if (event.target.closest("#blank")) setBlank(false);
  if (!button || button.closest(".fact .panel")) return;
  if (button.dataset.act) act(button.dataset.act);
  else if (button.dataset.go) goTo(Number(button.dataset.go));
  else openSheet(button.dataset.node, event.detail ? null : button);
  // After a click with the pointer Space means "next" again, not "the same button once more".
  if (event.detail) button.blur?.();
}

function onTick({ target }) {
  if (target.dataset.layer) atlas.toggle(target.dataset.layer, target.checked);
}

let touched = null;

function onTouch(event) {
  const free = now.step <= TOUR || !event.target.closest("#map"); // while exploring, a finger moves the map
  touched = free && event.touches.length === 1 ? event.touches[0] : null;
}

function onLetGo(event) {
  if (!touched) return;
  const dx = event.changedTouches[0].clientX - touched.clientX;
  const dy = event.changedTouches[0].clientY - touched.clientY;
  touched = null;
  if (Math.abs(dx) > SWIPE_PX && Math.abs(dx) > 1.5 * Math.abs(dy)) act(dx < 0 ? "next" : "previous");
}

// The tools fade when nobody is at the machine.
export function wake() {
  delete body.dataset.idle;
  clearTimeout(wake.timer);
  wake.timer = setTimeout(() => (body.dataset.idle = ""), AWAKE_MS);
}

export function listen() {
  document.addEventListener("keydown", onKey);
  // Inside the dashboard the focus is often outside this frame, and keys are heard there.
  if (HOST !== window) {
    const outer = HOST.document;
    outer.addEventListener("keydown", onKey);
    addEventListener("pagehide", () => outer.removeEventListener("keydown", onKey));
  }
  document.addEventListener("click", onClick);
  document.addEventListener("change", onTick);
  // Any touch or click stops a tour that runs by itself, except on the buttons that steer it.
  document.addEventListener("pointerdown", (event) => event.target.closest(".tools") || auto.pause(), true);
  document.addEventListener("wheel", () => auto.pause(), { passive: true });
  one("#stage").addEventListener("touchstart", onTouch, { passive: true });
  one("#stage").addEventListener("touchend", onLetGo, { passive: true });
  for (const sign of ["pointermove", "pointerdown"]) document.addEventListener(sign, wake);
}
