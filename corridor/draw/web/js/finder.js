// Keys of the search: "/" goes to the field, Enter opens the best of what is found, Escape clears it and then leaves.
const FIELD = ".st-key-finder .st-key-search input";
let open = null; // tells the page what to open

// One listener for good: one that came and went with each drawing missed the key that was pressed in between.
document.addEventListener("keydown", hear, true);

export default function ({ setTriggerValue }) {
  open = (text) => setTriggerValue("open", { text });
  document.querySelector(".st-key-finder").dataset.alive = "true";
}

function hear(event) {
  const field = document.querySelector(FIELD);
  // While Chinese is being composed, all keys belong to the input method.
  if (!field || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/" && !isTyped(event.target)) {
    event.preventDefault();
    field.focus();
    field.select();
  } else if (event.target !== field) {
    return;
  } else if (event.key === "Enter" && field.value.trim()) {
    open(field.value);
  } else if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    if (field.value) empty(field);
    else field.blur();
  }
}

function isTyped(target) {
  return target.isContentEditable || /^(?:input|textarea|select)$/i.test(target.tagName);
}

function empty(field) {
  // As if somebody had deleted it, so that the page hears of it.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, "");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
