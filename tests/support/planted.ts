import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';

/** A bug planted on purpose, one line. `from` stands exactly once in its file. */
export interface PlantedBug {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const root = new URL('../..', import.meta.url).pathname;

/** What a hunt needs of the project, in a folder of its own; `tests` are the folders of tests it is made of. Each bug still has its line, in a short hunt too. */
export function copyOfSources(tests: readonly string[], bugs: readonly PlantedBug[]): string {
  expect(bugs.filter((bug) => !stands(root, bug)).map(({ name }) => name), 'bugs whose line is gone').toEqual([]);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'planted-'));
  for (const part of ['shared', 'main', 'migrations', 'tests/support', ...tests, 'package.json']) fs.cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
  fs.symlinkSync(fs.realpathSync(path.join(root, 'node_modules')), path.join(folder, 'node_modules'));
  return folder;
}

const stands = (folder: string, { file, from }: PlantedBug): boolean => fs.readFileSync(path.join(folder, file), 'utf8').split(from).length === 2;

/** What a hunt (a script that exits 3 where it found something) said of the program with one bug in it; undefined where it noticed nothing. */
export function foundIn(folder: string, { file, from, to }: PlantedBug, hunt: readonly string[]): string | undefined {
  const name = path.join(folder, file);
  const text = fs.readFileSync(name, 'utf8');
  fs.writeFileSync(name, text.replace(from, () => to));
  const { status, stdout, stderr } = spawnSync(process.execPath, [...hunt], { cwd: folder, encoding: 'utf8' });
  fs.writeFileSync(name, text);
  // A program that does not even begin proves nothing about the hunt.
  expect([0, 3], `${status} ${stderr}`).toContain(status);
  return status === 3 ? stdout.trim() : undefined;
}

/** No bug at all: a hunt has to find nothing. */
export const noBug: PlantedBug = { name: 'none', file: 'package.json', from: '"private"', to: '"private"' };
