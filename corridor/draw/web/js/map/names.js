/* What has to find a place at every zoom: symbols and names of nodes, and the names of the base map. */

import { newElement } from "./elements.js";
import { placeAll } from "./labels.js";
import { controlBoxes, hasRoom, unitOf } from "./room.js";

const DOT_PX = 11;
const BUSY = new Set(["metro", "expressway"]);

export function addAxisNames(state) {
  const { axis } = state.sketch;
  const plain = { colour: "", along: [], at: [] };
  addName(state, { ...plain, style: "axis", text: axis.text, along: [axis.path] });
  axis.stops.forEach((stop) => addName(state, { ...plain, style: "stop", text: stop.text, at: [stop.at] }));
}

/* A name of the base map, as a marker whose inner element is moved and turned. */
export function addName(state, name) {
  const { map } = state;
  if (!map.getPane("names")) map.createPane("names").style.zIndex = 450;
  const body = newElement("span", `name ${name.style}`, name.text);
  if (name.style === "metro" && name.colour) {
    body.style.background = name.colour;
    body.classList.toggle("on-dark", name.dark);
  }
  const icon = L.divIcon({ className: "name-holder", iconSize: null, html: body });
  const start = name.at[0] || name.along[0][0];
  const marker = L.marker(start, { icon, interactive: false, keyboard: false, pane: "names" }).addTo(map);
  state.names.push({ ...name, body, marker });
}

/* Place everything with the next picture, once however often it is asked for. */
export function settle(state) {
  if (state.waiting) return;
  state.waiting = requestAnimationFrame(() => {
    state.waiting = null;
    placeEverything(state);
  });
}

/* Sizes in pixels have changed: with the frame, or because the style sheet has come. */
export function remeasure(state) {
  state.view = null;
  state.placed = null;
  state.nodes.forEach((node) => { node.size = null; });
  state.names.forEach((name) => { name.size = null; });
}

/* Everything that has to find a place finds it; what is asked for again stays. Nothing depends on the selection, and only a
   host for which what it lists leads has names go by what is dimmed: those of a filter never move. */
function placeEverything(state) {
  const { map } = state;
  if (!hasRoom(map)) return;
  forget(state, `${map.getZoom()} ${map.getSize()}`);
  const nodes = [...state.nodes.values()];
  const names = state.names.filter((name) => !name.hidden);
  const asked = scene(state, nodes, names);
  const told = JSON.stringify(asked, (key, value) => (key === "kept" ? undefined : value));
  if (told === state.placed) return;
  state.placed = told;
  const placed = placeAll(asked);
  nodes.forEach((node, index) => standNode(node, placed.nodes[index]));
  names.forEach((name, index) => stand(map, name, placed.names[index]));
  state.names.filter((name) => name.hidden).forEach((name) => show(name.body, false));
}

/* While the map is only moved, everything keeps its side; at another zoom or size all is open again. */
function forget(state, view) {
  if (state.view === view) return;
  state.view = view;
  state.nodes.forEach((node) => { node.kept = {}; });
  state.names.forEach((name) => { name.kept = null; });
}

function scene(state, nodes, names) {
  const { map, sketch: { axis, lang } } = state;
  const busy = drawn(state).flatMap((sheet) => sheet.strokes).filter((stroke) => BUSY.has(stroke.style));
  return {
    size: map.getSize(),
    unit: unitOf(map),
    upright: lang === "zh",
    spine: pixels(map, [axis.path]).map((path) => L.LineUtil.simplify(path, 1)),
    busy: pixels(map, busy.flatMap((stroke) => stroke.paths)),
    controls: controlBoxes(map, ".leaflet-control"),
    nodes: nodes.map((node) => nodeScene(state, node)),
    dots: dots(state),
    names: names.map((name) => nameScene(map, name)),
  };
}

const pixel = (map) => (latlng) => map.latLngToContainerPoint(latlng);

const pixels = (map, paths) => paths.map((path) => path.map(pixel(map)));

const drawn = ({ shown, sketch }) => sketch.layers.filter((sheet) => shown && shown.layers.includes(sheet.id));

function dots(state) {
  const { map, sketch: { axis } } = state;
  const r = (DOT_PX / 2) * unitOf(map);
  return [...drawn(state).flatMap((sheet) => sheet.dots), ...axis.stops.map(({ at }) => ({ at, style: "stop" }))]
    .map(({ at, style }) => ({ ...pixel(map)(at), r, style }));
}

function nodeScene(state, node) {
  const { map, dimmed, sketch: { marks } } = state;
  const leads = Boolean(state.host.listedLead);
  const { id, kind, role, at } = node.place;
  node.size = node.size || tighten(node.label);
  return {
    core: role === "core",
    dimmed: leads && dimmed.has(id),
    listed: leads && dimmed.size > 0 && !dimmed.has(id),
    fixed: kind === "point",
    rank: marks[role].rank,
    edge: marks[role].size * unitOf(map),
    spots: at.map(pixel(map)),
    size: node.size,
    kept: node.kept || {},
  };
}

function nameScene(map, name) {
  name.size = name.size || measure(name.body);
  const { style, size, kept } = name;
  return { style, size, kept, at: name.at.map(pixel(map)), along: pixels(map, name.along) };
}

function standNode(node, { symbol, name }) {
  const { place: { at }, element, marker, label, size } = node;
  node.kept = { symbol: symbol.key, name: name && name.key };
  marker.setLatLng(at[symbol.index]);
  element.style.setProperty("--dx", `${symbol.dx}px`);
  element.style.setProperty("--dy", `${symbol.dy}px`);
  lead(element.querySelector(".leader"), -symbol.dx, -symbol.dy);
  show(label, name);
  element.classList.toggle("unnamed", !name);
  if (!name) return;
  label.style.setProperty("--x", `${name.dx}px`);
  label.style.setProperty("--y", `${name.dy}px`);
  const far = name.ring > 0 ? 1 : 0;
  lead(element.querySelector(".pointer"), nearest(name.dx, size.x) * far, nearest(name.dy, size.y) * far);
}

function stand(map, name, place) {
  name.kept = place && place.key;
  show(name.body, place);
  if (!place) return;
  name.marker.setLatLng(map.containerPointToLatLng([place.x, place.y]));
  name.body.style.setProperty("--turn", `${place.degrees || 0}deg`);
  name.body.classList.toggle("stacked", Boolean(place.stacked));
}

/* From a centre to the nearer edge of a box whose middle lies `away`. */
const nearest = (away, extent) => Math.sign(away) * Math.max(0, Math.abs(away) - extent / 2);

function lead(line, dx, dy) {
  line.style.setProperty("--lead", `${Math.hypot(dx, dy)}px`);
  line.style.setProperty("--turn", `${Math.atan2(dy, dx)}rad`);
}

/* The size of a name as it lies, even while it stands. */
function measure(element) {
  element.classList.remove("stacked");
  return { x: element.offsetWidth, y: element.offsetHeight };
}

/* A box that wraps its text is as wide as it may be; make it as wide as its longest line. */
function tighten(label) {
  label.style.width = "";
  const lines = [...label.children].flatMap((part) => {
    const words = document.createRange();
    words.selectNodeContents(part);
    return [...words.getClientRects()];
  });
  const spare = label.offsetWidth - label.clientWidth + 2 * parseFloat(getComputedStyle(label).paddingLeft);
  const width = Math.max(...lines.map((line) => line.right)) - Math.min(...lines.map((line) => line.left));
  label.style.width = `${Math.ceil(width + spare) + 1}px`;
  return { x: label.offsetWidth, y: label.offsetHeight };
}

const show = (element, found) => element.classList.toggle("unplaced", !found);
