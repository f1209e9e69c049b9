// A step as a picture in the presenter's window: the tour itself, small, which shows what it is told and hears nothing else.

import { atlas } from "./atlas.js";
import { redraw, show } from "./chapters.js";
import { setLanguage, setTheme } from "./look.js";
import { now } from "./now.js";
import { body, data, one } from "./page.js";

function picture({ step, lang, theme }) {
  if (body.dataset.theme !== theme) setTheme(theme);
  const isSpoken = body.dataset.lang === lang;
  if (!isSpoken) setLanguage(lang);
  if (now.step !== step || !body.dataset.step) show(step, { instant: true });
  if (!isSpoken) redraw();
}

export function startPreview() {
  setLanguage(body.dataset.lang);
  atlas.start(() => {});
  addEventListener("message", ({ data: said, source }) => {
    if (source === window.parent && said?.previewOf === data.id) picture(said);
  });
  new ResizeObserver(() => body.dataset.step && redraw()).observe(one("#stage"));
  window.parent.postMessage({ pictureOf: data.id }, "*");
  body.dataset.ready = "true";
}
