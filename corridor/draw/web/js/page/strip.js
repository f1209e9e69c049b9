// Shows the strip diagram that fits the width, marks what is selected, and tells which node was picked.

const shown = new WeakMap();
const pictures = new Map();
const WIDE_RATIO = 2.5;
const CHEVRON = "M5 9l7 7 7-7";
let unfolded = false;
let profile = "";

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
    this.picture = document.createElement("div");
    this.picture.className = "strip-picture";
    this.frame.append(this.choice(), this.picture, this.switch());
    parent.appendChild(this.frame);
    this.frame.addEventListener("click", (event) => this.pick(event));
    this.frame.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") this.pick(event);
    });
    for (const [type, near] of [["pointerover", true], ["pointerout", false]])
      this.frame.addEventListener(type, (event) => this.classed("is-near", (id) => near && id === idAt(event)));
    this.watch = new ResizeObserver(() => this.draw());
    this.watch.observe(this.frame);
    this.resized = () => this.draw();
    addEventListener("resize", this.resized);
  }

  /* The one control: all there is, or the slim line of it. */
  switch() {
    this.button = document.createElement("button");
    this.button.className = "strip-switch";
    this.button.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${CHEVRON}"/></svg>`;
    this.button.addEventListener("click", () => {
      unfolded = !unfolded;
      this.draw().then(() => unfolded && this.frame.scrollIntoView({ block: "nearest" }));
    });
    return this.button;
  }

  /* Which of the ledger's sums stands above the line, where there are several. */
  choice() {
    this.profiles = document.createElement("select");
    this.profiles.className = "strip-profile";
    this.profiles.addEventListener("change", () => {
      profile = this.profiles.value;
      this.mark();
    });
    return this.profiles;
  }

  offer({ profiles, words }) {
    if (!profiles.some(({ id }) => id === profile)) profile = profiles[0]?.id ?? "";
    this.profiles.setAttribute("aria-label", words.profile);
    this.profiles.replaceChildren(...profiles.map(({ id, name }) => new Option(name, id, false, id === profile)));
    this.profiles.hidden = profiles.length < 2;
  }

  update(data, tell) {
    this.data = data;
    this.offer(data);
    this.tell = tell;
    this.selected = data.selected;
    this.draw();
  }

  stop() {
    this.watch.disconnect();
    removeEventListener("resize", this.resized);
  }

  pick(event) {
    const id = idAt(event);
    if (!id) return;
    event.preventDefault();
    this.selected = id;
    this.mark();
    this.tell(id);
  }

  /* A wall has more to read on one line. */
  form() {
    if (unfolded) return "full";
    return innerWidth / innerHeight >= WIDE_RATIO ? "wide" : "slim";
  }

  async draw() {
    const width = this.frame.clientWidth;
    if (!width) return;
    const form = this.form();
    const fitting = this.data.pictures.findLast((one) => one.form === form && one.from <= width);
    const picture = fitting ?? this.data.pictures.find((one) => one.form === "slim");
    this.tellFold();
    if (picture.address === this.address) return this.mark();
    this.address = picture.address;
    try {
      const svg = await fetched(picture.address);
      if (this.address === picture.address) this.show(picture, svg);
    } catch {
      this.address = null;
      this.picture.textContent = this.data.words.unavailable;
    }
  }

  show(picture, svg) {
    this.frame.dataset.orientation = picture.orientation;
    this.frame.dataset.form = picture.form;
    this.picture.innerHTML = svg;
    this.mark();
  }

  tellFold() {
    const label = this.data.words[unfolded ? "fold" : "unfold"];
    this.button.title = label;
    this.button.setAttribute("aria-label", label);
    this.button.setAttribute("aria-expanded", String(unfolded));
  }

  mark() {
    const { visible } = this.data;
    for (const part of this.frame.querySelectorAll("[data-profile]"))
      part.style.display = part.dataset.profile === profile ? "inline" : "none";
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
