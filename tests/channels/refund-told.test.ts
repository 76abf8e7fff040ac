import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { markIn, refundMarkOf } from '../../shared/sales/refund-mark.rules.ts';
import { madeThere } from '../../main/channels/refund-there.ts';
import { amountText } from '../../main/channels/decimal.ts';
import type { RefundPush } from '../../main/channels/connector.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { migrations } from '../support/shop.ts';
import { type ConnectedShop, newConnectedShop } from './connected-shop.ts';

test('a mark is one word, found among others and nowhere else', () => {
  const mark = refundMarkOf('0123456789abcdef'.repeat(4));
  expect([mark, markIn(`退款 RF-1 ${mark}`), markIn(`${mark}.`), markIn(`${mark}0`), markIn('goodwill'), markIn('')]).toEqual(['SW-0123456789abcdef', mark, mark, undefined, undefined, undefined]);
});

test('amounts as shops read them', () => {
  expect([[5, 2], [1234, 2], [-50, 2], [0, 2], [500, 0], [1, 3]].map(([value = 0, digits = 0]) => amountText(minor(value), digits))).toEqual(['0.05', '12.34', '-0.50', '0.00', '500', '0.001']);
});

test('the refund there that is ours: by its mark, else by its amount where nobody accounts for it', () => {
  const ask: RefundPush = { orderId: '1', amount: minor(500), currency: 'USD', number: 'RF-1', mark: 'ours', known: ['7'], others: ['other'] };
  const there = (externalId: string, amount: number, mark?: string) => ({ externalId, amount: minor(amount), mark });
  const found = (...rows: ReturnType<typeof there>[]) => madeThere(ask, rows)?.externalId;
  expect(found(there('8', 500), there('9', 400, 'ours'))).toBe('9');
  expect(found(there('7', 500), there('8', 500, 'other'), there('9', 400))).toBeUndefined();
  expect(found(there('8', 500))).toBe('8');
  // Asked for by this shop before its file was put back.
  expect(found(there('8', 500, 'of another life'))).toBe('8');
});

describe('beside a shop outside', () => {
  let at: ConnectedShop;
  let order: Record<string, unknown>;

  beforeEach(async () => {
    at = await newConnectedShop();
    const product = at.outside.addProduct({ name: 'Rod', sku: 'ROD', cents: 1000, stock: 7 });
    at.shop.call('product.importBatch', { items: [{ name: 'Rod', variants: [{ sku: 'ROD' }] }] });
    at.shop.call('stock.openingBatch', { items: [{ sku: 'ROD', quantity: pieces(10), value: minor(4000) }] });
    const channelId = await at.connect(at.outside);
    at.advance(60_000);
    order = at.outside.addOrder({ status: 'processing', lines: [{ productId: Number(product['id']), quantity: 2 }] });
    await at.sync();
    const { digest } = at.shop.call('channel.preview', { channelId, capability: 'refunds', afterId: 0, limit: 1 });
    at.shop.call('channel.switchOn', { channelId, capability: 'refunds', digest });
  });
  afterEach(async () => {
    at.shop.check();
    await at.close();
  });

  const payBack = (cents: number) => at.shop.call('refund.record', { orderId: 1, account: 'channelClearing', reason: 'Said in confidence', parts: [{ kind: 'amountOnly', orderLineId: null, amount: minor(cents) }] });
  const news = () => at.shop.call('outbox.list', { channelId: 1, state: null, beforeId: null, limit: 10 }).rows.filter(({ capability }) => capability === 'refund').map(({ state, problem, says, answer }) => ({ state, problem, says, answer }));

  test('parked where the gateway cannot pay back: it says why, and ends by itself once the owner paid it back there by hand', async () => {
    at.outside.store.paysBack = false;
    payBack(500);
    expect(await at.sync()).toMatchObject([{ ok: true, parked: 1 }]);
    expect(news()).toMatchObject([{ state: 'parked', problem: 'refused', says: expect.stringContaining('does not support automatic refunds') }]);
    expect(at.shop.call('sync.status', undefined).channels[0]).toMatchObject({ state: 'needsYou', fixes: ['reviewParked'] });
    at.advance(60_000);
    at.outside.refund(order, { amount: '5.00', rows: [] });
    await at.sync();
    expect(news()).toMatchObject([{ state: 'sent', problem: null, answer: 'the channel told of it' }]);
    expect(at.shop.call('sync.status', undefined).channels[0]).toMatchObject({ state: 'fine', parked: 0 });
  });

  test('a person tries again, and it goes', async () => {
    at.outside.store.paysBack = false;
    payBack(500);
    await at.sync();
    at.outside.store.paysBack = true;
    const [parked] = at.shop.call('outbox.list', { channelId: 1, state: 'parked', beforeId: null, limit: 10 }).rows;
    at.shop.call('outbox.replay', { outboxId: parked!.id });
    await at.sync();
    expect(news()).toMatchObject([{ state: 'sent', answer: 'paid back' }]);
    expect(at.outside.store.refunds.get(Number(order['id']))).toHaveLength(1);
  });

  test('nothing of the reason leaves, and a refund keeps its mark', async () => {
    payBack(500);
    await at.sync();
    expect(JSON.stringify(at.outside.writes())).not.toContain('confidence');
    expect(() => at.shop.raw.exec("update refund set mark = 'SW-fedcba9876543210'")).toThrow('a refund keeps its mark');
  });

  test('told of in disorder: the second of one amount made there is not taken for the first', async () => {
    payBack(500);
    payBack(500);
    const [first, second] = at.shop.raw.prepare('select mark from refund order by id').pluck().all() as string[];
    at.outside.refund(order, { amount: '5.00', reason: `RF ${second ?? ''}`, rows: [] });
    await at.sync();
    const reasons = at.outside.store.refunds.get(Number(order['id']))?.map((row) => markIn(String(row['reason'])));
    expect(new Set(reasons)).toEqual(new Set([first, second]));
    expect(reasons).toHaveLength(2);
    expect(at.shop.raw.prepare('select count(*) from refund where externalId is not null').pluck().get()).toBe(2);
  });

  test('a return that is settled through the channel is paid back there too, and the channel’s order brings nothing twice', async () => {
    at.shop.call('shipment.ship', { orderId: 1, carrier: null, trackingNumber: null });
    const lines = [{ orderLineId: 1, quantity: pieces(1), reason: 'changedMind', disposition: 'restock' as const }];
    at.shop.call('rma.takeBack', { orderId: 1, lines, to: 'channelClearing' });
    for (let tries = 0; tries < 2; tries += 1) {
      await at.sync();
      at.advance(3_600_000);
    }
    expect(at.outside.store.refunds.get(Number(order['id']))?.map((row) => row['amount'])).toEqual(['10.00']);
    expect(at.shop.raw.prepare('select amount, externalId is not null told from refund').all()).toEqual([{ amount: 1000, told: 1 }]);
  });

  test('switched off again, it waits; disconnected, it is set aside', async () => {
    at.shop.call('channel.switchOff', { channelId: 1, capability: 'refunds' });
    payBack(500);
    await at.sync();
    expect([news(), at.outside.writes()]).toMatchObject([[{ state: 'waiting' }], []]);
    at.shop.call('channel.remove', { channelId: 1 });
    expect(at.shop.raw.prepare("select state, problem from outbox where capability = 'refund'").all()).toEqual([{ state: 'parked', problem: 'disconnected' }]);
    // Nobody is left to tell.
    payBack(250);
    expect(at.shop.raw.prepare('select count(*) from refund where mark is null').pluck().get()).toBe(1);
  });
});

test('news of an older file is kept as it was, with its numbers and what took its place', () => {
  const raw = new Database(':memory:');
  const files = Object.entries(migrations).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const at = files.findIndex(([name]) => name.startsWith('0040-channels-refunds'));
  for (const [, text] of files.slice(0, at)) raw.exec(text);
  raw.pragma('foreign_keys = on');
  raw.exec(`insert into command (id, method, recordedAt, userId, role, via, inputDigest) values (1, 'x', 1, 1, 'owner', 'app', '');
    insert into outbox (id, channelId, capability, key, payload, commandId, createdAt, state, nextTryAt) values (9, 1, 'stock', 'listing:1', '{}', 1, 1, 'parked', 1);
    insert into outbox (id, channelId, capability, key, payload, commandId, createdAt, state, nextTryAt, supersededById) values (4, 1, 'stock', 'listing:1', '{}', 1, 1, 'superseded', 1, 9);
    update outbox set problem = 'toldBefore', says = 'no' where id = 9`);
  const rows = () => raw.prepare('select * from outbox order by id').all();
  const before = rows();
  raw.transaction(() => raw.exec(files[at]![1])).exclusive();
  expect([rows(), before.length, raw.prepare("select seq from sqlite_sequence where name = 'outbox'").pluck().get(), raw.pragma('foreign_key_check')]).toEqual([before, 2, 9, []]);
  raw.close();
});
