import { describe, expect, test } from 'vitest';
import { productFields, productSources } from '../../shared/catalog/product-headings.ts';
import { productGroup, readProduct } from '../../shared/catalog/product-sheet.rules.ts';
import { guessMapping, sourceOf } from '../../shared/company/sheet-headings.rules.ts';
import type { NumberedRow, SheetSettings } from '../../shared/contract/sheet.ts';

const settings: SheetSettings = { currency: 'USD', locale: 'en-US' };

/** Products as the program reads them from a heading line and rows, by what it guesses of the columns. */
function readAll(headings: readonly string[], ...lines: readonly string[][]) {
  const mapping = guessMapping(headings, productFields);
  const rows = lines.map((cells, index): NumberedRow => ({
    number: index + 2,
    cells: Object.fromEntries(mapping.flatMap((name, column) => (name === null ? [] : [[name, cells[column] ?? '']]))),
  }));
  const groups = Map.groupBy(rows, (row) => productGroup(row.cells) ?? `row ${row.number}`);
  return { source: sourceOf(headings, productSources), mapping, products: [...groups.values()].map((group) => readProduct(group, settings)) };
}

describe('exports of other programs', () => {
  test('Shopify: rows of one handle are one product with its options, further pictures say nothing', () => {
    const { source, products } = readAll(
      ['Handle', 'Title', 'Body (HTML)', 'Vendor', 'Product Category', 'Type', 'Tags', 'Published', 'Option1 Name', 'Option1 Value', 'Option2 Name', 'Option2 Value', 'Variant SKU', 'Variant Grams', 'Variant Price', 'Variant Barcode', 'Image Src', 'Status'],
      ['tee', 'Tea shirt', '<p>Soft &amp; warm</p><p>Organic</p>', 'W', 'Apparel > Shirts', 'Shirts', 'new, summer', 'true', 'Size', 'S', 'Colour', 'Olive', 'TEE-S', '180', '20.00', '6901234567892', 'https://x/1.png', 'active'],
      ['tee', '', '', '', '', '', '', '', '', 'M', '', 'Olive', 'TEE-M', '190', '21.50', '', '', ''],
      ['tee', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', 'https://x/2.png', ''],
      ['cup', 'Cup', '', 'W', '', '', '', 'true', 'Title', 'Default Title', '', '', 'CUP', '300', '9.00', '', '', 'archived'],
    );
    expect(source).toBe('shopify');
    expect(products.map(({ item }) => item)).toEqual([
      {
        name: 'Tea shirt',
        categoryPath: ['Apparel', 'Shirts'],
        description: 'Soft & warm\nOrganic',
        tags: ['new', 'summer'],
        state: 'active',
        variants: [
          { sku: 'TEE-S', weightGrams: 180, barcodes: [{ code: '6901234567892', packQuantity: 1000 }], prices: [{ currency: 'USD', amount: 200_000 }], optionValues: { Size: 'S', Colour: 'Olive' } },
          { sku: 'TEE-M', weightGrams: 190, prices: [{ currency: 'USD', amount: 215_000 }], optionValues: { Size: 'M', Colour: 'Olive' } },
        ],
      },
      { name: 'Cup', state: 'draft', variants: [{ sku: 'CUP', weightGrams: 300, prices: [{ currency: 'USD', amount: 90_000 }] }] },
    ]);
    expect(products[0]).toMatchObject({ partRows: [2, 3], speakerRow: 2, problems: [] });
  });

  test('WooCommerce: variations belong to their parent by SKU or id, and the parent is sold by none', () => {
    const { source, products } = readAll(
      ['ID', 'Type', 'SKU', 'Name', 'Published', 'Short description', 'Description', 'Weight (kg)', 'Sale price', 'Regular price', 'Categories', 'Tags', 'Parent', 'Attribute 1 name', 'Attribute 1 value(s)'],
      ['44', 'variable', 'HOOD', 'Hoodie', '1', '', 'Warm', '', '', '', 'Clothing > Hoodies, Sale', '', '', 'Colour', 'Blue, Red'],
      ['45', 'variation', 'HOOD-B', 'Hoodie - Blue', '1', '', '', '0.45', '', '45', '', '', 'HOOD', 'Colour', 'Blue'],
      ['46', 'variation', 'HOOD-R', 'Hoodie - Red', '1', '', '', '0.45', '', '42', '', '', 'hood', 'Colour', 'Red'],
      ['50', 'variable', '', 'Sock', '-1', '', '', '', '', '', '', '', '', 'Size', '38, 40'],
      ['51', 'variation', 'SOCK-38', 'Sock - 38', '1', '', '', '', '', '5', '', '', 'id:50', 'Size', '38'],
      ['60', 'simple', 'HOOD-X', 'Hoodie', '0', '', '', '', '', '9', '', '', '', 'Made of', 'Cotton, Wool'],
    );
    expect(source).toBe('woocommerce');
    expect(products.map(({ item }) => item && [item.name, item.state, item.categoryPath, item.variants.map(({ sku, optionValues, weightGrams }) => [sku, optionValues, weightGrams])])).toEqual([
      ['Hoodie', 'active', ['Clothing', 'Hoodies'], [['HOOD-B', { Colour: 'Blue' }, 450], ['HOOD-R', { Colour: 'Red' }, 450]]],
      ['Sock', 'draft', undefined, [['SOCK-38', { Size: '38' }, undefined]]],
      ['Hoodie', 'draft', undefined, [['HOOD-X', undefined, undefined]]],
    ]);
  });

  test('Odoo, ERPNext and Square are known by their headings', () => {
    const odoo = readAll(['Name', 'Internal Reference', 'Barcode', 'Sales Price', 'Cost', 'Product Category', 'Unit of Measure', 'Variant Values'],
      ['Desk', 'DESK-W', '', '79.00', '40', 'All / Office', 'Units', 'Legs: Steel, Color: White'], ['Desk', 'DESK-B', '', '79.00', '40', 'All / Office', 'Units', 'Legs: Steel, Color: Black']);
    expect(odoo.source).toBe('odoo');
    expect(odoo.products[0]?.item).toMatchObject({ name: 'Desk', categoryPath: ['All', 'Office'], variants: [{ unitOfMeasure: 'piece', optionValues: { Legs: 'Steel', Color: 'White' } }, { optionValues: { Color: 'Black' } }] });

    const erpnext = readAll(['Item Code', 'Item Name', 'Item Group', 'Default Unit of Measure', 'Standard Selling Rate', 'Has Variants', 'Variant Of', 'Attribute 1 name', 'Attribute 1 value(s)'],
      ['TEE', 'Tee', 'Products', 'Nos', '', '1', '', '', ''], ['TEE-S', 'Tee S', 'Products', 'Nos', '10', '0', 'TEE', 'Size', 'S']);
    expect(erpnext.source).toBe('erpnext');
    expect(erpnext.products.map(({ item }) => [item?.name, item?.variants.map(({ sku }) => sku)])).toEqual([['Tee', ['TEE-S']]]);

    const square = readAll(['Token', 'Item Name', 'Variation Name', 'SKU', 'Description', 'Reporting Category', 'GTIN', 'Price', 'Option Name 1', 'Option Value 1'],
      ['T1', 'Coffee', 'Small', 'C-S', '', 'Drinks', '', '3.00', '', ''], ['T2', 'Coffee', 'Large', 'C-L', '', 'Drinks', '', '4.00', '', ''], ['T3', 'Cake', 'Regular', 'CAKE', '', '', '', '5.00', '', '']);
    expect(square.source).toBe('square');
    expect(square.products.map(({ item }) => item?.variants.map(({ optionValues }) => optionValues))).toEqual([[{ Option: 'Small' }, { Option: 'Large' }], [undefined]]);
  });

  test('headings in simplified and traditional Chinese are understood', () => {
    expect(guessMapping(['货号', '商品名称', '条码', '售价', '分类', '单位', '重量(克)', '规格', '备注'], productFields)).toEqual(['sku', 'name', 'barcode', 'price', 'category', 'unit', 'weight', 'option', null]);
    expect(guessMapping(['貨號', '商品名稱', '條碼', '售價', '分類', '單位', '重量（公斤）', '規格'], productFields)).toEqual(['sku', 'name', 'barcode', 'price', 'category', 'unit', 'weightKg', 'option']);
  });
});

describe('a row that cannot be read', () => {
  test('is named with its column and a way out, and leaves its neighbours', () => {
    const { products } = readAll(['sku', 'name', 'price', 'pack', 'barcode', 'state'],
      ['A', 'Tea', '1O.50', '', '', ''], ['', 'Tea', '9', '', '', ''], ['B', 'Tea', '9', '', '', ''], ['C', '', '9', '', '', ''], ['D', 'Cup', '1', '0', 'X', ''], ['E', 'Pot', '-1', '', '', ''], ['F', 'Jar', '1', '', '', 'asleep']);
    expect(products.map(({ item }) => item?.variants.map(({ sku }) => sku))).toEqual([['B'], undefined, undefined, undefined, undefined]);
    expect(products.flatMap(({ problems }) => problems.map(({ number, problem }) => [number, problem.column, problem.reason, problem.hint]))).toEqual([
      [2, 'price', 'letterForDigit', '10.50'],
      [3, 'sku', 'empty', null],
      [5, 'name', 'empty', null],
      [6, 'pack', 'notPositive', null],
      [7, 'price', 'negative', null],
      [8, 'state', 'unknown', null],
    ]);
  });

  test('numbers are read as the sheet writes them', () => {
    const read = (price: string, locale: 'en-US' | 'de-DE') => readProduct([{ number: 2, cells: { sku: 'A', name: 'Tea', price } }], { currency: 'USD', locale });
    expect(read('1.234,50', 'de-DE').item?.variants[0]?.prices).toEqual([{ currency: 'USD', amount: 12_345_000 }]);
    expect(read('18,50', 'en-US').problems[0]?.problem.reason).toBe('misplacedSeparator');
  });
});
