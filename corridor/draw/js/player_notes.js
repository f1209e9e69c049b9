// Speaker notes: a second window that the player itself writes, or a strip on this screen where windows are blocked.

const notes = {
  window: null,
  since: 0,
  timer: 0,

  get text() {
    return one("template.note", spoken(chapterOf(step)))?.content.textContent.trim() ?? "";
  },

  toggle() {
    if (this.window && !this.window.closed) this.close();
    else if (!one("#notes").hidden) one("#notes").hidden = true;
    else this.open();
  },

  open() {
    try {
      this.window = window.open("", "", "popup,width=960,height=720");
    } catch {
      this.window = null;
    }
    if (!this.window) {
      one("#notes").hidden = false;
      toast(say("player.notes-blocked"));
    } else {
      this.fill();
    }
    this.update();
  },

  fill() {
    const page = this.window.document;
    page.title = say("player.notes");
    page.body.append(page.importNode(one("#notes-window").content, true));
    page.addEventListener("keydown", onKey);
    this.since = Date.now();
    this.timer = setInterval(() => this.tick(), 1000);
    window.focus(); // the clicker keeps talking to the screen that the hall sees
  },

  close() {
    clearInterval(this.timer);
    this.window?.close();
    this.window = null;
  },

  part(name, words) {
    one(`[data-part="${name}"]`, this.window.document).textContent = words;
  },

  tick() {
    if (!this.window || this.window.closed) return this.close();
    const seconds = Math.floor((Date.now() - this.since) / 1000);
    this.part("clock", `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
  },

  update() {
    const strip = one("#notes");
    strip.textContent = this.text || say("player.notes-none");
    if (!this.window || this.window.closed) return;
    this.part("step", `${Math.min(step, TOUR)} / ${TOUR}`);
    this.part("title", titleOf(step));
    this.part("note", this.text || say("player.notes-none"));
    this.part("next", step < EXPLORE ? say("player.notes-next", { title: titleOf(step + 1) }) : "");
    this.tick();
  },
};

addEventListener("pagehide", () => notes.close());
