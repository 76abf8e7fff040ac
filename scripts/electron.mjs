import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './node.mjs';

// Looked at from outside: `require('electron')` in plain Node starts a download.
const folder = join(root, 'node_modules', 'electron');

/** The Electron binary of the version package-lock.json names, if it was downloaded. */
export function electronBinary() {
  try {
    const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist');
    const wanted = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
    const present = readFileSync(join(dist, 'version'), 'utf8').replace(/^v/, '').trim();
    const binary = join(dist, readFileSync(join(folder, 'path.txt'), 'utf8'));
    return present === wanted && existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

/** Downloads it (Electron 45 has no install script of its own); answers the binary or why there is none. */
export function fetchElectron() {
  const done = spawnSync(process.execPath, [join(folder, 'install.js')], { timeout: 300_000, encoding: 'utf8' });
  const binary = electronBinary();
  if (binary) return { binary };
  const cause = done.error?.message ?? done.stderr?.split('\n').find((line) => line.includes('Error')) ?? `exit code ${done.status}`;
  return { reason: `Electron could not be downloaded (${cause.trim()})` };
}
