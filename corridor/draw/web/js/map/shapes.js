/* The drawing itself: layers of the base map, the axis, and what is claimed of each node's position. */

import { newElement, newSvg } from "./elements.js";

const FADE_PART = 0.09;

/* A line may end after a dot, never before it. */
export const nameAndHeadline = (place) =>
  [newElement("b", "", place.name), newElement("em", "", place.headline.replaceAll(" · ", "\u00a0· "))];

/* A text whose short hyphenated words, such as High-tech, stay on one line. */
function unbroken(home, text) {
  const pieces = text.split(/\b(\w{1,8}-\w{1,8})\b/);
  home.append(...pieces.map((piece, index) => (index % 2 ? newElement("span", "unbroken", piece) : piece)));
  return home;
}

/* Hatching, one pattern for each colour, in a picture of its own that Leaflet never clears. */
export function hatches(map, marks) {
  const defs = newSvg("defs", {});
  Object.entries(marks).forEach(([role, mark]) => {
    defs.append(hatch(`within-${role}`, mark.colour, 45, 13), hatch(`stretch-${role}`, mark.colour, 135, 9));
  });
  const holder = newSvg("svg", { width: 0, height: 0, class: "hatches", "aria-hidden": "true" });
  holder.append(defs);
  map.getContainer().append(holder);
}

function hatch(name, colour, degrees, pitch) {
  const pattern = newSvg("pattern", {
    id: `hatch-${name}`,
    width: pitch,
    height: pitch,
    patternUnits: "userSpaceOnUse",
    patternTransform: `rotate(${degrees})`,
  });
  pattern.append(newSvg("rect", { width: pitch, height: pitch, fill: colour, "fill-opacity": 0.05 }));
  pattern.append(newSvg("rect", { width: 1.4, height: pitch, fill: colour, "fill-opacity": 0.55 }));
  return pattern;
}

const still = (className, more) => ({ interactive: false, className, smoothFactor: 0.5, ...more });

/* What is drawn has no edge: towards the end of the data it fades into the ground around. */
export function drawFade(map, extent) {
  map.createPane("fade").style.cssText += "z-index: 420; pointer-events: none";
  const picture = newSvg("svg", { viewBox: "0 0 100 100", preserveAspectRatio: "none", class: "fade" });
  const sides = [["0", "0", "1", "0"], ["1", "0", "0", "0"], ["0", "0", "0", "1"], ["0", "1", "0", "0"]];
  sides.forEach(([x1, y1, x2, y2], index) => {
    const gradient = newSvg("linearGradient", { id: `fade-${index}`, x1, y1, x2, y2 });
    gradient.append(newSvg("stop", { offset: 0.01 }), newSvg("stop", { offset: FADE_PART, "stop-opacity": 0 }));
    picture.append(gradient, newSvg("rect", { x: -1, y: -1, width: 102, height: 102, fill: `url(#fade-${index})` }));
  });
  L.svgOverlay(picture, extent, { pane: "fade" }).addTo(map);
}

/* One layer; gives back its Leaflet layers so that they can be shown and hidden. */
export function drawLayer(map, sheet) {
  return [...sheet.strokes.flatMap(strokes), ...sheet.dots.map(dot)].map((layer) => {
    const { colour } = layer.addTo(map).options;
    if (colour) layer.getElement().style.setProperty("--line-colour", colour);
    return layer;
  });
}

export const drawFirm = (lat, lon, text, unit) => L.circleMarker([lat, lon], { radius: 4 * unit, className: "firm" })
  .bindTooltip(newElement("span", "", text), { direction: "top", className: "tip" });

function strokes(stroke) {
  const look = `ground ${stroke.style}${stroke.inferred ? " inferred" : ""}`;
  const { colour, from_zoom: fromZoom } = stroke;
  if (stroke.filled) return [L.polygon(stroke.paths, still(`${look} filled`, { colour, fromZoom }))];
  const line = L.polyline(stroke.paths, still(`${look} line`, { colour, fromZoom }));
  return stroke.cased ? [L.polyline(stroke.paths, still(`${look} casing`, { fromZoom })), line] : [line];
}

function dot(point) {
  const { at, style, colour, inferred } = point;
  return L.circleMarker(at, still(`ground dot ${style}${inferred ? " inferred" : ""}`, { radius: 5, colour }));
}

export function drawAxis(map, axis) {
  L.polyline(axis.path, still("axis-band")).addTo(map);
  return function () {
    L.polyline(axis.path, still("axis-casing")).addTo(map);
    L.polyline(axis.path, still("axis-line")).addTo(map);
    axis.stops.forEach((stop) => L.circleMarker(stop.at, still("axis-stop", { radius: 5 })).addTo(map));
  };
}

/* What is claimed of a node's position: circle of doubt, own outline, hatching, brackets. */
export function drawClaim(map, place, mark) {
  const colour = { color: mark.colour, fillColor: mark.colour };
  const drawn = [];
  if (place.kind === "point" && place.doubt) {
    drawn.push(L.circle(place.at[0], still("claim doubt", { ...colour, radius: place.doubt })));
    drawn.push(L.circleMarker(place.at[0], still("claim spot", { ...colour, radius: 2.5 })));
  } else if (place.kind !== "point" && place.filled) {
    const hatching = { fillColor: `url(#hatch-${place.kind}-${place.role})`, fillOpacity: 1 };
    const fill = place.kind === "extent" ? {} : hatching;
    drawn.push(L.polygon(place.paths, { className: `claim ${place.kind}`, ...colour, ...fill }));
  } else if (place.kind !== "point") {
    drawn.push(L.polyline(place.paths, { className: `claim ${place.kind} street`, ...colour }));
  }
  place.brackets.forEach((bracket) => drawn.push(L.polyline(bracket, still("claim bracket", colour))));
  return drawn.map((layer) => layer.addTo(map));
}

/* The node itself: one element of class node-<id>, with its symbol, its name, and lines to what stands aside. */
export function nodeIcon(place, mark) {
  const holder = document.createDocumentFragment();
  const symbol = newSvg("svg", { viewBox: "-2 -2 28 28", "aria-hidden": "true" });
  symbol.append(newSvg("path", { d: mark.path, class: "halo" }), newSvg("path", { d: mark.path, class: "shape" }));
  const label = newElement("span", "node-label");
  label.append(unbroken(newElement("b"), place.name));
  holder.append(newElement("i", "line leader"), newElement("i", "line pointer"), symbol, label);
  const html = newElement("div", "node-body");
  html.append(holder);
  const claim = place.kind === "point" || place.kind === "extent" ? "sure" : "somewhere";
  const className = `node node-${place.id} role-${place.role} kind-${place.kind} ${claim}`;
  return L.divIcon({ className, iconSize: null, html });
}
