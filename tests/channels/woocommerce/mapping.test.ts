import { describe, expect, test } from 'vitest';
import { readOrder } from '../../../main/channels/woocommerce/orders.ts';
import { zImportedOrder } from '../../../shared/sales/order-import.contract.ts';
import type { ChannelOrder } from '../../../main/channels/connector.ts';
import { type Json, recorded, recordedOrders } from './recorded.ts';

function read(order: unknown, refunds: unknown[] = []): ChannelOrder {
  const reading = readOrder(order, refunds);
  if (!reading.ok || reading.item === null) throw new Error(reading.ok ? 'a draft' : reading.problem);
  return reading.item;
}

const sum = (rows: readonly { net: number; tax: number }[] = []) => rows.reduce((total, row) => total + row.net + row.tax, 0);

describe('every recorded order', () => {
  const orders = recordedOrders().filter((order) => order['status'] !== 'checkout-draft');
  // The currency's own digits, by hand: JPY has none.
  const cents = (order: Json) => Math.round(Number(order['total']) * (order['currency'] === 'JPY' ? 1 : 100));

  test('there are many of them', () => expect(orders.length).toBeGreaterThanOrEqual(30));

  test.each(orders.map((order) => [order['id'], order['status'], order] as const))(
    '%s (%s) adds up to its total',
    (_id, _status, raw) => {
      const order = read(raw);
      expect(order.total).toBe(cents(raw));
      expect(sum(order.lines) + sum(order.charges)).toBe(order.total);
    },
  );
});

test('every recorded order with something to sell is one the sales room takes', () => {
  // One order had its only line taken out; it is named as trouble when it is stored.
  const sold = recordedOrders().filter(
    (order) => order['status'] !== 'checkout-draft' && (order['line_items'] as unknown[]).length > 0,
  );
  expect(sold.flatMap((order) => zImportedOrder.safeParse(read(order)).error?.issues ?? [])).toEqual([]);
});

test('a basic order reads as the shop shows it', () => {
  const order = read(recorded('014'), recorded('047') as unknown[]);
  expect(order).toMatchObject({
    externalId: '167',
    status: 'open',
    currency: 'USD',
    orderedAt: Date.UTC(2026, 10, 21, 22, 28, 7),
    finishedAt: null,
    payments: [{ externalId: 'paid-167', amount: 33_012 }],
    customer: { email: 'ann@example.test', name: 'Ann O’Neil' },
    total: 33_012,
  });
  expect(order.lines[0]).toMatchObject({
    listingId: '11',
    sku: 'ROD-210',
    barcode: '6901234567892',
    quantity: 2000,
    unitPrice: 799_000,
    discount: 0,
    net: 15_980,
    tax: 1545,
  });
});

test('a transaction named only later is the same payment', () => {
  const paid = recorded('015') as object;
  const ids = ['', 'ch_1'].map((transaction) => read({ ...paid, transaction_id: transaction }, [recorded('049')]).payments?.map((payment) => payment.externalId));
  expect(ids[0]).toHaveLength(1);
  expect(ids[1]).toEqual(ids[0]);
});

test('a refund of one line and a refund of shipping alone point at their rows', () => {
  const { refunds } = read(recorded('014'), recorded('047') as unknown[]);
  expect(refunds?.map((refund) => [refund.externalId, refund.parts])).toEqual([
    ['184', [{ kind: 'line', lineExternalId: '1', quantity: 1000, net: 7990, tax: 772 }]],
    ['185', [{ kind: 'charge', lineExternalId: null, quantity: 0, net: 1250, tax: 0 }]],
  ]);
});

test('a refund of an amount alone is one part without a row', () => {
  const { refunds } = read(recorded('015'), [recorded('049')]);
  expect(refunds?.[0]?.parts).toEqual([{ kind: 'amountOnly', net: 555, tax: 0 }]);
});

test('a whole order given back, line by line and shipping, adds up to the refund', () => {
  const { refunds } = read(recorded('030'), [recorded('048')]);
  expect(refunds?.[0]?.parts.map((part) => part.net + part.tax)).toEqual([2400, 15_480, 1500]);
});

test('an order set to refunded by hand refunds its whole total without rows', () => {
  const order = read(recorded('031'), recorded('054') as unknown[]);
  expect(order).toMatchObject({ status: 'completed', channelStatus: 'refunded', total: 1850 });
  expect(order.refunds?.[0]?.parts).toEqual([{ kind: 'amountOnly', net: 1850, tax: 0 }]);
});

test('a variation is named by its parent and itself, a deleted product by its words alone', () => {
  expect(read(recorded('015')).lines.map((line) => line.listingId)).toEqual(['21:22', '21:29', '13']);
  expect(read(recorded('029')).lines[0]).toMatchObject({
    listingId: null,
    sku: '',
    name: 'Discontinued float',
    net: 1400,
    tax: 136,
  });
});

test('a negative fee brings its negative tax although it says tax-free', () => {
  expect(read(recorded('018')).charges?.map((row) => [row.name, row.net, row.tax])).toEqual([
    ['Flat rate', 0, 0],
    ['Handling', 400, 39],
    ['Goodwill discount', -600, -57],
    ['Gift wrap', 300, 0],
  ]);
});

test('a yen order written with two decimals is whole yen', () => {
  expect(read(recorded('025'))).toMatchObject({
    currency: 'JPY',
    total: 12_780,
    lines: [{ net: 11_980 }],
    charges: [{ net: 800 }],
  });
});

test('a coupon is a discount between list price and net', () => {
  const order = read(recorded('017'));
  expect(order.lines.map((line) => [line.discount, line.net])).toEqual([
    [2997, 20_973],
    [185, 1665],
  ]);
  // Cash on delivery is processed without having been paid.
  expect(order.payments).toEqual([]);
});

test('names follow the order people read them in', () => {
  expect(read(recorded('016')).customer?.name).toMatch(/^王小明$/);
  expect(read(recorded('025')).customer?.name).toBe('山田花子');
});

test('unpaid, cancelled, failed, completed and trashed orders keep their state apart from their word', () => {
  const states = ['020', '021', '022', '023', '032'].map((file) => read(recorded(file)));
  expect(states.map((order) => [order.channelStatus, order.status, order.finishedAt === null])).toEqual([
    ['pending', 'unpaid', true],
    ['cancelled', 'cancelled', false],
    ['failed', 'cancelled', false],
    ['completed', 'completed', false],
    ['trash', 'cancelled', false],
  ]);
});

test('a draft of a cart is no order', () => {
  expect(readOrder(recorded('024'), [])).toEqual({ ok: true, item: null });
});

test("a plugin's own status is kept as text and flagged", () => {
  expect(read({ ...(recorded('014') as Json), status: 'wc-awaiting-engraving' })).toMatchObject({
    status: 'unknown',
    channelStatus: 'wc-awaiting-engraving',
    finishedAt: null,
  });
});

test('an order merely looked at has the same content', () => {
  const order = recorded('014') as Json;
  const viewed = read({ ...order, date_modified_gmt: '2026-11-22T09:00:00' });
  expect(viewed.contentHash).toBe(read(order).contentHash);
  expect(viewed.versionAt).toBeGreaterThan(read(order).versionAt);
  expect(read({ ...order, customer_note: 'ring twice' }).contentHash).not.toBe(read(order).contentHash);
});

test('an order with an amount nobody can read says which field, and the page goes on', () => {
  expect(readOrder({ ...(recorded('014') as Json), total: 'free' }, [])).toMatchObject({
    ok: false,
    problem: expect.stringContaining('total'),
  });
  expect(readOrder({ ...(recorded('014') as Json), currency: 'DOGE' }, [])).toEqual({
    ok: false,
    problem: 'DOGE is not an ISO 4217 currency',
  });
});
