// A fact sheet must fit its one page of paper: its text is set smaller until it ends above the foot.
function fitSheet(page) {
  page.style.removeProperty("--fit");
  const text = page.querySelector(".sheet-body");
  const end = page.querySelector(".sheet-foot").getBoundingClientRect().top - 6;
  for (let fit = 1; fit > 0.4 && text.getBoundingClientRect().bottom > end; fit -= 0.03) {
    page.style.setProperty("--fit", fit.toFixed(2));
  }
}
