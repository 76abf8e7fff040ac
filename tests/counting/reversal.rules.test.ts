import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Correction, layerCorrections, type LayerLeft, poolCorrections } from '../../shared/counting/reversal.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import { quantity } from '../../shared/units/quantity.ts';

const layer = (id: number, amount: number, value: number): LayerLeft => ({ id, quantity: quantity(amount), value: minor(value) });

/** What stays of each layer that is left when found goods leave again, oldest first, each draw in proportion; by number. */
function left(layers: readonly LayerLeft[], found: readonly LayerLeft[], corrections: readonly Correction[]): Map<number, number> {
  const stay = layers.map(({ id, quantity: there, value }) => ({ id, there: there as number, value: value + (corrections.find(({ movementId }) => movementId === id)?.delta ?? 0) }));
  for (const gain of found) {
    let missing: number = gain.quantity;
    for (const one of stay) {
      const taken = Math.min(missing, one.there);
      if (taken === 0) continue;
      one.value -= mulDiv(one.value, taken, one.there);
      one.there -= taken;
      missing -= taken;
    }
  }
  return new Map(stay.filter(({ there }) => there > 0).map(({ id, value }) => [id, value]));
}

const total = (values: Iterable<number>): number => [...values].reduce((sum, value) => sum + value, 0);

test('found goods that are nearly all there is are taken back, and the little that stays is worth what it was', () => {
  const found = [layer(2, 9_000, 45_000)];
  const layers = [layer(1, 10, 7), ...found];
  expect(left(layers, found, layerCorrections(layers, found))).toEqual(new Map([[2, 7]]));
});

test('two findings share what was drawn in their stead: of twenty at 5.00, five and fifteen found at 30.00 stay at 25.00 and 75.00', () => {
  const found = [layer(2, 5_000, 150_00), layer(3, 15_000, 450_00)];
  const layers = [layer(1, 20_000, 100_00), ...found];
  const corrections = layerCorrections(layers, found);
  expect(corrections).toEqual([{ movementId: 2, delta: -125_00 }, { movementId: 3, delta: -375_00 }]);
  expect(left(layers, found, corrections)).toEqual(new Map([[2, 25_00], [3, 75_00]]));
});

test('in a pool two findings are worth what the rest of it costs: twenty at 5.00, five and fifteen found at 30.00', () => {
  const found = [layer(2, 5_000, 150_00), layer(3, 15_000, 450_00)];
  expect(poolCorrections(layer(1, 40_000, 700_00), found)).toEqual([{ movementId: 2, delta: -125_00 }, { movementId: 3, delta: -375_00 }]);
});

const amount = fc.integer({ min: 1, max: 9_000 });
const value = fc.integer({ min: 0, max: 90_000 });
const layersOf = (minLength: number) => fc.array(fc.tuple(amount, value), { minLength, maxLength: 3 });

test('whatever lay there, was found and came since, taking it back leaves what it was worth, and no layer less than nothing', () => {
  fc.assert(
    fc.property(layersOf(0), layersOf(1), layersOf(0), (older, gains, newer) => {
      const layers = [...older, ...gains, ...newer].map(([there, worth], index) => layer(index + 1, there, worth));
      const found = layers.slice(older.length, older.length + gains.length);
      const corrections = layerCorrections(layers, found);
      const after = left(layers, found, corrections);
      expect(total(after.values())).toBe(total([...older, ...newer].map(([, worth]) => worth)));
      expect(Math.min(0, ...after.values())).toBe(0);
      // Also what is drawn whole had a cost that a shop can have.
      expect(layers.every(({ id, value: worth }) => worth + (corrections.find(({ movementId }) => movementId === id)?.delta ?? 0) >= 0)).toBe(true);
    }),
    { numRuns: 2_000, seed: 5 },
  );
});

test('in a pool too, as long as anything is left', () => {
  fc.assert(
    fc.property(amount, value, layersOf(1), (there, worth, gains) => {
      const found = gains.map(([quantityFound, valueFound], index) => layer(index + 2, quantityFound, valueFound));
      const pool = layer(1, there + total(gains.map(([one]) => one)), worth + total(gains.map(([, one]) => one)));
      const corrections = poolCorrections(pool, found);
      const delta = total(corrections.map((one) => one.delta));
      expect(left([pool], found, [{ movementId: 1, delta: minor(delta) }])).toEqual(new Map([[1, worth]]));
      expect(found.every(({ id, value: cost }) => cost + (corrections.find(({ movementId }) => movementId === id)?.delta ?? 0) >= 0)).toBe(true);
    }),
    { numRuns: 500, seed: 5 },
  );
});

test('where found goods were sold meanwhile, what they cost stays', () => {
  const found = [layer(2, 500, 150), layer(3, 500, 150)];
  expect(layerCorrections([layer(2, 300, 90), layer(3, 500, 150)], found)).toEqual([]);
  expect(layerCorrections([layer(3, 500, 150), layer(4, 800, 900)], found)).toEqual([]);
});
