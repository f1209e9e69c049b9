// What the page owes those who hear it or steer it by keys: its language, ways past what repeats, a focus that stays, a
// word on what has opened, and Streamlit's own words in the language of the page.

const SAID_IN = ["aria-label", "title", "placeholder"];
const SPEAKS = SAID_IN.map((name) => `[${name}]`).join();
const PLACES = {
  list: ".st-key-places [class*=st-key-pick-] button",
  map: ".st-key-map iframe",
  panel: ".st-key-node-panel .panel-sheet",
};
const FIELD = "input, textarea, select, [contenteditable]";
const TAKES_FOCUS = "button, input, textarea, a[href], iframe, [tabindex]";
const UNFOLDED = "[data-testid=stPopoverBody], [role=listbox], [role=menu], [role=dialog]";
let page;

export default function ({ data, parentElement }) {
  page ??= new Page();
  page.update(data, parentElement);
}

class Page {
  constructor() {
    this.ways = Object.keys(PLACES).map((to) => way(to));
    this.told = document.createElement("p");
    this.told.setAttribute("role", "status");
    this.held = holdOf(document.activeElement);
    document.addEventListener("keydown", (event) => this.pressed(event), true);
    document.addEventListener("keydown", (event) => this.escaped(event));
    document.addEventListener("focusin", ({ target }) => {
      this.held = holdOf(target);
    });
    document.addEventListener("focusout", ({ target }) => this.left(target));
    new MutationObserver(() => this.drawn()).observe(document.body, {
      attributeFilter: SAID_IN, attributes: true, childList: true, subtree: true,
    });
  }

  update(data, home) {
    const opened = this.data && data.node !== this.data.node;
    this.data = data;
    this.node = data.node ?? this.node;
    document.documentElement.lang = data.lang;
    if (!home.contains(this.told)) home.append(...this.ways, this.told);
    for (const one of this.ways) {
      one.textContent = data.ways[one.dataset.to] ?? "";
      one.hidden = !one.textContent;
    }
    if (opened) this.told.textContent = data.opened;
    this.drawn();
  }

  /* Something was drawn: whatever of it is named in English, and whatever took the focus with it when it went. */
  drawn() {
    if (this.held && !this.held.element.isConnected && nothingFocused()) this.restore();
    this.waiting ??= requestAnimationFrame(() => {
      this.waiting = null;
      speak(this.data);
    });
  }

  /* Drawn anew it has the focus again; what closed the panel gives it to the row of the node that was open. */
  restore() {
    const { key, at, inPanel } = this.held;
    const heir = within(`.${key}`)[at] ?? (inPanel && !this.data.node ? within(`.st-key-pick-${CSS.escape(this.node)}`)[0] : null);
    heir?.focus({ preventScroll: true });
  }

  left(element) {
    requestAnimationFrame(() => {
      if (element.isConnected && this.held?.element === element && document.activeElement !== element) this.held = null;
    });
  }

  pressed(event) {
    if (event.key === "Escape") this.unfolded = document.querySelector(UNFOLDED) !== null;
  }

  /* Escape leaves a field, and else what is open beside the map. */
  escaped(event) {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing || this.unfolded) return;
    const field = event.target.closest?.(FIELD);
    if (field) field.blur();
    else document.querySelector(".st-key-back-to-corridor button")?.click();
  }
}

function way(to) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.to = to;
  button.addEventListener("click", () => {
    const place = document.querySelector(PLACES[to]);
    place?.focus();
    place?.scrollIntoView({ block: "nearest" });
  });
  return button;
}

const nothingFocused = () => !document.activeElement || document.activeElement === document.body;

/* What has the focus, and where the page draws it: under which key, and as which of all there that can have it. */
function holdOf(element) {
  const key = element.closest?.("[class*=st-key-]")?.className.match(/st-key-[^\s]+/)?.[0];
  if (!key) return null;
  const name = CSS.escape(key);
  return { element, key: name, at: within(`.${name}`).indexOf(element), inPanel: element.closest(".st-key-node-panel") !== null };
}

const within = (place) => [...(document.querySelector(place)?.querySelectorAll(TAKES_FOCUS) ?? [])];

function speak({ main, words }) {
  say(document.querySelector("[data-testid=stMain]"), "aria-label", main);
  const skip = document.querySelector("[data-testid=stSkipToContent]")?.firstChild;
  if (skip && words[skip.data]) skip.data = words[skip.data];
  for (const part of document.querySelectorAll(SPEAKS))
    for (const name of SAID_IN) say(part, name, words[part.getAttribute(name)]);
}

/* Also what is written anew as it was is heard as a change, and would be answered by speaking again, without an end. */
function say(part, name, words) {
  if (words && part?.getAttribute(name) !== words) part?.setAttribute(name, words);
}
