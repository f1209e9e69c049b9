// Whatever way printing is asked for, what is printed is the sheet of what the panel shows, not the page around it: the
// corridor's sheet is fetched once and waits; for a node it takes in what the panel says.

import { citeSources, unfold } from "../player/paper.js";

const OF_CORRIDOR_ONLY = ".strip-print, .ribbon";
const OF_SCREEN_ONLY = ".panel-acts, .charts";

const sheets = new Map(); // by address: the document, or a promise of it
let shown = null;
let laid = [];

addEventListener("beforeprint", layOut);
addEventListener("afterprint", takeAway);

/* The panel that is printed, and where its corridor's sheet is. */
export function paperFor(panel, sheet) {
  shown = { panel, sheet };
  if (!sheets.has(sheet)) sheets.set(sheet, fetched(sheet));
}

/* As soon as the sheet is here. */
export async function printed() {
  await sheets.get(shown.sheet);
  print();
}

async function fetched(address) {
  const answer = await fetch(address);
  const sheet = new DOMParser().parseFromString(await answer.text(), "text/html");
  sheets.set(address, answer.ok ? sheet : null);
}

function layOut() {
  const sheet = shown?.panel.isConnected && sheets.get(shown.sheet);
  if (!sheet?.body || laid.length) return;
  laid = [...sheet.querySelectorAll("style, .paper-map, #stage")].map((part) => document.importNode(part, true));
  document.body.append(...laid);
  document.body.classList.add("printing");
  const page = document.querySelector("#stage .page");
  const head = shown.panel.querySelector(".panel-head");
  if (head.dataset.node) fill(page, head.cloneNode(true));
  unfold(page);
  citeSources(page);
}

function takeAway() {
  for (const part of laid) part.remove();
  laid = [];
  document.body.classList.remove("printing");
}

function fill(page, head) {
  page.closest("[data-sheet]").dataset.sheet = head.dataset.node;
  for (const part of page.querySelectorAll(OF_CORRIDOR_ONLY)) part.remove();
  page.querySelector(".sheet-line > span").after(named(head.querySelector("h2").textContent));
  page.querySelector(".panel-top").replaceChildren(
    head, ...placed(head.dataset.at, page.lang), shown.panel.querySelector(".panel-first").cloneNode(true),
  );
  page.querySelector(".panel-all").replaceChildren(...[...shown.panel.querySelectorAll(".panel-part")].map(partOf));
  page.querySelector(".sheet-sources ol").replaceChildren();
  for (const part of page.querySelectorAll(OF_SCREEN_ONLY)) part.remove();
  const address = page.querySelector(".web-address");
  if (address) address.textContent = head.dataset.address;
}

function named(text) {
  const name = document.createElement("b");
  name.textContent = text;
  return name;
}

function partOf(part) {
  const copy = document.createElement("div");
  copy.className = "panel-part";
  copy.dataset.part = part.dataset.part;
  copy.append(...part.cloneNode(true).childNodes);
  return copy;
}

/* The map of all sheets with this node's place on it; nothing for one without a place. */
function placed(at, lang) {
  if (!at) return [];
  const [x, y] = at.split(" ").map(Number);
  const map = `paper-map-${lang}`;
  const home = document.createElement("div");
  home.innerHTML = `<svg class="sheet-map" viewBox="${document.getElementById(map).getAttribute("viewBox")}">
    <use href="#${map}"/><circle cx="${x}" cy="${y}" r="16" fill="none" stroke="var(--selected)" stroke-width="3"/></svg>`;
  return [home.firstChild];
}
