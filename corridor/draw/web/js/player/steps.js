// Arithmetic of steps, numbers in and numbers out: the cover is step 0, chapters are steps 1 to the last, the step after it
// is for exploring.

export const stepWithin = (step, chapters) => Math.max(0, Math.min(chapters + 1, step));

// A chapter that is remembered, in words, or the cover.
export const chapterWithin = (words, chapters) => Math.max(0, Math.min(chapters, Math.trunc(words) || 0));

// The step at which a tour opens: that of its address, else the one that is remembered, both in words.
export const openingStep = (hash, remembered) => Math.trunc(/^#-?\d/.test(hash) ? hash.slice(1) : remembered) || 0;

// Where a tour that runs by itself goes on: from the last chapter, or from exploring, back to the cover.
export const stepByItself = (step, chapters) => (step < chapters ? step + 1 : 0);

// The chapter that a digit means: clickers and keyboards have ten of them, and no chapter is the nought.
export const chapterOfDigit = (digit) => Number(digit) || 10;

// Where an action leads from a step; `before` is where the tour was left for exploring.
export const LEADS = {
  next: (step) => step + 1,
  previous: (step) => step - 1,
  first: () => 0,
  last: (step, chapters) => chapters,
  explore: (step, chapters, before) => (step > chapters ? before : chapters + 1),
};
