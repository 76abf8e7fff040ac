import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** What needs the compiled program, Chromium or processes of its own; it runs after the rest, one file after another, since a browser takes a core and a half. */
const heavy = ['tests/app/**/*.test.ts', 'tests/screens/**/*.test.ts', 'tests/faults/**/*.test.ts', 'tests/journeys/*.e2e.test.ts'];

export default defineConfig({
  test: {
    // What the program notes of the shops of tests stays out of this person's home.
    env: { SHOPWRIGHT_STATE: join(tmpdir(), 'shopwright-tests-state') },
    // Left to itself, Vitest keeps one core for itself: half of a small machine.
    maxWorkers: '100%',
    projects: [
      { test: { name: 'unit', include: ['tests/**/*.test.ts'], exclude: heavy, environment: 'node', pool: 'threads', isolate: false, testTimeout: 120_000, hookTimeout: 120_000 } },
      {
        test: {
          name: 'app',
          include: heavy,
          environment: 'node',
          pool: 'forks',
          isolate: false,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          // A state is waited for as long as a busy machine may take.
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 120_000,
          hookTimeout: 120_000,
          globalSetup: ['tests/support/chromium.setup.ts'],
        },
      },
    ],
  },
});
