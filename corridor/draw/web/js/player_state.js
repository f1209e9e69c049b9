// What the tour is made of and what it remembers. Every part below shares these names.

const data = JSON.parse(document.getElementById("data").textContent);
const body = document.body;
const one = (selector, from = document) => from.querySelector(selector);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];

const TOUR = data.chapters.length; // chapters are steps 1 to TOUR; the step after them is for exploring
const EXPLORE = TOUR + 1;
const STILL = matchMedia("(prefers-reduced-motion: reduce)");
const EMBEDDED = location.protocol === "about:"; // an about:srcdoc page loses its hash on reload
const OPENED_IN = body.dataset.lang;

// The window that outlives this page: inside the dashboard the page around it, if it lets itself be spoken to.
const HOST = (() => {
  try {
    return window.parent.document && window.parent;
  } catch {
    return window;
  }
})();

let step = 0;

// Kept twice: a busy browser has been seen to begin a reload with the session's storage empty, and inside the dashboard
// there is no address to keep it with. The browser may forbid either; the tour then only forgets.
const memory = {
  key: (name) => `player:${data.id}:${name}`,
  here: EMBEDDED ? {} : { ...history.state?.[`player:${data.id}`] },
  get(name) {
    try {
      return this.here[name] ?? sessionStorage.getItem(this.key(name));
    } catch {
      return null;
    }
  },
  set(values, address) {
    for (const [name, value] of Object.entries(values)) {
      this.here[name] = String(value);
      try {
        sessionStorage.setItem(this.key(name), value);
      } catch {
        // nothing to be done
      }
    }
    if (EMBEDDED) return;
    try {
      history.replaceState({ [`player:${data.id}`]: this.here }, "", address);
    } catch {
      // nothing to be done
    }
  },
};

const say = (key, values = {}) =>
  Object.entries(values).reduce((words, [name, value]) => words.replace(`{${name}}`, value), data.words[body.dataset.lang][key]);

// The part of a page that is in the language now shown.
const spoken = (part) => one(`[data-in="${body.dataset.lang}"]`, part);

const chapterOf = (number) => one(`.chapter[data-chapter="${number}"]`);
const titleOf = (number) => one("h2", spoken(chapterOf(number)))?.textContent ?? "";

function toast(words, ms = 2500) {
  const element = one("#toast");
  element.textContent = words;
  element.classList.add("on");
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => element.classList.remove("on"), ms);
}

function setLanguage(lang) {
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

function setTheme(theme) {
  body.dataset.theme = theme;
  memory.set({ theme });
}
