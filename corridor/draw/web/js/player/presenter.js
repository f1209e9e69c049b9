// The presenter's window: this step and the next as pictures, the note, the time, and the chapters to jump to. What it
// shows comes from the stage in messages, the time in which the talk began too: closing it or loading it anew sets nothing back.

import { toggleHelp } from "./covers.js";
import { fitBlock } from "./fit.js";
import { actionOf } from "./keys.js";
import { setLanguage, setTheme } from "./look.js";
import { all, body, copyAs, data, EXPLORE, HOST, noteOf, one, say, titleOf, toast, TOUR } from "./page.js";
import { clockOf, minutesOf, paceOf } from "./time.js";

const TICK_MS = 500;
const PATIENCE_TICKS = 60; // a stage that says nothing for so long is not being reloaded: its page shows something else
const SETTLED_MS = 1900; // a flight on the stage is over: until then nothing is drawn here that could make it stumble

let state = null;
let unanswered = 0;
let timer = 0;

const room = one("#presenter");
const part = (name) => one(`[data-part="${name}"]`, room);
const screens = () => all(".screen", room);
const at = (place) => screens().find((screen) => screen.dataset.place === place);
const tell = (said) => HOST.opener?.postMessage({ presenterOf: data.id, ...said }, "*");

function tick() {
  unanswered += 1;
  if (!HOST.opener || HOST.opener.closed || unanswered > PATIENCE_TICKS) {
    HOST.close();
    return;
  }
  body.dataset.alone = unanswered > 4;
  showTime();
  tell({});
}

function showTime() {
  const clock = new Date();
  part("clock").textContent = `${clock.getHours()}:${String(clock.getMinutes()).padStart(2, "0")}`;
  if (!state) return;
  const seconds = Math.floor((Date.now() - state.since) / 1000);
  const { target } = state;
  part("spent").textContent = clockOf(seconds);
  part("left").textContent = target ? clockOf(60 * target - seconds) : "–";
  part("left").dataset.pace = paceOf(seconds, 60 * target);
}


// The picture of the next step is there already: on a step forward it becomes this one's, and the other draws what follows.
function arrange() {
  const [now, next] = [at("now"), at("next")];
  if (Number(next.dataset.step) === state.step && Number(now.dataset.step) !== state.step) {
    [now.dataset.place, next.dataset.place] = ["next", "now"];
  }
  send(at("now"), state.step);
  clearTimeout(timer);
  timer = setTimeout(() => send(at("next"), Math.min(state.step + 1, EXPLORE)), at("next").dataset.step ? SETTLED_MS : 0);
  all(".screen").forEach(scale);
}

function send(screen, step) {
  screen.dataset.step = step;
  const { lang, theme } = state;
  one("iframe", screen).contentWindow?.postMessage({ previewOf: data.id, step, lang, theme }, "*");
}

function scale(screen) {
  if (!state) return;
  const [width, height] = state.size;
  room.style.setProperty("--ratio", width / height);
  Object.assign(one("iframe", screen).style, { width: `${width}px`, height: `${height}px` });
  screen.style.setProperty("--scale", screen.clientWidth / width);
}

function showState() {
  const { step, lang, theme, blank } = state;
  if (body.dataset.lang !== lang || !body.dataset.step) label(lang);
  setTheme(theme);
  body.dataset.step = step;
  body.dataset.blank = blank;
  part("step").textContent = step > TOUR ? say("player.explore") : `${step} / ${TOUR}`;
  part("title").textContent = step > TOUR ? "" : titleOf(step);
  part("next").textContent = step < EXPLORE ? titleOf(step + 1) : "";
  part("note").textContent = noteOf(step);
  const field = one("form", room).target;
  if (field !== document.activeElement) field.value = state.target || "";
  fitBlock(part("note"));
  for (const button of all("[data-go]", room)) button.toggleAttribute("aria-current", Number(button.dataset.go) === step);
  one("[aria-current]", room)?.scrollIntoView({ block: "nearest", inline: "center" });
  arrange();
}

function label(lang) {
  setLanguage(lang);
  document.title = HOST.document.title = say("player.notes");
  for (const element of all("[data-label]", room)) element.textContent = say(element.dataset.label);
  for (const button of all("[data-go]", room)) one("span", button).textContent = titleOf(Number(button.dataset.go));
}

function hear({ data: said, source }) {
  if (said?.pictureOf === data.id) {
    const screen = screens().find((one_) => one("iframe", one_).contentWindow === source);
    if (screen?.dataset.step) send(screen, Number(screen.dataset.step));
  }
  if (said?.stageOf !== data.id || source !== HOST.opener && source?.parent !== HOST.opener) return;
  unanswered = 0;
  body.dataset.alone = false;
  const told = JSON.stringify(said.state);
  if (told === JSON.stringify(state)) return;
  state = said.state;
  showState();
  showTime();
}

// Keys mean what they mean on the stage, but for those that would disturb the hall.
const OWN = {
  full: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen())
    .catch(() => toast(say("player.full-refused"))),
  help: toggleHelp,
  print: () => {},
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(F\d+|Tab)$/.test(event.key) || event.target.closest("input")) return;
  if (["Enter", " "].includes(event.key) && event.target.closest("button")) return;
  event.preventDefault();
  const action = actionOf(event);
  if (OWN[action] && event.repeat) return;
  if (OWN[action]) OWN[action]();
  else if (action === "escape" && !one("#help").hidden) one("#help").hidden = true;
  else tell({ key: { key: event.key, code: event.code, shiftKey: event.shiftKey, repeat: event.repeat } });
}

function onClick({ target }) {
  if (target.closest("#help")) one("#help").hidden = true;
  const button = target.closest("button");
  if (!button) return;
  if (button.dataset.go) tell({ go: Number(button.dataset.go) });
  if (button.dataset.key) tell({ key: { key: button.dataset.key } });
  if (button.dataset.part === "spent") tell({ time: { since: Date.now() } });
  button.blur();
}

// Held on the picture of this step, the pointer is a light on the stage.
function point(event) {
  const screen = event.target.closest(".screen[data-place='now']");
  if (!screen || !event.buttons) return;
  event.preventDefault();
  const { left, top, width, height } = screen.getBoundingClientRect();
  const place = [(event.clientX - left) / width, (event.clientY - top) / height];
  screen.setPointerCapture(event.pointerId);
  screen.dataset.pointing = "";
  screen.style.setProperty("--x", `${100 * place[0]}%`);
  screen.style.setProperty("--y", `${100 * place[1]}%`);
  tell({ pointer: place });
}

function letGo() {
  for (const screen of all(".screen[data-pointing]")) {
    delete screen.dataset.pointing;
    tell({ pointer: null });
  }
}

export function startPresenter() {
  room.hidden = false;
  const form = one("form", room);
  form.addEventListener("input", () => tell({ time: { target: minutesOf(form.target.value) } }));
  form.addEventListener("submit", (event) => event.preventDefault());
  label(body.dataset.lang);
  const picture = copyAs("preview");
  for (const screen of screens()) one("iframe", screen).srcdoc = picture;
  addEventListener("message", hear);
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onClick);
  for (const sign of ["pointerdown", "pointermove"]) document.addEventListener(sign, point);
  for (const sign of ["pointerup", "pointercancel"]) document.addEventListener(sign, letGo);
  const sizes = new ResizeObserver(() => screens().forEach(scale));
  screens().forEach((screen) => sizes.observe(screen));
  new ResizeObserver(() => fitBlock(part("note"))).observe(part("note"));
  setInterval(tick, TICK_MS);
  tick();
  body.dataset.ready = "true";
}
