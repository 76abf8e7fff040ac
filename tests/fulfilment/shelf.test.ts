import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimetresApart, depthOf, spotOf } from '../../shared/fulfilment/pick-path.rules.ts';
import { type Shelf, suggestShelves } from '../../shared/fulfilment/shelf.rules.ts';
import { day } from '../../shared/units/day.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { moveAndPost } from '../inventory/support.ts';
import { refused } from '../support/refused.ts';
import { newShippingShop } from './support.ts';

const shelf = (code: string, binId: number, classes: string): Shelf => ({
  binId, code,
  goods: Array.from(classes).map((valueClass, index) => ({ variantId: binId * 10 + index, valueClass: valueClass as 'A' | 'B' | 'C', demandClass: 'X', rank: (valueClass === 'A' ? 0 : 1_000) + binId })),
});
const told = (shelves: readonly Shelf[]) => suggestShelves(shelves).map(({ from, to, savesDecimetres }) => `${from.code} → ${to.code}: ${savesDecimetres}`);

test('what sells most changes places with what lies nearest and sells little, and every walk gets shorter both ways', () => {
  // Bays are 12 dm apart; packing stands at A-0.
  expect(told([shelf('A-1', 1, 'C'), shelf('A-2', 2, 'A'), shelf('A-3', 3, ''), shelf('A-9', 4, 'A'), shelf('A-7', 5, 'CA')])).toEqual(['A-9 → A-1: 192', 'A-7 → A-3: 96']);
});

test('nothing is to be carried where class A lies nearest, and a bin nobody can place is left where it is', () => {
  expect(told([shelf('A-1', 1, 'A'), shelf('A-2', 2, 'AB'), shelf('A-3', 3, 'C')])).toEqual([]);
  expect(told([shelf('!!', 1, 'A'), shelf('A-2', 2, 'C')])).toEqual([]);
  // As near as its target: nothing is won.
  expect(told([shelf('A-2', 1, 'C'), shelf('A-2-b', 2, 'A')])).toEqual([]);
});

test('after all moves no bin without class A is nearer than one with it', () => {
  const one = fc.record({ aisle: fc.nat(3), bay: fc.nat(12), classes: fc.constantFrom('', 'A', 'B', 'C', 'AC', 'CB') });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 25 }), (rows) => {
      const shelves = rows.map(({ aisle, bay, classes }, index) => shelf(`${String.fromCharCode(65 + aisle)}-${bay}`, index + 1, classes));
      const depth = depthOf(shelves.map(({ code }) => spotOf(code)!));
      const away = (code: string): number => decimetresApart({ aisle: 0, bay: 0 }, spotOf(code)!, depth);
      const holds = new Map(shelves.map(({ binId, goods }) => [binId, goods]));
      for (const { from, to, savesDecimetres } of suggestShelves(shelves)) {
        expect(savesDecimetres).toBe(2 * (away(from.code) - away(to.code)));
        expect(savesDecimetres).toBeGreaterThan(0);
        [from, to].forEach(({ binId }, index) => holds.set(binId, (index === 0 ? to : from).goods));
      }
      const withA = shelves.filter(({ binId }) => holds.get(binId)!.some(({ valueClass }) => valueClass === 'A')).map(({ code }) => away(code));
      const without = shelves.filter(({ binId }) => !holds.get(binId)!.some(({ valueClass }) => valueClass === 'A')).map(({ code }) => away(code));
      expect(Math.max(0, ...withA)).toBeLessThanOrEqual(Math.min(Number.MAX_SAFE_INTEGER, ...without));
    }),
    { seed: 8, numRuns: 300 },
  );
});

test('a place says where its best seller lies too far, what is to make way for it, and leaves the packing bin out', () => {
  const shop = newShippingShop();
  const { locationId, variant } = shop;
  const suggest = () => shop.call('shelf.suggest', { locationId });
  // Nothing sold yet: everything is CZ.
  expect(suggest()).toEqual({ bins: 0, near: 0, moves: [] });
  shop.tx((tx) => moveAndPost(tx, { on: day('2026-03-02') }, [{ kind: 'shipment', variantId: variant.HOOK, locationId, binId: shop.bins['B-03'], quantity: pieces(5), role: 'cogs' }]));
  // Hooks are all that sold, so A, in bursts; rods in A-01 make way. B-03 is 30 + 3 × 12 dm from packing, A-01 12.
  const { bins, near, moves } = suggest();
  expect([bins, near, moves.map(({ from, to, savesDecimetres }) => [from.code, from.decimetres, to.code, to.decimetres, savesDecimetres])]).toEqual([1, 0, [['B-03', 66, 'A-01', 12, 108]]]);
  expect(moves[0]!.from.goods.map(({ sku, valueClass }) => sku + valueClass)).toEqual(['HOOKA', 'LINEC']);
  expect(moves[0]!.to.goods).toMatchObject([{ sku: 'ROD', valueClass: 'C', demandClass: 'Z' }]);
  shop.call('stock.move', { variantId: variant.HOOK, locationId, fromBinId: shop.bins['B-03'], toBinId: shop.bins['A-01'], quantity: pieces(15) });
  expect(suggest()).toEqual({ bins: 1, near: 1, moves: [] });
  refused(() => shop.call('shelf.suggest', { locationId: 999 }), 'location.unknown');
  shop.check();
  shop.close();
});
