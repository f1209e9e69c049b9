// Keys, clicks and touches. Clickers send PageUp and PageDown, or arrows, and for a dark screen B or a full stop.

const actions = {
  next: () => show(step + 1),
  previous: () => show(step - 1),
  first: () => show(1),
  last: () => show(TOUR),
  explore: () => show(step > TOUR ? Math.max(1, before) : EXPLORE),
  play: () => auto.toggle(),
  faster: () => auto.faster(1),
  slower: () => auto.faster(-1),
  blank: () => setBlank(one("#blank").hidden),
  full: toggleFull,
  notes: () => notes.toggle(),
  language: () => speak(body.dataset.lang === "zh" ? "en" : "zh"),
  theme: () => setTheme(body.dataset.theme === "dark" ? "light" : "dark"),
  help: toggleHelp,
  print: () => window.print(),
  close: closeSheet,
  escape: leave,
};

const KEYS = {
  PageDown: "next", ArrowRight: "next", ArrowDown: "next", " ": "next",
  PageUp: "previous", ArrowLeft: "previous", ArrowUp: "previous", Backspace: "previous",
  Home: "first", End: "last", Escape: "escape",
  a: "play", "+": "faster", "=": "faster", "-": "slower",
  b: "blank", ".": "blank", "。": "blank", f: "full", e: "explore", n: "notes", l: "language", t: "theme", p: "print",
  "?": "help", "？": "help", "/": "help", h: "help",
};

const STEPS = new Set(["next", "previous", "first", "last", "explore"]);

// With a Chinese input method switched on, the browser names the key "Process" and only the code says which it was.
function actionOf(event) {
  const key = event.key === "Process" ? event.code.replace(/^(Key|Digit)/, "") : event.key;
  if (/^\d$/.test(key)) return key;
  if (key === " " && event.shiftKey) return "previous";
  return KEYS[key.length === 1 ? key.toLowerCase() : key];
}

const SCROLLS = new Set(["ArrowUp", "ArrowDown", "PageUp", "PageDown", " "]);

// A field takes all keys, a button Space and Enter, and a text that is being read the keys that scroll it.
function isForElement(event) {
  const element = event.target.closest ? event.target : body;
  if (element.closest("input:not([type=checkbox]), textarea, select, [contenteditable=true]")) return true;
  if ([" ", "Enter"].includes(event.key) && element.closest("button, a, summary, input, [role=button]")) return true;
  if (step > TOUR && opened !== null && SCROLLS.has(event.key) && !element.closest(".explore .column")) {
    scrollSheet(event); // nobody turns chapters here: the sheet is what is read
    return true;
  }
  return ["ArrowUp", "ArrowDown"].includes(event.key) && Boolean(element.closest("#sheets, .explore .column, .page[tabindex], [role=listbox], [role=radiogroup]"));
}

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isForElement(event)) return;
  const action = actionOf(event);
  if (!action) return;
  event.preventDefault();
  wake();
  if (event.repeat && !STEPS.has(action)) return; // a key held down switches nothing to and fro
  if (/^\d$/.test(action)) goTo(Number(action) || 10);
  else act(action);
}

function act(action) {
  if (STEPS.has(action)) {
    uncover();
    auto.pause();
  }
  actions[action]();
}

function goTo(number) {
  if (number > TOUR) return;
  uncover();
  auto.pause();
  show(number);
}

function setBlank(on) {
  one("#blank").hidden = !on;
  if (on) auto.pause();
}

// Who goes on wants to see where.
function uncover() {
  setBlank(false);
  one("#help").hidden = true;
}

// Who reads the keys is not to be hurried.
function toggleHelp() {
  one("#help").hidden = !one("#help").hidden;
  auto.pause();
}

function toggleFull() {
  const page = document.documentElement;
  const asked = document.fullscreenElement ? document.exitFullscreen() : page.requestFullscreen?.();
  asked?.catch(() => toast(say("player.full-refused")));
}

// Escape closes what lies on top, one thing at a time.
function leave() {
  if (!one("#help").hidden) one("#help").hidden = true;
  else if (!one("#blank").hidden) setBlank(false);
  else if (opened !== null) closeSheet();
  else if (!one("#notes").hidden) one("#notes").hidden = true;
  else if (step > TOUR) show(Math.max(1, before));
  else auto.pause();
}

function speak(lang) {
  setLanguage(lang);
  redraw();
}

document.addEventListener("keydown", onKey);

// Inside the dashboard the focus is often outside this frame, and keys are heard there.
if (HOST !== window) {
  const outer = HOST.document;
  outer.addEventListener("keydown", onKey);
  addEventListener("pagehide", () => outer.removeEventListener("keydown", onKey));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act], [data-go], [data-node]");
  if (event.target.closest("#help")) one("#help").hidden = true;
  if (event.target.closest("#blank")) setBlank(false);
  if (!button || button.closest(".fact .panel")) return;
  if (button.dataset.act) act(button.dataset.act);
  else if (button.dataset.go) goTo(Number(button.dataset.go));
  else openSheet(button.dataset.node, event.detail ? null : button);
  // After a click with the pointer Space means "next" again, not "the same button once more".
  if (event.detail) button.blur?.();
});

document.addEventListener("change", (event) => {
  if (event.target.dataset.layer) atlas.toggle(event.target.dataset.layer, event.target.checked);
});

// Any touch or click stops a tour that runs by itself, except on the buttons that steer it.
document.addEventListener("pointerdown", (event) => event.target.closest(".tools") || auto.pause(), true);
document.addEventListener("wheel", () => auto.pause(), { passive: true });

let touched = null;
one("#stage").addEventListener("touchstart", (event) => {
  const free = step <= TOUR || !event.target.closest("#map"); // while exploring, a finger moves the map
  touched = free && event.touches.length === 1 ? event.touches[0] : null;
}, { passive: true });
one("#stage").addEventListener("touchend", (event) => {
  if (!touched) return;
  const dx = event.changedTouches[0].clientX - touched.clientX;
  const dy = event.changedTouches[0].clientY - touched.clientY;
  touched = null;
  if (Math.abs(dx) > 50 && Math.abs(dx) > 1.5 * Math.abs(dy)) act(dx < 0 ? "next" : "previous");
}, { passive: true });

// The tools fade when nobody is at the machine.
function wake() {
  delete body.dataset.idle;
  clearTimeout(wake.timer);
  wake.timer = setTimeout(() => (body.dataset.idle = ""), 4000);
}
for (const sign of ["pointermove", "pointerdown"]) document.addEventListener(sign, wake);
