import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findingCorrection, type LayerLeft } from '../../shared/counting/reversal.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import { quantity } from '../../shared/units/quantity.ts';

/** What is left when so much leaves, oldest first, each draw in proportion. */
function left(layers: readonly LayerLeft[], gone: number): number {
  let missing = gone;
  return layers.reduce((sum, layer) => {
    const taken = Math.min(missing, layer.quantity);
    missing -= taken;
    return sum + layer.value - mulDiv(layer.value, taken, layer.quantity);
  }, 0);
}

test('found goods that are nearly all there is are taken back, and the little that stays is worth what it was', () => {
  const layers = [{ id: 1, quantity: quantity(10), value: minor(7) }, { id: 2, quantity: quantity(9_000), value: minor(45_000) }];
  const correction = findingCorrection(layers, 2, [quantity(9_000)], minor(45_000));
  expect(correction).not.toBeNull();
  expect(left(layers.map((layer) => (layer.id === 2 ? { ...layer, value: minor(layer.value + (correction ?? 0)) } : layer)), 9_000)).toBe(7);
});

test('whatever lay there and whatever was found, taking it back leaves what it was worth, as long as anything is left', () => {
  const amount = fc.integer({ min: 1, max: 9_000 });
  const value = fc.integer({ min: 0, max: 90_000 });
  fc.assert(
    fc.property(amount, value, amount, value, (there, worth, found, foundWorth) => {
      const layers = [{ id: 1, quantity: quantity(there), value: minor(worth) }, { id: 2, quantity: quantity(found), value: minor(foundWorth) }];
      const correction = findingCorrection(layers, 2, [quantity(found)], minor(foundWorth)) ?? Number.NaN;
      expect(left(layers.map((layer) => (layer.id === 2 ? { ...layer, value: minor(layer.value + correction) } : layer)), found)).toBe(worth);
    }),
    { numRuns: 500, seed: 5 },
  );
});

test('found goods that were sold meanwhile cannot be taken back to the cent', () => {
  expect(findingCorrection([{ id: 2, quantity: quantity(500), value: minor(100) }], 2, [quantity(500)], minor(150))).toBeNull();
  expect(findingCorrection([{ id: 2, quantity: quantity(500), value: minor(160) }], 2, [quantity(500)], minor(150))).toBeNull();
});
