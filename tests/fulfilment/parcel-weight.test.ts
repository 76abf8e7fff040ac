import { afterEach, beforeEach, expect, test } from 'vitest';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import { refused } from '../support/refused.ts';
import { newShippingShop, pickAll, type ShippingShop, totesOf } from './support.ts';

let shop: ShippingShop;
let parcelId: number;
let tote: number;

/** Two rods of 900 g in an open parcel: they and their box weigh 1,620 to 2,480 g. */
beforeEach(() => {
  shop = newShippingShop();
  shop.call('variant.update', { variantId: shop.variant.ROD, changes: { weightGrams: 900 } } as never);
  shop.order({ ROD: 2 });
  const { pickWaveId } = shop.call('wave.build', {});
  pickAll(shop, pickWaveId);
  tote = totesOf(shop, pickWaveId)[0]!.id;
  parcelId = shop.call('pack.open', { pickToteId: tote }).parcelId;
  for (const code of ['ROD', 'ROD']) shop.call('pack.scan', { parcelId, code });
});
afterEach(() => {
  shop.check();
  shop.close();
});

const ship = (weightGrams?: number) => shop.call('pack.ship', { parcelId, ...(weightGrams !== undefined && { weightGrams }) });
const overrule = (weightGrams: number) => shop.core.internal({ userId: 1, role: 'owner', deviceId: null, via: 'app' }, 'pack.overruled', { parcelId, reason: 'a heavy box', weightGrams });

test('a parcel that weighs what it should is closed, and what it should is shown', () => {
  expect(shop.call('pack.tote', { pickToteId: tote })).toMatchObject({ expectedGrams: 1800, weightRange: { lightest: 1620, heaviest: 2480 } });
  expect(ship(2480)).toMatchObject({ number: 'PK-000001' });
});

test('one that is too light or too heavy is not, and nothing of it left', () => {
  expect(() => ship(1619)).toThrow(expect.objectContaining({ code: 'pack.weightOff', details: { weighed: 1619, lightest: 1620, heaviest: 2480 } }));
  refused(() => ship(2481), 'pack.weightOff');
  expect(shop.call('pack.tote', { pickToteId: tote })).toMatchObject({ parcelId, done: false });
});

test('a supervisor lets it go at the weight that was seen and with the goods that were in it, at no other', () => {
  refused(() => overrule(2000), 'pack.notInside');
  overrule(2600);
  refused(() => ship(2700), 'pack.weightOff');
  expect(ship(2600)).toMatchObject({ number: 'PK-000001' });
  expect(() => shop.raw.prepare('delete from parcelWeightOverrule').run()).toThrow('what a supervisor let go is a fact');
});

test('what was taken out since makes the supervisor’s word another’s', () => {
  overrule(2600);
  shop.call('pack.takeOut', { packScanId: Number(shop.raw.prepare('select max(id) from packScan').pluck().get()) });
  refused(() => ship(2600), 'pack.weightOff');
});

test('nothing is checked without a weight, of goods without one, or where the shop does not check; the rule has its undo', () => {
  shop.call('pack.setWeightRule', { rule: { packagingGrams: 0, toleranceRate: ratePpm(0), toleranceGrams: 10 } });
  refused(() => ship(1811), 'pack.weightOff');
  shop.call('pack.setWeightRule', { rule: null });
  expect(shop.call('pack.tote', { pickToteId: tote }).weightRange).toBeNull();
  shop.call('activity.undo', { commandId: Number(shop.raw.prepare('select max(id) from command').pluck().get()) });
  expect(shop.call('pack.weightRule', undefined)).toEqual({ rule: { packagingGrams: 0, toleranceRate: 0, toleranceGrams: 10 } });
  shop.call('variant.update', { variantId: shop.variant.ROD, changes: { weightGrams: 0 } } as never);
  expect(shop.call('pack.tote', { pickToteId: tote }).weightRange).toBeNull();
  expect(ship(9000)).toMatchObject({ number: 'PK-000001' });
});
