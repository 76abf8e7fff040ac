type Hear = (done: number, of: number) => void;

let hear: Hear | undefined;

/** Says how far a long reading is, in whatever it counts, as often as it likes; nobody may listen. */
export const tellProgress = (done: number, of: number): void => hear?.(done, of);

/** Does work whose progress is listened to. A connection reads one thing at a time, so there is one listener. */
export function whileTelling<T>(listener: Hear, work: () => T): T {
  hear = listener;
  try {
    return work();
  } finally {
    hear = undefined;
  }
}
