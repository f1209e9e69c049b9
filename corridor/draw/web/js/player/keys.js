// What a key does, as its event names it. Clickers send PageUp and PageDown, or arrows, and for a dark screen B or a full
// stop.

const KEYS = {
  PageDown: "next", ArrowRight: "next", ArrowDown: "next", " ": "next",
  PageUp: "previous", ArrowLeft: "previous", ArrowUp: "previous", Backspace: "previous",
  Home: "first", End: "last", Escape: "escape",
  a: "play", "+": "faster", "=": "faster", "-": "slower",
  b: "blank", ".": "blank", "。": "blank", f: "full", e: "explore", n: "notes", s: "spotlight", l: "language", t: "theme", p: "print",
  "?": "help", "？": "help", "/": "help", h: "help",
};

const SIGNS = { Space: " ", Period: ".", Slash: "/", Minus: "-", Equal: "=" };

// With a Chinese input method switched on, the browser names the key "Process" and only the code says which it was.
const nameOf = ({ key, code }) => (key === "Process" ? (SIGNS[code] ?? code.replace(/^(Key|Digit|Numpad(?=\d))/, "")) : key);

/* The action of a key, which may be a digit: the chapter to go to; undefined where the key has none. */
export function actionOf(event) {
  const key = nameOf(event);
  if (/^\d$/.test(key)) return key;
  if (key === " " && event.shiftKey) return "previous";
  return KEYS[key.length === 1 ? key.toLowerCase() : key];
}

const SCROLLS = new Set(["ArrowUp", "ArrowDown", "PageUp", "PageDown", " "]);

// Whether a key scrolls what is being read.
export const isScroll = ({ key }) => SCROLLS.has(key);
