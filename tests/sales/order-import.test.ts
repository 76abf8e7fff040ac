import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ImportedOrder } from '../../shared/sales/order-import.contract.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { openingTime } from '../support/shop.ts';
import { refused } from '../support/refused.ts';
import { channelId, channelLine, channelOrder, newSellingShop, type SellingShop } from './support.ts';

let shop: SellingShop;
beforeEach(() => void (shop = newSellingShop()));
afterEach(() => {
  shop.check();
  shop.close();
});

const later = instant(openingTime + 3_600_000);
const send = (...items: ImportedOrder[]) => shop.call('order.importBatch', { channelId, items }).results;
const take = (item: ImportedOrder) => {
  const [result] = send(item);
  if (!result?.ok) throw new Error(JSON.stringify(result));
  return result.value;
};
const newer = (item: ImportedOrder, changes: Partial<ImportedOrder>): ImportedOrder => ({ ...item, versionAt: later, contentHash: `${item.contentHash} then`, ...changes });
const order = (orderId: number) => shop.call('order.get', { orderId });
/** What the program itself raises; what rules find has tests of its own. */
const kinds = (orderId: number) => order(orderId).openExceptions.map((exception) => exception.kind).filter((kind) => kind !== 'check');
const rows = (): unknown => ['salesOrder', 'orderLine', 'payment', 'allocation', 'journalEntry', 'customer'].map((table) => shop.raw.prepare(`select * from "${table}"`).all());

describe('orders of a channel', () => {
  test('a paid order brings its customer, its money in clearing, and sets goods aside', () => {
    const { orderId, outcome } = take(channelOrder({ externalId: 'W1' }));
    expect([outcome, order(orderId).number, order(orderId).ownNumber, order(orderId).customerName]).toEqual(['created', 'W1', 'SO-000001', '王伟']);
    expect([order(orderId).payment, order(orderId).fulfilment]).toEqual(['paid', 'allocated']);
    expect(shop.posted(orderId)).toEqual({ channelClearing: 24_860, customerDeposits: -24_860 });
  });

  test('the same order again, however often, changes no row', () => {
    take(channelOrder({ externalId: 'W1' }));
    const before = rows();
    expect(send(channelOrder({ externalId: 'W1' }), channelOrder({ externalId: 'W1' })).map((result) => result.ok && result.value.outcome)).toEqual(['unchanged', 'unchanged']);
    expect(rows()).toEqual(before);
  });

  test('an older version that arrives late does not overwrite a newer one, even when the newer only touched the date', () => {
    const first = channelOrder({ externalId: 'W1', note: 'first' });
    const { orderId } = take(newer(first, { contentHash: first.contentHash }));
    take({ ...first, contentHash: 'stale', note: 'stale', versionAt: instant(openingTime) });
    expect(order(orderId).note).toBe('first');
  });

  test('one bad order never takes the others with it', () => {
    const results = send(channelOrder({ externalId: 'W1', currency: 'USD' }), channelOrder({ externalId: 'W2' }));
    expect(results[0]).toMatchObject({ ok: false, refusal: { code: 'currency.mismatch' } });
    expect(results[1]).toMatchObject({ ok: true });
  });

  test('an unknown SKU is taken, raised, and mapped for every order that waits for it', () => {
    const unknown = { lines: [channelLine('1', 'NEW', 2, 20_000, 2_600), channelLine('2', 'LINE', 1, 2_000, 260)] };
    const [a, b] = [take(channelOrder({ externalId: 'W1', ...unknown })).orderId, take(channelOrder({ externalId: 'W2', ...unknown })).orderId];
    expect([kinds(a), kinds(b)]).toEqual([['unknownSku'], ['unknownSku']]);
    refused(() => shop.call('shipment.ship', { orderId: a }), 'order.lineUnmapped');
    expect(shop.call('order.mapLine', { orderLineId: order(a).lines[0]!.id, variantId: shop.variant.ROD }).mapped).toBe(2);
    expect([kinds(a), order(b).fulfilment]).toEqual([[], 'allocated']);
    shop.call('shipment.ship', { orderId: a });
  });

  test('a refused order leaves no gap in the numbers, and an order of several payments draws what its batch did not foresee', () => {
    const pay = (id: string, amount: number) => ({ externalId: id, amount: minor(amount), fee: minor(0), method: 'alipay', occurredAt: instant(openingTime + 60_000) });
    const paidInThree = channelOrder({ externalId: 'W1', payments: [pay('a', 860), pay('b', 4_000), pay('c', 20_000)] });
    const results = send(paidInThree, channelOrder({ externalId: 'W2', currency: 'USD' }), channelOrder({ externalId: 'W3' }), channelOrder({ externalId: 'W1' }));
    expect(results.map(({ ok }) => ok)).toEqual([true, false, true, true]);
    send(channelOrder({ externalId: 'W4' }));
    const numbers = (table: string) => shop.raw.prepare(`select number from ${table} order by id desc limit ?`).pluck();
    expect(numbers('salesOrder').all(3)).toEqual(['SO-000003', 'SO-000002', 'SO-000001']);
    const entries = numbers('journalEntry').all(5).map((number) => Number(String(number).slice(3)));
    expect(entries).toEqual(entries.map((_number, index) => entries[0]! - index));
  });

  test('shipping owes the channel a fulfilment in the same transaction; taking it back supersedes the news', () => {
    const { orderId } = take(channelOrder({ externalId: 'W1' }));
    const { shipmentId } = shop.call('shipment.ship', { orderId, carrier: 'SF', trackingNumber: 'SF1' });
    const news = () => shop.raw.prepare("select state, payload from outbox where capability = 'fulfilment' order by id").all() as { state: string; payload: string }[];
    expect(JSON.parse(news()[0]!.payload)).toMatchObject({ externalId: 'W1', complete: true, tracking: { carrier: 'SF', number: 'SF1' }, cancelled: false });
    shop.call('shipment.cancel', { shipmentId, reason: 'never left' });
    expect(news().map((row) => [row.state, JSON.parse(row.payload).cancelled])).toEqual([['superseded', false], ['waiting', true]]);
  });

  test('money for a line without goods is a fee, and earned with the first parcel', () => {
    const lines = [channelLine('1', 'ROD', 1, 10_000, 1_300), { ...channelLine('2', 'Engraving', 1, 2_000, 260), quantity: pieces(0) }];
    const { orderId } = take(channelOrder({ externalId: 'W1', lines, total: minor(13_560), payments: [] }));
    shop.call('shipment.ship', { orderId });
    expect([order(orderId).charges.map((charge) => [charge.kind, charge.name, charge.gross]), order(orderId).money.receivable]).toEqual([[['fee', 'Engraving', 2_260]], 13_560]);
  });

  test('two lines of one name, a fee beyond its payment, and a day no calendar has are refused at the door', () => {
    const bad = (changes: Partial<ImportedOrder>) => refused(() => send({ ...channelOrder({ externalId: 'W1' }), ...changes }), 'input.invalid');
    bad({ lines: [channelLine('1', 'ROD', 1, 0, 0), channelLine('1', 'LINE', 1, 0, 0)] });
    bad({ payments: [{ externalId: 'p', amount: minor(100), fee: minor(101), method: 'card', occurredAt: later }] });
    bad({ orderedAt: instant(9e15) });
  });

  test('a total two minor units off its rows is rounding, more is looked at', () => {
    const { orderId } = take(channelOrder({ externalId: 'W1', total: minor(24_862) }));
    expect([kinds(orderId), order(orderId).charges]).toEqual([[], [{ kind: 'rounding', name: '', net: 2, tax: 0, gross: 2 }]]);
    expect(kinds(take(channelOrder({ externalId: 'W2', total: minor(24_863) })).orderId)).toEqual(['roundingTooLarge']);
  });
});

describe('an order that changed', () => {
  test('before anything left, its rows become the channel’s', () => {
    const first = channelOrder({ externalId: 'W1' });
    const { orderId } = take(first);
    take(newer(first, { lines: [channelLine('1', 'ROD', 1, 10_000, 1_300), channelLine('3', 'HOOK', 2, 666, 87)], total: minor(12_053) }));
    const now = order(orderId);
    expect(now.lines.map((line) => [line.sku, line.quantity, line.allocated])).toEqual([['ROD', 1_000, 1_000], ['LINE', 0, 0], ['HOOK', 2_000, 2_000]]);
    expect([now.total, now.money.due, now.fulfilment]).toEqual([12_053, 12_053, 'allocated']);
  });

  test('a SKU that became unknown and a total that stopped adding up are raised like those of a new order', () => {
    const first = channelOrder({ externalId: 'W1' });
    const { orderId } = take(first);
    take(newer(first, { lines: [channelLine('1', 'NEW', 2, 20_000, 2_600), channelLine('2', 'LINE', 1, 2_000, 260)], total: minor(25_000) }));
    expect(kinds(orderId)).toEqual(['unknownSku', 'roundingTooLarge']);
  });

  test('set to refunded on the channel before it left: nothing ships, and the books are as if it had never been', () => {
    const first = channelOrder({ externalId: 'W1' });
    const { orderId } = take(first);
    const parts = [{ kind: 'amountOnly' as const, lineExternalId: null, quantity: pieces(0), net: minor(24_860), tax: minor(0) }];
    take(newer(first, { status: 'completed', channelStatus: 'refunded', refunds: [{ externalId: 'R1', occurredAt: later, reason: '', parts }] }));
    expect([order(orderId).payment, order(orderId).fulfilment, kinds(orderId)]).toEqual(['refunded', 'cancelled', []]);
    expect([shop.posted(orderId), order(orderId).lines.map((line) => line.allocated)]).toEqual([{}, [0, 0]]);
  });

  test('what its channel still waits to be paid for is to be paid and not to ship, until the money is there', () => {
    const counts = () => {
      const { toShip, toPay } = shop.call('order.counts', undefined);
      return { toShip, toPay };
    };
    const first = channelOrder({ externalId: 'W1', status: 'unpaid', payments: [] });
    const { orderId } = take(first);
    expect(counts()).toEqual({ toShip: 0, toPay: 1 });
    expect(shop.call('order.list', { filter: { view: 'toShip' }, sort: 'shipBy' }).rows).toEqual([]);
    expect(shop.call('order.list', { filter: { fulfilment: 'open' }, sort: 'shipBy' }).rows.map(({ id }) => id)).toEqual([orderId]);
    // Cash on delivery is open without money: it has to leave first.
    take(newer(first, { status: 'open', channelStatus: 'processing' }));
    shop.call('order.approve', { items: [{ orderId }] });
    expect(counts()).toEqual({ toShip: 1, toPay: 1 });
  });

  test('money taken by hand lets such an order go as well', () => {
    const { orderId } = take(channelOrder({ externalId: 'W1', status: 'unpaid', payments: [] }));
    shop.call('payment.capture', { orderId, amount: minor(24_860), account: 'bank', method: 'transfer', fee: minor(0) });
    shop.call('order.approve', { items: [{ orderId }] });
    expect(shop.call('order.counts', undefined)).toMatchObject({ toShip: 1, toPay: 0 });
  });

  test('paid after it was called off, the money is put before somebody', () => {
    const first = channelOrder({ externalId: 'W1', status: 'unpaid', payments: [] });
    const { orderId } = take(first);
    const cancelled = newer(first, { status: 'cancelled', channelStatus: 'cancelled' });
    take(cancelled);
    expect(kinds(orderId)).toEqual([]);
    take({ ...channelOrder({ externalId: 'W1' }), versionAt: instant(later + 1), contentHash: 'paid late' });
    expect(order(orderId).openExceptions.map(({ kind, details }) => [kind, details])).toEqual([['overpaid', { surplus: 24_860 }]]);
  });

  test('a rebate that left with a free gift is given until the last parcel is taken back', () => {
    const rebate = { charges: [{ kind: 'fee' as const, name: 'rebate', net: minor(-200), tax: minor(0) }], total: minor(9_800), payments: [] };
    const { orderId } = take(channelOrder({ externalId: 'W1', lines: [channelLine('1', 'HOOK', 1, 0, 0), channelLine('2', 'ROD', 1, 10_000, 0)], ...rebate }));
    const [gift, rod] = order(orderId).lines;
    const parcels = [gift, rod].map((line) => shop.call('shipment.ship', { orderId, lines: [{ orderLineId: line!.id, quantity: pieces(1) }] }).shipmentId);
    expect(order(orderId).money).toMatchObject({ deposits: 0, receivable: 9_800 });
    for (const [index, receivable] of [9_800, 0].entries()) {
      shop.call('shipment.cancel', { shipmentId: parcels[index]!, reason: 'lost' });
      expect(order(orderId).money).toMatchObject({ deposits: 0, receivable });
    }
  });

  test('a person who writes “channel” as a reason holds the order for themselves', () => {
    const first = channelOrder({ externalId: 'W1', status: 'onHold', channelStatus: 'on-hold' });
    const { orderId } = take(first);
    shop.call('order.hold', { orderId, reason: 'channel' });
    take(newer(first, { status: 'open', channelStatus: 'processing' }));
    shop.call('order.approve', { items: [{ orderId }] });
    expect(order(orderId).holds).toBe(1);
    refused(() => shop.call('shipment.ship', { orderId }), 'order.onHold');
  });

  test('after a parcel left ours stand, and somebody compares once', () => {
    const first = channelOrder({ externalId: 'W1' });
    const { orderId } = take(first);
    shop.call('shipment.ship', { orderId });
    const changed = newer(first, { total: minor(10_000), lines: [channelLine('1', 'ROD', 1, 8_850, 1_150)] });
    take(changed);
    take(changed);
    expect([kinds(orderId), order(orderId).total]).toEqual([['changedAfterShipment'], 24_860]);
    const [exception] = order(orderId).openExceptions;
    shop.call('exception.resolve', { exceptionId: exception!.id, resolution: 'customer agreed' });
    expect(shop.call('exception.list', {})).toMatchObject({ rows: [], open: 0 });
    refused(() => shop.call('exception.resolve', { exceptionId: exception!.id, resolution: 'again' }), 'record.changed');
  });

  test('taking back what was said of an exception opens it again as it was, and holds nothing', () => {
    const first = channelOrder({ externalId: 'W1' });
    const { orderId } = take(first);
    shop.call('shipment.ship', { orderId });
    take(newer(first, { total: minor(10_000), lines: [channelLine('1', 'ROD', 1, 8_850, 1_150)] }));
    const { openExceptions } = order(orderId);
    const lastCommand = () => Number(shop.raw.prepare('select max(id) from command').pluck().get());
    shop.call('exception.resolve', { exceptionId: openExceptions[0]!.id, resolution: 'customer agreed' });
    shop.call('activity.undo', { commandId: lastCommand() });
    expect(order(orderId)).toMatchObject({ openExceptions, exceptions: 1, holds: 0 });
    shop.check();
    shop.call('activity.undo', { commandId: lastCommand() });
    expect(order(orderId)).toMatchObject({ openExceptions: [], exceptions: 0 });
    expect(order(orderId).timeline.find((row) => row.kind === 'exceptionEnd')?.says).toBe('customer agreed');
  });

  test('cancelled on the channel: goods go free, money is owed back until the refund comes', () => {
    const first = channelOrder({ externalId: 'W1' });
    const { orderId } = take(first);
    const cancelled = newer(first, { status: 'cancelled', channelStatus: 'cancelled' });
    take(cancelled);
    expect([order(orderId).fulfilment, order(orderId).payment]).toEqual(['cancelled', 'refundOwed']);
    const refund = { externalId: 'R1', occurredAt: later, reason: '', parts: [{ kind: 'amountOnly' as const, lineExternalId: null, quantity: pieces(0), net: minor(22_000), tax: minor(2_860) }] };
    take(newer(cancelled, { refunds: [refund], versionAt: instant(later + 1), contentHash: 'refunded' }));
    expect([order(orderId).payment, shop.posted(orderId)]).toEqual(['refunded', {}]);
  });

  test('a refund of a line not shipped cancels it, a refund of a shipped one keeps the goods', () => {
    const first = channelOrder({ externalId: 'W1' });
    const { orderId } = take(first);
    const part = (lineExternalId: string, count: number, net: number, tax: number) => ({ kind: 'line' as const, lineExternalId, quantity: pieces(count), net: minor(net), tax: minor(tax) });
    const r1 = { externalId: 'R1', occurredAt: later, reason: 'out of stock', parts: [part('2', 1, 2_000, 260)] };
    take(newer(first, { refunds: [r1] }));
    expect(order(orderId).lines.map((line) => line.cancelled)).toEqual([0, 1_000]);
    shop.call('shipment.ship', { orderId });
    const r2 = { externalId: 'R2', occurredAt: later, reason: 'scratched', parts: [part('1', 0, 1_000, 130)] };
    take(newer(first, { refunds: [r1, r2], versionAt: instant(later + 1), contentHash: 'two refunds' }));
    expect(shop.posted(orderId)).toEqual({ channelClearing: 21_470, salesRevenue: -20_000, salesReturns: 1_000, outputTax: -2_470, cogs: 12_000, inventory: -12_000 });
    expect(kinds(orderId)).toEqual([]);
  });

  test('a refund beyond what was captured is stored as the fact it is, and raised', () => {
    const first = channelOrder({ externalId: 'W1' });
    const { orderId } = take(first);
    const refund = { externalId: 'R1', occurredAt: later, reason: '', parts: [{ kind: 'amountOnly' as const, lineExternalId: null, quantity: pieces(0), net: minor(30_000), tax: minor(0) }] };
    take(newer(first, { refunds: [refund] }));
    expect([kinds(orderId), order(orderId).money.refunded]).toEqual([['refundExceedsCaptured'], 30_000]);
  });

  test('held by the channel, then let go; finished elsewhere while goods are open here', () => {
    const first = channelOrder({ externalId: 'W1', status: 'onHold', channelStatus: 'on-hold' });
    const { orderId } = take(first);
    expect(order(orderId).holds).toBe(1);
    take(newer(first, { status: 'completed', channelStatus: 'completed' }));
    expect([order(orderId).holds, kinds(orderId)]).toEqual([0, ['finishedElsewhere']]);
  });
});

describe('go-live', () => {
  const before = instant(openingTime - 86_400_000);
  const beforePaid = [{ externalId: 'P', amount: minor(24_860), fee: minor(0), method: 'alipay', occurredAt: before }];

  test('orders finished before are a memory: no stock, no entry, no number', () => {
    const done = channelOrder({ externalId: 'H1', orderedAt: before, finishedAt: instant(before + 1), status: 'completed', payments: beforePaid });
    const gone = channelOrder({ externalId: 'H2', orderedAt: before, finishedAt: instant(before + 1), status: 'cancelled', payments: [] });
    const level = shop.raw.prepare('select * from stockLevel').all();
    const [a, b] = [take(done), take(gone)];
    expect([a.outcome, order(a.orderId).ownNumber, order(a.orderId).payment, order(a.orderId).fulfilment]).toEqual(['history', null, 'paid', 'shipped']);
    expect([order(b.orderId).payment, order(b.orderId).fulfilment]).toEqual(['notDue', 'cancelled']);
    expect([order(a.orderId).entries, shop.raw.prepare('select * from stockLevel').all()]).toEqual([[], level]);
    refused(() => shop.call('shipment.ship', { orderId: a.orderId }), 'order.history');
  });

  test('an open order is taken over with what is still to ship and what was paid, on the day of go-live', () => {
    const open = channelOrder({ externalId: 'T1', orderedAt: before, payments: beforePaid });
    open.lines[0]!.shippedBefore = pieces(1);
    const { orderId, outcome } = take(open);
    // One rod of 113.00 had left; 135.60 is held for the other and the line.
    expect([outcome, order(orderId).fulfilment, order(orderId).money.deposits]).toEqual(['takenOver', 'partlyShipped', 13_560]);
    expect(shop.posted(orderId)).toEqual({ openingEquity: 13_560, customerDeposits: -13_560 });
    const days = new Set(order(orderId).entries.map((entry) => entry.postedOn));
    expect([...days]).toEqual(['2026-03-02']);
    shop.call('shipment.ship', { orderId });
    expect(shop.posted(orderId)).toEqual({ openingEquity: 13_560, salesRevenue: -12_000, outputTax: -1_560, cogs: 6_800, inventory: -6_800 });
  });
});
