/** What we take from others: exact, from one place, running nothing by itself, under licences that suit this program. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

interface Locked {
  version?: string;
  resolved?: string;
  license?: string;
  hasInstallScript?: boolean;
  optional?: boolean;
}

const root = path.resolve(import.meta.dirname, '..');
const read = (name: string): unknown => JSON.parse(fs.readFileSync(path.join(root, name), 'utf8'));
const project = read('package.json') as Record<'dependencies' | 'optionalDependencies' | 'devDependencies', Record<string, string>> & { allowScripts: Record<string, boolean> };
const { packages } = read('package-lock.json') as { packages: Record<string, Locked> };
const locked = Object.entries(packages).filter(([name]) => name !== '');
const named = { ...project.dependencies, ...project.optionalDependencies, ...project.devDependencies };

test('every version is exact, and the lock file has that one', () => {
  const loose = Object.entries(named).filter(([name, version]) => !/^\d+\.\d+\.\d+$/.test(version) || packages[`node_modules/${name}`]?.version !== version);
  expect(loose).toEqual([]);
});

test('families of packages share one version', () => {
  for (const family of [/^@mantine\//, /^@orpc\//]) {
    const versions = Object.entries(named).filter(([name]) => family.test(name)).map(([, version]) => version);
    expect(new Set(versions).size, String(family)).toBe(1);
  }
  expect(named['rolldown']).toBe(packages['node_modules/vite/node_modules/rolldown']?.version ?? packages['node_modules/rolldown']?.version);
});

test('nothing comes from anywhere but the npm registry', () => {
  const elsewhere = locked.filter(([, { resolved }]) => resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'));
  expect(elsewhere).toEqual([]);
});

test('a package that runs a script on install stands on the reviewed list', () => {
  const running = locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([name]) => name.split('node_modules/').at(-1) ?? '');
  expect(running.filter((name) => !(name in project.allowScripts))).toEqual([]);
  expect(Object.entries(project.allowScripts).filter(([, allowed]) => allowed)).toEqual([['node', true]]);
});

test('the packed program carries two libraries that are not in its bundle', () => {
  expect(Object.keys(project.dependencies)).toEqual(['better-sqlite3', 'sharp']);
});

test('every licence lets a shop use, copy and change the program', () => {
  const accepted = new Set(['MIT', 'MIT-0', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'MPL-2.0', 'OFL-1.1', 'Python-2.0', 'Unlicense', 'CC0-1.0', 'CC-BY-4.0', 'WTFPL', 'Zlib']);
  // Says so in its LICENSE file alone.
  const read: Record<string, string> = { 'node_modules/png-js': 'MIT' };
  // libvips is loaded as a library of its own that anyone may replace, which is all the LGPL asks of those who ship it.
  const namedLicence = (name: string, license = ''): boolean => /^node_modules\/@img\/sharp-(libvips-|win32-|wasm32$)/.test(name) && license.split(' AND ').includes('LGPL-3.0-or-later');
  const offers = (license = ''): string[][] => license.replaceAll(/[()]/g, '').split(' OR ').map((offer) => offer.split(' AND '));
  expect(locked.filter(([name, { license }]) => !namedLicence(name, license) && !offers(license ?? read[name]).some((offer) => offer.every((part) => accepted.has(part)))).map(([name, { license }]) => `${name}: ${license}`)).toEqual([]);
});
