// Keys and clicks of the first moment, while the scripts that answer them are on their way: kept until those ask for them.

const MOST = 20; // keys before those are no longer waited for

let kept = [];

// Whoever clicks means that, and nothing pressed before it any more.
const keep = (event) => {
  kept = event.type === "click" ? [event] : [...kept, event].slice(-MOST);
};

for (const type of ["keydown", "click"]) document.addEventListener(type, keep, true);

/* The events of a type so far. Whoever asks hears the next ones: of that type none are kept any more.
   A page without the program around it keeps none, and lacks this. */
window.corridorEarly = (type) => {
  document.removeEventListener(type, keep, true);
  const found = kept.filter((event) => event.type === type);
  kept = kept.filter((event) => event.type !== type);
  return found;
};
