// The tour that runs by itself: a chapter every so many seconds, from the last back to the first.

import { memory } from "./memory.js";
import { body, say, toast } from "./page.js";

const INTERVALS_S = [6, 9, 12, 18, 30, 60];

export const auto = {
  timer: 0,
  on: false,
  seconds: Number(memory.get("interval")) || 12,

  // `onward` shows the chapter that follows.
  start(onward) {
    this.onward = onward;
    this.on = memory.get("auto") === "on";
  },

  // Called on every step, so that a chapter always has its full time.
  restart() {
    clearTimeout(this.timer);
    body.dataset.auto = this.on ? "on" : "off";
    body.style.setProperty("--interval", `${this.seconds}s`);
    memory.set({ auto: this.on ? "on" : "off" });
    if (this.on) this.timer = setTimeout(this.onward, this.seconds * 1000);
  },

  // Whoever touches the screen has a question; the tour waits until it is started again.
  pause() {
    if (!this.on) return;
    this.on = false;
    toast(say("player.auto-paused"));
    this.restart();
  },

  faster(by) {
    const place = INTERVALS_S.indexOf(this.seconds);
    this.seconds = INTERVALS_S[Math.max(0, Math.min(INTERVALS_S.length - 1, place - by))];
    memory.set({ interval: this.seconds });
    toast(say("player.auto-interval", { n: this.seconds }));
    this.restart();
  },
};
