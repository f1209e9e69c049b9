/* The document of the map's frame: its style, and what it says of itself, as its host names it after its maker and lets
   nobody enlarge it. */

import { newElement } from "./elements.js";

const dark = matchMedia("(prefers-color-scheme: dark)");

/* Put the style sheet in place before anything is drawn, light or dark as the reader prefers. */
export function dress(css) {
  const turn = () => {
    document.body.dataset.theme = dark.matches ? "dark" : "light";
  };
  dark.addEventListener("change", turn);
  turn();
  const sheet = document.createElement("style");
  sheet.textContent = css;
  document.head.append(sheet);
}

export function introduce(map, { words }) {
  const box = map.getContainer();
  document.title = words.map;
  window.frameElement.title = words.map;
  box.setAttribute("role", "main");
  box.prepend(newElement("h1", "unseen", words.map));
  document.querySelectorAll("meta[name=viewport]").forEach((sizes) => {
    sizes.content = "width=device-width, initial-scale=1";
  });
  // The page around the frame hears this key from everywhere else.
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") window.parent.document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  });
  // Until then the page says that the map is loading.
  window.frameElement.dataset.drawn = "true";
}
