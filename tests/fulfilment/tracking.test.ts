import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findStuckParcels } from '../../main/app/shop-clock.ts';
import { registry } from '../../main/app/registry.ts';
import { readFeed, statusOf } from '../../shared/fulfilment/tracking-feed.rules.ts';
import { instant } from '../../shared/units/instant.ts';
import { refused } from '../support/refused.ts';
import { openingTime } from '../support/shop.ts';
import { newShippingShop, type ShippingShop } from './support.ts';

let shop: ShippingShop;
let shipmentId: number;
const number = 'SF1234567890123';
const day = 86_400_000;

beforeEach(() => {
  shop = newShippingShop();
  ({ shipmentId } = shop.call('shipment.ship', { orderId: shop.order({ ROD: 1 }), carrier: '顺丰速运', trackingNumber: 'sf 1234-567890123' }));
});
afterEach(() => {
  shop.check();
  shop.close();
});

const said = (status: 'accepted' | 'inTransit' | 'delivered', hours: number, of = number) => ({ number: of, status, happenedAt: instant(openingTime + hours * 3_600_000), place: '杭州', says: '' });
const take = (...items: ReturnType<typeof said>[]) => shop.call('tracking.importBatch', { items }).results;
const parcel = () => shop.call('tracking.get', { shipmentId });
const watch = () => findStuckParcels({ lookUp: (name) => Promise.resolve(registry.lookups[name]!(shop.read)), internal: (actor, name, input) => Promise.resolve(shop.core.internal(actor, name, input)) }, instant(shop.clock.now));
const rows = (table: string): unknown[] => shop.raw.prepare(`select * from ${table}`).all();

test('a feed taken in twice, or in another order, changes nothing', () => {
  const feed = [said('accepted', 1), said('inTransit', 5), said('delivered', 30)];
  expect(take(...feed)).toEqual(['new', 'new', 'new']);
  const [events, state] = [rows('trackingEvent'), rows('delivery')];
  expect(take(...feed.toReversed())).toEqual(['known', 'known', 'known']);
  expect([rows('trackingEvent'), rows('delivery')]).toEqual([events, state]);
  expect(parcel()).toMatchObject({ status: 'delivered', silentDays: null, link: expect.stringContaining('SF1234567890123') as string });
});

test('news that comes late says what happened, not where the parcel is now', () => {
  take(said('delivered', 30));
  take(said('inTransit', 5));
  expect(parcel()).toMatchObject({ status: 'delivered', newsAt: openingTime + 30 * 3_600_000 });
  expect(parcel().events.map(({ status }) => status)).toEqual(['delivered', 'inTransit']);
});

test('a number nobody knows is kept and shown, and found by its parcel when that leaves', () => {
  expect(take(said('inTransit', 5, 'YT0000000000001'))).toEqual(['stray']);
  expect(shop.call('tracking.strays', undefined).rows).toMatchObject([{ number: 'YT0000000000001', events: 1, carrier: '圆通速递' }]);
  shop.call('shipment.ship', { orderId: shop.order({ LINE: 1 }), trackingNumber: 'YT 0000000000001' });
  expect(shop.call('tracking.strays', undefined).rows).toEqual([]);
  expect(shop.call('tracking.list', {}).rows.find((row) => row.number === 'YT0000000000001')).toMatchObject({ status: 'inTransit' });
});

test('a person says whose a number is, and takes that back', () => {
  take(said('delivered', 9, 'MISTYPED1'));
  refused(() => shop.call('tracking.assign', { shipmentId, number: 'OTHER' }), 'tracking.noStray');
  shop.call('tracking.assign', { shipmentId, number: 'mistyped 1' });
  expect(parcel()).toMatchObject({ status: 'delivered' });
  shop.call('activity.undo', { commandId: Number(shop.raw.prepare('select max(id) from command').pluck().get()) });
  expect(parcel()).toMatchObject({ status: 'labelled', newsAt: openingTime });
  expect(shop.call('tracking.counts', undefined)).toEqual({ underWay: 1, stuck: 0, strays: 1, stuckDays: 7 });
});

test('a parcel nobody has heard of for too long raises one exception once; news ends it, and a new silence is another', async () => {
  shop.clock.advance(6 * day);
  await watch();
  expect(shop.call('exception.list', {}).open).toBe(0);
  shop.clock.advance(1 * day);
  await watch();
  // Nothing was brought in yet: nobody listens, so nothing is silent.
  expect(shop.call('exception.list', {}).open).toBe(0);
  take(said('accepted', 6 * 24, 'YT0000000000001'));
  for (const _time of [1, 2, 3]) await watch();
  expect(shop.call('exception.list', {}).rows).toMatchObject([{ kind: 'stuckParcel', fix: 'askCarrier', details: { number, days: 7 } }]);
  shop.call('exception.resolve', { exceptionId: shop.call('exception.list', {}).rows[0]!.id, resolution: 'asked' });
  await watch();
  expect(shop.call('exception.list', {}).open).toBe(0);
  take(said('inTransit', 7 * 24 + 1));
  shop.clock.advance(8 * day);
  await watch();
  expect(shop.call('exception.list', {}).open).toBe(1);
  take(said('delivered', 15 * 24));
  expect(shop.call('exception.list', {}).open).toBe(0);
  expect(shop.call('tracking.list', {}).rows).toEqual([]);
});

test('a shipment taken back is followed no more', async () => {
  shop.call('shipment.cancel', { shipmentId, reason: 'never left' });
  shop.clock.advance(30 * day);
  await watch();
  expect([shop.call('tracking.list', { view: 'all' }).rows, shop.call('exception.list', {}).open]).toEqual([[], 0]);
});

describe('a feed as carriers write it', () => {
  test.each([
    ['已签收', 'delivered'], ['派送中', 'outForDelivery'], ['Out for delivery', 'outForDelivery'], ['in_transit', 'inTransit'], ['快件已揽收', 'accepted'], ['Delivery attempt failed', 'failed'], ['已退回', 'returned'], ['weather', undefined],
  ])('%s is %s', (text, status) => expect(statusOf(text)).toBe(status));

  test('a table with Chinese headings, times of the shop, and a row nobody can read', () => {
    const { items, problems } = readFeed('运单号,状态,时间,地点\nSF1,已签收,2026-03-02 09:00,杭州\nSF2,weather,2026-03-02 09:00,\n,已签收,2026-03-02,\nSF3,派送中,2026-02-30 09:00,', 480);
    expect(items).toEqual([{ number: 'SF1', status: 'delivered', happenedAt: openingTime, place: '杭州', says: '' }]);
    expect(problems).toEqual([{ row: 2, reason: 'status', text: 'weather' }, { row: 3, reason: 'number', text: '' }, { row: 4, reason: 'time', text: '2026-02-30 09:00' }]);
  });

  test('a list of objects says the same', () => {
    expect(readFeed(`[{"tracking_number": "SF1", "status": "delivered", "time": "2026-03-02T01:00:00Z", "city": "杭州"}]`, 480).items).toEqual([{ number: 'SF1', status: 'delivered', happenedAt: openingTime, place: '杭州', says: '' }]);
  });
});
