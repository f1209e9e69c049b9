// What the tour is made of: its data, the elements of its page, and its words in the language that is shown.

export const data = JSON.parse(document.getElementById("data").textContent);
export const body = document.body;
export const one = (selector, from = document) => from.querySelector(selector);
export const all = (selector, from = document) => [...from.querySelectorAll(selector)];

export const COVER = 0;
export const TOUR = data.chapters.length; // chapters are steps 1 to TOUR, after the cover; the step after them is for exploring
export const EXPLORE = TOUR + 1;
export const NARROW = matchMedia("(max-width: 640px), (max-aspect-ratio: 4/5)"); // a phone, or held upright
export const STILL = matchMedia("(prefers-reduced-motion: reduce)");
export const EMBEDDED = location.protocol === "about:"; // an about:srcdoc page loses its hash on reload
export const OPENED_IN = body.dataset.lang;
export const PRESENTER = { hash: "#presenter", name: `presenter-${data.id}` }; // the address and the name of its window

// The window that outlives this page: inside the dashboard the page around it, if it lets itself be spoken to.
export const HOST = (() => {
  try {
    return window.parent.document && window.parent;
  } catch {
    return window;
  }
})();

// What this page is: the tour on the stage, the presenter's window, or a picture of a step in that window.
body.dataset.page ||= location.hash === PRESENTER.hash && window.name === PRESENTER.name ? "presenter" : "stage";
export const PAGE = body.dataset.page;

export const say = (key, values = {}) =>
  Object.entries(values).reduce((words, [name, value]) => words.replace(`{${name}}`, value), data.words[body.dataset.lang][key]);

// The part of a page that is in the language now shown.
export const spoken = (part) => one(`[data-in="${body.dataset.lang}"]`, part);

export const chapterOf = (number) => one(`.chapter[data-chapter="${number}"]`);
export const titleOf = (number) => one("h2", spoken(chapterOf(number)))?.textContent ?? "";
export const noteOf = (number) => one("template.note", spoken(chapterOf(number)))?.content.textContent.trim() || say("player.notes-none");

// This page once more, as a document of another kind: without what was drawn into it, and without the fact sheets, which
// neither the presenter nor a picture of a step shows.
export function copyAs(page) {
  const copy = document.documentElement.cloneNode(true);
  const frame = one("body", copy);
  frame.dataset.page = page;
  for (const drawn of ["ready", "step", "node", "idle"]) delete frame.dataset[drawn];
  for (const filled of all("#map, #scale, .fact", frame)) filled.replaceChildren();
  for (const covering of all("#sheets, #help, #blank, #spotlight, #notes", frame)) covering.hidden = true;
  return `<!doctype html>\n${copy.outerHTML}`;
}

export function toast(words, ms = 2500) {
  const element = one("#toast");
  element.textContent = words;
  element.classList.add("on");
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => element.classList.remove("on"), ms);
}
