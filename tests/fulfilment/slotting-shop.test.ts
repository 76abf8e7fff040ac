import { afterEach, beforeEach, expect, test } from 'vitest';
import { packing } from '../../shared/fulfilment/pick-path.rules.ts';
import { daysOfWalks, metresAWeek, slottingShop } from '../../shared/fulfilment/slotting-shop.rules.ts';
import { stayReasons } from '../../shared/fulfilment/slotting.rules.ts';
import { day } from '../../shared/units/day.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { refused } from '../support/refused.ts';
import { inBin, newShippingShop, pickAll, type ShippingShop, totesOf } from './support.ts';

const lying = { onHand: 5000, onHold: 0, promised: 0, expiresOn: null };
const bins = ['A-01', 'A-10', 'B-02', 'PACK', 'A-04'].map((code, index) => ({ binId: index + 1, code, blocked: code === 'A-04' }));
const place = { bins, goods: [], picks: [], packingBinId: 4, soon: day('2026-04-01') };

test('packing, bins out of use and bins whose place nobody can read get nothing, and the longest aisle is the depth', () => {
  const { shelves, depth } = slottingShop(place);
  expect(shelves.map(({ open }) => open)).toEqual([true, true, true, false, false]);
  expect(shelves[3]?.spot).toEqual(packing);
  expect(depth).toBe(10);
});

test('each reason to stay is given, and only to its goods', () => {
  const goods = [
    { variantId: 1, binId: 1, ...lying },
    { variantId: 2, binId: 1, ...lying, onHold: 1000 },
    { variantId: 3, binId: 1, ...lying, promised: 1000 },
    { variantId: 4, binId: 1, ...lying, expiresOn: day('2026-04-01') },
    { variantId: 5, binId: 1, ...lying, expiresOn: day('2026-04-02') },
    { variantId: 6, binId: 1, ...lying, onHand: -1000 },
    { variantId: 7, binId: 4, ...lying },
    { variantId: 8, binId: 9, ...lying },
  ];
  const { slots } = slottingShop({ ...place, bins: [...bins, { binId: 9, code: 'SHELF', blocked: false }], goods });
  expect(slots.map(({ stays }) => stays)).toEqual([null, 'onHold', 'promised', 'expiresSoon', null, 'belowZero', 'packing', 'unknownPlace']);
  expect(new Set(slots.flatMap(({ stays }) => stays ?? []))).toEqual(new Set(stayReasons));
});

test('a walk goes past where its goods lie now: in the same bin, where most of them lies, or where they lay when they are nowhere', () => {
  const goods = [{ variantId: 1, binId: 1, ...lying }, { variantId: 2, binId: 1, ...lying, onHand: 1000 }, { variantId: 2, binId: 2, ...lying }, { variantId: 4, binId: 4, ...lying }];
  const picks = [{ walk: 70, variantId: 1, binId: 1 }, { walk: 70, variantId: 2, binId: 3 }, { walk: 71, variantId: 3, binId: 3 }, { walk: 72, variantId: 4, binId: 2 }];
  const shop = slottingShop({ ...place, goods, picks });
  expect(shop.tours).toEqual([{ slots: [0, 2], stops: [] }, { slots: [], stops: [{ aisle: 1, bay: 2 }] }, { slots: [], stops: [{ aisle: 0, bay: 10 }] }]);
  expect(shop.walks).toEqual([70, 71, 72]);
});

test('metres a week add up to their whole, and less than a week of walks is spread over one', () => {
  // 100 m and twice 50 m over 30 days are 46.67 m a week; each alone would round to 23 and twice 12.
  expect(metresAWeek([1000, 500, 500], 30)).toEqual({ total: 47, parts: [23, 12, 12] });
  expect(metresAWeek([7, 7, 7], 7)).toEqual({ total: 2, parts: [1, 1, 0] });
  expect(metresAWeek([], 30)).toEqual({ total: 0, parts: [] });
  expect([daysOfWalks(0), daysOfWalks(6), daysOfWalks(29)]).toEqual([7, 7, 30]);
});

let shop: ShippingShop;
beforeEach(() => {
  shop = newShippingShop();
});
afterEach(() => {
  shop.check();
  shop.close();
});

/** An order of one piece of each, picked in a wave of its own, packed and shipped. */
function walk(...skus: ('ROD' | 'LINE' | 'HOOK')[]): void {
  shop.order(Object.fromEntries(skus.map((sku) => [sku, 1])));
  const { pickWaveId } = shop.call('wave.build', {});
  pickAll(shop, pickWaveId);
  const { parcelId } = shop.call('pack.open', { pickToteId: totesOf(shop, pickWaveId)[0]!.id });
  for (const code of skus) shop.call('pack.scan', { parcelId, code });
  shop.call('pack.ship', { parcelId });
}

test('hooks fetched every day come to the front, and after they were carried the walks are as short as was said', () => {
  for (let walks = 0; walks < 6; walks += 1) walk('HOOK');
  const told = shop.call('slotting.propose', {});
  expect(told).toMatchObject({ locationId: shop.locationId, walks: 6, leftOut: 0, days: 7 });
  // B-03 and back is one aisle and three bays each way: 2 × (30 + 3 × 12) decimetres; A-01 one bay: 2 × 12.
  expect([told.before, told.after]).toEqual([6 * 132, 6 * 24]);
  expect(told.rounds).toMatchObject([
    {
      carries: [{ sku: 'ROD', fromBin: 'A-01', toBin: 'B-03', fetched: 0 }, { sku: 'HOOK', fromBin: 'B-03', toBin: 'A-01', quantity: pieces(14), fetched: 6 }],
      saved: 6 * 108,
      savedAWeek: 65,
      // To the front, with the rods to the hooks, with these back to the front, and home.
      effort: 12 + 78 + 78 + 12,
    },
  ]);
  expect(told.savedAWeek).toBe(65);
  expect(told.rounds[0]!.walks.map(({ number, before, after }) => [number, before, after])).toEqual([1, 2, 3, 4, 5, 6].map((number) => [`W-0000${number}`, 132, 24]));
  for (const { variantId, quantity, fromBinId, toBinId } of told.rounds[0]!.carries) shop.call('stock.move', { variantId, locationId: shop.locationId, fromBinId, toBinId, quantity: quantity! });
  expect([inBin(shop, shop.bins['A-01'], shop.variant.HOOK), inBin(shop, shop.bins['B-03'], shop.variant.ROD)]).toEqual([14_000, 20_000]);
  expect(shop.call('slotting.propose', {})).toMatchObject({ before: told.after, after: told.after, rounds: [] });
});

test('goods on a pick list stay, and are named as such', () => {
  for (let walks = 0; walks < 6; walks += 1) walk('HOOK');
  shop.order({ HOOK: 1 });
  shop.call('wave.build', {});
  expect(shop.call('slotting.propose', {})).toMatchObject({ rounds: [], stays: [{ why: 'promised', goods: 1 }] });
});

test('a location where nobody walked has nothing to propose, and one nobody knows is refused', () => {
  expect(shop.call('slotting.propose', {})).toMatchObject({ firstOn: null, walks: 0, before: 0, after: 0, savedAWeek: 0, rounds: [], stays: [] });
  refused(() => shop.call('slotting.propose', { locationId: 999 }), 'location.unknown');
});
