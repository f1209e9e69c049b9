// The speaker's own window. What it shows comes in messages; the clock is its own, so that a reload of the tour neither
// closes the window nor sets back the time.

const TICK_MS = 500;
const PATIENCE_TICKS = 60; // a tour that says nothing for so long is not being reloaded: its page shows something else
const tour = document.body.dataset.tour;
const since = Date.now();
let unanswered = 0;

const part = (name) => document.querySelector(`[data-part="${name}"]`);
const tell = (said) => opener.postMessage({ notesOf: tour, ...said }, "*");

function tick() {
  unanswered += 1;
  if (!window.opener || opener.closed || unanswered > PATIENCE_TICKS) {
    window.close();
    return;
  }
  const seconds = Math.floor((Date.now() - since) / 1000);
  part("clock").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  tell({});
}

// An empty page that is loaded again is empty: here F5 does nothing.
function isReload(event) {
  return event.key === "F5" || ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "r");
}

function passOn(event) {
  if (isReload(event)) event.preventDefault();
  if (event.ctrlKey || event.metaKey || event.altKey || /^(F\d+|Tab)$/.test(event.key)) return;
  event.preventDefault();
  tell({ key: { key: event.key, code: event.code, shiftKey: event.shiftKey } });
}

addEventListener("message", ({ data }) => {
  if (data?.tour !== tour) return;
  unanswered = 0;
  document.title = data.name;
  for (const [name, words] of Object.entries(data.parts)) part(name).textContent = words;
});
document.addEventListener("keydown", passOn);
setInterval(tick, TICK_MS);
tick();
