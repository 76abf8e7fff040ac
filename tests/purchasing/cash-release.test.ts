import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type HeldGoods, releaseOf } from '../../shared/purchasing/cash-release.rules.ts';
import { cashReleaseReport } from '../../shared/reporting/cash-release.rules.ts';
import { reportJson } from '../../shared/reporting/report-cells.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import { day, type Day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { moveAndPost } from '../inventory/support.ts';
import { openTestDoor } from '../support/door.ts';
import { type BuyingShop, newBuyingShop, placeOrder, receive } from './support.ts';

describe('what is above what is needed', () => {
  const terms = { on: day('2026-03-02'), windowDays: 90, slowDays: 180 };
  const none = quantity(0);
  /** Forty here at 10.00, ten needed, one sold in three days. */
  const goods: HeldGoods = { quantity: pieces(40), value: minor(400_00), onHold: none, allocated: none, needed: pieces(10), sold: pieces(30), days: 90, coming: none, returnable: none, firstCameOn: day('2025-10-01') };

  test('binds its share of the cost, and lasts as long as its pace says', () => {
    expect(releaseOf(goods, terms)).toEqual({ excess: pieces(30), bound: 300_00, lastsDays: 90, action: 'stopOrdering' });
    // Three of seven that cost 100.00.
    expect(releaseOf({ ...goods, quantity: pieces(7), value: minor(100_00), needed: pieces(4) }, terms)).toMatchObject({ excess: pieces(3), bound: 42_86 });
  });

  test('is nothing where all is needed, held, promised, or has had no chance to sell', () => {
    expect(releaseOf({ ...goods, needed: pieces(40) }, terms)).toBeNull();
    expect(releaseOf({ ...goods, onHold: pieces(20), allocated: pieces(10) }, terms)).toBeNull();
    const unsold = { ...goods, sold: none, needed: none };
    expect(releaseOf({ ...unsold, firstCameOn: day('2025-12-03') }, terms)).toBeNull();
    expect(releaseOf({ ...unsold, firstCameOn: day('2025-12-02') }, terms)).toMatchObject({ bound: 400_00, lastsDays: null, action: 'markdown' });
    expect(releaseOf({ ...goods, quantity: pieces(-2), value: minor(-20_00) }, terms)).toBeNull();
  });

  test('is stopped on its way first, else sent back, else sold together with what sells', () => {
    const slow = { ...goods, sold: pieces(10) };
    expect(releaseOf(slow, terms)).toMatchObject({ lastsDays: 270, action: 'bundle' });
    expect(releaseOf({ ...slow, returnable: pieces(1) }, terms)).toMatchObject({ action: 'returnToSupplier' });
    expect(releaseOf({ ...slow, returnable: pieces(1), coming: pieces(1) }, terms)).toMatchObject({ action: 'stopOrdering' });
  });
});

describe('the plan of a shop', () => {
  let shop: BuyingShop;
  beforeEach(() => {
    shop = newBuyingShop();
  });
  afterEach(() => shop.close());

  const move = (sku: 'ROD' | 'LINE' | 'HOOK', kind: 'receipt' | 'shipment', on: Day, count: number, value = 0): void => {
    const place = { variantId: shop.variant[sku], locationId: shop.locationId, quantity: pieces(count) };
    shop.tx((tx) => moveAndPost(tx, { on, minute: kind === 'receipt' ? 0 : 1 }, [kind === 'receipt' ? { ...place, kind, value: minor(value), role: 'openingEquity' } : { ...place, kind, role: 'cogs' }]));
  };

  interface Held {
    sku: string;
    variantId: number;
    quantity: number;
    value: number;
  }

  /** Straight from the file: what every change of a layer added up to. */
  const layers = (): Held[] =>
    shop.raw
      .prepare('select sku, variant.id as variantId, sum(change.quantity) as quantity, sum(change.value) as value from layerChange change join stockMovement movement on movement.id = change.movementId join variant on variant.id = movement.variantId group by variant.id')
      .all() as Held[];

  beforeEach(() => {
    const [first, today] = [day('2025-11-01'), day('2026-03-02')];
    move('ROD', 'receipt', first, 201, 12_011_11);
    move('LINE', 'receipt', first, 53, 431_07);
    move('HOOK', 'receipt', first, 997, 1_003_33);
    for (let index = 1; index <= 40; index += 1) move('ROD', 'shipment', addDays(today, -index), 2);
    move('HOOK', 'shipment', addDays(today, -30), 3);
  });

  test('is what the raw rows give, and all stock is what the inventory account says', () => {
    const { rows, plan, next } = shop.call('cashRelease.list', {});
    const needed = new Map(shop.call('replenishment.propose', { view: 'all', coverDays: 60, windowDays: 90 }).rows.map((row) => [row.variantId, row.upTo!]));
    const byHand = layers()
      .map((row) => ({ ...row, excess: row.quantity - (needed.get(row.variantId) ?? 0) }))
      .map(({ sku, value, quantity: onHand, excess }) => ({ sku, value, onHand, excess, bound: Math.round((value * excess) / onHand) }))
      .filter(({ excess }) => excess > 0)
      .toSorted((a, b) => b.bound - a.bound);
    expect(byHand).toHaveLength(3);
    expect(rows.map(({ sku, value, onHand, excess, bound }) => ({ sku, value, onHand, excess, bound }))).toEqual(byHand);
    const total = byHand.reduce((sum, { bound }) => sum + bound, 0);
    expect(plan).toMatchObject({ variants: 3, bound: total, listed: 3, listedBound: total, stockValue: shop.balance('inventory'), ledgerValue: shop.balance('inventory') });
    expect(plan.actions.reduce((sum, { bound }) => sum + bound!, 0)).toBe(total);
    expect(next).toBeNull();
    shop.check();
  });

  test('says what to do, and follows what is ordered and what came', () => {
    const actions = () => Object.fromEntries(shop.call('cashRelease.list', {}).rows.map(({ sku, action }) => [sku, action]));
    expect(actions()).toEqual({ ROD: 'stopOrdering', LINE: 'markdown', HOOK: 'bundle' });
    const { purchaseOrderId } = placeOrder(shop, 0, 5);
    expect(actions()).toMatchObject({ LINE: 'stopOrdering' });
    expect(shop.call('cashRelease.list', {}).rows.find(({ sku }) => sku === 'LINE')).toMatchObject({ coming: pieces(5) });
    receive(shop, purchaseOrderId, 'LINE', 5);
    expect(shop.call('cashRelease.list', {}).rows.find(({ sku }) => sku === 'LINE')).toMatchObject({ action: 'returnToSupplier', returnable: pieces(5), supplierName: '威海钓具厂' });
  });

  test('its first rows are those with the most money, and a page follows another', () => {
    const all = shop.call('cashRelease.list', {}).rows.map(({ sku }) => sku);
    const top = shop.call('cashRelease.list', { top: 2 });
    expect(top.rows.map(({ sku }) => sku)).toEqual(all.slice(0, 2));
    expect([top.plan.variants, top.plan.listed, top.plan.listedBound]).toEqual([3, 2, top.rows[0]!.bound! + top.rows[1]!.bound!]);
    const first = shop.call('cashRelease.list', { limit: 2 });
    expect(shop.call('cashRelease.list', { limit: 2, after: first.next! }).rows.map(({ sku, rank }) => `${rank} ${sku}`)).toEqual([`3 ${all[2]}`]);
  });

  test('as a file it ends in what it comes to, with the account beside the stock', () => {
    const list = shop.call('cashRelease.list', { top: 2 });
    const file = reportJson(cashReleaseReport(list, { shop: 'S', currency: 'CNY', language: 'en' }), true);
    expect(file.rows.at(-1)).toMatchObject({ kind: 'total', bound: (list.plan.listedBound! / 100).toFixed(2) });
    expect([file.rows.length, file.holds, file.controls.map(({ left }) => left)]).toEqual([3, true, [(shop.balance('inventory') / 100).toFixed(2)]]);
  });
});

test('the program writes it as a workbook, a PDF, a table and as data', async () => {
  const shop = await openTestDoor();
  const file = async (format: string) => (await shop.call('cashRelease.file', { format, language: 'zh-Hans' })) as { name: string; data: string; rows: number };
  const begins = async (format: string): Promise<string> => Buffer.from((await file(format)).data, 'base64').toString('latin1').slice(0, 2);
  expect([await begins('xlsx'), await begins('pdf'), await begins('json')]).toEqual(['PK', '%P', '{\n']);
  expect((await file('csv')).name).toBe('渔具小店 可释放资金 2026-03-02.csv');
  await shop.close();
});
