import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { registry } from '../../main/app/registry.ts';
import { findUnconfirmedRefunds } from '../../main/app/shop-clock.ts';
import type { ImportedOrder } from '../../shared/sales/order-import.contract.ts';
import { overdueFrom, overdueSince } from '../../shared/sales/refund-news.rules.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { migrations } from '../support/shop.ts';
import { channelId, channelOrder, newSellingShop, type SellingShop } from './support.ts';

let shop: SellingShop;
beforeEach(() => void (shop = newSellingShop()));
afterEach(() => {
  shop.check();
  shop.close();
});

const day = 86_400_000;
const first = channelOrder({ externalId: 'W1' });
const take = (item: ImportedOrder): number => {
  const [result] = shop.call('order.importBatch', { channelId, items: [item] }).results;
  if (!result?.ok) throw new Error(JSON.stringify(result));
  return result.value.orderId;
};
const told = (...refunds: ImportedOrder['refunds']): ImportedOrder => ({ ...first, refunds, versionAt: instant(shop.clock.now), contentHash: `with ${refunds.length} at ${shop.clock.now}` });
const refund = (externalId: string, amount: number): ImportedOrder['refunds'][number] => ({
  externalId, occurredAt: instant(shop.clock.now), reason: '', parts: [{ kind: 'amountOnly', lineExternalId: null, quantity: 0 as never, net: minor(amount), tax: minor(0) }],
});
const giveBack = (orderId: number, amount: number, account: 'channelClearing' | 'bank' = 'channelClearing') =>
  shop.call('refund.record', { orderId, parts: [{ kind: 'amountOnly', orderLineId: null, amount: minor(amount) }], account, reason: 'scratched' });
const watch = () =>
  findUnconfirmedRefunds({ lookUp: (name) => Promise.resolve(registry.lookups[name]!(shop.read)), internal: (actor, name, input) => Promise.resolve(shop.core.internal(actor, name, input)) }, instant(shop.clock.now));
const open = () => shop.call('exception.list', {}).rows.filter(({ kind }) => kind === 'refundUnconfirmed');
/** An order of the channel that was sent. */
function sentOrder(): number {
  const orderId = take(first);
  shop.call('shipment.ship', { orderId });
  return orderId;
}

test('a refund is overdue so many days after it was recorded, to the millisecond', () => {
  const at = instant(1_000_000_000_000);
  expect([overdueFrom(at, 3) - at, overdueSince(overdueFrom(at, 3), 3)]).toEqual([3 * day, at]);
});

test('a shop says how many days its channels have, and takes that back', async () => {
  giveBack(sentOrder(), 1_180);
  expect(shop.call('refund.rule', undefined)).toEqual({ confirmDays: 3 });
  shop.call('refund.setRule', { confirmDays: 10 });
  shop.clock.advance(9 * day);
  await watch();
  expect(open()).toEqual([]);
  shop.call('activity.undo', { commandId: Number(shop.raw.prepare('select max(id) from command').pluck().get()) });
  expect(shop.call('refund.rule', undefined)).toEqual({ confirmDays: 3 });
  await watch();
  expect(open()).toHaveLength(1);
});

test('a refund the channel tells of in time is never asked about', async () => {
  const orderId = sentOrder();
  giveBack(orderId, 1_180);
  shop.clock.advance(2 * day);
  take(told(refund('R1', 1_180)));
  shop.clock.advance(9 * day);
  await watch();
  expect(open()).toEqual([]);
  expect(shop.call('order.get', { orderId }).money.refunded).toBe(1_180);
});

test('one it does not tell of is put before a person after three days, once, and what was said of it holds', async () => {
  const orderId = sentOrder();
  const { number } = giveBack(orderId, 1_180);
  shop.clock.advance(3 * day - 1);
  await watch();
  expect(open()).toEqual([]);
  shop.clock.advance(1);
  for (const _time of [1, 2]) await watch();
  expect(open()).toMatchObject([{ orderId, fix: 'refundOnChannel', details: { number } }]);
  shop.call('exception.resolve', { exceptionId: open()[0]!.id, resolution: 'paid by hand' });
  shop.clock.advance(30 * day);
  await watch();
  expect(open()).toEqual([]);
});

test('the word of the channel ends it by itself, and only of the refund it told of', async () => {
  const orderId = sentOrder();
  const [one, other] = [giveBack(orderId, 1_180), giveBack(orderId, 500)];
  shop.clock.advance(4 * day);
  await watch();
  expect(open().map(({ details }) => details['number'])).toEqual([one.number, other.number]);
  take(told(refund('R2', 500)));
  expect(open().map(({ details }) => details['number'])).toEqual([one.number]);
  take(told(refund('R2', 500), refund('R1', 1_180)));
  expect(open()).toEqual([]);
  expect(shop.call('order.get', { orderId }).money.refunded).toBe(1_680);
});

test('money from the bank, and a refund the channel paid itself, wait for no word', async () => {
  const orderId = sentOrder();
  giveBack(orderId, 1_180, 'bank');
  take(told(refund('R1', 500)));
  shop.clock.advance(30 * day);
  await watch();
  expect(open()).toEqual([]);
  expect(registry.lookups['refund.nextUnconfirmed']!(shop.read)).toBeUndefined();
});

test('the question is answered from its index, however many refunds there are', () => {
  giveBack(sentOrder(), 1_180);
  const sql = "select id from refund where account = 'channelClearing' and externalId is null and missedAt is null and occurredAt <= 1 order by occurredAt limit 1";
  const steps = shop.raw.prepare(`explain query plan ${sql}`).all() as { detail: string }[];
  expect(steps.map(({ detail }) => detail)).toEqual([expect.stringContaining('USING INDEX refundUnconfirmed')]);
});

test('exceptions of an older file are kept as they were, with their numbers', () => {
  const raw = new Database(':memory:');
  const files = Object.entries(migrations).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const at = files.findIndex(([name]) => name.startsWith('0037-sales-refund-news'));
  for (const [, text] of files.slice(0, at)) raw.exec(text);
  raw.pragma('foreign_keys = off');
  raw.exec(`insert into orderException (id, orderId, kind, details, raisedAt, commandId, resolvedAt, resolution, resolveCommandId)
    values (3, 7, 'overpaid', '{"surplus":5}', 10, 1, 20, 'kept', 2), (4, 8, 'stuckParcel', '{}', 11, 1, null, null, null)`);
  const rows = () => raw.prepare('select * from orderException order by id').all();
  const before = rows();
  raw.exec(files[at]![1]);
  expect([rows(), before.length, raw.prepare("select seq from sqlite_sequence where name = 'orderException'").pluck().get()]).toEqual([before, 2, 4]);
  raw.close();
});
