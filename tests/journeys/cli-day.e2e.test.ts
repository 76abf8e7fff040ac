import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../channels/woocommerce/emulator/emulator.ts';
import { call, runShop, type Served, serveShop, shopJson } from '../support/command-line.ts';
import { installed, judges } from '../support/ledger-tools.ts';

interface OrderRow {
  id: number;
  number: string;
  payment: string;
  fulfilment: string;
  total: number;
  holds: number;
}

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'cli-day-'));
const folder = path.join(root, 'shop');
let outside: Emulator;

/** What the outside shop sells: three SKUs of the demo's. */
let skus: string[] = [];

beforeAll(async () => {
  outside = await startEmulator({ now: Date.now() - 60_000 });
});
afterAll(async () => {
  await outside.close();
  fs.rmSync(root, { recursive: true, force: true });
});

const ordersOf = async (view: string): Promise<OrderRow[]> => (await call<{ rows: OrderRow[] }>(folder, 'order.list', { filter: { view }, limit: 100 })).rows;

describe('a whole day by the command line alone', () => {
  test('the demo shop opens, and making it again leaves it alone', async () => {
    const made = await shopJson<{ orders: number }>(folder, 'demo', '--orders', '60', '--skus', '24', '--days', '20', '--seed', '7');
    expect(made.orders).toBeGreaterThan(20);
    const again = await shopJson<{ kept?: string }>(folder, 'demo');
    expect(again.kept).toBeDefined();
    const { rows } = await call<{ rows: { sku: string; available: number }[] }>(folder, 'stock.list', { limit: 100 });
    skus = rows.filter((row) => row.available >= 4000).slice(0, 3).map((row) => row.sku);
    expect(skus).toHaveLength(3);
  });

  test('a shop outside is connected and its order comes in', async () => {
    outside.store.currency = 'CNY';
    const products = skus.map((sku) => outside.addProduct({ name: sku, sku, cents: 12_900, stock: 9 }));
    const connected = await shopJson<{ linked: number }>(folder, 'channel', 'add', 'Woo', '--url', outside.url, '--key', outside.credentials.consumerKey, '--secret', outside.credentials.consumerSecret);
    expect(connected.linked).toBe(3);
    outside.clock.now = Date.now() + 1_000;
    outside.addOrder({ status: 'processing', paid: true, currency: 'CNY', lines: products.map((product) => ({ productId: Number(product['id']), quantity: 1 })), shippingCents: 1_000 });
    const { rounds } = await shopJson<{ rounds: { pulled: number }[] }>(folder, 'sync', '--once', '--channel', 'Woo');
    expect(rounds[0]?.pulled).toBe(1);
    expect(outside.writes()).toEqual([]);
  });

  test('what came in is approved', async () => {
    const waiting = await ordersOf('toApprove');
    expect(waiting.length).toBeGreaterThan(0);
    // No check stands against the order from outside, so it needs nobody's reason.
    const { results } = await call<{ results: { ok: boolean }[] }>(folder, 'order.approve', { items: waiting.map(({ id }) => ({ orderId: id })) });
    expect(results.some(({ ok }) => ok)).toBe(true);
  });

  test('what is paid is set aside and shipped', async () => {
    const open = (await ordersOf('toShip')).filter((row) => row.payment === 'paid' && row.holds === 0);
    expect(open.length).toBeGreaterThan(0);
    const { results } = await call<{ results: { ok: boolean; value: { orderId: number; backordered: number } }[] }>(folder, 'order.allocate', {
      items: open.map(({ id }) => ({ orderId: id })),
    });
    const ready = results.filter((result) => result.ok && result.value.backordered === 0);
    for (const { value } of ready) await call(folder, 'shipment.ship', { orderId: value.orderId, carrier: 'SF', trackingNumber: `SF${value.orderId}` });
    const left = await ordersOf('toShip');
    expect(left.filter((row) => ready.some(({ value }) => value.orderId === row.id))).toEqual([]);
  });

  test('a typed order is taken and paid for', async () => {
    const { found } = await call<{ found: { id: number } }>(folder, 'variant.find', { code: skus[0] });
    const { orderId, total } = await call<{ orderId: number; total: number }>(folder, 'order.create', { lines: [{ variantId: found.id, quantity: 1000 }] });
    await call(folder, 'payment.capture', { orderId, amount: total });
    expect((await call<OrderRow>(folder, 'order.get', { orderId })).payment).toBe('paid');
  });

  test('the books prove', async () => {
    const { code, out } = await runShop(folder, 'check');
    expect(out).toMatch(/All \d+ invariants hold/);
    expect(code).toBe(0);
  });

  test.each(judges)('$tool accepts the exported journal, with our balances', async ({ tool, format, accepts, balances }) => {
    if (!installed(tool)) return;
    const file = path.join(root, `${tool}.journal`);
    expect((await runShop(folder, 'export', 'journal', '--format', format, '--out', file)).code).toBe(0);
    expect(accepts(file)).toBe(true);
    const { rows } = await shopJson<{ rows: { account: string | null; balance: string }[] }>(folder, 'report', 'trial-balance', '--format', 'json', '--on', '2999-12-31');
    const ours = rows.filter((row) => row.account !== null && Number(row.balance) !== 0);
    expect(balances(file)).toEqual(Object.fromEntries(ours.map((row) => [row.account, Number(row.balance)])));
  });
});

describe('while the app has the folder open', () => {
  let app: Served;
  beforeAll(async () => {
    app = await serveShop(folder);
  });
  afterAll(() => app.stop());

  test.each([
    ['check'],
    ['report', 'trial-balance'],
    ['report', 'profit-and-loss', '--by', 'channel'],
    ['report', 'balance-sheet', '--format', 'csv'],
    ['report', 'cash-flow', '--method', 'indirect'],
    ['report', 'stock-valuation'],
    ['report', 'orders', '--format', 'csv'],
    ['export', 'journal', '--format', 'csv'],
    ['call', 'order.list', '{"limit": 1}'],
    ['call', 'user.add', '{"name": "Mei", "role": "clerk"}'],
    ['channel', 'list'],
    ['sync', '--once', '--channel', 'Woo'],
    ['backup'],
  ])('%s %s works', async (...args) => {
    const { code, err } = await runShop(folder, ...args);
    expect(err).toBe('');
    expect(code).toBe(0);
  });

  test('restoring says that the app must be closed, and changes nothing', async () => {
    const file = path.join(root, 'copy.db');
    expect((await runShop(folder, 'backup', file)).code).toBe(0);
    const { code, err } = await runShop(folder, 'restore', file);
    expect(code).toBe(1);
    expect(err).toContain('file.ownedElsewhere');
  });

  test('two commands at once both work, and the books prove after', async () => {
    const both = await Promise.all([call(folder, 'user.add', { name: 'A', role: 'clerk' }), call(folder, 'user.add', { name: 'B', role: 'clerk' })]);
    expect(both).toHaveLength(2);
    expect((await runShop(folder, 'check')).code).toBe(0);
  });
});

describe('with nobody there', () => {
  test('two commands started at once: one owns the folder, the other is served by it or follows it', async () => {
    const names = ['C', 'D', 'E'];
    await Promise.all(names.map((name) => call(folder, 'user.add', { name, role: 'clerk' })));
    const { users } = await call<{ users: { name: string }[] }>(folder, 'user.list');
    expect(users.map((user) => user.name)).toEqual(expect.arrayContaining(names));
  });

  test.each([
    [2, ['frob']],
    [2, ['call', 'order.list', '{"limit":']],
    [2, ['import', 'products', '/nowhere.csv']],
    [1, ['call', 'order.list', '{"limit": -1}']],
    [1, ['call', 'stock.receive', '{"locationId": 1, "lines": [{"variantId": 1, "quantity": -5, "value": 1}]}']],
    [1, ['call', 'product.get', '{"productId": 999999}']],
  ])('exit %i for %j, and nothing is changed', async (code, args) => {
    const before = (await shopJson<{ headId: number }>(folder, 'check', '--json')).headId;
    const ran = await runShop(folder, ...args);
    expect(ran.code).toBe(code);
    expect(ran.err).not.toBe('');
    expect((await shopJson<{ headId: number }>(folder, 'check', '--json')).headId).toBe(before);
  });
});
