// Speaker notes: a second window that the player itself writes. Where windows are blocked the hall must not read the notes
// by surprise: the speaker is told, and only N once more, while that is being told, puts them on this screen.
// The window outlives a reload: it keeps the time, asks again and again what to show, and whichever tour hears it answers.
// After a reload a file on a disk may no longer look into it, so the two only send each other messages.

import { now } from "./now.js";
import { body, chapterOf, data, EXPLORE, HOST, one, say, spoken, titleOf, toast, TOUR } from "./page.js";

const WARNED_MS = 8000;

export const notes = {
  window: null,
  warned: -WARNED_MS, // when the speaker was last told that the window was blocked

  get text() {
    return one("template.note", spoken(chapterOf(now.step)))?.content.textContent.trim() || say("player.notes-none");
  },

  get isOpen() {
    return Boolean(this.window) && !this.window.closed;
  },

  toggle() {
    if (this.isOpen) this.close();
    else if (!one("#notes").hidden) one("#notes").hidden = true;
    else this.open();
  },

  open() {
    try {
      this.window = HOST.open("", "", "popup,width=960,height=720");
    } catch {
      this.window = null;
    }
    if (this.window) this.fill();
    else if (performance.now() - this.warned < WARNED_MS) one("#notes").hidden = false;
    else this.warn();
    this.update();
  },

  warn() {
    this.warned = performance.now();
    toast(say("player.notes-blocked"), WARNED_MS);
  },

  fill() {
    const page = this.window.document;
    page.body.dataset.tour = data.id;
    page.body.append(page.importNode(one("#notes-window").content, true));
    window.focus(); // the clicker keeps talking to the screen that the hall sees
  },

  close() {
    this.window?.close();
    this.window = null;
  },

  update() {
    one("#notes").textContent = this.text;
    if (this.isOpen) this.tell();
  },

  tell() {
    const next = now.step < EXPLORE ? say("player.notes-next", { title: titleOf(now.step + 1) }) : "";
    const parts = { step: `${Math.min(now.step, TOUR)} / ${TOUR}`, title: titleOf(now.step), note: this.text, next };
    this.window.postMessage({ tour: data.id, name: say("player.notes"), parts }, "*");
  },

  // The window asks what to show, or passes on a key that was pressed in it.
  hear({ data: said, source }) {
    if (said?.notesOf !== data.id || ![HOST, window].includes(source?.opener)) return;
    this.window = source;
    if (said.key) this.onKey({ ...said.key, target: body, preventDefault() {} });
    else this.tell();
  },

  // `onKey` is called with the keys that are pressed in the window.
  start(onKey) {
    this.onKey = onKey;
    const hear = (event) => this.hear(event);
    for (const place of new Set([HOST, window])) place.addEventListener("message", hear);
    addEventListener("pagehide", () => HOST.removeEventListener("message", hear));
  },
};
