import fs from 'node:fs';
import { expect, test } from 'vitest';
import { copyOfSources, foundIn, noBug } from '../support/planted.ts';
import { report } from '../support/report.ts';
import { figure, runs, untilDone } from '../support/soak.ts';
import { plantedBugs } from './planted-bugs.ts';

const hunt = (operations: number): string[] => ['tests/goods/hunt.ts', String(operations)];

test('bugs planted on purpose are found by the model, and without one it finds nothing', () => {
  const folder = copyOfSources(['tests/goods'], plantedBugs);
  try {
    const bugs = plantedBugs.slice(0, runs(2, plantedBugs.length));
    expect(foundIn(folder, noBug, hunt(runs(300, 3_000)))).toBeUndefined();
    const results = bugs.map((bug) => ({ ...bug, found: foundIn(folder, bug, hunt(runs(1_000, 10_000))) }));
    const found = results.filter((bug) => bug.found !== undefined);
    report('planted bugs nobody noticed', results.filter((bug) => !found.includes(bug)).map(({ name }) => name));
    figure('planted bugs found', `${found.length} of ${bugs.length}`);
    expect(plantedBugs.length).toBe(34);
    expect(found.length).toBeGreaterThanOrEqual(Math.ceil(bugs.length * 0.9));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}, untilDone);
