// The time of a talk in words, numbers in and words out.

const MOST_MIN = 600;
const LAST_SHARE = 0.15; // of the target, from which on the presenter is told that it is running out

// Seconds as minutes and seconds; below nought after the end.
export function clockOf(seconds) {
  const whole = Math.abs(seconds);
  return `${seconds < 0 ? "−" : ""}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

// Minutes that somebody typed; 0 for none.
export function minutesOf(words) {
  const minutes = Math.trunc(Number(words));
  return minutes > 0 && minutes <= MOST_MIN ? minutes : 0;
}

// How a talk stands against its target in seconds: "ample", "last" or "over", and "none" without one.
export function paceOf(spent, target) {
  if (!target) return "none";
  if (spent > target) return "over";
  return spent > (1 - LAST_SHARE) * target ? "last" : "ample";
}
