// A page of its own for one fact sheet: shown as it will be printed, and printed at the press of the button.

import { citeSources, unfold } from "./paper.js";

const page = document.querySelector(".fact .page");
unfold(page);
citeSources(page);
document.querySelector("button").addEventListener("click", () => print());
