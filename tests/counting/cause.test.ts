import { afterEach, beforeEach, expect, test } from 'vitest';
import { pieces } from '../../shared/units/quantity.ts';
import { refused } from '../support/refused.ts';
import { type CountingShop, newCountingShop, newDevice } from './support.ts';

let c: CountingShop;
beforeEach(() => (c = newCountingShop()));
afterEach(() => {
  c.shop.check();
  c.shop.close();
});

test('a suggested cause is a hint: two tea missing in A1 and two over in A2 stay two lines to decide, and post as they were decided', () => {
  const { stocktakeId } = c.lin('stocktake.plan', { name: '全盘', locationId: c.locationId, scope: { kind: 'location' } });
  c.lin('stocktake.start', { stocktakeId });
  const gun = newDevice(c.shop, c.gun, stocktakeId);
  gun.scan(c.wei, c.bins.a1, { variantId: c.tea, quantity: pieces(18) });
  gun.scan(c.wei, c.bins.a2, { variantId: c.tea, quantity: pieces(2), anyway: true });
  gun.scan(c.wei, c.bins.a1, { variantId: c.cups, quantity: pieces(6) });
  gun.scan(c.wei, c.bins.a2, { variantId: c.whisk, quantity: pieces(9) });
  c.wei('stocktake.finish', { stocktakeId });
  const review = () => c.lin('stocktake.review', { stocktakeId, view: 'decide' });
  const before = review();
  expect(before.rows.map(({ bin, variance, state, reason }) => [bin, variance, state, reason])).toEqual([['A1', -2000, 'decide', null], ['A2', 2000, 'decide', null]]);
  const causes = before.rows.map(({ lineId }) => c.lin('stocktake.line', { lineId }).causes);
  expect(causes).toMatchObject([[{ kind: 'neighbour', bin: 'A2', quantity: 2000 }], [{ kind: 'neighbour', bin: 'A1', quantity: -2000 }]]);
  // They were read, and nothing followed from them.
  expect(review()).toEqual(before);
  expect(c.shop.raw.prepare('select count(*) from stocktakeDecision').pluck().get()).toBe(0);
  refused(() => c.lin('stocktake.post', { stocktakeId }), 'stocktake.undecided');
  c.lin('stocktake.accept', { stocktakeId, items: before.rows.map(({ lineId, variance }) => ({ lineId, variance: variance!, reason: 'shrinkage' })) });
  c.lin('stocktake.post', { stocktakeId });
  const moved = c.shop.raw.prepare("select kind, binId, quantity from stockMovement where sourceKind = 'stocktake' order by id").raw().all();
  expect(moved).toEqual([['gain', c.bins.a2, 2000], ['loss', c.bins.a1, -2000]]);
});
