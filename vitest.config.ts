import { defineConfig } from 'vitest/config';

/** Unit and service tests run in threads; what needs the compiled bundle, Chromium or child processes runs alone. */
const heavy = ['tests/app/**/*.test.ts', 'tests/screens/**/*.test.ts', 'tests/faults/**/*.test.ts', 'tests/journeys/*.e2e.test.ts'];

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['tests/**/*.test.ts'], exclude: heavy, environment: 'node', pool: 'threads', testTimeout: 60_000 } },
      {
        test: {
          name: 'app',
          include: heavy,
          environment: 'node',
          pool: 'forks',
          maxWorkers: 1,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          globalSetup: ['tests/support/chromium.setup.ts'],
        },
      },
    ],
  },
});
