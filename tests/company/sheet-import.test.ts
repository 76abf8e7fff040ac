import { stringify } from 'csv-stringify/sync';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withStage } from '../../main/company/sheets/stage.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Told } from '../../shared/refusal/refusal-words.ts';
import { sayRefusal } from '../../shared/refusal/say-refusal.ts';
import { instant } from '../../shared/units/instant.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { deskOf } from '../support/sheets.ts';
import { newShop, type TestShop } from '../support/shop.ts';
import { runs } from '../support/soak.ts';

let shop: TestShop;
let desk: ReturnType<typeof deskOf>;
beforeEach(() => {
  shop = newShop();
  desk = deskOf(shop);
});
afterEach(() => {
  shop.check();
  shop.close();
});

const headings = ['sku', 'name', 'barcode', 'price', 'category', 'tags', 'option'];
const sheet = (...rows: string[][]): string => stringify([headings, ...rows]);
const rod = ['ROD', 'Carbon rod', '6901234567892', '99.00', 'Tackle > Rods', 'new', ''];
const reel = ['REEL', 'Reel', 'R-1', '45.50', 'Tackle > Reels', '', ''];
const [teeS, teeM] = [['TEE-S', 'Tee', '', '20', '', '', 'Size=S'], ['TEE-M', 'Tee', '', '21', '', '', 'Size=M']];

const counts = (made: number, change: number, same: number, rejected: number) => ({ new: made, change, same, rejected });
const whole = () =>
  Object.fromEntries(['product', 'variant', 'barcode', 'productTag', 'productCategory', 'facetPage', 'category'].map((table) => [table, shop.raw.prepare(`select * from ${table} order by 1, 2`).all()]));
const found = (text: string) => shop.call('product.list', { text }).rows.map(({ name }) => name);
const refused = async (work: Promise<unknown>) => work.then(() => 'done', (error: unknown) => (error instanceof Refusal ? error.code : String(error)));

describe('a sheet on its way in', () => {
  test('is tried out without writing, brought in as it said, and the same sheet again says nothing new', async () => {
    const before = whole();
    const tried = await desk.tryOut(sheet(rod, reel, teeS, teeM));
    expect(tried.counts).toEqual(counts(4, 0, 0, 0));
    expect(whole()).toEqual(before);
    const { counts: written } = await desk.bringIn(tried.importId);
    expect(written).toEqual(tried.counts);
    expect(shop.call('product.list', {}).rows.map(({ name, variantCount, priceFrom }) => [name, variantCount, priceFrom])).toEqual([['Carbon rod', 1, 990_000], ['Reel', 1, 455_000], ['Tee', 2, 200_000]]);
    expect(found('6901234567892')).toEqual(['Carbon rod']);
    const again = await desk.tryOut(sheet(rod, reel, teeS, teeM));
    expect(again.counts).toEqual(counts(0, 0, 4, 0));
    expect(await refused(desk.bringIn(again.importId))).toBe('sheet.nothingToDo');
  });

  test('says of each row what it would change, and why it stays out', async () => {
    await desk.bringIn((await desk.tryOut(sheet(rod, reel))).importId);
    const { importId, counts: said, fieldCounts } = await desk.tryOut(
      sheet(['ROD', 'Carbon rod', '', '105.00', 'Tackle > Rods', 'new, sale', ''], ['REEL', 'Reel', '', '45.5', '', '', ''], ['NEW', 'Net', 'R-1', '5', '', '', ''], ['LINE', 'Line', '', '4 pcs', '', '', ''], ['ROD', 'Other', '', '1', '', '', '']),
    );
    expect(said).toEqual(counts(0, 1, 1, 3));
    expect(fieldCounts).toEqual({ price: 1, tags: 1 });
    const { rows } = desk.rows({ importId });
    expect(rows.map(({ number, result }) => [number, result])).toEqual([[2, 'change'], [3, 'same'], [4, 'rejected'], [5, 'rejected'], [6, 'rejected']]);
    expect(rows[0]?.changes).toEqual([{ field: 'tags', before: 'new', after: 'new, sale' }, { field: 'price', before: '99.0000', after: '105.0000' }]);
    expect(rows.flatMap(({ problems }) => problems.map(({ column, reason, otherRow, refusal }) => [column, refusal?.code ?? reason, otherRow]))).toEqual([
      ['barcode', 'barcode.taken', null],
      ['price', 'unreadable', null],
      ['sku', 'twice', 2],
    ]);
    expect(desk.rows({ importId, result: 'rejected', limit: 2 })).toMatchObject({ rows: [{ number: 4 }, { number: 5 }], next: 5 });
  });

  test('a cell corrected in place lets its row in', async () => {
    const { importId, counts: first } = await desk.tryOut(sheet(rod, ['LINE', 'Line', '', '4 pcs', '', '', '']));
    expect(first).toEqual(counts(1, 0, 0, 1));
    desk.desk.edit({ importId, number: 3, cells: { 3: '4' } });
    expect((await desk.check({ importId, mapping: headings, numbers: 'point' })).counts).toEqual(counts(2, 0, 0, 0));
    await desk.bringIn(importId);
    expect(shop.call('product.list', {}).rows).toHaveLength(2);
  });

  test('columns once understood are understood again, and a needed one cannot be left out', async () => {
    const content = stringify([['Code', 'What', 'Costs'], ['A', 'Tea', '1.234,50']]);
    const importId = await desk.upload('odd.csv', content);
    expect(await desk.read({ importId, kind: 'products' })).toMatchObject({ mapping: [null, null, null], remembered: false, source: 'other' });
    expect(await refused(desk.check({ importId, mapping: ['sku', null, 'price'], numbers: 'comma' }))).toBe('sheet.columnMissing');
    expect(await refused(desk.check({ importId, mapping: ['sku', 'name', 'name'], numbers: 'comma' }))).toBe('sheet.columnTwice');
    await desk.check({ importId, mapping: ['sku', 'name', 'price'], numbers: 'comma' });
    await desk.bringIn(importId);
    expect(shop.call('product.list', {}).rows[0]?.priceFrom).toBe(12_345_000);
    const next = await desk.upload('odd.csv', content);
    expect(await desk.read({ importId: next, kind: 'products' })).toMatchObject({ mapping: ['sku', 'name', 'price'], numbers: 'comma', remembered: true });
  });

  test('stopped while it is written it leaves nothing', async () => {
    const { importId } = await desk.tryOut(sheet(...Array.from({ length: 1200 }, (_, index) => [`S-${index}`, `Thing ${index}`, '', '1', '', '', ''])));
    const before = whole();
    // Somebody else says stop as soon as the first page is written.
    shop.raw.function('stopImport', () => {
      withStage(shop.folder, importId, (stage) => stage.note('cancelled', true));
      return null;
    });
    shop.raw.exec("create temp trigger stopSoon after insert on variant when new.sku = 'S-3' begin select stopImport(); end");
    expect(await refused(desk.bringIn(importId))).toBe('sheet.cancelled');
    expect(whole()).toEqual(before);
    expect(await refused(desk.bringIn(importId))).toBe('sheet.gone');
  });

  test('what a row meets only when it is written is said with the row and the reason of its own', async () => {
    const { importId } = await desk.tryOut(sheet(rod, reel));
    shop.call('product.create', { name: 'Rival', variants: [{ sku: 'OTHER', barcodes: [{ code: reel[2] ?? '' }] }] });
    const refusal = await desk.bringIn(importId).catch((error: Refusal) => error);
    expect(refusal).toMatchObject({ code: 'sheet.rowRefused', details: { row: 3, refusal: { code: 'barcode.taken' } } });
    for (const language of ['en', 'zh-Hans', 'zh-Hant'] as const) {
      const { what, why } = sayRefusal(language, (refusal as Refusal).data(), {} as Told);
      expect(what).toContain('3');
      expect(why).toContain(reel[2]);
    }
    expect(found('Carbon')).toEqual([]);
  });

  test('into a shop that changed meanwhile is refused and can be tried out again', async () => {
    const { importId } = await desk.tryOut(sheet(rod, reel));
    shop.call('product.create', { name: 'Rival', variants: [{ sku: 'REEL' }] });
    expect(await refused(desk.bringIn(importId))).toBe('sheet.shopChanged');
    expect(found('Carbon')).toEqual([]);
    expect((await desk.check({ importId, mapping: headings, numbers: 'point' })).counts).toEqual(counts(1, 1, 0, 0));
    await desk.desk.cancel({ importId });
    expect(await refused(desk.bringIn(importId))).toBe('sheet.gone');
  });

  test('is read by a thread of its own, which ends when somebody says stop', async () => {
    const own = deskOf(shop, 'own');
    const importId = await own.upload('tea.csv', sheet(rod, reel));
    expect(await own.read({ importId, kind: 'products' })).toMatchObject({ rows: 2, source: 'other', manner: { format: 'csv', encoding: 'utf-8' } });
    const reading = refused(own.read({ importId, kind: 'products' }));
    expect(await refused(own.read({ importId, kind: 'products' }))).toBe('sheet.busy');
    await own.desk.cancel({ importId });
    expect(await reading).toBe('sheet.cancelled');
  });
});

describe('an import taken back', () => {
  test('leaves the shop as it was, days later', async () => {
    await desk.bringIn((await desk.tryOut(sheet(rod))).importId);
    const before = whole();
    const changing = sheet(['ROD', 'Carbon rod II', '', '110', 'Tackle > Poles', 'old', ''], ['ROD-2', 'Carbon rod II', 'R2', '120', '', '', 'Length=2'], reel);
    const { sheetImportId } = await desk.bringIn((await desk.tryOut(changing)).importId);
    shop.clock.advance(5 * 24 * 3600 * 1000);
    expect(shop.call('sheet.takeBack', { sheetImportId })).toEqual({ removed: 2, restored: 1, archived: 0, keptCount: 0, kept: [] });
    expect(whole()).toEqual(before);
    expect(shop.call('product.list', {}).rows).toMatchObject([{ name: 'Carbon rod', priceFrom: 990_000 }]);
    expect(found('Reel')).toEqual([]);
    expect(() => shop.call('sheet.takeBack', { sheetImportId })).toThrow('sheet.takenBack');
    expect(shop.call('sheet.imports', undefined).rows.map(({ id, takenBack }) => [id, takenBack])).toEqual([[2, true], [1, false]]);
    // The codes are free again.
    expect((await desk.tryOut(changing)).counts).toEqual(counts(2, 1, 0, 0));
  });

  test('archives what is used, leaves what was changed since, and names both', async () => {
    const { sheetImportId } = await desk.bringIn((await desk.tryOut(sheet(rod, reel, teeS, teeM))).importId);
    const reelId = shop.call('product.list', { text: 'Reel' }).rows[0]!.id;
    shop.call('product.update', { productId: reelId, changes: { name: 'Reel, mended' } });
    const tee = shop.call('variant.find', { code: 'TEE-S' }).found!;
    shop.call('order.create', { lines: [{ variantId: tee.id, quantity: 1000 as never, unitPrice: unitPrice(200_000) }], orderedAt: instant(shop.clock.now) } as never);
    const back = shop.call('sheet.takeBack', { sheetImportId });
    expect(back).toEqual({ removed: 1, restored: 0, archived: 1, keptCount: 2, kept: [{ name: 'Reel, mended', reason: 'changedSince' }, { name: 'Tee', reason: 'inUse' }] });
    expect(shop.call('product.list', {}).rows.map(({ name, state }) => [name, state])).toEqual([['Reel, mended', 'active'], ['Tee', 'archived']]);
  });

  test('a price and a name set since stay, with their own names in the answer', async () => {
    await desk.bringIn((await desk.tryOut(sheet(rod, reel))).importId);
    const { sheetImportId } = await desk.bringIn((await desk.tryOut(sheet(['ROD', 'Rod 2', '', '1', '', '', ''], ['REEL', 'Reel', '', '2', '', '', '']))).importId);
    const { found: variant } = shop.call('variant.find', { code: 'ROD' });
    shop.call('price.set', { items: [{ variantId: variant!.id, currency: 'CNY', amount: unitPrice(30_000) }] });
    shop.call('product.update', { productId: variant!.productId, changes: { name: 'Rod 3' } });
    expect(shop.call('sheet.takeBack', { sheetImportId })).toMatchObject({ removed: 0, restored: 1, keptCount: 2, kept: [{ name: 'Rod 3' }, { name: 'ROD' }] });
    expect(shop.call('product.list', {}).rows.map(({ name, priceFrom }) => [name, priceFrom])).toEqual([['Reel', 455_000], ['Rod 3', 30_000]]);
  });

  test('by the record of activities it is the same undo', async () => {
    const { importId } = await desk.tryOut(sheet(rod));
    await desk.bringIn(importId);
    const commandId = (shop.raw.prepare('select max(id) as id from command').get() as { id: number }).id;
    expect(shop.call('activity.undo', { commandId })).toMatchObject({ undone: 'sheet.bringIn', by: 'sheet.takeBack', result: { removed: 1 } });
  });
});

describe('customers', () => {
  const people = stringify([['First Name', 'Last Name', 'Email', 'Phone', 'Address', 'City', 'Zip', 'Country'], ['小明', '王', 'wang@example.com', '13812345678', '一号路', '上海', '200000', 'CN'], ['Ada', 'Lovelace', 'ada@example.com', '', '', '', '', ''], ['Ada', 'L', 'ADA@example.com', '', '', '', '', '']]);

  test('come in, are completed the second time, and go again', async () => {
    const first = await desk.tryOut(people, 'customers');
    expect(first.counts).toEqual(counts(2, 0, 0, 1));
    await desk.bringIn(first.importId);
    expect(shop.call('customer.list', {}).rows.map(({ name }) => name).sort()).toEqual(['Ada Lovelace', '王小明'].sort());
    const more = stringify([['name', 'email', 'phone'], ['Ada King', 'ada@example.com', '+44 20 7946 0000'], ['Bob', 'bob@example.com', '']]);
    const second = await desk.tryOut(more, 'customers');
    expect(second.counts).toEqual(counts(1, 1, 0, 0));
    const { sheetImportId } = await desk.bringIn(second.importId);
    expect(shop.call('sheet.takeBack', { sheetImportId })).toMatchObject({ removed: 1, restored: 1, keptCount: 0 });
    expect((await desk.tryOut(more, 'customers')).counts).toEqual(counts(1, 1, 0, 0));
  });
});

const many = runs(1_000, 100_000, 'products brought in from one sheet, found, and taken back');

test(`${many} products come in, are found, and are taken back in one step`, { timeout: 600_000 }, async () => {
  const before = whole();
  const rows = Array.from({ length: many }, (_, index) => [`ROD-${index}`, `碳素鱼竿 Carbon rod ${index}`, String(6_900_000_000_000 + index), `${(index % 500) + 1}.50`, `Tackle > Rods ${index % 40}`, 'spring, sale', '']);
  const { importId, counts: said } = await desk.tryOut(sheet(...rows));
  expect(said).toEqual(counts(many, 0, 0, 0));
  const { sheetImportId } = await desk.bringIn(importId);
  expect(found(`ROD-${many - 1}`)).toEqual([`碳素鱼竿 Carbon rod ${many - 1}`]);
  expect(found('yugan')).toHaveLength(50);
  shop.check();
  expect(shop.call('sheet.takeBack', { sheetImportId })).toMatchObject({ removed: many, keptCount: 0 });
  expect({ ...whole() }).toEqual(before);
});
