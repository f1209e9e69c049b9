// Keys of the search: "/" goes to the field, Enter opens the best of what is found, Escape clears it and then leaves.

import { askedOfSearch } from "./search_keys.js";

const FIELD = ".st-key-finder .st-key-search input";
const ANSWERS = {
  focus(field) {
    field.focus();
    field.select();
  },
  open: (field) => open(field.value),
  empty,
  leave: (field) => field.blur(),
};

let open = null; // tells the page what to open

// One listener for good: one that came and went with each drawing missed the key that was pressed in between.
document.addEventListener("keydown", hear, true);

export default function ({ setTriggerValue }) {
  open = (text) => setTriggerValue("open", { text });
  document.querySelector(".st-key-finder").dataset.alive = "true";
}

function hear(event) {
  const field = document.querySelector(FIELD);
  if (!field) return;
  const at = { isField: event.target === field, isTyped: isTyped(event.target), text: field.value };
  const asked = askedOfSearch(event, at);
  if (!asked) return;
  if (asked !== "open") event.preventDefault();
  // What Escape means elsewhere on the page is not meant here.
  if (event.key === "Escape") event.stopPropagation();
  ANSWERS[asked](field);
}

function isTyped(target) {
  return target.isContentEditable || /^(?:input|textarea|select)$/i.test(target.tagName);
}

function empty(field) {
  // As if somebody had deleted it, so that the page hears of it.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, "");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
