/* Where the map looks, and how it follows the size of its frame. */

import { showByZoom } from "./layers.js";
import { seatLegend } from "./legend.js";
import { remeasure, settle } from "./names.js";
import { hasRoom } from "./room.js";

const PADDING = { top: 44, side: 56, bottom: 44 };
const SCALED = / scale.*$/;
const VIEW_MARGIN = [70, 60];
const NARROW_PX = 620;
const PLAIN_HEIGHT_PX = 548; // of a map that carries all names in their plain size: the one on a laptop
const SCALE_PX = 140;
const CALM = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/* Bring the whole axis into view. */
export function fit(map, moving) {
  if (!hasRoom(map)) return;
  const { view, extent } = map.corridor.sketch;
  const { centre, zoom } = framed(map, L.latLngBounds(view));
  map.setView(balanced(map, centre, zoom, L.latLngBounds(extent)), zoom, { animate: Boolean(moving) && !CALM });
  map.corridor.fitted = true;
  seatLegend(map.corridor);
}

/* Room is left for the imprint, which may cover the whole foot of a narrow frame. */
function framed(map, view) {
  const imprint = map.getContainer().querySelector(".imprint");
  const foot = map.getSize().x < 3 * imprint.offsetWidth ? imprint.offsetHeight + 22 : PADDING.bottom;
  const zoom = map.getBoundsZoom(view, false, L.point(2 * PADDING.side, PADDING.top + foot));
  const middle = map.project(view.getNorthWest(), zoom).add(map.project(view.getSouthEast(), zoom)).divideBy(2);
  return { centre: map.unproject(middle.add([0, (foot - PADDING.top) / 2]), zoom), zoom };
}

/* On a wide frame the axis steps aside so that the drawing, not the table under it, fills the picture. */
function balanced(map, centre, zoom, extent) {
  const half = map.getSize().x / 2;
  const [west, east] = [map.project(extent.getNorthWest(), zoom).x, map.project(extent.getSouthEast(), zoom).x];
  const point = map.project(centre, zoom);
  const [least, most] = [west + half, east - half];
  const wanted = least > most ? (west + east) / 2 : Math.min(Math.max(point.x, least), most);
  const leeway = half / 3;
  return map.unproject([Math.min(Math.max(wanted, point.x - leeway), point.x + leeway), point.y], zoom);
}

/* Move no more than is needed to see the selected node. */
export function comeIntoView(state, moving) {
  const node = state.nodes.get(state.node);
  if (!node || !hasRoom(state.map)) return;
  state.map.panInside(node.marker.getLatLng(), { padding: VIEW_MARGIN, animate: moving && !CALM });
}

/* Take the first view, and keep up with the frame from now on. */
export function watch(state) {
  const { map } = state;
  const follow = () => resized(state);
  scale(map);
  takeFirstView(state);
  map.on("dragstart zoomstart", () => { state.fitted = false; });
  map.on("zoomend", () => state.shown && showByZoom(state));
  map.on("moveend", () => settle(state));
  leaveThePageToScroll(map);
  new ResizeObserver(follow).observe(map.getContainer());
  document.querySelectorAll("link[rel=stylesheet]").forEach((link) => link.addEventListener("load", follow));
  document.fonts.ready.then(follow);
}

/* A frame that opens without room takes its first view when it has some. */
function takeFirstView(state) {
  const { map, sketch } = state;
  if (state.viewed || !hasRoom(map)) return;
  state.viewed = true;
  fit(map);
  map.setMaxBounds(L.latLngBounds(sketch.extent).pad(0.1));
  map.setMinZoom(Math.min(map.getZoom(), map.getBoundsZoom(sketch.extent)));
}

function resized(state) {
  const { map } = state;
  map.invalidateSize({ pan: false, animate: false });
  scale(map);
  remeasure(state);
  takeFirstView(state);
  if (state.fitted && hasRoom(map)) {
    fit(map);
    comeIntoView(state, false);
    state.fitted = true;
  }
  settle(state);
}

/* The wheel belongs to the page until the map is used; on a phone one finger scrolls the page, two move the map. */
function leaveThePageToScroll(map) {
  map.on("focus", () => map.scrollWheelZoom.enable());
  map.getContainer().addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
  if (!L.Browser.mobile) return;
  map.dragging.disable();
  map.getContainer().classList.add("two-fingers");
}

const rem = () => {
  const page = window.frameElement ? window.parent.document : document;
  return parseFloat(page.defaultView.getComputedStyle(page.documentElement).fontSize);
};

/* Signs, names and lines grow with the text of the page, since a wall is read from afar, but no more than a low map can
   carry: what is larger finds no place. */
function scale(map) {
  const container = map.getContainer();
  const most = Math.max(1, map.getSize().y / PLAIN_HEIGHT_PX);
  const unit = Math.min(rem() / map.corridor.host.plainRem(), most);
  container.style.setProperty("--u", unit.toFixed(3));
  container.classList.toggle("narrow", map.getSize().x < NARROW_PX * unit);
  container.style.setProperty("--foot", `${container.querySelector(".imprint").offsetHeight}px`);
  scaleWhatLeafletMeasures(map, unit);
}

/* Leaflet keeps rings, the scale bar and hatchings in plain pixels. */
function scaleWhatLeafletMeasures(map, unit) {
  map.corridor.scale.options.maxWidth = SCALE_PX * unit;
  map.eachLayer((layer) => {
    if (!(layer instanceof L.CircleMarker) || layer instanceof L.Circle) return;
    layer.options.plain = layer.options.plain || layer.getRadius();
    layer.setRadius(layer.options.plain * unit);
  });
  map.getContainer().querySelectorAll(".hatches pattern").forEach((pattern) => {
    const turn = pattern.getAttribute("patternTransform").replace(SCALED, "");
    pattern.setAttribute("patternTransform", `${turn} scale(${unit})`);
  });
}