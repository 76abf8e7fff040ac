import { afterEach, beforeEach, expect, test } from 'vitest';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { percent, ratePpm } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { marketingProofs } from '../../main/marketing/proofs.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { channelId, channelOrder, newSellingShop, type SellingShop } from '../sales/support.ts';

let shop: SellingShop;
beforeEach(() => {
  shop = newSellingShop();
  shop.raw.exec("insert into channel (id, name, kind, url, currency, goLiveAt, addedAt) values (1, 'Web', 'woocommerce', 'https://web.example', 'CNY', 0, 0)");
});
afterEach(() => shop.close());

const refused = (act: () => unknown): { code: string; details: unknown } => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.data();
    throw error;
  }
  throw new Error('nothing was refused');
};

/** Saturday and Sunday; the shop opens on Monday, 2026-03-02. */
const weekend = { name: 'Weekend', firstOn: day('2026-03-07'), lastOn: day('2026-03-08') };
const saturday = Date.UTC(2026, 2, 7, 2);
const planned = (changes: object = {}): number => shop.call('promotion.create', { ...weekend, variantIds: [shop.variant.ROD], percentOff: percent(10), ...changes }).promotionId;
const armed = (changes: object = {}): number => shop.call('promotion.arm', { promotionId: planned(changes) }).promotionId;
const priceOf = (changes: object = {}) => shop.call('priceList.explain', { variantId: shop.variant.ROD, ...changes }).price;
const keep = (count: number, until = '2026-03-08') => shop.call('lease.keep', { channelId, variantId: shop.variant.ROD, quantity: pieces(count), until: day(until) });

test('a draft holds nowhere; armed it holds on its days and ends by itself', () => {
  const promotionId = planned();
  shop.clock.set(saturday);
  expect(priceOf()).toBe(1_000_000);
  shop.call('promotion.arm', { promotionId });
  expect(priceOf()).toBe(900_000);
  expect(shop.call('order.create', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(1) }] }).total).toBe(10_170);
  expect(shop.call('order.offers', { variantIds: [shop.variant.ROD] }).rows).toMatchObject([{ unitPrice: 900_000, priceList: 'Weekend' }]);
  const states = [saturday - 86_400_000, saturday, saturday + 86_400_000, saturday + 2 * 86_400_000].map((at) => {
    shop.clock.set(at);
    return [priceOf(), shop.call('promotion.list', undefined).rows[0]!.state];
  });
  expect(states).toEqual([[1_000_000, 'coming'], [900_000, 'running'], [900_000, 'running'], [1_000_000, 'ended']]);
  shop.check();
});

test('in named channels it is nobody else’s price', () => {
  armed({ channelIds: [channelId] });
  shop.clock.set(saturday);
  expect([priceOf(), priceOf({ channelId })]).toEqual([1_000_000, 900_000]);
});

test('the chain says why: the lower of two promotions, and a list that is lower still', () => {
  armed();
  armed({ name: 'Clearance', percentOff: null, amount: unitPrice(850_000) });
  const { priceListId } = shop.call('priceList.create', { name: 'Club', currency: 'CNY' });
  shop.clock.set(saturday);
  const chain = () => shop.call('priceList.explain', { variantId: shop.variant.ROD }).steps.map(({ name, outcome }) => `${name ?? 'own'}: ${outcome}`);
  expect(chain()).toEqual(['Weekend: notLower', 'Clearance: won', 'Club: notListed', 'own: outranked']);
  shop.call('priceList.setRows', { priceListId, items: [{ of: 'variant', targetId: shop.variant.ROD, amount: unitPrice(840_000) }] });
  expect(chain()).toEqual(['Weekend: notLower', 'Clearance: notLower', 'Club: won', 'own: outranked']);
});

test('no promotion is armed under the margin floor, and the refusal has its arithmetic', () => {
  shop.call('cost.setFloor', { rate: percent(40) });
  expect(refused(() => armed({ percentOff: percent(1) }))).toMatchObject({ code: 'price.underFloor', details: { sku: 'ROD', arithmetic: { price: 990_000, lowest: 1_000_000, floor: 400_000 } } });
  shop.call('cost.setFloor', { rate: percent(20) });
  shop.call('cost.setFee', { channelId, rate: percent(10) });
  // 60.00 ÷ (1 − 20 %) is 75.00 by hand; where the channel keeps a tenth it is 85.72.
  armed({ percentOff: percent(25) });
  expect(refused(() => armed({ percentOff: percent(25), channelIds: [channelId] }))).toMatchObject({ code: 'price.underFloor' });
  shop.check();
});

test('a floor that is raised after it was armed keeps its price from holding', () => {
  armed();
  shop.call('cost.setFloor', { rate: percent(35) });
  shop.clock.set(saturday);
  expect(priceOf()).toBe(1_000_000);
  expect(shop.call('priceList.explain', { variantId: shop.variant.ROD }).steps[0]).toMatchObject({ outcome: 'underFloor', name: 'Weekend' });
});

test('it promises what is kept for its channels through its last day, and no more without a reason', () => {
  keep(5);
  const terms = { channelIds: [channelId], units: pieces(6) };
  expect(refused(() => armed(terms))).toEqual({ code: 'promotion.short', details: { sku: 'ROD', promised: 6_000, covered: 5_000, kept: true } });
  armed({ ...terms, units: pieces(5) });
  // What one promises is no longer there for another on the same days.
  expect(refused(() => armed({ ...terms, units: pieces(1) }))).toMatchObject({ details: { covered: 0 } });
  keep(5, '2026-03-07');
  const promotionId = planned({ ...terms, firstOn: day('2026-03-14'), lastOn: day('2026-03-15') });
  expect(refused(() => shop.call('promotion.arm', { promotionId }))).toMatchObject({ details: { covered: 0 } });
  shop.call('promotion.arm', { promotionId, reason: 'The lorry comes on Friday' });
  expect(shop.call('promotion.get', { promotionId })).toMatchObject({ state: 'coming', reason: 'The lorry comes on Friday' });
  shop.check();
});

test('everywhere it promises what is available', () => {
  expect(refused(() => armed({ units: pieces(21) }))).toMatchObject({ code: 'promotion.short', details: { promised: 21_000, covered: 20_000, kept: false } });
  armed({ units: pieces(20) });
});

test('armed it is not changed; disarmed its price is gone at once, and undo arms it again', () => {
  const promotionId = armed();
  expect(refused(() => shop.call('promotion.change', { ...weekend, promotionId, variantIds: [shop.variant.ROD], percentOff: percent(20) }))).toMatchObject({ code: 'promotion.armed' });
  expect(() => shop.raw.exec('update promotion set percentOff = 5')).toThrow('disarmed before');
  shop.clock.set(saturday);
  shop.call('promotion.disarm', { promotionId });
  expect(priceOf()).toBe(1_000_000);
  expect(refused(() => shop.call('promotion.disarm', { promotionId }))).toMatchObject({ code: 'promotion.notArmed' });
  const last = () => shop.raw.prepare('select max(id) from command').pluck().get() as number;
  shop.call('activity.undo', { commandId: last() });
  expect(priceOf()).toBe(900_000);
  shop.call('promotion.disarm', { promotionId });
  expect(refused(() => shop.call('promotion.remove', { promotionId }))).toMatchObject({ code: 'promotion.wasArmed' });
  shop.check();
});

test('a draft is changed and removed, and each is taken back', () => {
  const promotionId = planned();
  const undo = () => shop.call('activity.undo', { commandId: shop.raw.prepare('select max(id) from command').pluck().get() as number });
  shop.call('promotion.change', { ...weekend, promotionId, variantIds: [shop.variant.LINE, shop.variant.HOOK], amount: unitPrice(10_000), channelIds: [channelId] });
  expect(shop.call('promotion.get', { promotionId })).toMatchObject({ percentOff: null, amount: 10_000, channelIds: [channelId], goods: [{ sku: 'LINE' }, { sku: 'HOOK' }] });
  undo();
  expect(shop.call('promotion.get', { promotionId })).toMatchObject({ percentOff: 100_000, amount: null, channelIds: [], goods: [{ sku: 'ROD' }] });
  shop.call('promotion.remove', { promotionId });
  expect(shop.call('promotion.list', undefined).rows).toEqual([]);
  undo();
  expect(shop.call('promotion.list', undefined).rows).toMatchObject([{ name: 'Weekend', goods: 1, state: 'draft' }]);
  expect(refused(() => planned({ lastOn: day('2026-03-06') }))).toMatchObject({ code: 'promotion.endsBeforeItBegins' });
  shop.clock.set(saturday + 7 * 86_400_000);
  expect(refused(() => armed())).toMatchObject({ code: 'promotion.over' });
});

test('a category with what is inside it, or a collection, names its goods as they are now', () => {
  const { categoryId } = shop.call('category.create', { name: 'Rods', parentId: null });
  const inside = shop.call('category.create', { name: 'Carp', parentId: categoryId });
  const { productId } = shop.call('variant.find', { code: 'ROD' }).found!;
  shop.call('product.update', { productId, changes: { categoryIds: [inside.categoryId], tags: ['spring'] } });
  expect(shop.call('promotion.goods', { of: 'category', id: categoryId })).toMatchObject({ goods: [{ sku: 'ROD' }], isCut: false });
  const { collectionId } = shop.call('collection.create', { name: 'Tagged', filter: { tags: ['spring'] } });
  expect(shop.call('promotion.goods', { of: 'collection', id: collectionId })).toMatchObject({ goods: [{ sku: 'ROD' }], isCut: false });
});

/** Two rods and a line through the channel, three rods by hand, all gone; the next day. */
function sellSome(): void {
  shop.call('cost.setFee', { channelId, rate: ratePpm(50_000) });
  const [result] = shop.call('order.importBatch', { channelId, items: [channelOrder({ externalId: 'W1' })] }).results;
  if (!result?.ok) throw new Error('refused');
  shop.call('shipment.ship', { orderId: result.value.orderId });
  shop.call('order.sell', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(3) }] });
  shop.clock.advance(86_400_000);
}

const simulated = (changes: object = {}) => shop.call('promotion.simulate', { firstOn: weekend.firstOn, lastOn: weekend.lastOn, variantIds: [shop.variant.ROD], percentOff: percent(10), ...changes });

test('the last 90 days again: revenue and cost as the books have them, and each sum is that of its lines', () => {
  sellSome();
  const found = simulated();
  // Five rods of 100.00 that cost 60.00; the channel keeps 5 % of 226.00, then of 203.40.
  expect(found.sum).toEqual({ quantity: 5_000, netBefore: 50_000, netAfter: 45_000, left: { cost: 30_000, feeBefore: 1_130, feeAfter: 1_017, marginBefore: 18_870, marginAfter: 13_983 } });
  expect(found.lines.map(({ quantity: units, netBefore, netAfter, left }) => [units, netBefore, netAfter, left?.marginAfter])).toEqual([[3_000, 30_000, 27_000, 9_000], [2_000, 20_000, 18_000, 4_983]]);
  const sales = -shop.raw.prepare("select sum(posting.amount) from posting join accountRole using (ledgerAccountId) where role = 'salesRevenue'").pluck().get()!;
  expect(simulated({ variantIds: [shop.variant.ROD, shop.variant.LINE] }).sum.netBefore).toBe(sales);
  expect(simulated({ channelIds: [channelId] }).sum).toMatchObject({ quantity: 2_000, left: { marginAfter: 4_983 } });
  // One week in twelve sold anything: no range is made of that.
  expect(found.breakEven).toEqual({ ordinary: quantity(111), extra: 1_000, quiet: null, busy: null });
  expect(found.others).toBeNull();
  const first = simulated({ limit: 1 });
  expect([first.lineCount, first.lines.length, first.sum]).toEqual([2, 1, found.sum]);
});

test('what it would ask, the floor, and what is covered stand beside the goods', () => {
  shop.call('cost.setFloor', { rate: percent(35) });
  keep(4);
  expect(simulated({ channelIds: [channelId] }).goods).toMatchObject([{ sku: 'ROD', base: 1_000_000, price: 900_000, isUnderFloor: true, lowest: 923_077, covered: 4_000 }]);
});

test('what others of the category sold stands beside it', () => {
  const { categoryId } = shop.call('category.create', { name: 'Tackle', parentId: null });
  for (const code of ['ROD', 'LINE']) shop.call('product.update', { productId: shop.call('variant.find', { code }).found!.productId, changes: { categoryIds: [categoryId] } });
  sellSome();
  expect(simulated().others).toEqual({ goods: 1, sold: { quantity: 1_000, net: 2_000 } });
});

test('of a category with more than a thousand others nothing is added up, and a promotion names five hundred of it', () => {
  const { categoryId } = shop.call('category.create', { name: 'All', parentId: null });
  for (let left = 1_001; left > 0; left -= 1) shop.call('product.create', { name: `Hook ${left}`, state: 'active', categoryIds: [categoryId], variants: [{ sku: `HOOK-${left}`, prices: [] }] });
  shop.call('product.update', { productId: shop.call('variant.find', { code: 'ROD' }).found!.productId, changes: { categoryIds: [categoryId] } });
  expect(simulated().others).toEqual({ goods: 1_000, sold: null });
  const named = shop.call('promotion.goods', { of: 'category', id: categoryId });
  expect([named.goods.length, named.isCut]).toEqual([500, true]);
});

test('a parcel that was taken back is not among what was sold', () => {
  const order = shop.call('order.create', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(1) }] });
  const { shipmentId } = shop.call('shipment.ship', { orderId: order.orderId });
  shop.call('shipment.cancel', { shipmentId, reason: 'wrong address' });
  shop.clock.advance(86_400_000);
  expect(simulated()).toMatchObject({ lineCount: 0, breakEven: null, sum: { netBefore: minor(0) } });
});

const found = (): string[] => marketingProofs.flatMap(({ prove }) => prove(shop.read).faults.map(({ says }) => says));

test.each([
  ['a price under its floor', 'drop trigger promotionArmingLineIsFinal; update promotionArmingLine set lowest = 900001', /armed at 900000, under the floor of 900001/],
  ['a price its terms do not make', 'drop trigger promotionArmingLineIsFinal; update promotionArmingLine set price = 950000', /armed at 950000, its terms make 900000/],
  ['terms that changed under it', 'drop trigger promotionIsDisarmedFirst; update promotion set percentOff = 200000', /its terms make 800000/],
  ['a promise beyond what was kept', 'drop trigger promotionIsDisarmedFirst; update promotion set units = 6000', /6000 of variant \d+ are promised, 5000 were kept, and nobody gave a reason/],
  ['fewer kept than promised', 'drop trigger promotionArmingLineIsFinal; update promotionArmingLine set covered = 1000', /5000 of variant \d+ are promised, 1000 were kept/],
  ['goods it was not armed with', 'drop trigger promotionTakesNoGoods; insert into promotionVariant select 1, id from variant where sku = \'LINE\'', /is named, and was not armed/],
  ['goods it no longer names', 'drop trigger promotionKeepsItsGoods; delete from promotionVariant', /was armed, which it does not name/],
])('the proof finds %s', (_what, broken, says) => {
  keep(5);
  armed({ channelIds: [channelId], units: pieces(5) });
  expect(found()).toEqual([]);
  shop.raw.pragma('ignore_check_constraints = on');
  shop.raw.exec(broken);
  expect(found()[0]).toMatch(says);
});
