// A light on the stage that follows the pointer: while a button of the mouse is held, from the key on until the key again,
// or as the presenter's window says.

import { body, one } from "./page.js";

const HOLD_MS = 200; // shorter is a click
const BUSY = "button, a, input, summary, label, #sheets, #bar, #help, #blank, .leaflet-control";

let timer = 0;
let wasHeld = false; // the click that ends a hold opens nothing

export const spotlight = {
  kept: false, // switched on by the key
  place: [0.5, 0.5], // of the window, where the pointer was last

  toggle() {
    this.kept = !this.kept;
    if (this.kept) this.point(this.place[0] * innerWidth, this.place[1] * innerHeight);
    else this.rest();
  },

  point(x, y) {
    const light = one("#spotlight");
    light.hidden = false;
    light.style.setProperty("--x", `${x}px`);
    light.style.setProperty("--y", `${y}px`);
  },

  rest() {
    clearTimeout(timer);
    if (!this.kept) one("#spotlight").hidden = true;
  },

  moved({ clientX, clientY }) {
    this.place = [clientX / innerWidth, clientY / innerHeight];
    if (this.kept || wasHeld) this.point(clientX, clientY);
  },

  pressed(event) {
    wasHeld = false;
    const isFree = event.pointerType === "mouse" && event.button === 0 && body.dataset.mode === "tour";
    if (!isFree || event.target.closest(BUSY)) return;
    event.preventDefault(); // nothing is marked as text meanwhile
    timer = setTimeout(() => {
      wasHeld = true;
      this.point(this.place[0] * innerWidth, this.place[1] * innerHeight);
    }, HOLD_MS);
  },

  start() {
    document.addEventListener("pointermove", (event) => this.moved(event));
    document.addEventListener("pointerdown", (event) => this.pressed(event));
    document.addEventListener("mousedown", (event) => event.target.closest(BUSY) || (body.dataset.mode === "tour" && event.preventDefault()));
    for (const end of ["pointerup", "pointercancel", "blur"]) addEventListener(end, () => this.rest());
    document.addEventListener("click", (event) => {
      if (wasHeld) event.stopPropagation();
      wasHeld = false;
    }, true);
  },
};
