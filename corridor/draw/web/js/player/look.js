// How the whole page looks and in which language it speaks.

import { all, body, data, OPENED_IN, say, titleOf } from "./page.js";
import { memory } from "./memory.js";

export function setLanguage(lang) {
  body.dataset.lang = lang;
  document.documentElement.lang = lang === "zh" ? "zh-CN" : lang;
  document.title = data.names[lang];
  memory.set({ [`lang:${OPENED_IN}`]: lang });
  for (const element of all("[data-word]")) {
    element.setAttribute("aria-label", say(element.dataset.word));
    if (element.matches("button")) element.title = say(element.dataset.word);
  }
  for (const button of all("#progress button")) {
    button.title = `${button.dataset.go} ${titleOf(button.dataset.go)}`;
    button.setAttribute("aria-label", button.title);
  }
}

export function setTheme(theme) {
  body.dataset.theme = theme;
  memory.set({ theme });
}
