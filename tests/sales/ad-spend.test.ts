import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { adShares, daysOfSpend, isOver, soldOf } from '../../shared/sales/ad-spend.rules.ts';
import { day } from '../../shared/units/day.ts';
import { minor, sumMinor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { refused } from '../support/refused.ts';
import { channelId, channelOrder, newSellingShop, type SellingShop } from './support.ts';

const oneDay = 86_400_000;
let shop: SellingShop;
beforeEach(() => {
  shop = newSellingShop();
  shop.raw.exec("insert into channel (id, name, kind, url, currency, goLiveAt, addedAt) values (1, 'Web', 'woocommerce', 'https://web.example', 'CNY', 0, 0)");
});
afterEach(() => {
  shop.check();
  shop.close();
});

/** Typed by hand: rods sell for 113.00 with tax, lines for 22.60. */
const order = (lines: Partial<Record<'ROD' | 'LINE', number>>): number =>
  shop.call('order.create', { lines: Object.entries(lines).map(([sku, count]) => ({ variantId: shop.variant[sku as 'ROD'], quantity: pieces(count) })) }).orderId;
const fromChannel = (externalId: string): number => {
  const [result] = shop.call('order.importBatch', { channelId, items: [channelOrder({ externalId })] }).results;
  if (!result?.ok) throw new Error('refused');
  return result.value.orderId;
};
const spend = (amount: number, more: object = {}) => shop.call('adSpend.record', { fromOn: day('2026-03-01'), throughOn: day('2026-03-05'), amount: minor(amount), ...more }).adSpendId;
const ads = (orderId: number) => shop.call('order.profit', { orderId }).parts?.find(({ kind }) => kind === 'ads');
const undoLast = () => shop.call('activity.undo', { commandId: Number(shop.raw.prepare('select max(id) from command').pluck().get()) });

test('orders of the days share what was spent by what they sell for, to the last cent', () => {
  const [rod, line] = [order({ ROD: 1 }), order({ LINE: 1 })];
  const adSpendId = spend(1_000);
  // 113.00 and 22.60: five sixths and one sixth of 10.00, the cent over to the larger remainder.
  const told = shop.call('adSpend.shares', { adSpendId });
  expect(told).toMatchObject({ amount: 1_000, isOver: false, name: null, rest: { orders: 0, sold: 0, share: 0 } });
  expect(told.orders.map(({ orderId, sold, share }) => [orderId, sold, share])).toEqual([[rod, 11_300, 833], [line, 2_260, 167]]);
  expect([ads(rod)?.amount, ads(line)?.amount]).toEqual([-833, -167]);
  expect(shop.call('order.profit', { orderId: rod }).ads).toMatchObject([{ adSpendId, amount: 1_000, share: 833, orders: 2 }]);
});

test('it is an estimate while the days run and each new order takes its part, and actual once they are over', () => {
  const first = order({ ROD: 1 });
  spend(1_000);
  expect(ads(first)).toMatchObject({ amount: -1_000, isActual: false });
  shop.clock.advance(oneDay);
  const second = order({ ROD: 1 });
  expect([ads(first)?.amount, ads(second)?.amount]).toEqual([-500, -500]);
  shop.clock.advance(4 * oneDay);
  const late = order({ ROD: 1 });
  expect([ads(first), ads(second), ads(late)]).toMatchObject([{ amount: -500, isActual: true }, { amount: -500, isActual: true }, undefined]);
});

test('what a channel spent is borne by its orders alone; what was told of one order comes beside', () => {
  const [byHand, web] = [order({ ROD: 1 }), fromChannel('W1')];
  spend(600, { channelId });
  expect([ads(byHand), ads(web)?.amount]).toEqual([undefined, -600]);
  spend(100, { throughOn: day('2026-03-02') });
  shop.call('orderCost.record', { orderId: web, kind: 'ads', amount: minor(50) });
  // 100 is shared by 113.00 and 248.60.
  expect([ads(byHand)?.amount, ads(web)?.amount]).toEqual([-31, -600 - 69 - 50]);
  expect(ads(web)?.isActual).toBe(false);
});

test('an order called off bears nothing, and the others bear its part', () => {
  const [kept, gone] = [order({ ROD: 1 }), order({ ROD: 1 })];
  spend(1_000);
  shop.call('order.cancel', { orderId: gone, reason: '' });
  expect([ads(kept)?.amount, ads(gone)]).toEqual([-1_000, undefined]);
});

test('it posts nothing, and what was said by mistake is taken back and counts again', () => {
  const orderId = order({ ROD: 1 });
  const entries = () => shop.raw.prepare('select count(*) from journalEntry').pluck().get();
  const before = entries();
  const adSpendId = spend(1_000, { campaignId: shop.call('campaign.add', { name: '618', fromOn: day('2026-03-01') }).campaignId });
  expect(entries()).toBe(before);
  expect(shop.call('adSpend.list', {}).rows).toMatchObject([{ adSpendId, name: '618', campaign: '618', channel: null, orders: 1, sold: 11_300 }]);
  shop.call('adSpend.withdraw', { adSpendId });
  expect([ads(orderId), shop.call('adSpend.list', {}).rows]).toEqual([undefined, []]);
  refused(() => shop.call('adSpend.withdraw', { adSpendId }), 'record.changed');
  refused(() => shop.call('adSpend.shares', { adSpendId }), 'record.missing');
  undoLast();
  expect(ads(orderId)?.amount).toBe(-1_000);
  expect(() => shop.raw.exec('update adSpend set amount = 1')).toThrow('withdrawn, never edited');
  expect(() => shop.raw.exec('delete from adSpend')).toThrow('never removed');
});

test('days that are too many or the wrong way round, and what nobody knows, are refused', () => {
  refused(() => spend(1, { throughOn: day('2026-02-01') }), 'campaign.backwards');
  refused(() => spend(1, { throughOn: day('2026-06-01') }), 'adSpend.tooLong');
  refused(() => spend(1, { channelId: 99 }), 'record.missing');
  refused(() => spend(1, { campaignId: 99 }), 'record.missing');
  expect([daysOfSpend(day('2026-03-01'), day('2026-03-01')), isOver({ throughOn: day('2026-03-01') }, day('2026-03-01')), isOver({ throughOn: day('2026-03-01') }, day('2026-03-02'))]).toEqual([1, false, true]);
});

test('pages of spends follow one another by their days', () => {
  const ids = ['2026-03-03', '2026-03-05', '2026-03-05'].map((throughOn) => spend(100, { throughOn: day(throughOn) }));
  const first = shop.call('adSpend.list', { limit: 2 });
  const second = shop.call('adSpend.list', { limit: 2, before: first.next! });
  expect([...first.rows, ...second.rows].map(({ adSpendId }) => adSpendId)).toEqual([ids[2], ids[1], ids[0]]);
  expect(second.next).toBeNull();
});

test('whoever may not know costs is not told what advertising an order bears', () => {
  const orderId = order({ ROD: 1 });
  spend(1_000);
  expect(shop.as('clerk').call('order.profit', { orderId })).not.toHaveProperty('ads');
});

test('shares add up to what was spent, whatever orders sell for, and each is within a cent of its part', () => {
  fc.assert(
    fc.property(fc.integer({ min: -5_000_000, max: 5_000_000 }).map(minor), fc.array(fc.record({ claim: fc.nat(900_000).map(minor), cancelledClaim: fc.nat(900_000).map(minor) }), { minLength: 1, maxLength: 30 }), (amount, orders) => {
      const sold = orders.map(soldOf);
      const shares = adShares(amount, sold);
      expect(sumMinor(shares)).toBe(amount);
      const all = sumMinor(sold);
      // Where none sells for anything they bear alike.
      const part = (one: number): number => (all === 0 ? amount / sold.length : (amount * one) / all);
      expect(Math.max(...shares.map((share, index) => Math.abs(share - part(sold[index]!))))).toBeLessThan(1.000_001);
    }),
  );
  expect(adShares(minor(100), [])).toEqual([]);
});
