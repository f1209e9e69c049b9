// What a key asks of the search.

/* "focus" its field, "open" the best of what is found, "empty" the field, "leave" it, or null: nothing. Of the element that
   has the focus it matters whether it is the field, with which text in it, and whether it takes letters at all. */
export function askedOfSearch(event, { isField, isTyped, text }) {
  // While Chinese is being composed, all keys belong to the input method.
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key === "/" && !isTyped) return "focus";
  if (!isField) return null;
  if (event.key === "Enter" && text.trim()) return "open";
  if (event.key === "Escape") return text ? "empty" : "leave";
  return null;
}

/* Whether the last of some keys were a slash outside any field, and what was meant for the field that it should have led
   to; `isTyped` tells of an event whether it was typed into one. */
export function waitsForSearch(events, isTyped) {
  const last = events.slice(events.findLastIndex(({ key }) => key.length > 1) + 1);
  return last.some((event) => askedOfSearch(event, { isField: false, isTyped: isTyped(event), text: "" }) === "focus");
}
