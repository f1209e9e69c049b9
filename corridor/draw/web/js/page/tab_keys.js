// Which tab a key leads to, in a row of tabs that has no end.

const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

/* The place, from 0, of the tab to open, of `count` with the one at `at` open: the same where the key leads nowhere. */
export function tabByKey(key, at, count) {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return (at + (STEPS[key] ?? 0) + count) % count;
}
