type Hear = (done: number, of: number) => void;

const everyMs = 100;
let hearing: { hear: Hear; nextAt: number } | undefined;

/** Says how far a long reading is, in whatever it counts; whoever listens hears of it ten times a second at most. */
export function tellProgress(done: number, of: number): void {
  if (!hearing || performance.now() < hearing.nextAt) return;
  hearing.nextAt = performance.now() + everyMs;
  hearing.hear(done, of);
}

/** Does work whose progress is listened to. A connection reads one thing at a time, so there is one listener. */
export function whileTelling<T>(hear: Hear, work: () => T): T {
  hearing = { hear, nextAt: 0 };
  try {
    return work();
  } finally {
    hearing = undefined;
  }
}
