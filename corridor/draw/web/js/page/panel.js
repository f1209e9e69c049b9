// What the panel beside the map does by itself: its tabs, copying the address, paper, and telling what was asked for.
// The panel's markup comes from the server anew for every node; the tab that a reader chose stays chosen.

import { tabByKey } from "./tab_keys.js";
import { paperFor, printed } from "./panel_paper.js";

const ASKS = { node: "node", industry: "industry", opens: "figure" };
let chosen = null;

export default function ({ data, parentElement, setTriggerValue }) {
  const panel = parentElement.closest(".st-key-node-panel");
  const tell = (event) => onClick(event, panel, data, setTriggerValue);
  const steer = (event) => onKey(event, panel);
  const renewed = new MutationObserver(() => show(panel));
  panel.addEventListener("click", tell);
  panel.addEventListener("keydown", steer);
  for (const event of window.corridorEarly?.("click") ?? []) if (panel.contains(event.target)) tell(event);
  renewed.observe(panel, { childList: true, subtree: true });
  show(panel);
  paperFor(panel, data.paper);
  panel.dataset.alive = "true";
  return () => {
    panel.removeEventListener("click", tell);
    panel.removeEventListener("keydown", steer);
    renewed.disconnect();
  };
}

function tabs(panel) {
  return [...panel.querySelectorAll("[role=tab][data-tab]")];
}

// A panel without the chosen tab shows its first; the choice waits for one that has it.
function show(panel) {
  const all = tabs(panel);
  const open = all.find((tab) => tab.dataset.tab === chosen) ?? all[0];
  for (const tab of all) {
    tab.setAttribute("aria-selected", String(tab === open));
    tab.tabIndex = tab === open ? 0 : -1;
  }
  for (const part of panel.querySelectorAll("[data-part]"))
    part.hidden = Boolean(open) && part.dataset.part !== open.dataset.tab;
}

function choose(panel, tab) {
  const sheet = tab.closest(".panel-sheet");
  const before = tab.getBoundingClientRect().top;
  chosen = tab.dataset.tab;
  show(panel);
  // The row of tabs stays where it was, and what it opens begins below it.
  sheet.scrollTop += tab.getBoundingClientRect().top - before;
}

function onClick(event, panel, data, setTriggerValue) {
  const part = event.target.closest("[data-tab], [data-act], button[data-node], [data-industry], [data-opens]");
  if (!part || !panel.contains(part)) return;
  if (part.dataset.tab) return choose(panel, part);
  if (part.dataset.act === "copy") return copy(panel, data);
  if (part.dataset.act === "print") return printed();
  for (const [name, what] of Object.entries(ASKS)) if (part.dataset[name]) setTriggerValue(what, part.dataset[name]);
}

function onKey(event, panel) {
  const tab = event.target.closest("[role=tab][data-tab]");
  if (!tab) return;
  const all = tabs(panel);
  const next = all[tabByKey(event.key, all.indexOf(tab), all.length)];
  if (next === tab) return;
  event.preventDefault();
  choose(panel, next);
  next.focus();
}

async function copy(panel, data) {
  const told = panel.querySelector("[data-said]");
  told.textContent = (await copied(location.href)) ? data.copied : data.refused;
}

// Only pages of a safe origin have a clipboard; on a town's own network the older way is left.
async function copied(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text).then(() => true, () => false);
  const field = Object.assign(document.createElement("textarea"), { value: text });
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}
