import fs from 'node:fs';

const stepping = ['copyFileSync', 'mkdirSync', 'rmSync', 'renameSync', 'writeFileSync', 'openSync', 'fsyncSync', 'closeSync'] as const;

/** Kills this process at its k-th step on the disk from now on; answers how many steps there were if it lives (k = 0 never kills). */
export function dieAtStep(k: number): () => number {
  let steps = 0;
  for (const name of stepping) {
    const real = fs[name] as (...args: unknown[]) => unknown;
    const counted = (...args: unknown[]): unknown => {
      steps += 1;
      if (steps === k) process.kill(process.pid, 'SIGKILL');
      return real(...args);
    };
    Object.assign(fs, { [name]: counted });
  }
  return () => steps;
}
