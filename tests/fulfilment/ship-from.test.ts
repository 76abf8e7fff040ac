import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { planShipFrom, type PlaceWithStock } from '../../shared/fulfilment/ship-from.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { newSellingShop, type SellingShop } from '../sales/support.ts';
import { refused } from '../support/refused.ts';

const aPlace = fc.record({ handling: fc.integer({ min: 0, max: 500 }), kilometres: fc.option(fc.integer({ min: 0, max: 900 })), stock: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 2, maxLength: 2 }) });

test('the way chosen is the best a person finds by trying every set of places', () => {
  fc.assert(
    fc.property(fc.array(aPlace, { minLength: 1, maxLength: 4 }), fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 2 }), (made, wanted) => {
      const places: PlaceWithStock[] = made.map(({ handling, kilometres, stock }, index) => ({ locationId: index + 1, handling: minor(handling), kilometres, free: new Map(stock.map((free, variant) => [variant, free * 1000])) }));
      const lines = wanted.map((count, variant) => ({ orderLineId: variant + 1, variantId: variant, quantity: pieces(count), gramsEach: 100 }));
      const [best] = planShipFrom(lines, places, 'parcels', (grams) => minor(grams));
      // As much as all places together have is sent, from as few of them as can send it.
      const canSend = (set: readonly PlaceWithStock[]): number => lines.reduce((sum, line) => sum + Math.min(line.quantity, set.reduce((all, place) => all + place.free.get(line.variantId)!, 0)), 0);
      const sets = Array.from({ length: 2 ** places.length }, (_none, bits) => places.filter((_place, at) => (bits >> at) & 1));
      const most = canSend(places);
      const fewest = Math.min(...sets.filter((set) => canSend(set) === most).map((set) => set.length));
      expect([best?.parts.reduce<number>((sum, part) => sum + part.quantity, 0) ?? 0, best?.parcels.length ?? 0]).toEqual([most, most === 0 ? 0 : fewest]);
    }),
  );
});

test('asked for the lowest cost, no other way that leaves as little behind costs less', () => {
  fc.assert(
    fc.property(fc.array(aPlace, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 6 }), (made, count) => {
      const places: PlaceWithStock[] = made.map(({ handling, kilometres, stock }, index) => ({ locationId: index + 1, handling: minor(handling), kilometres, free: new Map([[0, stock[0]! * 1000]]) }));
      const line = { orderLineId: 1, variantId: 0, quantity: pieces(count), gramsEach: 100 };
      const [best] = planShipFrom([line], places, 'cost', () => minor(700));
      const sets = Array.from({ length: 2 ** places.length }, (_none, bits) => places.filter((place, at) => (bits >> at) & 1 && place.free.get(0)! > 0));
      const sends = (set: readonly PlaceWithStock[]) => Math.min(line.quantity, set.reduce((all, place) => all + place.free.get(0)!, 0));
      const most = sends(places);
      // A set with a place that would give nothing is another, smaller set.
      const costs = sets.filter((set) => sends(set) === most).map((set) => set.reduce((sum, place) => sum + 700 + place.handling, 0));
      expect(best?.cost ?? 0).toBe(most > 0 ? Math.min(...costs) : 0);
    }),
  );
});

let shop: SellingShop;
let far: number;
let orderId: number;
/** Twenty rods in the shop, three rods and twenty more lines in a warehouse nearer to the customer. */
beforeEach(() => {
  shop = newSellingShop();
  far = shop.locationId;
  orderId = 0;
});
afterEach(() => {
  shop.check();
  shop.close();
});

function secondPlace(): number {
  const { locationId } = shop.call('location.create', { name: '后仓', kind: 'warehouse' });
  for (const [sku, count] of [['ROD', 3], ['LINE', 30]] as const) shop.call('stock.receive', { locationId, lines: [{ variantId: shop.variant[sku], quantity: pieces(count), value: minor(count * 100) }] });
  const { carriers } = shop.call('carrier.list', undefined);
  const { carrierServiceId } = shop.call('carrierService.add', { carrierId: carriers[0]!.carrierId, name: 'S', cubicPerKilo: null, heaviestGrams: null, longestMm: null, days: null });
  shop.call('carrierService.setRates', { carrierServiceId, rows: [{ zone: 'home', country: 'CN', upToGrams: 30_000, price: minor(800) }] });
  shop.call('shipFrom.setPlace', { locationId: far, handling: minor(150), distances: [{ country: 'CN', kilometres: 900 }, { country: 'CN', postcodeFrom: '31', postcodeTo: '32', kilometres: 400 }] });
  shop.call('shipFrom.setPlace', { locationId, handling: minor(50), distances: [{ country: 'CN', kilometres: 30 }] });
  return locationId;
}
const order = (rods: number, lines: number): number =>
  shop.call('order.create', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(rods) }, { variantId: shop.variant.LINE, quantity: pieces(lines) }], recipient: { recipient: '王伟', country: 'CN', postcode: '310012' } }).orderId;
const undoLast = () => shop.call('activity.undo', { commandId: Number(shop.raw.prepare('select max(id) from command').pluck().get()) });

test('the choice says stock, cost and distance of every way, what decided, and what a split costs more', () => {
  const near = secondPlace();
  orderId = order(2, 5);
  const told = shop.call('shipFrom.explain', { orderId });
  expect(told).toMatchObject({ prefers: 'parcels', decidedBy: 'cost' });
  expect(told.plans.map(({ missing, price, splitPrice, kilometres, parcels }) => [parcels.map((one) => one.locationId), missing, price, splitPrice, kilometres])).toEqual([
    [[near], 0, 850, null, 30],
    [[far], 0, 950, null, 400],
  ]);
});

test('goods that are still being ordered are told the same way as the order then is, and what nobody has is missing', () => {
  const near = secondPlace();
  const lines = [{ variantId: shop.variant.ROD, quantity: pieces(2) }, { variantId: shop.variant.LINE, quantity: pieces(5) }];
  const preview = shop.call('shipFrom.preview', { country: 'CN', postcode: '310012', lines });
  expect(preview.plans.map(({ price, parcels }) => [parcels.map((one) => one.locationId), price])).toEqual([[[near], 850], [[far], 950]]);
  const { orderNumber: _number, now: _now, ...told } = shop.call('shipFrom.explain', { orderId: order(2, 5) });
  expect(told).toEqual(preview);
  expect(shop.call('shipFrom.preview', { lines: [{ variantId: shop.variant.HOOK, quantity: pieces(500) }] }).plans[0]).toMatchObject({ kilometres: null });
});

test('what one place has not is sent from two, and the split is priced', () => {
  secondPlace();
  orderId = order(10, 25);
  const told = shop.call('shipFrom.explain', { orderId });
  expect(told.decidedBy).toBe('stock');
  expect(told.plans[0]).toMatchObject({ missing: 0, price: 800 + 150 + 800 + 50, splitPrice: null, kilometres: 430 });
});

test('another rule chooses another place; goods are set aside there, and undo puts them where they were', () => {
  const near = secondPlace();
  shop.call('shipFrom.setRule', { prefers: 'distance' });
  orderId = order(2, 5);
  const where = () => shop.call('shipFrom.explain', { orderId }).now.map(({ locationId, quantity: count }) => [locationId, count]);
  expect(where()).toEqual([[far, 2000], [far, 5000]]);
  expect(shop.call('shipFrom.apply', { orderId })).toMatchObject({ setAside: quantity(7000) });
  expect(where()).toEqual([[near, 2000], [near, 5000]]);
  undoLast();
  expect(where()).toEqual([[far, 2000], [far, 5000]]);
  shop.call('order.approve', { items: [{ orderId }], reason: 'we know where that is' });
  shop.call('wave.build', { orderIds: [orderId] });
  refused(() => shop.call('shipFrom.apply', { orderId }), 'shipFrom.inWave');
});
