// What can be done with the tour, by whatever key, button or touch.

import { auto } from "./auto.js";
import { redraw, show } from "./chapters.js";
import { setBlank, toggleHelp, uncover } from "./covers.js";
import { setLanguage, setTheme } from "./look.js";
import { now } from "./now.js";
import { body, COVER, EXPLORE, one, say, toast, TOUR } from "./page.js";
import { presenting } from "./presenting.js";
import { closeSheet } from "./sheets.js";
import { spotlight } from "./spotlight.js";
import { chapterOfDigit, LEADS } from "./steps.js";

const ACTIONS = {
  play,
  faster: () => auto.faster(1),
  slower: () => auto.faster(-1),
  blank: () => setBlank(one("#blank").hidden),
  full: toggleFull,
  notes: () => presenting.toggle(),
  spotlight: () => spotlight.toggle(),
  language: () => speak(body.dataset.lang === "zh" ? "en" : "zh"),
  theme: () => setTheme(body.dataset.theme === "dark" ? "light" : "dark"),
  help: toggleHelp,
  print: () => window.print(),
  close: closeSheet,
  escape: leave,
};

export function act(action) {
  if (isStep(action)) {
    uncover();
    auto.pause();
    lead(action);
  } else {
    ACTIONS[action]();
  }
}

export const isStep = (action) => Object.hasOwn(LEADS, action);

const lead = (action) => show(LEADS[action](now.step, TOUR, now.before));

export function goTo(number) {
  if (number > EXPLORE) return;
  uncover();
  auto.pause();
  show(number);
}

export function goToDigit(digit) {
  const chapter = chapterOfDigit(digit);
  if (chapter <= TOUR) goTo(chapter);
}

function play() {
  auto.on = !auto.on;
  if (auto.on) uncover();
  toast(say(auto.on ? "player.auto-on" : "player.auto-off", { n: auto.seconds }));
  if (auto.on && now.step > TOUR) show(COVER);
  else auto.restart();
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
  else if (now.opened !== null) closeSheet();
  else if (!one("#notes").hidden) one("#notes").hidden = true;
  else if (spotlight.kept) spotlight.toggle();
  else if (now.step > TOUR) lead("explore");
  else auto.pause();
}

function speak(lang) {
  setLanguage(lang);
  redraw();
}
