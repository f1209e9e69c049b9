// Moves the focus to the heading of an answer, or to the row that is the answer, once for each: who waited is where it begins, and hears it read out.
let last;

export default function ({ data, parentElement }) {
  if (data.answer === last) return;
  last = data.answer;
  const home = (parentElement.getRootNode().host ?? parentElement).closest(`.st-key-${data.within}`);
  // The heading may be drawn a moment after this.
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const heading = home.querySelector("h2, [aria-current]");
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus();
  }));
}
