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
    const connected = await shopJson<{ linked: number }>(folder, 'channel', 'add', 'Woo', '--url', outside.url, '--key', outside.credentials.consumerKey, '--secret', outside.credentials.consumerSecret, '--local-network');
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
    ['report', 'audit-trail'],
    ['report', 'payouts'],
    ['report', 'clearing', '--format', 'json'],
    ['export', 'journal', '--format', 'csv'],
    ['export', 'journal', '--format', 'datev', '--from', '2026-01-01', '--to', '2026-12-31', '--out', path.join(root, 'datev')],
    ['export', 'journal', '--format', 'kingdeeKis', '--from', '2026-01-01', '--to', '2026-12-31', '--out', path.join(root, 'kingdee')],
    ['export', 'journal', '--format', 'handOver', '--from', '2026-01-01', '--to', '2026-12-31', '--out', path.join(root, 'handover')],
    ['call', 'order.list', '{"limit": 1}'],
    ['call', 'user.add', '{"name": "Mei", "role": "clerk"}'],
    ['channel', 'list'],
    ['sync', '--once', '--channel', 'Woo'],
    ['backup'],
  ].map((args) => ({ line: args.slice(0, 4).join(' '), args })))('$line works', async ({ args }) => {
    const { code, err } = await runShop(folder, ...args);
    expect(err).toBe('');
    expect(code).toBe(0);
  });

  const sheet = (name: string, ...lines: string[]): string => {
    const file = path.join(root, name);
    fs.writeFileSync(file, `${lines.join('\n')}\n`);
    return file;
  };
  /** What a sheet did: the exit code, and the answer as it was printed. */
  async function imported(kind: string, file: string): Promise<Record<string, unknown>> {
    const { code, out, err } = await runShop(folder, 'import', kind, file);
    expect(err).toBe('');
    return { code, ...(JSON.parse(out) as object) };
  }
  const onHand = async (sku: string) => (await call<{ rows: { sku: string; onHand: number; value: number }[] }>(folder, 'stock.list', { limit: 100 })).rows.find((row) => row.sku === sku);

  test('products and their opening stock come in by sheets; an unknown SKU and an unreadable row are named by their rows', async () => {
    const products = sheet('products.csv', 'name,sku,price', 'Creel,CREEL,12.50', 'Net,NET,8.00');
    expect(await imported('products', products)).toMatchObject({ code: 0, counts: { new: 2, rejected: 0 }, written: true });
    expect(await imported('products', products)).toMatchObject({ code: 0, counts: { new: 0, same: 2 }, written: false });
    expect(await call(folder, 'variant.find', { code: 'NET' })).toMatchObject({ found: { sku: 'NET' } });
    const opening = sheet('opening.csv', 'sku,quantity,value', 'CREEL,4,20.00', 'NOSUCH,1,1.00', 'NET,many,1.00');
    expect(await imported('opening-stock', opening)).toMatchObject({
      code: 1,
      outcomes: { done: 1 },
      refused: [{ row: 3, item: 'NOSUCH', refusal: { code: 'sku.unknown' } }],
      problems: [{ row: 4, problem: 'quantity: unreadable' }],
    });
    expect(await onHand('CREEL')).toMatchObject({ onHand: 4000, value: 2000 });
  });

  test('customers come in by a sheet, once', async () => {
    const customers = sheet('customers.csv', 'name,email', 'Ada,ada@example.com', 'Ada again,ADA@example.com');
    expect(await imported('customers', customers)).toMatchObject({ code: 1, counts: { new: 1, rejected: 1 }, rejected: [{ row: 3 }] });
    expect(await imported('customers', customers)).toMatchObject({ counts: { new: 0, same: 1 } });
    const { rows } = await call<{ rows: { name: string }[] }>(folder, 'customer.list', { text: 'ada@example.com' });
    expect(rows.map(({ name }) => name)).toEqual(['Ada']);
  });

  test('orders come in by a sheet; the same sheet again is the same orders', async () => {
    const orders = sheet('orders.csv', 'number,date,sku,quantity,price,customer', 'S-1,2026-11-30,CREEL,1,12.50,Ada', `S-1,2026-11-30,${skus[1]},2,9.00,Ada`, 'S-2,2026-11-30,CREEL,1,9.00,Bo', 'S-2,2026-11-30,NOSUCH,1,9.00,Bo', 'S-3,30/11/2026,NET,1,9.00,Bo');
    const typed = async () => (await call<{ rows: OrderRow[] }>(folder, 'order.list', { limit: 100 })).rows.filter(({ number }) => number.startsWith('SO-')).map(({ number, total }) => ({ number, total }));
    const before = await typed();
    const once = await imported('orders', orders);
    expect(once).toMatchObject({ code: 1, outcomes: { taken: 1 }, refused: [{ row: 5, item: 'S-2', refusal: { code: 'variant.unknown', details: { sku: 'NOSUCH' } } }], problems: [{ row: 6, problem: 'date: notIso' }] });
    const after = await typed();
    expect(after.filter((one) => !before.some(({ number }) => number === one.number))).toMatchObject([{ total: 1250 + 2 * 900 }]);
    expect(await imported('orders', orders)).toEqual(once);
    expect(await typed()).toEqual(after);
  });

  test('a second shop outside is connected and disconnected', async () => {
    const second = await startEmulator({ now: Date.now() - 60_000 });
    second.store.currency = 'CNY';
    const names = async () => (await shopJson<{ channels: { name: string }[] }>(folder, 'channel', 'list')).channels.map(({ name }) => name);
    await shopJson(folder, 'channel', 'add', 'Second', '--url', second.url, '--key', second.credentials.consumerKey, '--secret', second.credentials.consumerSecret, '--local-network');
    expect(await names()).toContain('Second');
    await shopJson(folder, 'channel', 'remove', 'Second');
    expect(await names()).not.toContain('Second');
    await second.close();
  });

  test('a paper is written, a month is looked through and ticked, a backup is proved', async () => {
    const [order] = (await call<{ rows: OrderRow[] }>(folder, 'order.list', { limit: 1 })).rows;
    for (const name of ['order.pdf', 'order.html']) {
      expect(await runShop(folder, 'document', 'orderConfirmation', order!.number, '--out', path.join(root, name))).toMatchObject({ code: 0, err: '' });
    }
    expect(fs.readFileSync(path.join(root, 'order.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    expect(fs.readFileSync(path.join(root, 'order.html'), 'utf8')).toContain(order!.number);
    const month = (await runShop(folder, 'month', '--json')).out;
    const { rows, seen: _seen, ready, from } = JSON.parse(month) as { rows: { item: string; faults?: unknown[] }[]; seen?: unknown; ready: boolean; from: string };
    expect(rows.length).toBeGreaterThan(10);
    expect(ready).toBe(false);
    expect(await runShop(folder, 'month', 'tick', from.slice(0, 7), '1', '--note', 'by hand')).toMatchObject({ code: 0, err: '' });
    expect((await runShop(folder, 'month', from.slice(0, 7), '--json')).out).toContain('by hand');
    expect(await runShop(folder, 'month', 'lock', from.slice(0, 7))).toMatchObject({ code: 1, err: expect.stringContaining('month.stillOpen') as unknown });
    const copy = path.join(root, 'proved.db');
    await shopJson(folder, 'backup', copy);
    expect(await shopJson(folder, 'verify', copy)).toMatchObject({ faults: [], images: [] });
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
