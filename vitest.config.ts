import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** What drives the compiled program in a real Chromium; two at once, since each waits more than it works. */
const windows = ['tests/app/**/*.test.ts', 'tests/screens/**/*.test.ts', 'tests/journeys/*.e2e.test.ts'];
/** What kills processes, fills disks and counts where its blows fell: by itself, after the rest. */
const faults = ['tests/faults/**/*.test.ts'];

/** A process of its own per file would load everything anew. */
const inProcesses = { environment: 'node', pool: 'forks', isolate: false, testTimeout: 120_000, hookTimeout: 120_000, globalSetup: ['tests/support/chromium.setup.ts'] } as const;

export default defineConfig({
  test: {
    // What the program notes of the shops of tests stays out of this person's home.
    env: { SHOPWRIGHT_STATE: join(tmpdir(), 'shopwright-tests-state') },
    // Left to itself, Vitest keeps one core for itself: half of a small machine.
    maxWorkers: '100%',
    projects: [
      { test: { name: 'unit', include: ['tests/**/*.test.ts'], exclude: [...windows, ...faults], environment: 'node', pool: 'threads', isolate: false, testTimeout: 120_000, hookTimeout: 120_000 } },
      // A state is waited for as long as a busy machine may take.
      { test: { ...inProcesses, name: 'windows', include: windows, maxWorkers: 2, sequence: { groupOrder: 1 }, expect: { poll: { timeout: 15_000 } } } },
      { test: { ...inProcesses, name: 'faults', include: faults, maxWorkers: 1, sequence: { groupOrder: 2 } } },
    ],
  },
});
