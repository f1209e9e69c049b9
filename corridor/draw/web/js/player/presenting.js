// The stage's side of the presenter's window. Where windows are blocked the hall must not read the notes by surprise: the
// presenter is told, and only N once more, while that is being told, puts them on this screen.
// The window is this page once more. It outlives a reload of the stage: it asks again and again what to show, and whichever
// stage hears it answers. A file on a disk may not look into another window, so the two only send each other messages.

import { memory } from "./memory.js";
import { now } from "./now.js";
import { all, body, copyAs, data, EMBEDDED, HOST, noteOf, one, PRESENTER, say, toast } from "./page.js";
import { spotlight } from "./spotlight.js";

const WARNED_MS = 8000;
const REFILL_MS = 1000;
const SEEN = { attributes: true, attributeFilter: ["data-step", "data-lang", "data-theme", "data-auto", "hidden"] };

export const presenting = {
  window: null, // what the browser opened
  page: null, // the page that asks, which in the dashboard is a frame in that window
  warned: -WARNED_MS, // when the presenter was last told that the window was blocked

  get isOpen() {
    return Boolean(this.window) && !this.window.closed;
  },

  toggle() {
    if (this.isOpen) this.close();
    else if (!one("#notes").hidden) one("#notes").hidden = true;
    else this.open();
  },

  open() {
    const address = EMBEDDED ? "" : location.href.split("#")[0] + PRESENTER.hash;
    try {
      this.window = HOST.open(address, PRESENTER.name, "popup,width=1280,height=800");
    } catch {
      this.window = null;
    }
    if (this.window) this.fill();
    else if (performance.now() - this.warned < WARNED_MS) one("#notes").hidden = false;
    else this.warn();
    this.tell();
  },

  warn() {
    this.warned = performance.now();
    toast(say("player.notes-blocked"), WARNED_MS);
  },

  // Inside the dashboard the tour has no address of its own: the window is an empty page, and empty again after a reload.
  fill() {
    window.focus(); // the clicker keeps talking to the screen that the hall sees
    if (EMBEDDED) this.refill();
  },

  refill() {
    try {
      const page = this.window.document;
      if (!page.body || one("iframe", page)) return;
      page.body.style.margin = "0";
      const frame = page.body.appendChild(page.createElement("iframe"));
      frame.style.cssText = "position: fixed; inset: 0; width: 100%; height: 100%; border: 0";
      frame.allow = "fullscreen";
      frame.srcdoc = copyAs("presenter");
    } catch {
      // a page that was loaded anew around a file's window may not look into it: N closes it, and once more opens another
    }
  },

  close() {
    this.window?.close();
    this.window = null;
    this.page = null;
  },

  tell() {
    one("#notes").textContent = noteOf(now.step);
    if (!this.isOpen || !this.page) return;
    const { lang, theme, auto } = body.dataset;
    const blank = !one("#blank").hidden;
    const time = { since: Number(memory.get("since")), target: Number(memory.get("target")) };
    const state = { step: now.step, lang, theme, auto, blank, size: [innerWidth, innerHeight], ...time };
    this.page.postMessage({ stageOf: data.id, state }, "*");
  },

  // The window asks what to show, or passes on what was done in it.
  hear({ data: said, source }) {
    if (said?.presenterOf !== data.id || ![HOST, window].includes(source?.top?.opener)) return;
    this.window = source.top;
    this.page = source;
    if (said.time) memory.set(said.time);
    if (!memory.get("since")) memory.set({ since: Date.now() });
    if (said.key) this.onKey({ ...said.key, target: body, preventDefault() {} });
    else if (said.go !== undefined) this.onGo(said.go);
    else if (said.pointer) spotlight.point(said.pointer[0] * innerWidth, said.pointer[1] * innerHeight);
    else if (said.pointer === null) spotlight.rest();
    else this.tell();
  },

  // `onKey` is called with the keys that are pressed in the window, `onGo` with the step that is picked there.
  start({ onKey, onGo }) {
    Object.assign(this, { onKey, onGo });
    const hear = (event) => this.hear(event);
    for (const place of new Set([HOST, window])) place.addEventListener("message", hear);
    addEventListener("pagehide", () => HOST.removeEventListener("message", hear));
    const seen = new MutationObserver(() => this.tell());
    for (const part of [body, ...all("#blank")]) seen.observe(part, SEEN);
    if (EMBEDDED) setInterval(() => this.isOpen && this.refill(), REFILL_MS);
  },
};
