import { afterEach, beforeEach, expect, test } from 'vitest';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { openingTime } from '../support/shop.ts';
import { channelId, channelLine, channelOrder, newSellingShop, type SellingShop } from './support.ts';

let shop: SellingShop;
beforeEach(() => {
  shop = newSellingShop();
});
afterEach(() => {
  shop.check();
  shop.close();
});

/** So many orders of two lines each, as one channel sends them in two deliveries. */
function orders(count: number): number[] {
  const item = (index: number) =>
    channelOrder({
      externalId: `J${index}`,
      customer: { name: `Buyer ${index}`, email: `b${index}@example.cn`, phone: null },
      lines: [channelLine('1', 'LINE', 2, 4_000, 520), channelLine('2', 'HOOK', 1, 333, 43)],
      total: minor(4_896),
      payments: [{ externalId: `pay J${index}`, amount: minor(4_896), method: 'alipay', occurredAt: instant(openingTime + 60_000), fee: minor(0) }],
    });
  const half = Math.ceil(count / 2);
  return [0, half].flatMap((from) => {
    const items = Array.from({ length: Math.min(half, count - from) }, (_, index) => item(from + index));
    return shop.call('order.importBatch', { channelId, items }).results.map((result) => (result.ok ? result.value.orderId : 0));
  });
}

const receive = (sku: 'LINE' | 'HOOK', count: number) =>
  shop.call('stock.receive', { locationId: shop.locationId, lines: [{ variantId: shop.variant[sku], quantity: pieces(count), value: minor(count * 100) }] });

const finish = (): void => {
  while (shop.core.workSlice());
};
const start = (kind: string, method: string, ids: readonly number[], shared?: Record<string, unknown>): number => {
  const { jobId } = shop.call('job.start', { kind, method, items: ids.map((orderId) => ({ orderId })), ...(shared && { shared }) });
  finish();
  return jobId;
};
const undo = (jobId: number): number => {
  const undone = shop.call('job.undo', { jobId });
  finish();
  return undone.jobId;
};
const stateOf = (jobId: number) => shop.call('job.get', { jobId }).job;
const rowsOf = (sql: string): unknown[] => shop.raw.prepare(sql).all();

/** What an undo has to bring back: what is set aside of which line where, what is free, how orders stand and what they owe. */
const standing = () => ({
  setAside: rowsOf('select orderLineId, locationId, quantity from allocation order by orderLineId, locationId'),
  free: rowsOf('select variantId, locationId, onHand, onHold, allocated from stockLevel order by variantId, locationId'),
  orders: rowsOf('select id, fulfilment, payment, owed from salesOrder order by id'),
  balances: rowsOf('select ledgerAccountId, sum(amount) as amount from posting group by ledgerAccountId having sum(amount) <> 0 order by ledgerAccountId'),
});

test('320 orders are set goods aside for as one job, the refused named, and one undo frees what the job set aside and no more', () => {
  // Twenty lines on the shelf: the first ten orders have all of theirs, twenty have their hook, the rest wait.
  const ids = orders(320);
  const gone = [ids[17]!, ids[250]!];
  const asked = ids.map((id) => (gone.includes(id) ? 900_000 + id : id));
  receive('LINE', 700);
  receive('HOOK', 150);
  const before = standing();
  expect(before.setAside).toHaveLength(30);
  const jobId = start('allocate', 'order.allocate', asked);
  expect(stateOf(jobId)).toMatchObject({ state: 'done', done: 318, refused: 2 });
  // Every line of the others, and as many hooks as there were.
  expect(rowsOf('select sum(quantity) as quantity from allocation')).toEqual([{ quantity: (318 * 2 + 170) * 1_000 }]);
  const refused = shop.call('job.results', { jobId, refusedOnly: true }).rows;
  expect(refused.map(({ item, refusal }) => [item, refusal?.code])).toEqual([[17, 'order.missing'], [250, 'order.missing']]);
  const undoId = undo(jobId);
  expect(stateOf(undoId)).toMatchObject({ state: 'done', done: 318, refused: 0 });
  expect(standing()).toEqual(before);
  // Which is taken back as well.
  undo(undoId);
  expect(rowsOf('select sum(quantity) as quantity from allocation')).toEqual([{ quantity: (318 * 2 + 170) * 1_000 }]);
});

test('260 orders are cancelled as one job, the shipped refused, and one undo opens every one again', () => {
  receive('LINE', 600);
  receive('HOOK', 300);
  const ids = orders(260);
  const shipped = [ids[3]!, ids[140]!, ids[259]!];
  shop.call('order.approve', { items: shipped.map((orderId) => ({ orderId })), reason: 'test' });
  for (const orderId of shipped) shop.call('shipment.ship', { orderId });
  const before = standing();
  const jobId = start('cancel', 'order.cancelBatch', ids, { reason: 'The fair is off' });
  expect(stateOf(jobId)).toMatchObject({ state: 'done', done: 257, refused: 3 });
  expect(rowsOf("select count(*) as count, sum(owed) as owed from salesOrder where fulfilment = 'cancelled'")).toEqual([{ count: 257, owed: 257 * 4_896 }]);
  expect(rowsOf('select sum(quantity) as quantity from allocation')).toEqual([{ quantity: null }]);
  const { rows, total, next } = shop.call('job.results', { jobId, refusedOnly: true, limit: 2 });
  expect(total).toBe(260);
  expect(rows.map(({ item, order, refusal }) => [item, order?.orderId, refusal?.code])).toEqual([[3, ids[3], 'order.alreadyShipped'], [140, ids[140], 'order.alreadyShipped']]);
  expect(shop.call('job.results', { jobId, refusedOnly: true, after: next!, limit: 2 })).toMatchObject({ rows: [{ item: 259 }], next: null });
  shop.check();
  const undoId = undo(jobId);
  expect(stateOf(undoId)).toMatchObject({ state: 'done', done: 257, refused: 0 });
  expect(standing()).toEqual(before);
  // A row of the undo names its order too, though it was asked by its cancellation.
  expect(shop.call('job.results', { jobId: undoId, limit: 1 }).rows).toMatchObject([{ item: 0, ok: true, order: { orderId: ids[0], number: 'J0' } }]);
});

test('what one act set aside is set free again without what its order held before', () => {
  receive('LINE', 1);
  const [first, second] = orders(2) as [number, number];
  const held = (orderId: number) => shop.call('order.get', { orderId }).lines.map(({ allocated }) => allocated);
  shop.call('order.release', { items: [{ orderId: first }, { orderId: second }] });
  shop.call('stock.adjust', { locationId: shop.locationId, reason: 'damage', lines: [{ variantId: shop.variant.LINE, quantity: pieces(-20) }] });
  shop.call('order.allocate', { items: [{ orderId: first }] });
  expect(held(first)).toEqual([1_000, 1_000]);
  receive('LINE', 5);
  const { results } = shop.call('order.allocate', { items: [{ orderId: first }] });
  expect(results).toMatchObject([{ value: { allocated: 1_000, backordered: 0, parts: [{ locationId: shop.locationId, quantity: 1_000 }] } }]);
  shop.call('activity.undo', { commandId: Number(shop.raw.prepare('select max(id) from command').pluck().get()) });
  expect(held(first)).toEqual([1_000, 1_000]);
  // Nothing is there to take back, and nothing is taken.
  shop.call('order.allocate', { items: [{ orderId: first }] });
  shop.call('order.allocate', { items: [{ orderId: first }] });
  shop.call('activity.undo', { commandId: Number(shop.raw.prepare('select max(id) from command').pluck().get()) });
  expect(held(first)).toEqual([2_000, 1_000]);
});
