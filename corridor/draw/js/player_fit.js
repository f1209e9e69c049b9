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

function fitIn(page, columns) {
  const text = page.querySelector(".sheet-body");
  const end = page.querySelector(".sheet-foot").getBoundingClientRect().top - 6;
  for (let fit = 1; fit > 0.4; fit -= 0.03) {
    setIn(page, columns, fit);
    if (text.getBoundingClientRect().bottom <= end) return fit;
  }
  return 0.4;
}

function setIn(page, columns, fit) {
  page.style.setProperty("--columns", columns);
  page.style.setProperty("--fit", fit.toFixed(2));
}
