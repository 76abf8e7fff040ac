import type { Core } from './core.ts';

export interface Resting {
  afterCommand(): void;
  stop(): void;
}

const quietMs = 500;
const markEveryMs = 2_000;

/**
 * Half a second after the last command the file's mark is written and its log folded in. A shop that is never quiet still
 * writes its mark every two seconds: what is lost of a folder put back can be no more than that.
 */
export function startResting(core: Pick<Core, 'mark' | 'checkpoint'>): Resting {
  let quiet: NodeJS.Timeout | undefined;
  let markedAt = 0;
  const mark = (): void => {
    markedAt = performance.now();
    core.mark();
  };
  return {
    afterCommand: () => {
      clearTimeout(quiet);
      if (performance.now() - markedAt >= markEveryMs) unlessDiskFails(mark);
      quiet = setTimeout(() => unlessDiskFails(() => (mark(), core.checkpoint())), quietMs);
    },
    stop: () => clearTimeout(quiet),
  };
}

/** The command before it is done, and an older mark is true as well: a disk that is full now is tried again at the next rest. */
function unlessDiskFails(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}
