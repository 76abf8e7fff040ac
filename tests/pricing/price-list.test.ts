import { afterEach, beforeEach, expect, test } from 'vitest';
import { day } from '../../shared/units/day.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { newSellingShop, type SellingShop } from '../sales/support.ts';

let shop: SellingShop;
beforeEach(() => {
  shop = newSellingShop();
});
afterEach(() => {
  shop.check();
  shop.close();
});

const newList = (name: string, changes: object = {}): number => shop.call('priceList.create', { name, currency: 'CNY', ...changes }).priceListId;
const ofRod = () => ({ of: 'variant', targetId: shop.variant.ROD }) as const;
const explained = (changes: object = {}) => shop.call('priceList.explain', { variantId: shop.variant.ROD, ...changes });

/** The chain as `list: outcome`. */
const chain = (changes: object = {}): string[] => explained(changes).steps.map(({ name, outcome }) => `${name ?? 'own'}: ${outcome}`);

test('an order without a typed price takes the list’s price for its quantity, at the counter too', () => {
  const priceListId = newList('By the dozen');
  shop.call('priceList.setRows', { priceListId, items: [{ ...ofRod(), minQuantity: pieces(12), amount: unitPrice(900_000) }] });
  expect(shop.call('order.create', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(1) }] }).total).toBe(11_300);
  const dozen = shop.call('order.create', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(12) }] });
  expect(dozen.total).toBe(122_040);
  shop.call('order.cancel', { orderId: dozen.orderId, reason: 'changed their mind' });
  expect(shop.call('order.sell', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(12) }] }).total).toBe(122_040);
  expect(shop.call('order.offers', { variantIds: [shop.variant.ROD], quantities: [pieces(12)] }).rows).toMatchObject([{ unitPrice: 900_000, priceList: 'By the dozen' }]);
});

test('a customer group has its prices, also under a name that was merged', () => {
  const { customerGroupId } = shop.call('customerGroup.create', { name: 'Club' });
  const [member, other] = ['王伟', '李娜'].map((name) => shop.call('customer.create', { name }).customerId) as [number, number];
  shop.call('customerGroup.change', { customerGroupId, add: [member, member] });
  const priceListId = newList('Club prices', { customerGroupId });
  shop.call('priceList.setRows', { priceListId, items: [{ ...ofRod(), percentOff: percent(10) }] });
  expect(chain()).toEqual(['Club prices: otherGroup', 'own: won']);
  expect(explained({ customerId: member }).price).toBe(900_000);
  expect(explained({ customerId: other }).price).toBe(1_000_000);
  shop.call('customer.merge', { customerId: member, intoId: other });
  expect(explained({ customerId: other }).price).toBe(900_000);
  expect(() => shop.call('customerGroup.remove', { customerGroupId })).toThrow('customerGroup.inUse');
  expect(shop.call('customerGroup.list', undefined).groups).toEqual([{ id: customerGroupId, name: 'Club', members: 1 }]);
});

test('a row about a category reaches what is inside it, and one about a collection what it finds now', () => {
  const { categoryId } = shop.call('category.create', { name: 'Rods', parentId: null });
  const inside = shop.call('category.create', { name: 'Carp', parentId: categoryId });
  const { productId } = shop.call('variant.find', { code: 'ROD' }).found!;
  shop.call('product.update', { productId, changes: { categoryIds: [inside.categoryId] } });
  const priceListId = newList('Spring');
  shop.call('priceList.setRows', { priceListId, items: [{ of: 'category', targetId: categoryId, percentOff: percent(20) }] });
  expect(explained().price).toBe(800_000);
  const { collectionId } = shop.call('collection.create', { name: 'Tagged', filter: { tags: ['spring'] } });
  shop.call('priceList.setRows', { priceListId, items: [{ of: 'collection', targetId: collectionId, percentOff: percent(5) }] });
  expect(explained().price).toBe(800_000);
  shop.call('product.update', { productId, changes: { tags: ['spring'] } });
  expect(explained().price).toBe(950_000);
});

test('every list says why it won or lost, in the order they are asked', () => {
  shop.clock.set(Date.UTC(2026, 2, 2, 1));
  for (const [name, changes] of [
    ['Last month', { validThroughOn: day('2026-03-01') }], ['Next week', { validFromOn: day('2026-03-09') }], ['In dollars', { currency: 'USD' }], ['For others', { priority: 200 }], ['Today', { priority: 300 }],
  ] as const) {
    const priceListId = newList(name, changes);
    if (name !== 'For others') shop.call('priceList.setRows', { priceListId, items: [{ ...ofRod(), amount: unitPrice(950_000) }] });
  }
  expect(chain()).toEqual(['Today: won', 'For others: notListed', 'Last month: ended', 'Next week: notBegun', 'In dollars: otherCurrency', 'own: outranked']);
});

test('a list put out of use has no say, and taking a command back gives it again', () => {
  const priceListId = newList('Spring');
  shop.call('priceList.setRows', { priceListId, items: [{ ...ofRod(), amount: unitPrice(950_000) }] });
  shop.call('priceList.block', { priceListId });
  expect(explained().price).toBe(1_000_000);
  const last = () => shop.call('activity.list', {}).rows[0]!.id;
  shop.call('activity.undo', { commandId: last() });
  expect(explained().price).toBe(950_000);
  shop.call('priceList.setRows', { priceListId, items: [{ ...ofRod() }] });
  expect(explained().price).toBe(1_000_000);
  shop.call('activity.undo', { commandId: last() });
  expect(explained().price).toBe(950_000);
  expect(shop.call('priceList.get', { priceListId }).rows).toMatchObject([{ of: 'variant', name: 'ROD', amount: 950_000, percentOff: null }]);
});

test('goods whose cost rose leave a percentage that would sell them under their floor', () => {
  const { categoryId } = shop.call('category.create', { name: 'All', parentId: null });
  shop.call('product.update', { productId: shop.call('variant.find', { code: 'ROD' }).found!.productId, changes: { categoryIds: [categoryId] } });
  shop.call('priceList.setRows', { priceListId: newList('Sale'), items: [{ of: 'category', targetId: categoryId, percentOff: percent(20) }] });
  expect(chain()).toEqual(['Sale: won', 'own: outranked']);
  shop.call('cost.setFloor', { rate: percent(25) });
  shop.call('cost.set', { items: [{ variantId: shop.variant.ROD, kind: 'ads', amount: unitPrice(10_000) }] });
  expect(chain()).toEqual(['Sale: underFloor', 'own: won']);
});

test('a list that ends before it begins, or whose name is taken, is refused', () => {
  newList('Spring');
  expect(() => newList('Spring')).toThrow('priceList.nameTaken');
  expect(() => newList('Summer', { validFromOn: day('2026-06-02'), validThroughOn: day('2026-06-01') })).toThrow('priceList.endsBeforeItBegins');
});
