import fs from 'node:fs';
import { expect, test } from 'vitest';

test('the model knows of the program only its units, and the steps only what they ask of it', () => {
  const files = fs.readdirSync(import.meta.dirname).filter((name) => /-(model|steps)\.ts$/.test(name) || ['leaving.ts', 'dice.ts', 'followed-counts.ts'].includes(name));
  expect(files.length).toBeGreaterThan(12);
  const imports = files.flatMap((name) => [...fs.readFileSync(`${import.meta.dirname}/${name}`, 'utf8').matchAll(/from '([^']+)'/g)].map(([, target = '']) => ({ name, target })));
  expect(imports.filter(({ target }) => !target.startsWith('../../shared/units/') && !target.startsWith('./'))).toEqual([]);
  // The models themselves play without the program; only steps hold both.
  expect(imports.filter(({ name, target }) => name.endsWith('-model.ts') && target.startsWith('./') && !target.endsWith('-model.ts'))).toEqual([]);
});
