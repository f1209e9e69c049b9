// What the panel needs of the browser: on a phone its three heights, everywhere the list at the row of the node it shows.

import { heightByKey, heightByShare, heightByTap, HEIGHTS, pulledPx } from "./sheet_heights.js";

const TOPS = { peek: 16, half: 12, full: 5 };
const SLOP_PX = 8;
const shown = new WeakMap();

export default function ({ data, parentElement }) {
  let handle = shown.get(parentElement);
  if (!handle) {
    handle = new Handle(parentElement);
    shown.set(parentElement, handle);
  }
  handle.update(data);
}

class Handle {
  constructor(parent) {
    this.bar = document.createElement("div");
    this.bar.className = "handle";
    this.bar.setAttribute("role", "group");
    const grip = document.createElement("span");
    grip.className = "grip";
    this.bar.append(grip, ...HEIGHTS.map((height) => this.button(height)));
    parent.append(this.bar);
    this.bar.addEventListener("pointerdown", (event) => this.take(event));
    this.bar.addEventListener("keydown", (event) => this.key(event));
  }

  button(height) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.step = height;
    button.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><rect x="5" y="3" width="14" height="18" rx="2"/><rect class="filled" x="5" y="${TOPS[height]}" width="14" height="${21 - TOPS[height]}"/></svg>`;
    button.addEventListener("click", () => this.go(height));
    return button;
  }

  get panel() {
    return this.bar.getRootNode().host?.closest(".st-key-node-panel");
  }

  get box() {
    return this.panel?.parentElement;
  }

  update({ node, words }) {
    this.bar.setAttribute("aria-label", words.sheet);
    for (const button of this.bar.querySelectorAll("button")) {
      button.title = words[button.dataset.step];
      button.setAttribute("aria-label", words[button.dataset.step]);
    }
    if (node !== this.node || !this.panel?.dataset.sheet) this.turnTo(node);
  }

  /* A node that was just chosen is seen at half the height, and in the list. */
  turnTo(node) {
    this.node = node;
    this.go(node ? "half" : "peek");
    keepInList(node);
  }

  go(height) {
    if (!this.panel) return;
    this.panel.dataset.sheet = height;
    for (const button of this.bar.querySelectorAll("button"))
      button.setAttribute("aria-pressed", String(button.dataset.step === height));
  }

  key(event) {
    const height = heightByKey(this.panel.dataset.sheet, event.key);
    if (!height) return;
    event.preventDefault();
    this.go(height);
  }

  /* Drag: the sheet follows the finger, and settles at the height that is nearest; a tap goes on to the next. */
  take(down) {
    if (down.target.closest("button")) return;
    const { bar, box, panel } = this;
    const from = box.offsetHeight;
    let pulled = 0;
    const height = () => pulledPx(from, pulled, innerHeight);
    const moved = (event) => {
      pulled = event.clientY - down.clientY;
      panel.dataset.dragged = "";
      box.style.setProperty("--sheet", `${height()}px`);
    };
    const dropped = () => {
      bar.removeEventListener("pointermove", moved);
      delete panel.dataset.dragged;
      box.style.removeProperty("--sheet");
      this.go(Math.abs(pulled) < SLOP_PX ? heightByTap(panel.dataset.sheet) : heightByShare(height() / innerHeight));
    };
    bar.setPointerCapture(down.pointerId);
    bar.addEventListener("pointermove", moved);
    bar.addEventListener("lostpointercapture", dropped, { once: true });
  }
}

/* The list stands at the row of the node, also while rows are still being drawn, until the reader moves it. */
let letGo = () => {};
let isListUsed = false;

document.addEventListener("focusin", ({ target }) => {
  isListUsed = Boolean(target.closest?.(".st-key-places"));
});

function keepInList(node) {
  letGo();
  const list = document.querySelector(".st-key-places");
  if (!node || !list) return;
  const stay = () => comeIntoList(list, node);
  const sizes = new ResizeObserver(stay);
  const follow = () => {
    [list, ...list.children].forEach((part) => sizes.observe(part));
    comeBack(list, node);
  };
  const rows = new MutationObserver(follow);
  rows.observe(list, { childList: true, subtree: true });
  follow();
  letGo = () => [sizes, rows].forEach((observer) => observer.disconnect());
  for (const act of ["wheel", "pointerdown", "keydown"])
    list.addEventListener(act, () => letGo(), { once: true, passive: true });
}

/* The row that was pressed is another element once it is chosen: the focus that fell off with it comes back. */
function comeBack(list, node) {
  if (isListUsed && document.activeElement === document.body)
    list.querySelector(`.st-key-pick-${CSS.escape(node)} button`)?.focus({ preventScroll: true });
}

/* Only the list's own scroller moves, never the page. */
function comeIntoList(list, node) {
  const row = list.querySelector(`.st-key-pick-${CSS.escape(node)}`);
  if (!row) return;
  const [box, at] = [list.getBoundingClientRect(), row.getBoundingClientRect()];
  if (list.scrollHeight > list.clientHeight && (at.top < box.top || at.bottom > box.bottom))
    list.scrollTop += at.top - box.top - (box.height - at.height) / 2;
}
