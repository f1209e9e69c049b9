/* Picking a place on the map: where it is clicked, and the points that the click can mean. */

import { newElement } from "./elements.js";

const DIGITS = 6;

/* Tell the host where the map is clicked, in degrees, longitude first. */
export function hearPicks(map) {
  map.getContainer().style.cursor = "crosshair";
  map.on("click", ({ latlng }) => {
    const { lat, lng } = latlng.wrap();
    map.corridor.host.tell({ pick: [lng, lat].map((degrees) => Number(degrees.toFixed(DIGITS))) });
  });
}

/* Show points, each `[lat, lon, doubt, label]`, instead of those before: the page may draw a second group before it has
   removed the first, and this map holds one set at a time. */
export function showPoints(map, points) {
  map.picked?.remove();
  map.picked = L.layerGroup().addTo(map);
  const colour = getComputedStyle(document.documentElement).getPropertyValue("--selected");
  points.forEach((point) => drawPoint(point, outwards(points, point[1]), colour).forEach((part) => part.addTo(map.picked)));
}

/* Of two points each has its name on its outer side, where it does not cover the other. */
function outwards(points, lon) {
  if (points.length < 2) return "auto";
  const easts = points.map(([, east]) => east);
  return lon < (Math.min(...easts) + Math.max(...easts)) / 2 ? "left" : "right";
}

function drawPoint([lat, lon, doubt, label], direction, colour) {
  const ring = { radius: doubt, color: colour, weight: 1, dashArray: "4 4", fillOpacity: 0.08, interactive: false };
  const dot = { radius: 8, color: "white", weight: 2, fillColor: colour, fillOpacity: 1, interactive: false, className: "picked" };
  const named = L.circleMarker([lat, lon], dot).bindTooltip(newElement("span", "", label), { permanent: true, direction });
  return doubt ? [L.circle([lat, lon], ring), named] : [named];
}
