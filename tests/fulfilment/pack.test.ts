import { afterEach, beforeEach, expect, test } from 'vitest';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { refused } from '../support/refused.ts';
import { inBin, newShippingShop, pickAll, type ShippingShop, totesOf } from './support.ts';

let shop: ShippingShop;
let orderId: number;
let tote: number;
let wave: number;

/** Two rods and a line picked for one order, and a hook for another. */
beforeEach(() => {
  shop = newShippingShop();
  orderId = shop.order({ ROD: 2, LINE: 1 });
  shop.order({ HOOK: 1 });
  wave = shop.call('wave.build', {}).pickWaveId;
  pickAll(shop, wave);
  tote = totesOf(shop, wave)[0]!.id;
});
afterEach(() => {
  shop.check();
  shop.close();
});

const open = () => shop.call('pack.open', { pickToteId: tote }).parcelId;
const scan = (parcelId: number, code: string) => shop.call('pack.scan', { parcelId, code });

test('right goods go in one by one, and the parcel ships with one key: stock, entry and tracking in one step', () => {
  const parcelId = open();
  expect(scan(parcelId, 'ROD')).toMatchObject({ outcome: 'packed', packed: pieces(1), left: pieces(1), complete: false });
  scan(parcelId, 'LINE');
  expect(scan(parcelId, 'ROD')).toMatchObject({ outcome: 'packed', packed: pieces(2), left: 0, complete: true });
  const shipped = shop.call('pack.ship', { parcelId, weightGrams: 900, trackingNumber: 'SF1234567890123' });
  expect(shipped).toMatchObject({ orderId, trackingNumber: 'SF1234567890123', trackingFrom: 'typed', more: false, number: 'PK-000001' });
  expect(shop.call('order.get', { orderId }).fulfilment).toBe('shipped');
  expect(inBin(shop, shop.bins.PACK, shop.variant.ROD)).toBe(0);
  expect(shop.posted(orderId)).toMatchObject({ cogs: 2 * 6_000 + 800, inventory: -(2 * 6_000 + 800) });
  expect(totesOf(shop, wave).map(({ done }) => done)).toEqual([1, 0]);
  refused(() => scan(parcelId, 'ROD'), 'pack.closed');
});

test('a parcel sent by hand takes nothing that was picked for somebody else', () => {
  shop.call('shipment.ship', { orderId: shop.order({ ROD: 1 }) });
  expect(inBin(shop, shop.bins.PACK, shop.variant.ROD)).toBe(2000);
  const parcelId = open();
  for (const code of ['ROD', 'ROD', 'LINE']) scan(parcelId, code);
  shop.call('pack.ship', { parcelId });
  expect(inBin(shop, shop.bins.PACK, shop.variant.ROD)).toBe(0);
});

test('a wrong piece, one too many and an unknown code hold the box until each is shown outside it', () => {
  const parcelId = open();
  expect(scan(parcelId, 'HOOK')).toMatchObject({ outcome: 'wrong', packed: 0 });
  for (const code of ['ROD', 'ROD', 'LINE']) scan(parcelId, code);
  expect(scan(parcelId, 'ROD')).toMatchObject({ outcome: 'tooMany', packed: pieces(2) });
  expect(scan(parcelId, '4006381333931')).toMatchObject({ outcome: 'unknown', variantId: null });
  refused(() => shop.call('pack.ship', { parcelId }), 'pack.wrongInside');
  refused(() => shop.call('pack.putAside', { parcelId, code: 'LINE' }), 'pack.notInside');
  for (const [code, left] of [['HOOK', 2], ['ROD', 1], ['4006381333931', 0]] as const) expect(shop.call('pack.putAside', { parcelId, code })).toMatchObject({ settled: 1, open: left });
  shop.call('pack.ship', { parcelId });
  expect(shop.call('order.get', { orderId }).fulfilment).toBe('shipped');
});

test('the file itself refuses a parcel that leaves with something wrong in it', () => {
  const parcelId = open();
  scan(parcelId, 'ROD');
  scan(parcelId, 'HOOK');
  const leave = () => shop.raw.prepare("update parcel set state = 'shipped', shipmentId = 1, shippedAt = 1 where id = ?").run(parcelId);
  expect(leave).toThrow('something in this parcel does not belong');
  shop.call('pack.putAside', { parcelId, code: 'HOOK' });
});

test('what was picked may leave in several parcels, each with its part of the order', () => {
  const first = open();
  scan(first, 'ROD');
  expect(shop.call('pack.ship', { parcelId: first })).toMatchObject({ more: true });
  expect(shop.call('order.get', { orderId }).fulfilment).toBe('partlyShipped');
  expect(shop.call('pack.waiting', {}).rows[0]).toMatchObject({ pickToteId: tote, toPack: pieces(2) });
  const second = open();
  scan(second, 'ROD');
  scan(second, 'LINE');
  expect(shop.call('pack.ship', { parcelId: second })).toMatchObject({ more: false, number: 'PK-000002' });
});

test('a scan is taken out again by undo, and an emptied parcel gives its goods back to the tote', () => {
  const parcelId = open();
  const { packScanId } = scan(parcelId, 'ROD');
  const commandId = Number(shop.raw.prepare("select max(id) from command where method = 'pack.scan'").pluck().get());
  shop.call('activity.undo', { commandId });
  refused(() => shop.call('pack.takeOut', { packScanId }), 'pack.notInside');
  refused(() => shop.call('pack.ship', { parcelId }), 'pack.empty');
  scan(parcelId, 'ROD');
  shop.call('pack.discard', { parcelId });
  expect(shop.call('pack.tote', { pickToteId: tote })).toMatchObject({ parcelId: null, lines: [{ sku: 'ROD', left: pieces(2) }, { sku: 'LINE', left: pieces(1) }] });
});

test('a shipment taken back leaves its goods in the packing bin, where the next wave finds them', () => {
  const parcelId = open();
  for (const code of ['ROD', 'ROD', 'LINE']) scan(parcelId, code);
  const { shipmentId } = shop.call('pack.ship', { parcelId });
  shop.call('shipment.cancel', { shipmentId, reason: 'the courier did not come' });
  expect(inBin(shop, shop.bins.PACK, shop.variant.ROD)).toBe(2000);
  shop.call('order.allocate', { items: [{ orderId }] });
  const again = shop.call('wave.build', { orderIds: [orderId] });
  expect(shop.call('wave.get', again).lines.filter(({ sku }) => sku === 'ROD')).toMatchObject([{ binCode: 'PACK', quantity: pieces(2) }]);
  pickAll(shop, again.pickWaveId);
  expect(inBin(shop, shop.bins.PACK, shop.variant.ROD)).toBe(2000);
});

test('a tote is found by its label, its order, or goods nobody else waits for', () => {
  const number = shop.call('order.get', { orderId }).number;
  for (const code of ['W-00001/1', number, 'ROD']) expect(shop.call('pack.find', { code })).toEqual({ pickToteId: tote });
  expect(shop.call('pack.find', { code: 'nothing of ours' })).toEqual({ pickToteId: null });
});

test('a parcel’s label says who gets it and carries its number as Code 128, with nothing in it a printer would take for a command', () => {
  const parcelId = open();
  scan(parcelId, 'ROD');
  const { shipmentId } = shop.call('pack.ship', { parcelId, weightGrams: 1250, trackingNumber: 'SF^1_2' });
  const { zpl, weightGrams } = shop.call('tracking.label', { shipmentId });
  expect(weightGrams).toBe(1250);
  expect(zpl).toContain('^FDSF_5E1_5F2^FS');
  expect(zpl).toMatch(/\^BCN,\d+,Y,N,N,A/);
  expect(zpl).toContain('1.25 kg');
});

test('numbers a carrier gave in advance label parcels offline, each once, and that is said', () => {
  const { carriers } = shop.call('carrier.list', undefined);
  const { carrierId } = carriers.find(({ code }) => code === 'sf')!;
  const { carrierServiceId } = shop.call('carrierService.add', { carrierId, name: '标快', cubicPerKilo: 6000, heaviestGrams: 30_000, longestMm: null, days: 2 });
  expect(shop.call('waybill.add', { carrierId, numbers: ['SF 1000000000001', 'SF1000000000002', 'SF1000000000001'] })).toMatchObject({ known: 0 });
  const parcelId = open();
  scan(parcelId, 'ROD');
  expect(shop.call('pack.ship', { parcelId, carrierServiceId })).toMatchObject({ carrier: '顺丰速运', trackingNumber: 'SF1000000000001', trackingFrom: 'pool' });
  const next = open();
  scan(next, 'ROD');
  expect(shop.call('pack.ship', { parcelId: next, carrierServiceId })).toMatchObject({ trackingNumber: 'SF1000000000002' });
  const last = open();
  scan(last, 'LINE');
  expect(shop.call('pack.ship', { parcelId: last, carrierServiceId })).toMatchObject({ trackingNumber: null, trackingFrom: 'none' });
});

test('what the price list asks for its parcels stands in what the order leaves, until the carrier says what it was', () => {
  const { carriers } = shop.call('carrier.list', undefined);
  const { carrierServiceId } = shop.call('carrierService.add', { carrierId: carriers[0]!.carrierId, name: '标快', cubicPerKilo: null, heaviestGrams: null, longestMm: null, days: 2 });
  shop.call('carrierService.setRates', { carrierServiceId, rows: [{ zone: 'home', country: 'CN', postcodeFrom: '', postcodeTo: '', upToGrams: 30_000, price: minor(800), stepGrams: null, stepPrice: null }] });
  const freight = () => shop.call('order.profit', { orderId }).parts!.find(({ kind }) => kind === 'freight');
  const first = open();
  scan(first, 'ROD');
  shop.call('pack.ship', { parcelId: first, carrierServiceId, weightGrams: 500 });
  // A part of it is still to leave: nobody knows what that will ask.
  expect(freight()).toBeUndefined();
  const second = open();
  for (const code of ['ROD', 'LINE']) scan(second, code);
  shop.call('pack.ship', { parcelId: second, carrierServiceId, weightGrams: 500 });
  const prices = shop.raw.prepare('select sum(price) from parcel where shipmentId is not null').pluck().get() as number;
  expect(prices).toBeGreaterThan(0);
  expect(freight()).toEqual({ kind: 'freight', amount: -prices, estimate: 0, isActual: false });
  shop.call('orderCost.record', { orderId, kind: 'freight', amount: minor(1_750), source: 'carrier' });
  expect(freight()).toEqual({ kind: 'freight', amount: -1_750, estimate: 0, isActual: true });
});
