// A fact sheet must fit its one page of paper: its text is set in as many columns as leave it largest, and smaller until
// it ends above the foot.
const COLUMNS = [2, 3];

function fitSheet(page) {
  const tries = [];
  for (const columns of COLUMNS) {
    if (tries.some(({ fit }) => fit === 1)) break;
    tries.push({ columns, fit: fitIn(page, columns) });
  }
  const best = tries.reduce((one, other) => (other.fit > one.fit ? other : one));
  setIn(page, best.columns, best.fit);
}

// Halving finds the largest size to a hundredth in seven layouts.
function fitIn(page, columns) {
  const text = page.querySelector(".sheet-body");
  const end = page.querySelector(".sheet-foot").getBoundingClientRect().top - 6;
  const holds = (hundredths) => {
    setIn(page, columns, hundredths / 100);
    return text.getBoundingClientRect().bottom <= end;
  };
  if (holds(100)) return 1;
  let [small, large] = [40, 100];
  while (large - small > 1) {
    const middle = Math.floor((small + large) / 2);
    if (holds(middle)) small = middle;
    else large = middle;
  }
  return small / 100;
}

function setIn(page, columns, fit) {
  page.style.setProperty("--columns", columns);
  page.style.setProperty("--fit", fit.toFixed(2));
}
