import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWeb } from '../../../main/platform/web.ts';
import { openClient, type WooClient } from '../../../main/channels/woocommerce/client.ts';
import { instant } from '../../../shared/units/instant.ts';
import { runs } from '../../support/soak.ts';
import { type Emulator, startEmulator } from './emulator/emulator.ts';
import type { Json } from './recorded.ts';
import { answerDepartures, recordedShapes, topicOf } from './shape.ts';

const now = Date.UTC(2026, 10, 21, 22, 30, 0);
const shapes = recordedShapes();
const web = openWeb();
let emulator: Emulator;
let client: WooClient;

beforeAll(async () => {
  emulator = await startEmulator({ now });
  client = openClient({
    fetch: (request) => web.fetch({ ...request, localNetwork: true }),
    url: emulator.url,
    credentials: emulator.credentials,
    now: () => instant(emulator.clock.now),
    pause: async () => undefined,
    paces: new Map(),
  });
});
afterAll(async () => {
  await web.close();
  await emulator.close();
});

/** One thing somebody does to the shop; ids are drawn from what is there. */
type Deed = (pick: number) => Promise<unknown>;
const nth = (rows: Map<number, Json>, pick: number): string => String([...rows.keys()][pick % Math.max(1, rows.size)] ?? 999_999);

const deeds: Record<string, Deed> = {
  'customer buys': (pick) =>
    client.post('orders', {
      status: ['pending', 'processing', 'on-hold', 'completed', 'failed'][pick % 5],
      set_paid: pick % 2 === 0,
      line_items: [{ product_id: Number(nth(emulator.store.products, pick)), quantity: (pick % 3) + 1 }],
    }),
  'buys what is gone': () => client.post('orders', { line_items: [{ product_id: 999_999, quantity: 1 }] }),
  'buys nothing': () => client.post('orders', { line_items: [{ quantity: 1 }] }),
  'status changes': (pick) =>
    client.put(`orders/${nth(emulator.store.orders, pick)}`, {
      status: ['completed', 'cancelled', 'refunded', 'shipped', 'on-hold'][pick % 5],
    }),
  'money goes back': (pick) =>
    client.post(`orders/${nth(emulator.store.orders, pick)}/refunds`, {
      amount: pick % 4 === 0 ? '99999.00' : '1.00',
      reason: '差价',
    }),
  'a note': (pick) =>
    client.post(`orders/${nth(emulator.store.orders, pick)}/notes`, { note: '发货 1Z999', customer_note: pick % 2 === 0 }),
  'a new product': (pick) =>
    client.post('products', { name: '新品 Net', sku: `NET-${pick % 7}`, regular_price: '33.3', stock_quantity: pick % 9 }),
  'levels set': (pick) =>
    client.post('products/batch', {
      update: [
        { id: Number(nth(emulator.store.products, pick)), stock_quantity: pick % 50 },
        { id: 999_999, stock_quantity: 1 },
      ],
    }),
  'variation levels set': (pick) => {
    const variation = [...emulator.store.variations.values()][pick % emulator.store.variations.size];
    return client.post(`products/${String(variation?.['parent_id'])}/variations/batch`, {
      update: [{ id: variation?.['id'], stock_quantity: pick % 50 }],
    });
  },
  'a fraction': (pick) => client.put(`products/${nth(emulator.store.products, pick)}`, { stock_quantity: 2.5 }),
  'a strange price': (pick) =>
    client.put(`products/${nth(emulator.store.products, pick)}`, { regular_price: pick % 2 === 0 ? 'abc' : 129 }),
  'too many at once': () =>
    client.post('products/batch', { update: Array.from({ length: 101 }, () => ({ id: 1, stock_quantity: 1 })) }),
};

const questions: ((pick: number) => [string, Record<string, string>?])[] = [
  (pick) => ['orders', { per_page: '5', page: String((pick % 4) + 1), orderby: 'modified', order: 'asc' }],
  () => ['orders', { status: 'trash' }],
  () => ['orders', { status: 'shipped' }],
  () => ['orders', { modified_after: '01/02/2025' }],
  () => ['orders', { per_page: '101' }],
  (pick) => [`orders/${nth(emulator.store.orders, pick)}`],
  (pick) => [`orders/${nth(emulator.store.orders, pick)}/refunds`],
  (pick) => [`orders/${nth(emulator.store.orders, pick)}/notes`],
  () => ['orders/999999'],
  () => ['products', { per_page: '100' }],
  (pick) => [`products/${nth(emulator.store.products, pick)}`],
  () => ['products/999999'],
  (pick) => [`products/${nth(emulator.store.products, pick)}/variations`],
  () => ['data/currencies/current'],
  () => ['nosuchroute'],
];

describe('after any sequence of writes', () => {
  test('every answer has the recorded shapes and headers', async () => {
    for (let index = 0; index < 3; index += 1)
      emulator.addProduct({ name: `Lure ${index}`, sku: `L-${index}`, cents: 999, stock: 20 });
    const jacket = emulator.addProduct({ name: 'Jacket', sku: 'JKT', type: 'variable', stock: 77 });
    emulator.addVariation(jacket, { name: 'Jacket', option: 'S', sku: 'JKT-S', cents: 1900, stock: 5 });
    emulator.addVariation(jacket, { name: 'Jacket', option: 'M', cents: 2000, sharesStock: true });
    const step = fc.tuple(fc.constantFrom(...Object.keys(deeds)), fc.nat(1000), fc.nat(questions.length - 1), fc.nat(1000));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
        for (const [deed, pick, question, other] of steps) {
          emulator.clock.now += 1000;
          await deeds[deed]?.(pick).catch(() => undefined);
          await client.get(...(questions[question]?.(other) ?? ['orders'])).catch(() => undefined);
        }
        expect(emulator.log.splice(0).flatMap(departuresOf)).toEqual([]);
      }),
      { numRuns: runs(40, 4_000, 'random sequences of writes against the recorded shapes'), seed: 11 },
    );
  });
});

function departuresOf({ method, path, query, status, answer, headers }: Emulator['log'][number]): string[] {
  const topic = topicOf(method, path, query, status);
  if (topic === null) return [];
  const names = shapes.headers.get(topic) ?? new Set();
  const strange = Object.keys(headers).filter((name) => !names.has(name.toLowerCase()));
  const where = `${method} ${path} ${status}`;
  return [...answerDepartures(shapes, topic, answer), ...strange.map((name) => `header ${name}`)].map(
    (what) => `${where}: ${what}`,
  );
}

describe('what emulators get wrong', () => {
  test('a page past the last counts nothing at all', async () => {
    const { body, headers } = await client.get('orders', { per_page: '100', page: '99' });
    expect([body, headers['x-wp-total'], headers['x-wp-totalpages']]).toEqual([[], '0', '0']);
    expect(headers['link']).toContain('page=0');
  });

  test('the trash and drafts are not "any"', async () => {
    const order = emulator.addOrder({ status: 'checkout-draft', lines: [{ productId: 1, quantity: 1 }] });
    const { body } = await client.get('orders', { per_page: '100', orderby: 'id' });
    expect((body as Json[]).some((row) => row['id'] === order['id'])).toBe(false);
  });

  test('the same order posted twice is two orders', async () => {
    const before = emulator.store.orders.size;
    for (const _time of [1, 2]) await client.post('orders', { line_items: [{ product_id: 101, quantity: 1 }] });
    expect(emulator.store.orders.size).toBe(before + 2);
  });

  test('a refund leaves the order’s total alone', async () => {
    const order = emulator.addOrder({ status: 'processing', lines: [{ productId: 101, quantity: 1, cents: 5000 }] });
    emulator.refund(order, { amount: '20.00', rows: [] });
    const { body } = await client.get(`orders/${String(order['id'])}`);
    expect(body).toMatchObject({ total: '50.00', refunds: [{ total: '-20.00' }] });
  });

  test('the refunds of an order nobody knows are an empty list', async () => {
    expect((await client.get('orders/999999/refunds')).body).toEqual([]);
  });

  test('a variation that shares its parent’s level shows the parent’s number', async () => {
    const boat = emulator.addProduct({ name: 'Boat', type: 'variable', stock: 4 });
    const red = emulator.addVariation(boat, { name: 'Boat', option: 'red', sharesStock: true });
    emulator.addOrder({
      status: 'processing',
      lines: [{ productId: Number(boat['id']), variationId: Number(red['id']), quantity: 3, cents: 300 }],
    });
    expect([emulator.stockOf(boat), emulator.stockOf(red)]).toEqual([1, 1]);
  });
});
