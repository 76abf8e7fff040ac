import { afterEach, beforeEach, expect, test } from 'vitest';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { refused } from '../support/refused.ts';
import { channelId, channelLine, channelOrder, newSellingShop, type SellingShop } from './support.ts';

let shop: SellingShop;
beforeEach(() => {
  shop = newSellingShop();
});
afterEach(() => {
  shop.check();
  shop.close();
});

/** Orders of many people, a line each, so that no rule stands against any. */
function orders(count: number): number[] {
  const items = Array.from({ length: count }, (_, index) =>
    channelOrder({ externalId: `W${index}`, customer: { name: `Buyer ${index}`, email: `b${index}@example.cn`, phone: null }, lines: [channelLine('1', 'ROD', 1, 0, 0)], total: minor(0), payments: [] }),
  );
  return shop.call('order.importBatch', { channelId, items }).results.map((result) => (result.ok ? result.value.orderId : 0));
}
const approve = (ids: readonly number[], reason = '') => shop.call('order.approve', { items: ids.map((orderId) => ({ orderId })), reason });
const counts = () => shop.call('order.counts', undefined);
const lastCommand = () => Number(shop.raw.prepare('select max(id) from command').pluck().get());

test('an order is approved by somebody, once, and the step says who and when', () => {
  const [orderId] = orders(1) as [number];
  shop.clock.advance(120_000);
  expect(counts()).toMatchObject({ toApprove: 1, safe: 1, toShip: 0 });
  expect(approve([orderId]).results).toEqual([{ ok: true, value: { orderId } }]);
  expect(counts()).toMatchObject({ toApprove: 0, safe: 0, toShip: 1 });
  expect(shop.call('order.get', { orderId })).toMatchObject({ approved: true, timeline: [{ kind: 'order' }, { kind: 'approval', userName: 'Lin' }] });
  expect(approve([orderId]).results).toMatchObject([{ ok: false, refusal: { code: 'order.approvedAlready' } }]);
  shop.call('activity.undo', { commandId: lastCommand() - 1 });
  expect(counts()).toMatchObject({ toApprove: 1, toShip: 0 });
});

test('safe ones are approved, and what speaks against the others is said for each', () => {
  const [safe, held, missing, unpaid] = [...orders(2), ...take('M', { lines: [channelLine('1', 'ROD', 40, 0, 0)] }), ...take('U', { status: 'unpaid', lines: [channelLine('1', 'HOOK', 1, 333, 0)], total: minor(333) })] as [number, number, number, number];
  shop.call('order.hold', { orderId: held, reason: 'call first' });
  expect(shop.call('order.safe', {}).orderIds).toEqual([safe]);
  const answers = approve([safe, held, missing, unpaid]).results.map((result) => (result.ok ? 'done' : result.refusal.code));
  expect(answers).toEqual(['done', 'order.onHold', 'order.checksStand', 'order.notPaidThere']);
  expect(approve([missing], 'the rest follows next week').results).toMatchObject([{ ok: true }]);
  expect(shop.call('order.get', { orderId: missing }).timeline.find(({ kind }) => kind === 'approval')).toMatchObject({ says: 'the rest follows next week' });
});

const take = (externalId: string, changes: Partial<Parameters<typeof channelOrder>[0]>): number[] =>
  shop.call('order.importBatch', { channelId, items: [channelOrder({ externalId, total: minor(0), payments: [], customer: { name: externalId, email: `${externalId}@example.cn`, phone: null }, ...changes })] }).results.map((result) => (result.ok ? result.value.orderId : 0));

test('what was typed here is approved by whoever typed it', () => {
  const { orderId } = shop.call('order.create', { lines: [{ variantId: shop.variant.HOOK, quantity: pieces(1) }] });
  expect(shop.call('order.get', { orderId })).toMatchObject({ approved: true, timeline: [{ kind: 'order' }] });
});

test('an approval is not taken back once goods have left, and a cancelled order is not approved', () => {
  const [shipped, cancelled] = orders(2) as [number, number];
  approve([shipped]);
  shop.call('shipment.ship', { orderId: shipped });
  expect(shop.call('order.unapprove', { items: [{ orderId: shipped }, { orderId: cancelled }] }).results).toMatchObject([{ refusal: { code: 'order.alreadyShipped' } }, { refusal: { code: 'order.notApproved' } }]);
  shop.call('order.cancel', { orderId: cancelled, reason: 'no' });
  expect(approve([cancelled]).results).toMatchObject([{ refusal: { code: 'order.nothingOpen' } }]);
  // Nor by SQL.
  expect(() => shop.raw.exec(`insert into orderApproval (orderId, reason, approvedAt, commandId) values (${cancelled}, '', 0, 1)`)).toThrow('an order that is over is not approved');
  expect(() => shop.raw.exec("update orderApproval set reason = 'other'")).toThrow('a reason is erased, never edited');
  expect(() => shop.raw.exec('delete from orderApproval')).toThrow('an approval is withdrawn, never removed');
});

test('450 orders are approved as one job, each with its result, and taken back by one undo, which is undone again', () => {
  const ids = [...Array(3)].flatMap((_, page) => take150(page));
  shop.call('order.hold', { orderId: ids[7]!, reason: 'no' });
  const finish = (): void => {
    while (shop.core.workSlice());
  };
  const { jobId } = shop.call('job.start', { kind: 'approve', method: 'order.approve', items: ids.map((orderId) => ({ orderId })), shared: { reason: '' } });
  refused(() => shop.call('job.undo', { jobId }), 'record.changed');
  finish();
  expect(shop.call('job.get', { jobId }).job).toMatchObject({ done: 449, refused: 1, state: 'done' });
  expect(shop.call('job.results', { jobId, after: 6, limit: 3 })).toMatchObject({ total: 450, rows: [{ item: 6, ok: true }, { item: 7, ok: false, asked: { orderId: ids[7] }, refusal: { code: 'order.onHold' } }, { item: 8, ok: true }] });
  expect(counts()).toMatchObject({ toApprove: 1 });
  const undone = shop.call('job.undo', { jobId });
  finish();
  expect(counts()).toMatchObject({ toApprove: 450 });
  expect(shop.call('job.get', { jobId: undone.jobId }).job).toMatchObject({ done: 449, refused: 0 });
  shop.call('activity.undo', { commandId: Number(shop.raw.prepare("select max(id) from command where method = 'job.undo'").pluck().get()) });
  finish();
  expect(counts()).toMatchObject({ toApprove: 1 });
});

function take150(page: number): number[] {
  const items = Array.from({ length: 150 }, (_, index) => channelOrder({ externalId: `J${page}-${index}`, customer: null, lines: [channelLine('1', 'LINE', 1, 0, 0)], total: minor(0), payments: [] }));
  if (page === 0) shop.call('stock.receive', { locationId: shop.locationId, lines: [{ variantId: shop.variant.LINE, quantity: pieces(500), value: minor(1) }] });
  return shop.call('order.importBatch', { channelId, items }).results.map((result) => (result.ok ? result.value.orderId : 0));
}
