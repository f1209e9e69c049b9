// A page of its own for one fact sheet: shown as it will be printed, and printed at the press of the button.
const page = document.querySelector(".fact .page");
unfold(page);
citeSources(page);
fitSheet(page);
addEventListener("beforeprint", () => fitSheet(page));
document.querySelector("button").addEventListener("click", () => print());
