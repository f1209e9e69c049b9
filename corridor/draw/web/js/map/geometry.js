/* Boxes, and places for them around points and along lines, in pixels: nothing here knows of a page or of Leaflet. */

const FRACTIONS = [0.5, 0.32, 0.68, 0.18, 0.82, 0.42, 0.58, 0.1, 0.9];
const STRAIGHT_PX = 5;
const STEEP_DEG = 50;

export const boxAt = (x, y, width, height, gap) => ({
  left: x - width / 2 - gap, right: x + width / 2 + gap, top: y - height / 2 - gap, bottom: y + height / 2 + gap,
});

export const overlap = (one, other) =>
  one.right > other.left && other.right > one.left && one.bottom > other.top && other.bottom > one.top;

const distance = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);

/* From a round mark of a radius `r` to the nearest of some boxes; below zero where they overlap. */
export const gapTo = (mark, boxes) => Math.min(...boxes.map(({ left, right, top, bottom }) =>
  Math.hypot(Math.max(left - mark.x, 0, mark.x - right), Math.max(top - mark.y, 0, mark.y - bottom)))) - mark.r;

/* The part of a straight line inside a box, or null. */
function clipped(from, to, { left, right, top, bottom }) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  let [start, end] = [0, 1];
  for (const [by, room] of [[-dx, from.x - left], [dx, right - from.x], [-dy, from.y - top], [dy, bottom - from.y]]) {
    if (by === 0 && room < 0) return null;
    if (by < 0) start = Math.max(start, room / by);
    if (by > 0) end = Math.min(end, room / by);
  }
  const on = (part) => ({ x: from.x + dx * part, y: from.y + dy * part });
  return start < end ? [start ? on(start) : from, end < 1 ? on(end) : to] : null;
}

/* Whether one of some lines comes nearer to a box than `clear`. */
export const crossed = (paths, { left, right, top, bottom }, clear) => {
  const wide = { left: left - clear, right: right + clear, top: top - clear, bottom: bottom + clear };
  return paths.some((path) => path.some((point, index) => index > 0 && clipped(path[index - 1], point, wide)));
};

/* Places around a point for a box of a size, `clear` pixels from it: beside it first, then above, below, corners. */
export function placesAround(at, width, height, clear, rings) {
  const found = [];
  rings.forEach((ring, index) => {
    const dx = clear + ring + width / 2;
    const dy = clear + ring + height / 2;
    const slant = (clear + ring) * 0.75;
    const [aside, above] = [slant + width / 2, slant + height / 2];
    [
      [dx, 0], [-dx, 0], [aside, -above], [aside, above], [-aside, -above], [-aside, above], [0, -dy], [0, dy],
      [dx, -height / 3], [dx, height / 3], [-dx, -height / 3], [-dx, height / 3],
      [width / 3, -dy], [-width / 3, -dy], [width / 3, dy], [-width / 3, dy],
      [dx, -height / 2], [dx, height / 2], [-dx, -height / 2], [-dx, height / 2],
      [width / 2, -dy], [-width / 2, -dy], [width / 2, dy], [-width / 2, dy],
    ].forEach(([x, y], side) => {
      const boxes = [boxAt(at.x + x, at.y + y, width, height, 2)];
      const far = index * 1.5 + side * 0.05;
      found.push({ key: `${index}-${side}`, ring: index, far, x: at.x + x, y: at.y + y, dx: x, dy: y, boxes });
    });
  });
  return found;
}

/* Places along lines for text of a length, turned with the line; `offset` pixels beside it. */
export function placesAlong(runs, length, height, offset, upright) {
  const found = [];
  runs.forEach((run, index) => {
    for (const fraction of FRACTIONS) {
      const middle = run.length * fraction;
      if (middle < length / 2 + 4 || run.length - middle < length / 2 + 4) continue;
      const start = run.at(middle - length / 2);
      const end = run.at(middle + length / 2);
      const centre = run.at(middle);
      const chord = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
      if (Math.hypot(chord.x - centre.x, chord.y - centre.y) > STRAIGHT_PX) continue;
      const bearing = Math.atan2(end.y - start.y, end.x - start.x);
      for (const side of offset ? [1, -1] : [0]) {
        const x = centre.x - Math.sin(bearing) * offset * side;
        const y = centre.y + Math.cos(bearing) * offset * side;
        found.push({
          key: `${index}-${fraction}-${side}`, far: 0, x, y, ...turned(bearing, upright),
          boxes: pieces(x, y, bearing, length, height),
        });
      }
    }
  });
  return found;
}

/* Readable from below or from the right; on a steep line Chinese stands upright, one sign under the other. */
function turned(bearing, upright) {
  let degrees = (bearing * 180) / Math.PI;
  if (degrees > 90) degrees -= 180;
  if (degrees <= -90) degrees += 180;
  if (!upright || Math.abs(degrees) < STEEP_DEG) return { degrees, stacked: false };
  return { degrees: degrees > 0 ? degrees - 90 : degrees + 90, stacked: true };
}

function pieces(x, y, bearing, length, height) {
  const count = Math.ceil(length / Math.max(height, 1)) || 1;  // finite, whatever was measured
  const boxes = [];
  for (let index = 0; index < count; index += 1) {
    const along = ((index + 0.5) / count - 0.5) * length;
    boxes.push(boxAt(x + Math.cos(bearing) * along, y + Math.sin(bearing) * along, height, height, 1));
  }
  return boxes;
}

/* The parts of lines that lie in the frame, longest first, each with its length and a way along it. */
export function runsIn(paths, size, margin) {
  const frame = { left: margin, top: margin, right: size.x - margin, bottom: size.y - margin };
  const found = [];
  for (const path of paths) {
    let points = [];
    for (let index = 1; index < path.length; index += 1) {
      const piece = clipped(path[index - 1], path[index], frame);
      const joined = piece && points.length && distance(points[points.length - 1], piece[0]) === 0;
      if (!joined) {
        found.push(points);
        points = piece ? [piece[0]] : [];
      }
      if (piece) points.push(piece[1]);
    }
    found.push(points);
  }
  return found.filter((points) => points.length > 1).map(walkable).sort((one, other) => other.length - one.length);
}

function walkable(points) {
  const reached = [0];
  for (let index = 1; index < points.length; index += 1) {
    reached.push(reached[index - 1] + distance(points[index - 1], points[index]));
  }
  const length = reached[reached.length - 1];
  const at = function (away) {
    let index = 1;
    while (index < points.length - 1 && reached[index] < away) index += 1;
    const part = (away - reached[index - 1]) / (reached[index] - reached[index - 1] || 1);
    const from = points[index - 1];
    const to = points[index];
    return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
  };
  return { length, at };
}

/* Boxes that cover a line, to keep names off it. */
export function covering(runs, width) {
  const boxes = [];
  for (const run of runs) {
    for (let away = 0; away <= run.length; away += Math.max(width, 6)) {
      const point = run.at(away);
      boxes.push(boxAt(point.x, point.y, width, width, 0));
    }
  }
  return boxes;
}
