// Shows the strip diagram that fits the width, marks what is selected, and tells which node was picked.
const shown = new WeakMap();
const pictures = new Map();

export default function ({ data, parentElement, setTriggerValue }) {
  let strip = shown.get(parentElement);
  if (!strip) {
    strip = new Strip(parentElement);
    shown.set(parentElement, strip);
  }
  strip.update(data, (id) => setTriggerValue("node", id));
  return () => strip.stop();
}

class Strip {
  constructor(parent) {
    this.frame = document.createElement("div");
    this.frame.className = "strip-frame";
    parent.appendChild(this.frame);
    this.frame.addEventListener("click", (event) => this.pick(event));
    this.frame.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") this.pick(event);
    });
    for (const [type, near] of [["pointerover", true], ["pointerout", false]])
      this.frame.addEventListener(type, (event) => this.classed("is-near", (id) => near && id === idAt(event)));
    this.watch = new ResizeObserver(() => this.draw());
    this.watch.observe(this.frame);
  }

  update(data, tell) {
    this.data = data;
    this.tell = tell;
    this.selected = data.selected;
    this.draw();
  }

  stop() {
    this.watch.disconnect();
  }

  pick(event) {
    const id = idAt(event);
    if (!id) return;
    event.preventDefault();
    this.selected = id;
    this.mark();
    this.tell(id);
  }

  draw() {
    const width = this.frame.clientWidth;
    if (!width) return;
    const fitting = this.data.pictures.findLast((picture) => picture.from <= width) ?? this.data.pictures[0];
    if (fitting.address === this.address) return this.mark();
    this.address = fitting.address;
    fetched(fitting.address).then(
      (svg) => {
        if (this.address !== fitting.address) return;
        this.frame.dataset.orientation = fitting.orientation;
        this.frame.innerHTML = svg;
        this.mark();
      },
      () => {
        this.address = null;
        this.frame.textContent = this.data.unavailable;
      },
    );
  }

  mark() {
    const { visible } = this.data;
    this.classed("is-selected", (id) => id === this.selected);
    this.classed("is-dimmed", (id) => Boolean(visible) && !visible.includes(id));
    for (const tag of this.frame.querySelectorAll("[data-node]"))
      tag.setAttribute("aria-pressed", String(tag.dataset.node === this.selected));
  }

  classed(name, holds) {
    for (const part of this.frame.querySelectorAll("[data-node], [data-mark]"))
      part.classList.toggle(name, holds(part.dataset.node ?? part.dataset.mark));
  }
}

function idAt(event) {
  const part = event.target.closest("[data-node], [data-mark]");
  return part && (part.dataset.node ?? part.dataset.mark);
}

function fetched(address) {
  // The address counts from a component's folder; this code runs in the page itself.
  const url = new URL(address, new URL("component/strip/", document.baseURI));
  if (!pictures.has(address))
    pictures.set(
      address,
      fetch(url).then((answer) => {
        if (!answer.ok) throw new Error(`${answer.status} ${url}`);
        return answer.text();
      }),
    );
  pictures.get(address).catch(() => pictures.delete(address));
  return pictures.get(address);
}
