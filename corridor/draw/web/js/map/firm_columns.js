/* The columns of the ledger's firms: which of them pass, how many there are of each kind, and where they stand. */

const DEGREES = 1e5;

/* The file as the map needs it: `project` gives the place of a latitude and longitude on the map of zoom 0, and `extent` is
   the south-west and the north-east corner of all that is drawn. */
export function unpacked(file, project, extent) {
  const { names } = file;
  const firms = { industries: [], industry: [], nodes: [], node: [], amounts: [], ...file };
  firms.x = new Float64Array(names.length).fill(NaN);
  firms.y = new Float64Array(names.length).fill(NaN);
  firms.outside = new Uint8Array(names.length);
  const [[south, west], [north, east]] = extent;
  names.forEach((_, index) => {
    if (file.lat[index] === null) return;
    const [lat, lon] = [file.lat[index] / DEGREES, file.lon[index] / DEGREES];
    const { x, y } = project([lat, lon]);
    firms.x[index] = x;
    firms.y[index] = y;
    firms.outside[index] = Number(lat < south || lat > north || lon < west || lon > east);
  });
  return firms;
}

/* The firms that pass a filter, as indices. */
export function passing(firms, { industry, nodes, terms, found }) {
  const ids = firms.nodes.map(({ id }) => id);
  const chosen = firms.industries.findIndex(({ id }) => id === industry);
  const [ofRole, spoken] = [nodes, found].map((some) => new Set(some?.map((id) => ids.indexOf(id))));
  if (terms.length) firms.plain = firms.plain || firms.names.map(plain);
  const passes = (index) =>
    (!industry || firms.industry[index] === chosen) &&
    (!nodes || ofRole.has(firms.node[index])) &&
    (!terms.length || spoken.has(firms.node[index]) || terms.every((term) => firms.plain[index].includes(term)));
  return [...firms.names.keys()].filter(passes);
}

/* As the search compares texts: full-width and half-width, upper and lower case alike; letters and digits only. */
const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/* How many of some firms are on the map, by industry, and how many are not. */
export function countsBy(firms, indices) {
  const shown = firms.industries.map(() => 0);
  let [unplaced, outside] = [0, 0];
  indices.forEach((index) => {
    if (Number.isNaN(firms.x[index])) unplaced += 1;
    else if (firms.outside[index]) outside += 1;
    else shown[firms.industry[index]] += 1;
  });
  return { shown, unplaced, outside };
}

/* Those of them that are in view, with their places in pixels from its corner. */
export function seen(firms, indices, { corner, size, scale }) {
  const found = [];
  indices.forEach((index) => {
    if (firms.outside[index]) return;
    const x = firms.x[index] * scale - corner.x;
    const y = firms.y[index] * scale - corner.y;
    if (x >= 0 && y >= 0 && x < size.x && y < size.y) found.push({ index, x, y });
  });
  return found;
}

/* The same in square cells that stay where they are while the map is moved. */
export function cellsOf(firms, dots, { corner }, edge) {
  const [left, top] = [corner.x % edge, corner.y % edge];
  const cells = new Map();
  dots.forEach(({ index, x, y }) => {
    const [column, row] = [Math.floor((x + left) / edge), Math.floor((y + top) / edge)];
    const name = `${column} ${row}`;
    if (!cells.has(name)) cells.set(name, { x: column * edge - left, y: row * edge - top, number: 0, parts: new Map() });
    const cell = cells.get(name);
    cell.number += 1;
    cell.parts.set(firms.industry[index], (cell.parts.get(firms.industry[index]) || 0) + 1);
  });
  const list = [...cells.values()];
  list.forEach((cell) => {
    [[cell.leading]] = [...cell.parts].sort(([one, few], [other, many]) => many - few || one - other);
  });
  return { edge, list };
}
