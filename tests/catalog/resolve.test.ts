import { afterEach, beforeEach, expect, test } from 'vitest';
import { gtinCheckDigit } from '../../shared/catalog/gtin.rules.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
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

const scan = (text: string) => shop.as('scanner').call('barcode.resolve', { text });
const label = (body: string): string => body + gtinCheckDigit(body);
const price = (amount: number) => [{ currency: 'CNY', amount: unitPrice(amount) }];

function tea() {
  return shop.call('product.create', {
    name: '西湖龙井',
    variants: [{ sku: 'TEA-LJ', barcodes: [{ code: '6901234567892' }, { code: '16901234567899', packQuantity: pieces(12) }], prices: price(880_000) }],
  });
}

test('a piece, its case and its GS1 label name one variant and how much of it', () => {
  const { variants } = tea();
  expect(scan('6901234567892').found).toMatchObject({ id: variants[0]?.id, productName: '西湖龙井', quantity: 1000 });
  expect(scan('16901234567899').found).toMatchObject({ id: variants[0]?.id, quantity: 12_000 });
  const { reading, found } = scan(']C101169012345678991726123110L77');
  expect(reading).toEqual({ kind: 'gs1', code: '16901234567899', lot: 'L77', expiresOn: '2026-12-31' });
  expect(found?.quantity).toBe(12_000);
  expect(scan('(02)06901234567892(37)30').found?.quantity).toBe(30_000);
  expect(scan('tea-lj').found?.id).toBe(variants[0]?.id);
});

test('a scale’s label names its goods by the code without the weight, or by the bare item number', () => {
  shop.call('product.create', { name: '冰糖', variants: [{ sku: '12345', unitOfMeasure: 'kg', unitDecimals: 3, prices: price(160_000) }] });
  expect(scan(label('211234501250'))).toMatchObject({ reading: { kind: 'scale', weight: 1250 }, found: { sku: '12345', quantity: 1250 } });
  expect(scan(label('261234502000'))).toMatchObject({ reading: { price: 200_000 }, found: { sku: '12345', quantity: 1250 } });
});

test('a code the shop gave to a product is that product, though it looks like a scale’s', () => {
  const { variants } = shop.call('product.create', { name: 'Gift box', variants: [{ sku: 'GIFT', barcodes: [{ code: label('211234501250') }] }] });
  expect(scan(label('211234501250')).found).toMatchObject({ id: variants[0]?.id, quantity: 1000 });
});

test('an unknown code says what it is, and is somebody’s as soon as it is given to a variant', () => {
  const { variants } = tea();
  expect(scan('4006381333931')).toEqual({ reading: { kind: 'gtin', code: '04006381333931' }, found: null });
  shop.as('clerk').call('barcode.add', { variantId: variants[0]?.id ?? 0, barcode: { code: '04006381333931' } });
  expect(scan('4006381333931').found?.sku).toBe('TEA-LJ');
});

test('a GS1 code with a wrong digit is refused, not guessed', () => {
  refused(() => scan(']C10106901234567893'), 'gs1.unreadable');
});
