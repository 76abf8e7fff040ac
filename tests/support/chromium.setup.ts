import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import type { TestProject } from 'vitest/node';
import { findChromium } from './chromium-place.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of a Chromium, Chrome or Edge; empty when this machine has none. */
    chromium: string;
  }
}

const maySetUp = (): boolean => process.platform === 'linux' && process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get');

/** Whether what is printed can be looked at as a picture. */
const canRasterise = (): boolean => spawnSync('pdftoppm', ['-v'], { stdio: 'ignore' }).error === undefined;

/** The window tests need a browser, the Chinese ones a Chinese font, and those of paper a way to look at it: installed once where we may. */
function installWhatIsMissing(): void {
  console.log('Installing Chromium, a Chinese font and pdftoppm for the window tests (once) …');
  const script = 'apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fonts-liberation poppler-utils';
  try {
    execFileSync('sh', ['-c', script], { stdio: 'ignore', timeout: 400_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  } catch {
    // Without a network there is none; the line below says what that means.
  }
}

/** Finds a browser for the tests that need a window. On a build machine a missing one fails the run; at home it is one line. */
export default function provideChromium(project: TestProject): void {
  let found = findChromium();
  if ((!found || !canRasterise()) && maySetUp()) {
    installWhatIsMissing();
    found = findChromium();
  }
  const says = 'No Chromium, Chrome or Edge was found: tests of windows are skipped. Install one or set CHROMIUM_PATH.';
  if (!found && process.env['CI']) throw new Error(says);
  if (!found) console.warn(says);
  project.provide('chromium', found);
}
