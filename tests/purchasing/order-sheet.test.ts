import { readXlsx, writeXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareSheet, type SheetRow } from '../../shared/purchasing/order-sheet.rules.ts';
import { day } from '../../shared/units/day.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { openTestDoor, refusalOf, type TestDoor } from '../support/door.ts';

type Cell = string | number;

const order = {
  currency: 'CNY',
  expectedOn: day('2026-03-10'),
  lines: [
    { variantId: 1, sku: 'ROD', supplierSku: 'W-1', name: 'Rod', quantity: pieces(10), price: unitPrice(600_000) },
    { variantId: 2, sku: 'LINE', supplierSku: 'W-2', name: 'Line', quantity: pieces(5), price: unitPrice(80_000) },
  ],
};
const row = (number: number, sku: string, quantity: string, price: string, more: Partial<SheetRow> = {}): SheetRow => ({ number, sku, supplierSku: '', name: '', quantity, price, day: '', ...more });

describe('what a sheet that came back would change', () => {
  test('the sheet as it went out changes nothing', () => {
    const same = compareSheet(order, [row(2, 'rod', '10', '60', { day: '2026-03-10' }), row(3, '', '5', '8.0000', { supplierSku: 'w-2' })]);
    expect(same).toMatchObject({ changed: [], removed: [], unknown: [], unreadable: [], expectedOn: null });
    expect(same.lines).toEqual([{ variantId: 1, quantity: pieces(10), price: 600_000 }, { variantId: 2, quantity: pieces(5), price: 80_000 }]);
  });

  test('quantity, price, the latest day, rows gone and rows nobody ordered are told apart', () => {
    const difference = compareSheet(order, [row(2, 'ROD', '12', '58.5', { day: '2026-03-12' }), row(3, 'NET', '1', '1', { name: 'Net' }), row(4, 'ROD', '1', '1')]);
    expect(difference.changed).toEqual([{ variantId: 1, sku: 'ROD', before: { quantity: pieces(10), price: 600_000 }, after: { quantity: pieces(12), price: 585_000 } }]);
    expect(difference.removed).toEqual([{ variantId: 2, sku: 'LINE', quantity: pieces(5) }]);
    expect(difference.unknown).toEqual([{ row: 3, sku: 'NET', name: 'Net' }, { row: 4, sku: 'ROD', name: '' }]);
    expect(difference.expectedOn).toEqual({ before: '2026-03-10', after: '2026-03-12' });
  });

  test('what cannot be read keeps the order’s own value and is named; zero takes a line out', () => {
    const difference = compareSheet(order, [row(2, 'ROD', 'ten', '-1', { day: 'soon' }), row(3, 'LINE', '0', '8')]);
    expect(difference.unreadable.map(({ row: number, column }) => [number, column])).toEqual([[2, 'quantity'], [2, 'price'], [2, 'day']]);
    expect(difference.lines).toEqual([{ variantId: 1, quantity: pieces(10), price: 600_000 }]);
    expect(difference.removed.map(({ sku }) => sku)).toEqual(['LINE']);
  });
});

describe('a round trip with a supplier', () => {
  let shop: TestDoor;
  let purchaseOrderId: number;
  let ids: number[];
  const compare = (data: string) => shop.call('orderSheet.compare', { purchaseOrderId, data }) as Promise<{ changed: object[]; removed: { sku: string }[]; lines: object[]; expectedOn: { after: string } | null }>;
  const exported = async () => (await shop.call('orderSheet.export', { purchaseOrderId })) as { fileName: string; data: string };
  const sheetOf = async (rows: Cell[][]): Promise<string> => Buffer.from(await writeXlsx({ sheets: [{ name: 'x', rows }] })).toString('base64');
  const linesNow = async () => ((await shop.call('purchaseOrder.get', { purchaseOrderId })) as { lines: { sku: string; ordered: number; price: number }[] }).lines.map((line) => [line.sku, line.ordered, line.price]);

  beforeAll(async () => {
    shop = await openTestDoor();
    await shop.call('location.create', { name: '店面', kind: 'shop', negativePolicy: 'refuse', sellable: true });
    const { supplierId } = (await shop.call('supplier.create', { name: '威海钓具厂' })) as { supplierId: number };
    ids = [];
    for (const sku of ['ROD', 'LINE']) ids.push(((await shop.call('product.create', { name: sku, state: 'active', variants: [{ sku }] })) as { variants: { id: number }[] }).variants[0]!.id);
    const lines = ids.map((variantId, index) => ({ variantId, quantity: pieces(10 + index), price: unitPrice(600_000) }));
    ({ purchaseOrderId } = (await shop.call('purchaseOrder.create', { supplierId, expectedOn: '2026-03-10', lines })) as { purchaseOrderId: number });
  });
  afterAll(() => shop.close());

  test('what went out comes back as nothing changed; what the supplier edits is shown, applied in one step and undone', async () => {
    const out = await exported();
    expect(await compare(out.data)).toMatchObject({ changed: [], removed: [], expectedOn: null });
    const [sheet] = (await readXlsx(Buffer.from(out.data, 'base64'))).sheets;
    const [headings, first] = sheet!.rows as [Cell[], Cell[]];
    expect(first.slice(0, 5)).toEqual(['ROD', '', 'ROD', 10, 60].map((cell) => (cell === '' ? first[1] : cell)));
    const edited = await sheetOf([headings, ['ROD', '', 'ROD', 24, 57.5, '2026-03-15']]);
    const before = await linesNow();
    const difference = await compare(edited);
    expect(difference).toMatchObject({ removed: [{ sku: 'LINE' }], expectedOn: { after: '2026-03-15' } });
    expect(await linesNow()).toEqual(before);
    const { before: kept } = (await shop.call('orderSheet.apply', { purchaseOrderId, expectedOn: '2026-03-15', lines: difference.lines })) as { before: object };
    expect(await linesNow()).toEqual([['ROD', pieces(24), 575_000]]);
    await shop.call('orderSheet.apply', kept);
    expect(await linesNow()).toEqual(before);
  });

  test('a sheet without its columns, and a file that is none, are refused', async () => {
    expect((await refusalOf(async () => compare(await sheetOf([['Code', 'Quantity', 'Price'], ['ROD', 1, 1]]))))?.code).toBe('orderSheet.columnMissing');
    expect((await refusalOf(() => compare(Buffer.from('no workbook').toString('base64'))))?.code).toMatch(/^sheet\./);
  });
});
