// The fact sheets on paper.

import { all, body, spoken } from "./page.js";
import { citeSources, foldAgain, unfold } from "./paper.js";

// Paper is light whatever the hall is; a sheet takes as many pages as it needs.
function layOut() {
  layOut.theme ??= body.dataset.theme;
  body.dataset.theme = "light";
  body.classList.add("printing");
  for (const page of all(".fact").map(spoken)) {
    unfold(page);
    citeSources(page);
  }
}

function layDown() {
  body.classList.remove("printing");
  all(".fact .page").forEach(foldAgain);
  if (layOut.theme) body.dataset.theme = layOut.theme;
  layOut.theme = null;
}

export function printWhole() {
  addEventListener("beforeprint", layOut);
  addEventListener("afterprint", layDown);
}
