import fs from 'node:fs';
import { expect, test } from 'vitest';
import { copyOfSources, foundIn, noBug } from '../support/planted.ts';
import { report } from '../support/report.ts';
import { figure, runs, untilDone } from '../support/soak.ts';
import { plantedBugs } from './planted-bugs.ts';

const hunt = ['tests/reporting/hunt.ts', String(runs(60, 300))];

test('bugs planted in the statements are found by their lines, and without one nothing is found', () => {
  const folder = copyOfSources(['tests/reporting', 'tests/accounting'], plantedBugs);
  try {
    const bugs = plantedBugs.slice(0, runs(2, plantedBugs.length));
    expect(foundIn(folder, noBug, hunt)).toBeUndefined();
    const results = bugs.map((bug) => ({ ...bug, found: foundIn(folder, bug, hunt) }));
    const missed = results.filter(({ found }) => found === undefined).map(({ name }) => name);
    report('bugs in statements nobody noticed', missed);
    figure('bugs planted in statements and found', `${bugs.length - missed.length} of ${bugs.length}`);
    expect(plantedBugs.length).toBe(26);
    expect(missed.length).toBeLessThanOrEqual(Math.floor(bugs.length * 0.1));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}, untilDone);
