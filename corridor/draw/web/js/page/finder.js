// Keys of the search: "/" goes to the field, Enter opens the best of what is found, Escape clears it and then leaves.

import { askedOfSearch, waitsForSearch } from "./search_keys.js";

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
  const finder = document.querySelector(".st-key-finder");
  open = (text) => setTriggerValue("open", { text });
  finder.dataset.alive = "true";
  whenDrawn(finder, hearEarly);
}

function hear(event) {
  const field = document.querySelector(FIELD);
  const asked = field && askedOfSearch(event, placeOf(event.target, field));
  if (!asked) return;
  if (asked !== "open") event.preventDefault();
  // What Escape means elsewhere on the page is not meant here.
  if (event.key === "Escape") event.stopPropagation();
  ANSWERS[asked](field);
}

const placeOf = (target, field) => ({ isField: target === field, isTyped: isTyped(target), text: field.value });

function isTyped(target) {
  return target.isContentEditable || /^(?:input|textarea|select)$/i.test(target.tagName);
}

/* A slash that was pressed before there was a field, unless another one is being filled in by now. */
function hearEarly(field) {
  const keys = window.corridorEarly?.("keydown") ?? [];
  if (isTyped(document.activeElement)) return;
  if (waitsForSearch(keys, ({ target }) => isTyped(target ?? document.body))) ANSWERS.focus(field);
}

function whenDrawn(finder, then) {
  const look = () => {
    const field = document.querySelector(FIELD);
    if (!field) return;
    drawing.disconnect();
    then(field);
  };
  const drawing = new MutationObserver(look);
  drawing.observe(finder, { childList: true, subtree: true });
  look();
}

function empty(field) {
  // As if somebody had deleted it, so that the page hears of it.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, "");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
