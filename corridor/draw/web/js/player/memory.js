// What the tour remembers over a reload. Only the stage does: pictures of its steps show what they are told.

import { data, EMBEDDED, PAGE } from "./page.js";

// Kept twice: a busy browser has been seen to begin a reload with the session's storage empty, and inside the dashboard
// there is no address to keep it with. The browser may forbid either; the tour then only forgets.
export const memory = {
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
    if (PAGE !== "stage") return;
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
