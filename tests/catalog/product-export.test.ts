import { afterEach, beforeEach, expect, test } from 'vitest';
import { planProduct } from '../../main/catalog/product-plan.queries.ts';
import { guardWorkbook } from '../../main/company/sheets/xlsx-guard.ts';
import { xlsxRows } from '../../main/company/sheets/xlsx-rows.ts';
import { exportColumns } from '../../shared/catalog/product-export.rules.ts';
import { productGroup, readProduct } from '../../shared/catalog/product-sheet.rules.ts';
import { instant } from '../../shared/units/instant.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { openTestDoor } from '../support/door.ts';
import { refused } from '../support/refused.ts';
import { newShop, type TestShop } from '../support/shop.ts';

let shop: TestShop;
beforeEach(() => {
  shop = newShop();
});
afterEach(() => shop.close());

/** Rods in two lengths, with everything a sheet can say of them; a reel of which it says nothing; a hook nobody sells any more. */
function stockCatalog() {
  const { categoryId: fishing } = shop.call('category.create', { name: 'Fishing' });
  const { categoryId: rods } = shop.call('category.create', { name: 'Rods', parentId: fishing });
  const price = { currency: 'CNY', amount: unitPrice(1_299_950) };
  const variant = (size: string, code: string) => ({ sku: `ROD-${size}`, optionValues: { Length: size, Colour: 'Olive' }, weightGrams: 350, barcodes: [{ code, packQuantity: pieces(12) }], prices: [price] });
  shop.call('product.create', { name: 'Rod', description: 'Light,\n"carbon"', categoryIds: [rods], tags: ['sea', 'new'], state: 'active', variants: [variant('2.1', '6901234567892'), variant('2.4', 'ROD24')] });
  shop.call('product.create', { name: 'Reel', state: 'draft', variants: [{ sku: 'REEL' }] });
  const { productId } = shop.call('product.create', { name: 'Hook', state: 'active', tags: ['sea'], variants: [{ sku: 'HOOK' }] });
  shop.call('product.archive', { ids: [productId] });
}

const sheet = (asked: object = {}) => shop.call('product.export', { limit: 200, ...asked });

test('a collection is what is saved, and it follows its question', () => {
  stockCatalog();
  const { collectionId } = shop.call('collection.create', { name: 'Sea', filter: { tags: ['sea'], states: ['active'] } });
  expect(sheet({ collectionId }).rows.map(({ sku }) => sku)).toEqual(['ROD-2.1', 'ROD-2.4']);
  shop.call('collection.update', { collectionId, changes: { filter: { tags: ['sea'] } } });
  expect(sheet({ collectionId }).rows.map(({ sku }) => sku)).toEqual(['HOOK', 'ROD-2.1', 'ROD-2.4']);
  // The collection's question stands for the filter.
  expect(sheet({ collectionId, filter: { text: 'reel' } }).products).toBe(2);
  expect(sheet({ filter: { text: 'reel' } }).rows.map(({ sku }) => sku)).toEqual(['REEL']);
  refused(() => sheet({ collectionId: 99 }), 'record.missing');
});

test('a row says of a variant what the sheet has a column for', () => {
  stockCatalog();
  expect(sheet({ filter: { states: ['active'] } }).rows[0]).toEqual({
    sku: 'ROD-2.1', name: 'Rod', group: '1', barcode: '06901234567892', pack: '12', price: '129.9950', currency: 'CNY', category: 'Fishing > Rods', tags: 'new; sea', state: 'active', unit: 'piece', weight: '350',
    description: 'Light,\n"carbon"', optionName1: 'Length', optionValue1: '2.1', optionName2: 'Colour', optionValue2: 'Olive', optionName3: '', optionValue3: '', moreBarcodes: '', attributes: '',
  });
});

test('what was saved changes nothing where it is brought in again, and makes the same products in an empty shop', () => {
  stockCatalog();
  const settings = { currency: 'CNY', locale: 'en-US' } as const;
  const { rows } = sheet();
  const groups = Map.groupBy(rows.map((cells, index) => ({ number: index + 2, cells })), ({ cells }) => productGroup(cells));
  const items = [...groups.values()].map((own) => readProduct(own, settings)).map(({ item, problems }) => {
    expect(problems).toEqual([]);
    return item!;
  });
  const now = instant(shop.clock.now);
  expect(items.map((item) => planProduct(shop.read, item, now))).toMatchObject([{ outcome: 'unchanged' }, { outcome: 'unchanged' }, { outcome: 'unchanged' }]);
  const other = newShop();
  other.call('product.importBatch', { items });
  const again = other.call('product.export', { limit: 200 }).rows;
  // A sheet makes no archived products.
  const bare = (list: typeof rows) => list.map(({ group: _own, state: _live, ...row }) => row);
  expect(bare(again)).toEqual(bare(rows));
  other.close();
});

test('every barcode of a variant and every attribute of its product goes out and comes back', () => {
  const rod = shop.call('product.create', {
    name: 'Rod',
    state: 'active',
    attributes: [
      { attributeId: shop.call('attribute.create', { name: 'Length', kind: 'number', unit: 'm' }).attributeId, value: '2.10' },
      { attributeId: shop.call('attribute.create', { name: 'Use', kind: 'choice', choices: ['Sea', 'River'] }).attributeId, value: 'Sea' },
    ],
    variants: [{ sku: 'ROD', barcodes: [{ code: '6901234567892' }, { code: 'BOX', packQuantity: pieces(12) }, { code: 'A=B', packQuantity: pieces(2) }] }],
  });
  const [row] = sheet().rows;
  expect(row).toMatchObject({ barcode: '06901234567892', pack: '1', moreBarcodes: 'BOX=12; A=B=2', attributes: 'Length=2.1; Use=Sea' });
  const settings = { currency: 'CNY', locale: 'en-US' } as const;
  const read = (cells: object) => readProduct([{ number: 2, cells: { ...row, ...cells } }], settings);
  const now = instant(shop.clock.now);
  const plan = (cells: object) => planProduct(shop.read, read(cells).item!, now);
  expect(plan({})).toMatchObject({ outcome: 'unchanged', changes: [] });
  expect(plan({ moreBarcodes: 'BOX=12; CRATE = 144', attributes: 'Use=River' })).toMatchObject({
    outcome: 'updated',
    changes: [{ field: 'attributes', before: 'Length=2.1; Use=Sea', after: 'Length=2.1; Use=River' }],
    parts: [{ changes: [{ field: 'barcode', after: 'CRATE' }] }],
  });
  // What the sheet does not name stays; what nobody knows is named before anything is written.
  shop.call('product.importBatch', { items: [read({ moreBarcodes: 'CRATE=144', attributes: 'Use=River' }).item!] });
  expect(sheet().rows[0]).toMatchObject({ moreBarcodes: 'BOX=12; A=B=2; CRATE=144', attributes: 'Length=2.1; Use=River' });
  expect(shop.call('barcode.resolve', { text: 'CRATE' }).found).toMatchObject({ productId: rod.productId, quantity: pieces(144) });
  refused(() => plan({ attributes: 'Weight=3' }), 'attribute.unknown');
  refused(() => plan({ attributes: 'Use=Lake' }), 'attribute.valueWrong');
  expect(read({ attributes: 'Sea' }).problems).toMatchObject([{ problem: { column: 'attributes', reason: 'unknown' } }]);
  expect(read({ moreBarcodes: 'CRATE=0' }).problems).toMatchObject([{ problem: { column: 'moreBarcodes', reason: 'notPositive' } }]);
  expect(read({ moreBarcodes: '=3' }).problems).toMatchObject([{ problem: { column: 'moreBarcodes', reason: 'empty' } }]);
});

test('pages follow one another by name, each product once', () => {
  for (let index = 0; index < 7; index += 1) shop.call('product.create', { name: `Lure ${index}`, state: 'active', variants: [{ sku: `L${index}` }] });
  const after = (next: ReturnType<typeof sheet>['next']): string[] => {
    const page = shop.call('product.export', { limit: 3, ...(next && { after: next }) });
    return [...page.rows.map(({ sku }) => sku), ...(page.next ? after(page.next) : [])];
  };
  expect(after(null)).toEqual(['L0', 'L1', 'L2', 'L3', 'L4', 'L5', 'L6']);
});

test('the program writes a workbook and a table with the headings the import knows', async () => {
  const door = await openTestDoor();
  await door.call('product.create', { name: '=Rod', state: 'active', tags: ['sea'], variants: [{ sku: 'ROD' }] });
  await door.call('product.create', { name: 'Reel', state: 'active', variants: [{ sku: 'REEL' }] });
  const { collectionId } = (await door.call('collection.create', { name: 'Sea', filter: { tags: ['sea'] } })) as { collectionId: number };
  const file = async (format: string) => (await door.call('product.file', { collectionId, format })) as { name: string; data: string; products: number };
  const { name, data, products } = await file('xlsx');
  expect([name, products]).toEqual(['渔具小店 2026-03-02.xlsx', 1]);
  const bytes = Buffer.from(data, 'base64');
  const [tab] = await guardWorkbook(bytes);
  const rows: string[][] = [];
  for await (const { cells } of xlsxRows(bytes, tab)) rows.push([...cells]);
  expect(rows[0]).toEqual([...exportColumns]);
  expect(rows.slice(1).map(([sku, called]) => [sku, called])).toEqual([['ROD', '=Rod']]);
  // A spreadsheet must not run what a table says.
  expect(Buffer.from((await file('csv')).data, 'base64').toString().split('\r\n')[1]).toContain(`ROD,'=Rod`);
  await door.close();
});
