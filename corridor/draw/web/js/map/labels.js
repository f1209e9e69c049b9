/* Names that do not collide and do not lie: data in, places out, in pixels of the frame.

   Most important first, each symbol and each name takes the cheapest of its places that touches nothing placed before.
   A name never lies on the axis, and is always nearer to its own mark than to one it could be taken for; where there is
   no such place it is left out. What is selected plays no part: a name that moves is a name that is lost. */

import { boxAt, covering, crossed, gapTo, overlap, placesAlong, placesAround, runsIn } from "./geometry.js";

const NODE_RINGS = [1, 10, 24, 44, 70];
const CORE_RINGS = [1, 6, 10, 16, 24, 34, 44, 56, 70, 90, 120];
const ASIDE_RINGS = [4, 16];
const DOT_RINGS = [2, 6, 11, 16];
const AXIS_RINGS = [20, 25, 32];
const END_PX = 12;
const ASIDE_COST = 3;
const END_COST = 4;
const ON_DOT_COST = 5;
const ON_LINE_COST = 1.5;
const HABIT = 1;
const SPINE_PX = 6;
const APART_PX = 4;
const ORDER = {
  stop: 30, station: 40, metro: 50, shield: 55, expressway: 60, rail: 65, road: 70, water: 71, green: 72, block: 73,
  area: 74, outline: 80, beyond: 85,
};
const [FIRST, AXIS, NODE, LAST, DIMMED] = [0, 10, 20, 75, 90];
/* Only these may lie on a line of metro or an expressway: any other would be read as its name. */
const ON_LINES = new Set(["axis", "metro", "shield", "expressway"]);
const LEVEL = new Set(["metro", "shield"]);
const BESIDE = new Set(["station", "stop"]);

/* Place all of a scene: {
     size, unit, upright (Chinese stands upright on a steep line), spine, busy (paths), controls (boxes),
     nodes: [{core, listed, dimmed, fixed (a point, which cannot give way), rank, edge, spots, size, kept}],
     dots: [{x, y, r, style}],
     names: [{style, size, at, along, kept}],
   }; gives back {nodes: [{symbol, name}], names: [place]}, each a place or, for a name without one, null. What stood
   at `kept`, the key of a place (of a node {symbol, name}), stays there unless another place is much better. */
export function placeAll(scene) {
  const field = { ...scene, taken: [], marks: [], ground: ground(scene) };
  const symbols = stand(scene.nodes.map((node) => symbolOf(node, field)), field);
  field.marks = symbols.map(({ x, y }, index) => ({ x, y, r: scene.nodes[index].edge / 2 }));
  field.taken.push(...scene.controls);
  const nodes = symbols.map((symbol) => ({ symbol, name: null }));
  const names = new Map();
  const inTurn = [
    ...scene.nodes.map((node, index) => ({ order: importance(node), put: () => nameNode(nodes, index, field) })),
    ...scene.names.map((name) => ({ order: orderOf(name), put: () => names.set(name, nameOther(name, field)) })),
  ];
  inTurn.sort((one, other) => one.order - other.order).forEach(({ put }) => put());
  return { nodes, names: scene.names.map((name) => names.get(name)) };
}

const orderOf = ({ style }) => (style === "axis" ? AXIS : ORDER[style] || LAST);

const nameOther = (name, field) => settle(otherName(name, field), field);

function nameNode(nodes, index, field) {
  nodes[index].name = settle(nodeName(field.nodes[index], field.marks[index], field), field);
  if (!nodes[index].name) giveWay(nodes, index, field);
}

/* The symbol of an area stands elsewhere in it where only there its name has room, and all other names stay true. */
function giveWay(placed, index, field) {
  const node = field.nodes[index];
  if (node.fixed) return;
  const before = placed[index].symbol.boxes;
  const taken = field.taken.filter((box) => !before.includes(box));
  for (const symbol of symbolOf(node, field).places) {
    const mark = { x: symbol.x, y: symbol.y, r: node.edge / 2 };
    if (touching(symbol.boxes, taken) || !inside(symbol.boxes, field.size) || liesTo(placed, mark, field)) continue;
    const marks = field.marks.map((other, place) => (place === index ? mark : other));
    const tried = { ...field, marks, taken: [...taken, ...symbol.boxes] };
    const name = settle(nodeName(node, mark, tried), tried);
    if (!name) continue;
    Object.assign(field, tried);
    placed[index] = { symbol, name };
    return;
  }
}

/* Whether a new mark would stand as near to a name as that name's  */
const liesTo = (placed, mark, { marks, unit }) => placed.some(({ name }, index) =>
  name && gapTo(mark, name.boxes) < gapTo(marks[index], name.boxes) + APART_PX * unit);

function ground({ dots, busy, size, unit }) {
  return {
    dots: dots.map(({ x, y, r }) => boxAt(x, y, 2 * r, 2 * r, 0)),
    lines: covering(runsIn(busy, size, 0), 6 * unit),
  };
}

const importance = ({ core, dimmed, listed, fixed, rank }) =>
  dimmed ? DIMMED + rank / 10 : (core || listed ? FIRST : NODE) + (core ? 0 : 1) + (fixed ? 0 : 4) + rank / 10;

/* A point stands where it is, anything else anywhere inside what is claimed; if need be beside it, with a leader.
   Points come first, which cannot give way. */
function symbolOf(node, { controls, unit }) {
  const { spots, edge, fixed, kept } = node;
  const at = spots[0];
  const places = [
    ...spots.map(({ x, y }, index) =>
      ({ key: `${index}`, far: index / 10, index, x, y, dx: 0, dy: 0, boxes: [boxAt(x, y, edge, edge, -2)] })),
    ...placesAround(at, edge, edge, edge / 2, scaled(ASIDE_RINGS, unit))
      .map((place) => ({ ...place, key: `aside ${place.key}`, far: place.far + ASIDE_COST, index: 0 })),
  ];
  const price = ({ boxes }) => (!fixed && touching(boxes, controls) ? ON_LINE_COST : 0);
  return { order: (fixed ? 0 : 1000) + importance(node), kept: kept.symbol, free: fixed, places, price };
}

/* Beside its symbol, or further off with a line to it. */
function nodeName({ size, edge, kept, ...node }, mark, field) {
  const rivals = field.marks.filter((other) => other !== mark);
  const rings = scaled(node.core || node.listed ? CORE_RINGS : NODE_RINGS, field.unit);
  const seen = size.x > 0 && within(mark, field.size);
  const places = seen ? placesAround(mark, size.x, size.y, edge / 2 + field.unit, rings) : [];
  const price = function ({ boxes }) {
    const lies = !isNearest(boxes, mark, rivals, field) || (!node.core && isTaken(boxes, mark, field));
    if (lies || onAxis(boxes, field)) return Infinity;
    return touching(boxes, field.ground.dots) * ON_DOT_COST + touching(boxes, field.ground.lines) * ON_LINE_COST;
  };
  return { kept: kept.name, places, price };
}

/* A crossing or station may be taken for a node, and for another of its kind. */
function otherName(name, field) {
  const { style, kept, at } = name;
  const { dots, lines } = field.ground;
  const others = field.dots.filter((dot) => dot.style === style && !at.some((spot) => isAt(dot, spot)));
  const rivals = [...field.marks, ...others];
  const price = function ({ boxes, mark }) {
    const lies = mark && !isNearest(boxes, mark, rivals, field);
    const onLine = touching(boxes, lines);
    const refused = lies || touching(boxes, dots) || (onLine && !ON_LINES.has(style)) || onAxis(boxes, field);
    return refused ? Infinity : onLine * ON_LINE_COST;
  };
  return { kept, places: placesOf(name, field), price };
}

const within = (spot, frame) => spot.x >= 0 && spot.y >= 0 && spot.x <= frame.x && spot.y <= frame.y;

const isAt = (one, other) => Math.hypot(one.x - other.x, one.y - other.y) < 2;

const onAxis = (boxes, { spine, unit }) => boxes.some((box) => crossed(spine, box, SPINE_PX * unit));

/* Whether a name would be read as that of a crossing or station. */
const isTaken = (boxes, mark, { dots }) => dots.some((dot) => gapTo(dot, boxes) < gapTo(mark, boxes));

/* No box may be mistaken for the name of something that is as near to it, or nearly so. */
function isNearest(boxes, mark, rivals, { unit }) {
  const limit = gapTo(mark, boxes) + APART_PX * unit;
  return rivals.every((rival) => gapTo(rival, boxes) >= limit);
}

function placesOf(name, field) {
  if (BESIDE.has(name.style)) return beside(name, field);
  return name.along.length ? alongside(name, field) : standing(name);
}

/* Where the mark itself is out of the picture, its name would be read as that of whatever is near. */
const beside = ({ style, at, size }, { dots, unit, size: frame }) => at.flatMap((spot, index) => {
  if (!within(spot, frame)) return [];
  const mark = dots.find((dot) => dot.style === style && isAt(dot, spot)) || { ...spot, r: 0 };
  return placesAround(mark, size.x, size.y, mark.r, scaled(DOT_RINGS, unit))
    .map((place) => ({ ...place, key: `${index} ${place.key}`, mark }));
});

const standing = ({ at, size }) => at.map(({ x, y }, index) =>
  ({ key: `${index}`, far: index / 10, x, y, boxes: [boxAt(x, y, size.x, size.y, 4)] }));

/* Along its line; the badge of a line lies on it, level; the name of the axis runs beside it, or stands at an end. */
function alongside({ style, size, along }, { size: frame, unit, upright }) {
  const runs = runsIn(along, frame, 12);
  if (style === "axis") {
    const sides = scaled(AXIS_RINGS, unit).flatMap((offset, ring) => placesAlong(runs, size.x, size.y, offset, upright)
      .map((place) => ({ ...place, key: `${ring} ${place.key}`, far: ring })));
    return [...sides, ...atEnds(along, size, unit)];
  }
  if (!LEVEL.has(style)) return placesAlong(runs, size.x, size.y, 0, upright);
  return placesAlong(runs, 8, size.y, 0, false)
    .map((place) => ({ ...place, degrees: 0, boxes: [boxAt(place.x, place.y, size.x, size.y, 4)] }));
}

const atEnds = (paths, size, unit) => paths.flatMap((path) => [path[0], path[path.length - 1]])
  .flatMap((end, index) => placesAround(end, size.x, size.y, END_PX * unit, scaled(DOT_RINGS, unit))
    .map((place) => ({ ...place, key: `end ${index} ${place.key}`, far: place.far + END_COST })));

const scaled = (rings, unit) => rings.map((ring) => ring * unit);

const touching = (boxes, others) => boxes.some((box) => others.some((other) => overlap(box, other)));

/* The symbols in the order of their nodes; one without a free place stands where it is. */
function stand(symbols, field) {
  const placed = new Map();
  symbols.slice().sort((one, other) => one.order - other.order).forEach((symbol) => {
    placed.set(symbol, settle(symbol, field) || symbol.places[0]);
  });
  return symbols.map((symbol) => placed.get(symbol));
}

/* The cheapest place of an item, or null; what it covers is taken from all that follow. */
function settle(item, field) {
  const place = cheapest(item, field);
  if (place) field.taken.push(...place.boxes);
  return place;
}

function cheapest({ places, price, kept, free }, { taken, size }) {
  let [best, least] = [null, Infinity];
  for (const place of places) {
    const far = place.far - (place.key === kept ? HABIT : 0);
    if (far >= least || touching(place.boxes, taken) || !(free || inside(place.boxes, size))) continue;
    const cost = far + price(place);
    if (cost < least) [best, least] = [place, cost];
  }
  return best;
}

const inside = (boxes, { x, y }) =>
  boxes.every((box) => box.left >= 2 && box.top >= 2 && box.right <= x - 2 && box.bottom <= y - 2);
