// What lies over everything: the dark screen and the list of keys.

import { auto } from "./auto.js";
import { one } from "./page.js";

export function setBlank(on) {
  one("#blank").hidden = !on;
  if (on) auto.pause();
}

// Who goes on wants to see where.
export function uncover() {
  setBlank(false);
  one("#help").hidden = true;
}

// Who reads the keys is not to be hurried.
export function toggleHelp() {
  one("#help").hidden = !one("#help").hidden;
  auto.pause();
}
