// Tells which part of the page's own markup was picked, which markup cannot do by itself, and lets the arrow keys
// walk through a table of such parts, of which only one is a stop of the Tab key.

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
const homes = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const home = (parentElement.getRootNode().host ?? parentElement).closest(`.st-key-${data.within}`);
  if (!homes.has(home)) {
    homes.set(home, { tell: null });
    home.addEventListener("click", picked);
    home.addEventListener("keydown", walked);
    home.addEventListener("focusin", entered);
  }
  home.dataset.alive = "true";
  homes.get(home).tell = (value) => setTriggerValue("pick", value);
}

function picked(event) {
  const part = event.target.closest("[data-pick]");
  if (part) homes.get(event.currentTarget).tell(part.dataset.pick);
}

function entered(event) {
  const table = event.target.matches("[data-pick]") && event.target.closest(".matrix table");
  if (!table) return;
  for (const part of table.querySelectorAll("[data-pick]")) part.tabIndex = part === event.target ? 0 : -1;
}

function walked(event) {
  const cell = STEPS[event.key] && event.target.closest(".matrix td");
  if (!cell) return;
  const [down, right] = STEPS[event.key];
  const rows = [...cell.closest("tbody").rows];
  for (let row = rows.indexOf(cell.parentElement), place = cell.cellIndex; ; ) {
    row += down;
    place += right;
    const next = rows[row]?.cells[place];
    if (!next) return;
    const part = next.querySelector("[data-pick]");
    if (!part) continue;
    event.preventDefault();
    part.focus();
    return;
  }
}
