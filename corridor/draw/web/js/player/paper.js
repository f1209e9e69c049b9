// Paper cannot be opened: what is folded away on the screen stands open, and every figure carries the numbers of its
// sources, which are listed at the foot in the order in which they are first named.

const UNFOLDED = ".panel :is(.earlier, .more, .statement, .figures):not([open])";

export function unfold(page) {
  for (const folded of page.querySelectorAll(UNFOLDED)) {
    folded.open = true;
    folded.dataset.unfolded = "";
  }
}

export function foldAgain(page) {
  for (const folded of page.querySelectorAll("[data-unfolded]")) {
    folded.open = false;
    delete folded.dataset.unfolded;
  }
}

// Only once a page: what it cites does not change.
export function citeSources(page) {
  const list = page.querySelector(".sheet-sources ol");
  if (!list || list.children.length) return;
  for (const sources of page.querySelectorAll(".panel .sources")) {
    if (!sources.parentElement.checkVisibility()) continue; // the page has no room for what it is about
    const marks = document.createElement("span");
    marks.className = "marks";
    const numbers = new Set([...sources.querySelectorAll("li")].map((source) => numberOf(source, list)));
    marks.textContent = [...numbers].map((number) => `[${number}]`).join("");
    citedBy(sources).append(marks);
  }
}

function numberOf(source, list) {
  const listed = [...list.children];
  const place = listed.findIndex((other) => other.textContent === source.textContent);
  if (place >= 0) return place + 1;
  list.append(source.cloneNode(true));
  return listed.length + 1;
}

// A figure's marks stand at its value, those of anything else at the end of its text.
function citedBy(sources) {
  return sources.closest(".statement")?.querySelector(".statement-value") ?? sources.previousElementSibling;
}
