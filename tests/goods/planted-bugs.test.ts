import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { report } from '../support/report.ts';
import { figure, runs } from '../support/soak.ts';
import { type PlantedBug, plantedBugs } from './planted-bugs.ts';

const root = new URL('../..', import.meta.url).pathname;

/** What the model needs of the project, in a folder of its own. */
function copyOfSources(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'planted-'));
  for (const part of ['shared', 'main', 'migrations', 'tests/goods', 'tests/support', 'package.json']) fs.cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
  fs.symlinkSync(fs.realpathSync(path.join(root, 'node_modules')), path.join(folder, 'node_modules'));
  return folder;
}

/** What the model said of a program with one bug in it; undefined where it noticed nothing. */
function foundIn(folder: string, { file, from, to }: PlantedBug, operations: number): string | undefined {
  const name = path.join(folder, file);
  const text = fs.readFileSync(name, 'utf8');
  expect(text.split(from).length, `"${from}" in ${file}`).toBe(2);
  fs.writeFileSync(name, text.replace(from, () => to));
  const { status, stdout, stderr } = spawnSync(process.execPath, ['tests/goods/hunt.ts', String(operations)], { cwd: folder, encoding: 'utf8' });
  fs.writeFileSync(name, text);
  // A program that does not even begin proves nothing about the model.
  expect([0, 3], `${status} ${stderr}`).toContain(status);
  return status === 3 ? stdout.trim() : undefined;
}

test('bugs planted on purpose are found by the model, and without one it finds nothing', () => {
  const folder = copyOfSources();
  try {
    const bugs = plantedBugs.slice(0, runs(2, plantedBugs.length));
    const none = foundIn(folder, { name: 'none', file: 'package.json', from: '"private"', to: '"private"' }, runs(300, 3_000));
    expect(none).toBeUndefined();
    const results = bugs.map((bug) => ({ ...bug, found: foundIn(folder, bug, runs(1_000, 10_000)) }));
    const found = results.filter((bug) => bug.found !== undefined);
    report('planted bugs nobody noticed', results.filter((bug) => !found.includes(bug)).map(({ name }) => name));
    figure('planted bugs found', `${found.length} of ${bugs.length}`);
    expect(plantedBugs.length).toBe(30);
    expect(found.length).toBeGreaterThanOrEqual(Math.ceil(bugs.length * 0.9));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}, 3_600_000);
