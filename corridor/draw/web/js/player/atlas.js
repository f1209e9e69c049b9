// The map of the tour: the dashboard's own drawing, and the camera that flies between chapters.

import { draw, show } from "../map/sketch.js";
import { now } from "./now.js";
import { all, body, chapterOf, data, NARROW, one, spoken, STILL, TOUR } from "./page.js";

const FLIGHT_S = 1.7;
const REM_PX = 13.5; // size of a rem at which signs and names are drawn at their plain size
const WIDE = matchMedia("(min-aspect-ratio: 5/2)");

const remPx = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

const host = {
  listedLead: true,
  plainRem: () => REM_PX / (NARROW.matches ? 0.8 : 1),
  tell: ({ node, layers }) => (layers ? atlas.choose(layers) : atlas.picked(node)),
};

export const atlas = {
  map: null, // the map in the language of the page
  drawn: {}, // maps by language, each drawn when first asked for
  layers: null, // layers switched by the reader while exploring, null for the chapter's own

  // Show the map in the language of the page. Without a map the captions still tell the story.
  use(lang) {
    // Hidden, not taken out: the hatchings of the first are those that both maps are drawn with.
    for (const [other, { frame }] of Object.entries(this.drawn)) frame.classList.toggle("away", other !== lang);
    this.drawn[lang] ??= this.draw(lang);
    Object.assign(this, this.drawn[lang], { lang });
    this.placeScale();
  },

  // In the map it would lie on whatever is there; only the bar of a phone has no room for it.
  placeScale() {
    const bar = this.map.corridor.scale.getContainer();
    if (NARROW.matches) one(".leaflet-bottom.leaflet-left", this.frame).append(bar);
    else one("#scale").replaceChildren(bar);
  },

  draw(lang) {
    const frame = document.createElement("div");
    frame.className = "map-frame";
    one("#map").append(frame);
    const map = L.map(frame, {
      zoomControl: false, attributionControl: false, keyboard: false, scrollWheelZoom: false, boxZoom: false,
      doubleClickZoom: false, zoomSnap: 0, zoomDelta: 0.5, wheelPxPerZoomLevel: 120, minZoom: 9, maxZoom: 19.5,
      renderer: L.svg({ padding: 0.8 }), // so much is drawn beyond the edge that a flight does not leave the paper
    });
    map.fitBounds(data.view, { animate: false });
    draw(map, data.sketches[lang], host);
    map.setMinZoom(9).setMaxBounds(null);
    map.corridor.fitted = false; // the chapters, not the window, decide what is seen
    if (NARROW.matches) map.corridor.legend.getContainer().open = false; // it would hide half of a phone's map
    map.on("movestart", () => frame.classList.add("flying")).on("moveend", () => frame.classList.remove("flying"));
    map.on("focus", () => this.hands());
    frame.addEventListener("mouseenter", () => this.hands());
    const reserve = ["caption", "right", "key"].map(() => frame.appendChild(document.createElement("div")));
    reserve.forEach((box) => (box.className = "leaflet-control reserve"));
    return { map, frame, reserve, group: L.featureGroup().addTo(map) };
  },

  // The tour holds the map still; who explores may move it.
  hands() {
    const free = now.step > TOUR;
    for (const handler of ["dragging", "touchZoom", "scrollWheelZoom", "doubleClickZoom"]) {
      this.map[handler]?.[free ? "enable" : "disable"]();
    }
  },

  chapter() {
    return data.chapters[now.step - 1] ?? { bounds: data.view, zoom: null, layers: [], nodes: [] };
  },

  visible() {
    const own = this.chapter().layers;
    const usual = data.sketches[this.lang].layers.filter((layer) => layer.visible).map((layer) => layer.id);
    return this.layers ?? (own.length ? own : usual);
  },

  show({ instant }) {
    if (!this.map) return;
    if (now.step <= TOUR) this.layers = null;
    this.hands();
    if (WIDE.matches) this.map.invalidateSize({ pan: false, animate: false }); // the strip below it comes and goes
    this.mark();
    this.keepClear();
    this.look(instant);
  },

  // What is marked, dimmed and switched on.
  mark() {
    const places = data.sketches[this.lang].places.map((place) => place.id);
    const named = this.chapter().nodes;
    const dimmed = named.length ? places.filter((id) => !named.includes(id)) : []; // all, if it is about unplaced ones
    const state = this.map.corridor;
    state.nodes.forEach((node) => (node.size = null)); // names of dimmed nodes are not shown and take no room
    state.view = null;
    show(this.map, this.group, { node: now.opened, dimmed, layers: this.visible(), firms: [] });
    for (const sign of all("#strip [data-node]")) sign.classList.toggle("is-dimmed", dimmed.includes(sign.dataset.node));
    for (const box of all("[data-layer]")) box.checked = this.visible().includes(box.dataset.layer);
  },

  // The boxes on the map that something else covers, in pixels of the map.
  covers() {
    const frame = this.map.getContainer().getBoundingClientRect();
    const page = spoken(chapterOf(now.step));
    const rect = (element) => {
      const box = element?.getBoundingClientRect();
      return box && box.width && { left: box.left - frame.left, right: box.right - frame.left, top: box.top - frame.top, bottom: box.bottom - frame.top };
    };
    if (NARROW.matches) return { caption: 0, right: 0, key: rect(one("#key")) };
    const sheet = now.opened === null ? null : one("#sheets");
    const caption = rect(sheet) || rect(one(".column", page)) || rect(one(".caption", page));
    const right = rect(one(".beside, .pictures", page)) || (WIDE.matches && rect(one(".figures", page)));
    const isOut = right && right.left >= (caption?.right ?? 0); // figures that stand in the caption's own column cover no more
    return { caption: caption && { ...caption, left: 0, top: 0, bottom: frame.height }, right: isOut ? right : 0, key: rect(one("#key")) };
  },

  keepClear() {
    const covers = this.covers();
    Object.values(covers).forEach((box, index) => {
      const { left = -9, right = -9, top = -9, bottom = -9 } = box || {};
      Object.assign(this.reserve[index].style, { left: `${left}px`, top: `${top}px`, width: `${right - left}px`, height: `${bottom - top}px` });
    });
  },

  // The part of the map that is free, with a margin for the names around its edge.
  free() {
    const size = this.map.getSize();
    const { caption, right } = this.covers();
    const rem = remPx();
    const left = caption ? caption.right : 0;
    const end = right && right.left > size.x / 2 ? right.left : size.x; // a panel over most of the map leaves no room to step aside
    const margin = Math.min(0.09 * (end - left), 0.09 * size.y);
    return {
      from: L.point(left + 1.4 * margin, margin + rem),
      to: L.point(end - 1.4 * margin, size.y - margin - (NARROW.matches ? 0 : 0.4 * rem)),
    };
  },

  // Fly to what the chapter looks at, so that it lies in the middle of the free part.
  look(instant) {
    const { bounds, zoom } = this.chapter();
    const { from, to } = this.free();
    const size = this.map.getSize();
    const room = to.subtract(from);
    if (room.x < 20 || room.y < 20) return;
    const area = L.latLngBounds(bounds);
    // A zoom level is meant for a laptop: a wall of twice the pixels shows the same ground, not four times as much.
    const larger = Math.log2(Math.max(0.2, Math.min(room.x, room.y) / 560));
    const fitted = Math.min(this.map.getBoundsZoom(area, false, size.subtract(room)), 16.5 + larger);
    const level = zoom === null ? fitted : zoom + larger;
    const middle = this.map.project(area.getNorthWest(), level).add(this.map.project(area.getSouthEast(), level)).divideBy(2);
    const shift = from.add(to).divideBy(2).subtract(size.divideBy(2));
    const target = this.map.unproject(middle.subtract(shift), level);
    this.map.stop();
    if (instant) this.map.setView(target, level, { animate: false });
    else this.map.flyTo(target, level, { duration: FLIGHT_S, easeLinearity: 0.3 });
  },

  // Mark a node, and move the map only if it lies under the panel or outside.
  select(id) {
    if (!this.map) return;
    this.mark();
    this.keepClear();
    const node = this.map.corridor.nodes.get(id);
    if (!node) return;
    const { from, to } = this.free();
    const point = this.map.latLngToContainerPoint(node.marker.getLatLng());
    if (L.bounds([from, to]).contains(point)) return;
    this.map.panBy(point.subtract(from.add(to).divideBy(2)), { animate: !STILL.matches });
  },

  toggle(layer, on) {
    const rest = this.visible().filter((id) => id !== layer);
    this.choose(on ? [...rest, layer] : rest);
  },

  choose(layers) {
    this.layers = layers;
    if (this.map) this.mark();
  },

  // The window has another size, or the page another language.
  redraw() {
    if (!this.map) return;
    const view = now.step > TOUR && this.lang !== body.dataset.lang ? [this.map.getCenter(), this.map.getZoom()] : null;
    this.use(body.dataset.lang);
    this.map.invalidateSize({ pan: false, animate: false });
    this.show({ instant: true });
    if (view) this.map.setView(...view, { animate: false });
  },

  // `picked` is called with the id of a node that the reader picks on the map.
  start(picked) {
    this.picked = picked;
    try {
      this.use(body.dataset.lang);
    } catch (error) {
      this.map = null;
      body.dataset.map = "none";
      console.error(error);
    }
  },
};
