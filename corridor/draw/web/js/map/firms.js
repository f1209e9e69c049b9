/* The firms of the ledger, for editors: fetched once when their layer is opened, drawn on one canvas; cells of density where
   there are many in view, and a dot each where there are few. */

import { newElement } from "./elements.js";
import { cellsOf, countsBy, passing, seen, unpacked } from "./firm_columns.js";
import { settle } from "./names.js";
import { unitOf } from "./room.js";

const MOST_DOTS = 1500;
const DOT_PX = 4;
const CELL_PX = 14;
const REACH_PX = 7;
const TOLD = 4;
const WIDE_PX = 620;
const PAD = 0.25; // of the frame, so that a map that is dragged has something at its edge

/* Offer the layer, or show what it has; `ledger` is what the page says of it, if it says anything. */
export function showLedger(state, ledger) {
  if (!ledger) return withdraw(state);
  state.ledger = state.ledger || offered(state, ledger);
  const { ledger: own } = state;
  // A run that began before the switch was pressed says what was before.
  if (own.wanted === Boolean(ledger.address)) own.wanted = null;
  if (own.wanted === null) own.tick.checked = Boolean(ledger.address);
  own.filter = ledger.filter;
  if (own.address !== ledger.address) {
    own.address = ledger.address;
    if (ledger.address && ledger.address !== own.fetched) fetchFirms(state);
  }
  refresh(state);
}

function withdraw(state) {
  if (!state.ledger) return;
  state.ledger.layer?.remove();
  state.ledger.line.remove();
  state.ledger.control.remove();
  state.ledger = null;
}

/* The switch is in the legend, last of the layers; what it shows has a card of its own. */
function offered(state, { words }) {
  const line = newElement("ul");
  const label = newElement("label");
  const tick = newElement("input");
  tick.type = "checkbox";
  tick.dataset.firms = "";
  label.append(tick, newElement("span", "", words.firms));
  line.append(newElement("li"));
  line.firstChild.append(label);
  state.legend.getContainer().append(line);
  const card = newElement("details", "firms-card");
  const told = newElement("span", "firms-told");
  const key = newElement("ul");
  told.setAttribute("role", "status");
  card.append(newElement("summary"), key);
  card.firstChild.append(told);
  card.open = state.map.getSize().x > WIDE_PX;
  card.addEventListener("toggle", () => settle(state));
  L.DomEvent.disableClickPropagation(card);
  L.DomEvent.disableScrollPropagation(card);
  const control = L.control({ position: "topright" });
  control.onAdd = () => card;
  control.addTo(state.map);
  tick.addEventListener("change", () => {
    state.ledger.wanted = tick.checked;
    if (tick.checked && !state.ledger.firms) tell(state, words["firms-loading"]);
    state.host.tell({ firms: tick.checked });
  });
  return { line, control, card, tick, told, key, words, wanted: null };
}

/* The card is there while it has something to say. */
function tell(state, text) {
  const { told, card } = state.ledger;
  told.textContent = text;
  card.classList.toggle("empty", !text);
  settle(state);
}

async function fetchFirms(state) {
  const own = state.ledger;
  const { address } = own;
  own.firms = null;
  own.fetched = address;
  own.key.replaceChildren();
  tell(state, own.words["firms-loading"]);
  try {
    const answer = await fetch(address, { cache: "no-store" });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const firms = unpacked(await answer.json(), (at) => state.map.project(at, 0), state.sketch.extent);
    if (own.fetched === address) own.firms = firms;
  } catch {
    if (own.fetched === address) failed(state);
    return;
  }
  if (state.ledger === own) refresh(state);
}

function failed(state) {
  const own = state.ledger;
  if (!own) return;
  own.fetched = null;
  const again = newElement("button", "", own.words["firms-again"]);
  again.type = "button";
  again.addEventListener("click", () => fetchFirms(state));
  own.key.replaceChildren(again);
  own.card.open = true;
  tell(state, own.words["firms-failed"]);
}

/* Filter, count and draw anew, where that changes anything. */
function refresh(state) {
  const own = state.ledger;
  const open = Boolean(own.address && own.firms);
  own.layer = own.layer || canvasLayer(state);
  if (!open) {
    if (!own.address) tell(state, "");
    own.layer.remove();
    own.drawn = null;
    return;
  }
  const asked = JSON.stringify([own.address, own.filter]);
  if (asked === own.drawn) return;
  own.drawn = asked;
  own.passed = passing(own.firms, own.filter);
  own.layer.addTo(state.map);
  own.layer.redraw();
  count(state);
}

function count(state) {
  const { firms, passed, key } = state.ledger;
  const { shown, unplaced, outside } = countsBy(firms, passed);
  const said = { n: total(shown), m: firms.names.length, unplaced, outside };
  tell(state, firms.words.count.replace(/\{(\w+)\}/g, (_, name) => said[name].toLocaleString("en")));
  const lines = firms.industries.map((industry, index) => ({ ...industry, number: shown[index] }));
  lines.sort((one, other) => !one.id - !other.id || other.number - one.number);
  key.replaceChildren(...lines.filter(({ number }) => number).map(industryLine), newElement("li", "firms-form"));
  explain(state);
}

function industryLine({ name, colour, number }) {
  const line = newElement("li");
  const sample = newElement("i", "firms-sample");
  sample.style.background = colour;
  line.append(sample, newElement("span", "", name), newElement("b", "", number.toLocaleString("en")));
  return line;
}

/* What a sign on the map is just now. */
function explain({ ledger: { key, firms, cells } }) {
  const form = key.querySelector(".firms-form");
  if (form) form.textContent = firms.words[cells ? "cells" : "points"];
}

const total = (numbers) => numbers.reduce((sum, number) => sum + number, 0);

function canvasLayer(state) {
  const { map } = state;
  map.createPane("firms").style.zIndex = 420;
  map.getPane("firms").style.pointerEvents = "none";
  const canvas = newElement("canvas", "leaflet-zoom-hide");
  const tip = L.tooltip({ direction: "top", offset: [0, -6], opacity: 1, className: "tip firm-tip" });
  const layer = new L.Layer();
  layer.redraw = () => draw(state, canvas);
  layer.onAdd = () => map.getPane("firms").append(canvas);
  layer.onRemove = () => {
    canvas.remove();
    tip.remove();
  };
  layer.getEvents = () => ({
    moveend: layer.redraw,
    zoomstart: () => tip.remove(),
    resize: layer.redraw,
    mousemove: ({ containerPoint, latlng }) => point(state, tip, containerPoint, latlng),
    click: ({ containerPoint, latlng }) => point(state, tip, containerPoint, latlng),
    mouseout: () => tip.remove(),
  });
  return layer;
}

function draw(state, canvas) {
  const { map, ledger } = state;
  const unit = unitOf(map);
  const size = map.getSize().multiplyBy(1 + 2 * PAD).round();
  const away = map.getSize().multiplyBy(-PAD).round();
  const corner = map.getPixelBounds().min.add(away);
  const sharp = window.devicePixelRatio || 1;
  L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint(away));
  canvas.width = size.x * sharp;
  canvas.height = size.y * sharp;
  canvas.style.width = `${size.x}px`;
  canvas.style.height = `${size.y}px`;
  const pen = canvas.getContext("2d");
  pen.scale(sharp, sharp);
  const view = { corner, size, scale: map.getZoomScale(map.getZoom(), 0) };
  const dots = seen(ledger.firms, ledger.passed, view);
  ledger.away = away;
  ledger.dots = dots.length <= MOST_DOTS ? dots : null;
  ledger.cells = ledger.dots ? null : cellsOf(ledger.firms, dots, view, Math.round(CELL_PX * unit));
  canvas.parentElement.dataset.form = ledger.dots ? "dots" : "cells";
  if (ledger.dots) drawDots(pen, ledger, DOT_PX * unit);
  else drawCells(pen, ledger);
  explain(state);
}

function drawDots(pen, { firms, dots }, radius) {
  pen.lineWidth = 1;
  pen.strokeStyle = "#fff";
  dots.forEach(({ index, x, y }) => {
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.fillStyle = firms.industries[firms.industry[index]].colour;
    pen.fill();
    pen.stroke();
  });
}

function drawCells(pen, { firms, cells }) {
  const most = Math.log1p(Math.max(...cells.list.map(({ number }) => number)));
  cells.list.forEach(({ x, y, number, leading }) => {
    pen.globalAlpha = 0.3 + 0.6 * (Math.log1p(number) / most);
    pen.fillStyle = firms.industries[leading].colour;
    pen.fillRect(x + 0.5, y + 0.5, cells.edge - 1, cells.edge - 1);
  });
  pen.globalAlpha = 1;
}

/* Say what is under the pointer, or nothing. */
function point(state, tip, at, latlng) {
  const { map, ledger } = state;
  const place = at.subtract(ledger.away);
  const said = ledger.cells ? cellTip(ledger, place) : firmsTip(ledger, place, unitOf(map));
  if (!said) return tip.remove();
  tip.setContent(said).setLatLng(latlng);
  if (!map.hasLayer(tip)) tip.addTo(map);
}

function cellTip({ firms, cells }, { x, y }) {
  const found = cells.list.find((cell) => x >= cell.x && x < cell.x + cells.edge && y >= cell.y && y < cell.y + cells.edge);
  if (!found) return null;
  const home = newElement("span", "node-tip");
  const parts = [...found.parts].sort((one, other) => other[1] - one[1]).slice(0, TOLD);
  home.append(newElement("b", "", firms.words.cell.replace("{n}", found.number.toLocaleString("en"))),
    ...parts.map(([industry, number]) => newElement("em", "", `${firms.industries[industry].name} ${number.toLocaleString("en")}`)));
  return home;
}

function firmsTip({ firms, dots }, { x, y }, unit) {
  const reach = REACH_PX * unit;
  const near = dots
    .map(({ index, x: left, y: top }) => ({ index, away: Math.hypot(left - x, top - y) }))
    .filter(({ away }) => away <= reach)
    .sort((one, other) => one.away - other.away);
  if (!near.length) return null;
  const home = newElement("span", "node-tip");
  near.slice(0, TOLD).forEach(({ index }) => home.append(...firmLines(firms, index)));
  if (near.length > TOLD)
    home.append(newElement("em", "", firms.words.more.replace("{n}", (near.length - TOLD).toLocaleString("en"))));
  return home;
}

const firmLines = (firms, index) => [
  newElement("b", "", firms.names[index]),
  newElement("em", "", `${firms.industries[firms.industry[index]].name}\u00a0· ${firms.nodes[firms.node[index]].name}`),
  ...firms.amounts.filter(({ values }) => values[index] !== null)
    .map(({ name, unit, values }) => newElement("em", "", `${name} ${unit.replace("{value}", grouped(values[index]))}`)),
];

function grouped(text) {
  const [whole, decimals] = text.replace("-", "−").split(".");
  return [whole.replace(/\B(?=(\d{3})+$)/g, ","), ...(decimals ? [decimals] : [])].join(".");
}
