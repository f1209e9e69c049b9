/* The nodes: each a symbol that can be picked, asked about and reached by keys. */

import { newElement } from "./elements.js";
import { nameAndHeadline, nodeIcon } from "./shapes.js";

export const mark = (state, place) => state.sketch.marks[place.role];

export function addNode(state, spot, claim) {
  const marker = L.marker(spot.at[0], { icon: nodeIcon(spot, mark(state, spot)), riseOnHover: true });
  marker.addTo(state.map);
  const element = marker.getElement();
  element.style.setProperty("--colour", mark(state, spot).colour);
  element.style.setProperty("--size", `${mark(state, spot).size}px`);
  element.setAttribute("aria-label", `${spot.name} · ${spot.headline}`);
  const node = { place: spot, marker, claim, element, label: element.querySelector(".node-label") };
  state.nodes.set(spot.id, node);
  addTip(node);
  listen(node, () => pick(state, spot.id));
}

function addTip({ place: spot, marker }) {
  const tip = newElement("span", "node-tip");
  tip.append(...nameAndHeadline(spot));
  marker.bindTooltip(tip, { direction: "top", offset: [0, -14], opacity: 1, className: "tip" });
}

function listen({ marker, claim, element }, picked) {
  marker.on("click", picked);
  const ask = (asked) => () => claim.forEach((layer) => layer.getElement().classList.toggle("asked", asked));
  [marker, ...claim].forEach((layer) => layer.on({ mouseover: ask(true), mouseout: ask(false) }));
  element.addEventListener("focus", ask(true));
  element.addEventListener("blur", ask(false));
  marker.on("keydown", ({ originalEvent }) => {
    if (originalEvent.key !== "Enter" && originalEvent.key !== " ") return;
    originalEvent.preventDefault();
    picked();
  });
  claim.filter((layer) => layer.options.interactive !== false).forEach((layer) => layer.on("click", picked));
}

/* The highlight comes at once, from here; the page and its panel follow. */
function pick(state, id) {
  select(state, id);
  state.host.tell({ node: id });
}

/* Mark a node, or none: `id` is null. */
export function select(state, id) {
  state.node = id;
  state.map.getContainer().classList.toggle("has-selection", state.nodes.has(id));
  state.nodes.forEach((node, key) => {
    const chosen = key === id;
    const dimmed = state.dimmed.has(key) && !chosen;
    [node.element, ...node.claim.map((layer) => layer.getElement())].forEach((element) => {
      element.classList.toggle("selected", chosen);
      element.classList.toggle("dimmed", dimmed);
    });
    node.element.setAttribute("aria-pressed", String(chosen));
    node.marker.setZIndexOffset(chosen ? 2000 : dimmed ? -500 : 0);
    if (chosen) node.marker.closeTooltip();
  });
}
