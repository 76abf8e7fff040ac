import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { labelPages, labelPlace, labelStocks } from '../../shared/catalog/label-stock.rules.ts';
import { symbolOf } from '../../shared/catalog/label-symbol.rules.ts';
import { zplOf } from '../../shared/catalog/zpl.rules.ts';
import { day } from '../../shared/units/day.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { newShop, type TestShop } from '../support/shop.ts';

const stockOf = (id: string) => labelStocks.find((stock) => stock.id === id)!;

describe('label paper', () => {
  test('no label leaves its page, and none touches its neighbour’s print', () => {
    for (const stock of labelStocks) {
      const last = labelPlace(stock, stock.columns * stock.rows - 1);
      expect(last.left + stock.width).toBeLessThanOrEqual(stock.page.width);
      expect(last.top + stock.height).toBeLessThanOrEqual(stock.page.height + 0.001);
      expect(labelPlace(stock, 0).left).toBeGreaterThanOrEqual(0);
      expect(stock.acrossBy).toBeGreaterThanOrEqual(stock.width);
    }
    // Avery's own template of L7160: 7.2 mm from the left, 15.15 mm from the top.
    expect(labelPlace(stockOf('L7160'), 4)).toEqual({ left: 73.25, top: 53.25 });
  });

  test('a sheet begun yesterday goes on where it ended', () => {
    const pages = labelPages(stockOf('L7160'), ['a', 'b', 'c'], 19);
    expect(pages).toEqual([[{ place: 19, label: 'a' }, { place: 20, label: 'b' }], [{ place: 0, label: 'c' }]]);
  });
});

describe('the symbol of a label', () => {
  test('is the one its code was made for', () => {
    expect(symbolOf({ code: '06901234567892' }, 'usual')).toEqual({ symbology: 'ean13', text: '6901234567892' });
    expect(symbolOf({ code: '00000096385074' }, 'usual')).toEqual({ symbology: 'ean8', text: '96385074' });
    expect(symbolOf({ code: '00036000291452' }, 'usual')).toEqual({ symbology: 'upca', text: '036000291452' });
    expect(symbolOf({ code: '16901234567899' }, 'usual')).toEqual({ symbology: 'gs1-128', text: '(01)16901234567899' });
    expect(symbolOf({ code: 'TEA-1' }, 'usual')).toEqual({ symbology: 'code128', text: 'TEA-1' });
    expect(symbolOf({ code: '龙井-1' }, 'code128')).toEqual({ symbology: 'qrcode', text: '龙井-1' });
  });

  test('carries lot, serial and expiry as GS1', () => {
    const content = { code: '06901234567892', lot: 'L7', serial: 'S1', expiresOn: day('2026-12-31') };
    expect(symbolOf(content, 'usual')).toEqual({ symbology: 'gs1-128', text: '(01)06901234567892(17)261231(10)L7(21)S1' });
    expect(symbolOf(content, 'gs1datamatrix').symbology).toBe('gs1datamatrix');
    expect(symbolOf({ code: 'TEA-1', lot: 'L7' }, 'gs1-128')).toEqual({ symbology: 'code128', text: 'TEA-1' });
  });
});

describe('labels of a shop', () => {
  let shop: TestShop;
  beforeEach(() => {
    shop = newShop();
  });
  afterEach(() => {
    shop.check();
    shop.close();
  });
  const tea = () =>
    shop.call('product.create', {
      name: '西湖龙井',
      variants: [
        { sku: 'LJ-100', optionValues: { 规格: '100 g' }, weightGrams: 100, barcodes: [{ code: '6901234567892' }, { code: '16901234567899', packQuantity: pieces(12) }], prices: [{ currency: 'CNY', amount: unitPrice(880_000) }] },
        { sku: 'LJ-250' },
      ],
    });

  test('say name, price and code as they stand in the catalogue now', () => {
    const { productId, variants } = tea();
    const [first] = variants;
    const { labels } = shop.as('scanner').call('label.render', { items: [{ variantId: first!.id, copies: 24 }] });
    expect(labels).toEqual([
      { variantId: first!.id, name: '西湖龙井 100 g', sku: 'LJ-100', unitOfMeasure: 'piece', price: 880_000, pricePerKilogram: 8_800_000, symbol: { symbology: 'ean13', text: '6901234567892' }, copies: 24 },
    ]);
    const asCase = shop.call('label.render', { items: [{ variantId: first!.id, copies: 1, code: '16901234567899', lot: 'L7' }] });
    expect(asCase.labels[0]?.symbol.text).toBe('(01)16901234567899(10)L7');
    expect(shop.call('label.ofProducts', { productIds: [productId] }).items).toHaveLength(2);
    expect(shop.call('label.render', { items: [{ variantId: variants[1]!.id, copies: 1 }] }).labels[0]).toMatchObject({ price: null, symbol: { symbology: 'code128', text: 'LJ-250' } });
  });

  test('go to a label printer as ZPL in UTF-8', () => {
    const { variants } = tea();
    const { zpl } = shop.call('label.zpl', { items: [{ variantId: variants[0]!.id, copies: 3 }], stock: '50x30', locale: 'zh-CN' });
    expect(zpl).toContain('^XA^CI28^PW400^LL240');
    expect(zpl).toContain('^FD西湖龙井 100 g^FS');
    expect(zpl).toContain('^FD¥88.00^FS');
    expect(zpl).toContain('^BEN,');
    expect(zpl).toContain('^FD690123456789^FS');
    expect(zpl).toContain('^PQ3^XZ');
  });
});

describe('ZPL', () => {
  const write = (name: string, symbology: 'code128' | 'qrcode' | 'gs1datamatrix' | 'gs1-128', text: string): string =>
    zplOf([{ name, price: '', symbol: { symbology, text }, copies: 1 }], stockOf('40x30'));

  test('what begins a command in ZPL is written as a sign', () => {
    expect(write('A^B~C_D', 'code128', 'X^1')).toContain('^FDA_5EB_7EC_5FD^FS');
    expect(write('A', 'code128', 'X^1')).toContain('^FDX_5E1^FS');
  });

  test('GS1 has its function signs', () => {
    expect(write('A', 'gs1datamatrix', '(01)06901234567892(17)261231(10)L_7(21)S1')).toContain('^FD_101069012345678921726123110L__7_121S1^FS');
    expect(write('A', 'gs1-128', '(01)06901234567892(10)L7')).toContain('N,D^FH_^FD(01)06901234567892(10)L7^FS');
    expect(write('A', 'qrcode', '龙井')).toContain('^FDMA,龙井^FS');
  });
});
