/* Names that do not collide: greedy placement of boxes in pixels of the frame, most important first. */
window.corridorMap = window.corridorMap || {};

(function (own) {
  "use strict";

  const FRACTIONS = [0.5, 0.32, 0.68, 0.18, 0.82, 0.42, 0.58, 0.1, 0.9];
  const FAR = [0, 1, 2, 4, 6];
  const STRAIGHT_PX = 5;
  const STEEP_DEG = 50;

  own.box = (x, y, width, height, gap) => ({
    left: x - width / 2 - gap, right: x + width / 2 + gap, top: y - height / 2 - gap, bottom: y + height / 2 + gap,
  });

  const apart = (one, other) =>
    one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;

  own.overlap = (one, other) => !apart(one, other);

  const hits = (boxes, taken) =>
    boxes.reduce((count, box) => count + taken.filter((other) => !apart(box, other)).length, 0);

  const inside = (boxes, size) =>
    boxes.every((box) => box.left >= 2 && box.top >= 2 && box.right <= size.x - 2 && box.bottom <= size.y - 2);

  const AVOID_COST = 5;
  const SOFT_COST = 1.5;
  const HABIT = 1;

  /* Give every item the cheapest of its candidates that touches nothing placed before it, and fill `field.taken`.
     An item has candidates() -> [{key, far, boxes, ...}] and apply(candidate or null). Being far costs; so does lying
     on what is `field.soft`, which a `strict` item never does, and on what is to `field.avoid`, which only an item that
     `insist`s does. Nothing but a placed box moves an item that is `firm`, and one that `must` be there takes the least
     bad place. What stood somewhere stays there unless another place is much better. */
  own.placeAll = function (items, field) {
    for (const item of items) {
      const found = choose(item, field);
      if (found) field.taken.push(...found.boxes);
      item.key = found ? found.key : null;
      item.apply(found);
    }
  };

  function choose(item, { taken, avoid, soft, size }) {
    const all = item.candidates();
    const cost = function (candidate) {
      if (hits(candidate.boxes, taken)) return Infinity;
      const far = candidate.far - (candidate.key === item.key ? HABIT : 0);
      if (item.firm) return far;
      if (!inside(candidate.boxes, size)) return Infinity;
      const avoided = hits(candidate.boxes, avoid) ? (item.insist ? AVOID_COST : Infinity) : 0;
      return far + avoided + (hits(candidate.boxes, soft) ? (item.strict ? Infinity : SOFT_COST) : 0);
    };
    let best = null;
    let least = Infinity;
    for (const candidate of all) {
      const price = cost(candidate);
      if (price < least) [best, least] = [candidate, price];
    }
    return best || (item.must ? leastBad(all, taken, size) : null);
  }

  function leastBad(all, taken, size) {
    const cost = (candidate) => hits(candidate.boxes, taken) + (inside(candidate.boxes, size) ? 0 : 3);
    return all.reduce((least, candidate) => (cost(candidate) < cost(least) ? candidate : least), all[0]) || null;
  }

  /* Places around a point for a box of a size, `clear` pixels from it: beside it first, then above, below, corners. */
  own.around = function (at, width, height, clear, rings) {
    const found = [];
    rings.forEach((ring, index) => {
      const dx = clear + ring + width / 2;
      const dy = clear + ring + height / 2;
      const slant = (clear + ring) * 0.7;
      [
        [dx, 0], [-dx, 0], [slant + width / 2, -slant - height / 2], [slant + width / 2, slant + height / 2],
        [-slant - width / 2, -slant - height / 2], [-slant - width / 2, slant + height / 2], [0, -dy], [0, dy],
        [dx, -height / 3], [dx, height / 3], [-dx, -height / 3], [-dx, height / 3],
        [width / 3, -dy], [-width / 3, -dy], [width / 3, dy], [-width / 3, dy],
      ].forEach(([x, y], side) => {
        const boxes = [own.box(at.x + x, at.y + y, width, height, 2)];
        found.push({ key: `${index}-${side}`, ring: index, far: FAR[index] + side * 0.05, dx: x, dy: y, boxes });
      });
    });
    return found;
  };

  /* Places along lines for text of a length, turned with the line; `offset` pixels beside it. */
  own.along = function (runs, length, height, offset, upright) {
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
  };

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
      boxes.push(own.box(x + Math.cos(bearing) * along, y + Math.sin(bearing) * along, height, height, 1));
    }
    return boxes;
  }

  /* The parts of lines that lie in the frame, longest first, each with its length and a way along it. */
  own.runs = function (paths, size, margin) {
    const frame = L.bounds([margin, margin], [size.x - margin, size.y - margin]);
    const found = [];
    for (const path of paths) {
      let points = [];
      for (let index = 1; index < path.length; index += 1) {
        const piece = L.LineUtil.clipSegment(path[index - 1], path[index], frame, false, false);
        const joined = piece && points.length && points[points.length - 1].equals(piece[0]);
        if (!joined) {
          found.push(points);
          points = piece ? [piece[0]] : [];
        }
        if (piece) points.push(piece[1]);
      }
      found.push(points);
    }
    return found.filter((points) => points.length > 1).map(walkable).sort((one, other) => other.length - one.length);
  };

  function walkable(points) {
    const reached = [0];
    for (let index = 1; index < points.length; index += 1) {
      reached.push(reached[index - 1] + points[index - 1].distanceTo(points[index]));
    }
    const length = reached[reached.length - 1];
    const at = function (distance) {
      let index = 1;
      while (index < points.length - 1 && reached[index] < distance) index += 1;
      const part = (distance - reached[index - 1]) / (reached[index] - reached[index - 1] || 1);
      const from = points[index - 1];
      const to = points[index];
      return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
    };
    return { length, at };
  }

  /* Boxes that cover a line, to keep names off it. */
  own.covering = function (runs, width) {
    const boxes = [];
    for (const run of runs) {
      for (let distance = 0; distance <= run.length; distance += Math.max(width, 6)) {
        const point = run.at(distance);
        boxes.push(own.box(point.x, point.y, width, width, 0));
      }
    }
    return boxes;
  };
})(window.corridorMap);
