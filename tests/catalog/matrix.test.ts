import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MatrixVariant, optionsOf, planMatrix } from '../../shared/catalog/matrix.rules.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { minor } from '../../shared/units/minor.ts';
import { refused } from '../support/refused.ts';
import { newShop, type TestShop } from '../support/shop.ts';

let shop: TestShop;
beforeEach(() => {
  shop = newShop();
});
afterEach(() => {
  shop.check();
  shop.close();
});

const variant = (id: number, sku: string, optionValues: Record<string, string> = {}, state: 'active' | 'archived' = 'active'): MatrixVariant => ({ id, sku, optionValues, state });
const sizes = { name: 'Size', values: ['S', 'M'] };
const colours = { name: 'Colour', values: ['Blue', 'Red'] };

test('a plain product becomes the first of its sizes and keeps its code', () => {
  expect(planMatrix([sizes], [variant(1, 'CAP')])).toEqual({
    change: [{ variantId: 1, optionValues: { Size: 'S' }, state: 'active' }],
    add: [{ sku: 'CAP-M', optionValues: { Size: 'M' } }],
  });
});

test('two options make every combination, and what is there stays as it is', () => {
  const plan = planMatrix([sizes, colours], [variant(1, 'CAP-S-BLUE', { Size: 'S', Colour: 'Blue' })]);
  expect(plan.change).toEqual([]);
  expect(plan.add.map(({ sku }) => sku)).toEqual(['CAP-S-RED', 'CAP-M-BLUE', 'CAP-M-RED']);
});

test('a value taken away archives its variant, and given back brings it back', () => {
  const both = [variant(1, 'CAP-S', { Size: 'S' }), variant(2, 'CAP-M', { Size: 'M' })];
  expect(planMatrix([{ name: 'Size', values: ['S'] }], both)).toEqual({ change: [{ variantId: 2, optionValues: { Size: 'M' }, state: 'archived' }], add: [] });
  expect(planMatrix([sizes], [both[0]!, { ...both[1]!, state: 'archived' }])).toEqual({ change: [{ variantId: 2, optionValues: { Size: 'M' }, state: 'active' }], add: [] });
});

test('a code that is taken gets a number', () => {
  expect(planMatrix([{ name: 'Size', values: ['S', 'M', 'L'] }], [variant(1, 'CAP'), variant(2, 'CAP-L', { Size: 'XL' }, 'archived')]).add.map(({ sku }) => sku)).toEqual(['CAP-M', 'CAP-L-2']);
});

test('the axes of a product are those its active variants name', () => {
  expect(optionsOf([variant(1, 'A', { Size: 'S', Colour: 'Blue' }), variant(2, 'B', { Size: 'M', Colour: 'Blue' }), variant(3, 'C', { Size: 'XXL' }, 'archived')])).toEqual([
    { name: 'Size', values: ['S', 'M'] },
    { name: 'Colour', values: ['Blue'] },
  ]);
});

test('a matrix is arranged in one command, and undone in one', () => {
  const { productId, variants } = shop.call('product.create', { name: 'Cap', variants: [{ sku: 'CAP' }] });
  const now = () => shop.call('product.get', { productId }).variants.map(({ sku, optionValues, state }) => [sku, optionValues, state]);
  const { change, add } = planMatrix([sizes], shop.call('product.get', { productId }).variants);
  const done = shop.call('variant.arrange', { productId, variants: change, add });
  expect(now()).toEqual([['CAP', { Size: 'S' }, 'active'], ['CAP-M', { Size: 'M' }, 'active']]);
  shop.call('variant.arrange', { productId, variants: [...done.before, { variantId: done.variantIds[0]!, optionValues: { Size: 'M' }, state: 'archived' }], add: [] });
  expect(now()).toEqual([['CAP', {}, 'active'], ['CAP-M', { Size: 'M' }, 'archived']]);
  const other = shop.call('product.create', { name: 'Hat', variants: [{ sku: 'HAT' }] });
  refused(() => shop.call('variant.arrange', { productId: other.productId, variants: [{ variantId: variants[0]!.id, optionValues: {}, state: 'archived' }], add: [] }), 'record.missing');
});

test('a unit of measure changes until something was counted in it; finer decimals are always allowed', () => {
  const { variants } = shop.call('product.create', { name: 'Line', variants: [{ sku: 'LINE', unitOfMeasure: 'm', unitDecimals: 1 }] });
  const variantId = variants[0]!.id;
  shop.call('variant.update', { variantId, changes: { unitOfMeasure: 'cm', unitDecimals: 0 } });
  const { locationId } = shop.call('location.create', { name: 'Back room', kind: 'warehouse' });
  shop.call('stock.receive', { locationId, lines: [{ variantId, quantity: pieces(5), value: minor(500) }] });
  refused(() => shop.call('variant.update', { variantId, changes: { unitOfMeasure: 'm' } }), 'variant.unitInUse');
  shop.call('variant.update', { variantId, changes: { unitDecimals: 2 } });
  refused(() => shop.call('variant.update', { variantId, changes: { unitDecimals: 0 } }), 'variant.unitInUse');
});
