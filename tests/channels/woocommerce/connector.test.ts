import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Cursor, FullConnector, OrderPage, RefundPush } from '../../../main/channels/connector.ts';
import { woocommerce } from '../../../main/channels/woocommerce/woocommerce.ts';
import type { Fault } from '../../../main/platform/fault.ts';
import { openWeb, type Web } from '../../../main/platform/web.ts';
import { instant } from '../../../shared/units/instant.ts';
import { minor } from '../../../shared/units/minor.ts';
import { type Emulator, startEmulator } from './emulator/emulator.ts';

const now = Date.UTC(2026, 10, 21, 22, 30, 0);
let emulator: Emulator;
let web: Web;
let shop: FullConnector;

beforeEach(async () => {
  emulator = await startEmulator({ now });
  web = openWeb();
  shop = woocommerce({
    fetch: (request) => web.fetch({ ...request, localNetwork: true }),
    url: emulator.url,
    credentials: emulator.credentials,
    now: () => instant(emulator.clock.now),
    pause: async () => undefined,
    paces: new Map(),
  });
});
afterEach(async () => {
  await web.close();
  await emulator.close();
});

/** Reads until the list rests; answers the pages. */
async function round(cursor: Cursor | null = null): Promise<OrderPage[]> {
  const pages: OrderPage[] = [];
  do pages.push(await shop.pullOrders(pages.at(-1)?.cursor ?? cursor));
  while (pages.at(-1)?.more === true);
  return pages;
}

const idsOf = (pages: OrderPage[]) => [...new Set(pages.flatMap((page) => page.orders.map((order) => order.externalId)))];
const buy = (quantity = 1) =>
  emulator.addOrder({ status: 'processing', lines: [{ productId: 1, quantity, cents: 999 * quantity }] });

test('the key is tried at once, by reading only', async () => {
  expect(await shop.probe()).toEqual({ currency: 'USD' });
  expect(emulator.writes()).toEqual([]);
});

test('a first round reads every order once, trash included, and a second one nothing but the overlap', async () => {
  for (let minute = 0; minute < 30; minute += 1) {
    emulator.clock.now += 60_000;
    for (let index = 0; index < 9; index += 1) buy();
  }
  const [gone] = emulator.store.orders.values();
  gone!['status'] = 'trash';
  const first = await round();
  expect(idsOf(first)).toHaveLength(270);
  expect(first.at(-1)?.reachedAt).toBe(emulator.clock.now);
  emulator.clock.now += 3_600_000;
  const again = await round(first.at(-1)?.cursor);
  // Five minutes back, nine orders a minute; the filter is exclusive.
  expect(idsOf(again)).toHaveLength(45);
});

test('250 orders of one and the same second all arrive', async () => {
  for (let index = 0; index < 250; index += 1) buy();
  expect(idsOf(await round())).toHaveLength(250);
});

test('orders that change while they are read are neither lost nor stuck', async () => {
  for (let index = 0; index < 220; index += 1) {
    emulator.clock.now += 1000;
    buy();
  }
  const pages = [await shop.pullOrders(null)];
  // The first fifty move to the end of the list: by page number the next fifty would be skipped.
  for (const order of [...emulator.store.orders.values()].slice(0, 50)) {
    emulator.clock.now += 1000;
    emulator.view(order);
  }
  pages.push(...(await round(pages[0]?.cursor)));
  expect(idsOf(pages)).toHaveLength(220);
});

test('a broken order in the middle of a page is named, and the others are read', async () => {
  buy();
  buy()['total'] = 'free';
  buy();
  const [page] = await round();
  expect(page?.orders.map(({ reading }) => reading.ok)).toEqual([true, false, true]);
});

test('an order brings its refunds whole', async () => {
  const order = buy(2);
  const [line] = order['line_items'] as { id: number }[];
  emulator.refund(order, { amount: '9.99', rows: [{ lineId: line?.id ?? 0, quantity: 1, cents: 999 }] });
  emulator.refund(order, { amount: '5.00', rows: [] });
  const [page] = await round();
  const [pulled] = page?.orders ?? [];
  const parts = [
    [{ kind: 'line', lineExternalId: String(line?.id), quantity: 1000, net: 999 }],
    [{ kind: 'amountOnly', net: 500 }],
  ];
  expect(pulled?.reading).toMatchObject({ ok: true, item: { total: 1998, refunds: parts.map((some) => ({ parts: some })) } });
  expect(pulled?.payload).toContain('"refunds":[{');
});

test('the catalogue comes with variations, prices and how stock is kept', async () => {
  emulator.addProduct({ name: 'Rod', sku: 'ROD', barcode: '6901234567892', cents: 7990, stock: 12 });
  emulator.addProduct({ name: 'On request' });
  emulator.addProduct({ name: 'Set', type: 'grouped' });
  const jacket = emulator.addProduct({ name: 'Jacket', sku: 'JKT', type: 'variable', stock: 77 });
  emulator.addVariation(jacket, { name: 'Jacket', option: 'S', sku: 'JKT-S', cents: 1900, stock: 5 });
  emulator.addVariation(jacket, { name: 'Jacket', option: 'M', cents: 2000, sharesStock: true });
  const { products, problems, more } = await shop.importProducts(null);
  expect([problems, more]).toEqual([[], false]);
  expect(products.map(({ name, variants }) => [name, variants])).toEqual([
    [
      'Rod',
      [expect.objectContaining({ sku: 'ROD', barcode: '6901234567892', price: 799_000, stockKeeping: 'own', stock: 12_000 })],
    ],
    ['On request', [expect.objectContaining({ sku: null, price: null, stockKeeping: 'none', stock: null })]],
    [
      'Jacket',
      [
        expect.objectContaining({ sku: 'JKT-S', optionValues: ['S'], price: 190_000, stockKeeping: 'own', stock: 5000 }),
        expect.objectContaining({ sku: null, optionValues: ['M'], stockKeeping: 'shared', stock: 77_000 }),
      ],
    ],
  ]);
});

test('a product with 120 variants brings all of them', async () => {
  const tee = emulator.addProduct({ name: 'Tee', type: 'variable' });
  for (let index = 0; index < 120; index += 1)
    emulator.addVariation(tee, { name: 'Tee', option: `S${index}`, sku: `T-${index}`, stock: index });
  const { products } = await shop.importProducts(null);
  expect(products[0]?.variants).toHaveLength(120);
});

test('levels of 230 products and three variations take four requests, and one bad item stops none', async () => {
  const rows = Array.from({ length: 230 }, (_, index) =>
    emulator.addProduct({ name: `P${index}`, sku: `P${index}`, cents: 100, stock: 1 }),
  );
  const tee = emulator.addProduct({ name: 'Tee', type: 'variable' });
  const sizes = ['S', 'M', 'L'].map((option) =>
    emulator.addVariation(tee, { name: 'Tee', option, sku: `T-${option}`, stock: 1 }),
  );
  const uncounted = emulator.addProduct({ name: 'Gift wrap' });
  rows[7]!['manage_stock'] = false;
  const items = [
    ...rows.map((row, index) => ({ listingId: String(row['id']), pieces: index })),
    ...sizes.map((row) => ({ listingId: `${String(tee['id'])}:${String(row['id'])}`, pieces: 9 })),
    { listingId: '999999', pieces: 3 },
    { listingId: String(uncounted['id']), pieces: 3 },
  ];
  const results = await shop.pushStock(items.map((item, index) => ({ ...item, was: 1, key: `${index}.0` })));
  expect(emulator.writes()).toHaveLength(4);
  const failed = results.flatMap((result, index) =>
    result.ok ? [] : [[items[index]?.listingId, result.fault.retry, result.fault.says]],
  );
  const unmanaged = 'The shop does not manage the stock of this item.';
  expect(failed).toEqual([
    [String(rows[7]?.['id']), 'never', unmanaged],
    ['999999', 'never', 'woocommerce_rest_product_invalid_id: Invalid ID.'],
    [String(uncounted['id']), 'never', unmanaged],
  ]);
  expect(rows.filter((row, index) => emulator.stockOf(row) === index)).toHaveLength(229);
  expect(sizes.map((row) => emulator.stockOf(row))).toEqual([9, 9, 9]);
});

test('a fulfilment told twice ships once and mails once', async () => {
  const id = String(buy()['id']);
  const news = { orderId: id, complete: true, tracking: { carrier: 'SF Express', number: 'SF1234567890' }, lines: [] };
  emulator.plan({ kind: 'cut', effect: 'after' }, /^PUT/);
  await expect(shop.pushFulfilment(news)).rejects.toMatchObject({ code: 'broken' });
  expect(await shop.pushFulfilment(news)).toEqual({ ok: true, answer: 'already completed' });
  expect(emulator.store.orders.get(Number(id))?.['status']).toBe('completed');
  expect(emulator.store.notes.get(Number(id))).toHaveLength(1);
  expect(emulator.writes().map(({ method }) => method)).toEqual(['POST', 'PUT']);
});

test('a part of an order is only noted, and an order the shop cancelled is not completed', async () => {
  const id = String(buy()['id']);
  const part = { orderId: id, complete: false, tracking: { carrier: 'UPS', number: '1Z999' }, lines: [] };
  expect(await shop.pushFulfilment(part)).toEqual({ ok: true, answer: 'noted' });
  expect(emulator.store.orders.get(Number(id))?.['status']).toBe('processing');
  emulator.setStatus(emulator.store.orders.get(Number(id))!, 'cancelled');
  expect(await shop.pushFulfilment({ ...part, complete: true })).toMatchObject({
    ok: false,
    fault: { code: 'refused', retry: 'never' },
  });
});

const mark = 'SW-0123456789abcdef';
const payBack = (orderId: string, cents: number, more: Partial<RefundPush> = {}): RefundPush => ({ orderId, amount: minor(cents), currency: 'USD', number: 'RF-1', mark, known: [], others: [], ...more });

test('a refund goes back by the gateway and puts no goods back; told twice it goes back once', async () => {
  const id = String(buy(2)['id']);
  emulator.plan({ kind: 'cut', effect: 'after' }, /^POST/);
  await expect(shop.pushRefund(payBack(id, 500))).rejects.toMatchObject({ code: 'broken' });
  const [row] = emulator.store.refunds.get(Number(id)) ?? [];
  expect(await shop.pushRefund(payBack(id, 500))).toEqual({ ok: true, answer: 'already paid back', externalId: String(row?.['id']) });
  expect(emulator.store.refunds.get(Number(id))).toHaveLength(1);
  expect(emulator.writes().map(({ body }) => JSON.parse(String(body)) as unknown)).toEqual([{ amount: '5.00', reason: `RF-1 ${mark}`, api_refund: true, api_restock: false }]);
  const [read] = (await round())[0]?.orders ?? [];
  expect(read?.reading).toMatchObject({ item: { refunds: [{ externalId: String(row?.['id']), mark, parts: [{ kind: 'amountOnly', net: 500, tax: 0 }] }] } });
});

test('where the gateway cannot pay back, nothing is noted, and the shop’s own words say why', async () => {
  const id = String(buy()['id']);
  emulator.store.paysBack = false;
  expect(await shop.pushRefund(payBack(id, 500)).catch((error: unknown) => (error as Fault).data())).toMatchObject({ code: 'refused', retry: 'never', says: expect.stringContaining('does not support automatic refunds') });
  expect(emulator.store.refunds.get(Number(id))).toBeUndefined();
});

test('what is left is asked first; one made by hand of the amount is that one, unless it is another of ours or accounted for', async () => {
  const order = buy();
  const id = String(order['id']);
  const byHand = String(emulator.refund(order, { amount: '4.00', rows: [] })['id']);
  emulator.refund(order, { amount: '3.00', reason: 'RF-0 SW-fedcba9876543210', rows: [] });
  expect(await shop.pushRefund(payBack(id, 300, { known: [byHand], others: ['SW-fedcba9876543210'] }))).toMatchObject({ ok: false, fault: { retry: 'never', why: 'beyondPaid', says: expect.stringContaining('2.99') } });
  expect(await shop.pushRefund(payBack(id, 400))).toMatchObject({ ok: true, externalId: byHand });
  expect(await shop.pushRefund(payBack(id, 400, { known: [byHand] }))).toMatchObject({ ok: false, fault: { why: 'beyondPaid' } });
  expect(emulator.writes()).toEqual([]);
  order['status'] = 'trash';
  expect(await shop.pushRefund(payBack(id, 100))).toMatchObject({ ok: false, fault: { why: 'orderClosed' } });
});

test('yen have no decimals; the whole of it ends the order there', async () => {
  const id = String(emulator.addOrder({ status: 'processing', currency: 'JPY', lines: [{ productId: 1, quantity: 1, cents: 50_000 }] })['id']);
  expect(await shop.pushRefund(payBack(id, 500, { currency: 'JPY' }))).toMatchObject({ ok: true, answer: 'paid back' });
  expect(emulator.writes().map(({ body }) => JSON.parse(String(body)) as unknown)).toMatchObject([{ amount: '500' }]);
  expect(emulator.store.orders.get(Number(id))?.['status']).toBe('refunded');
});
