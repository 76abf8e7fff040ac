import { afterEach, beforeEach, expect, test } from 'vitest';
import { ageBucket, ageBuckets, daysOfBucket } from '../../shared/analysis/age.rules.ts';
import { reportJson } from '../../shared/reporting/report-cells.rules.ts';
import { stockAnalysisReport } from '../../shared/reporting/stock-analysis.rules.ts';
import { addDays, daysBetween } from '../../shared/units/calendar.ts';
import { type Day, day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { moveAndPost, newLocation, newVariant } from '../inventory/support.ts';
import { newShop, type TestShop } from '../support/shop.ts';

let shop: TestShop;
const [from, on] = [day('2026-01-05'), day('2026-02-03')];
const days = daysBetween(from, on) + 1;

/** Some goods sell, some lie there, some are lost, some are gone; one sale comes after the day asked for. */
beforeEach(() => {
  shop = newShop();
  const shelf = newLocation(shop, 'Shelf');
  const [rod, reel, hook, lure] = ['ROD', 'REEL', 'HOOK', 'LURE'].map((sku) => newVariant(shop, sku)) as [number, number, number, number];
  const move = (when: string, variantId: number, kind: 'receipt' | 'shipment' | 'loss', count: number, value = 0): void => {
    const place = { variantId, locationId: shelf, quantity: pieces(count) };
    const moves = {
      receipt: { ...place, kind: 'receipt' as const, value: minor(value), role: 'openingEquity' as const },
      shipment: { ...place, kind: 'shipment' as const, role: 'cogs' as const },
      loss: { ...place, kind: 'loss' as const, role: 'stockLossScrap' as const, reason: 'damage' as const },
    };
    shop.tx((tx) => moveAndPost(tx, { on: day(when) }, [moves[kind]]));
  };
  move('2025-06-02', hook, 'receipt', 100, 333_33);
  move('2025-12-29', rod, 'receipt', 7, 100_01);
  move('2026-01-06', reel, 'receipt', 4, 40_03);
  move('2026-01-08', rod, 'shipment', 3);
  move('2026-01-12', lure, 'receipt', 9, 10_00);
  move('2026-01-15', lure, 'loss', 2);
  move('2026-01-19', reel, 'shipment', 4);
  move('2026-01-21', rod, 'receipt', 5, 90_07);
  move('2026-02-03', rod, 'shipment', 6);
  move('2026-02-10', rod, 'shipment', 1);
});
afterEach(() => shop.close());

interface Fact {
  sku: string;
  postedOn: Day;
  kind: string;
  role: string;
  quantity: number;
  value: number;
}

/** Straight from the ledger's file: every change of a layer, with the movement whose cost it is. */
const ledger = (): Fact[] =>
  shop.raw
    .prepare(
      `select variant.sku, change.postedOn, movement.kind, movement.role, change.quantity, change.value
       from layerChange change join stockMovement movement on movement.id = coalesce(change.drawId, change.movementId) join variant on variant.id = movement.variantId
       where change.postedOn <= ? order by change.id`,
    )
    .all(on) as Fact[];

/** What an account of a role holds, from its postings alone. */
const posted = (role: string, first: Day, last: Day): number =>
  shop.raw.prepare('select coalesce(sum(amount), 0) from posting join accountRole using (ledgerAccountId) where role = ? and postedOn between ? and ?').pluck().get(role, first, last) as number;

const everyDay = Array.from({ length: days }, (_one, index) => addDays(from, index));
const add = (facts: readonly Fact[], field: 'quantity' | 'value'): number => facts.reduce((total, one) => total + one[field], 0);
const fixed = (value: number | null, places: number): string | null => (value === null ? null : value.toFixed(places));

/** Every figure of a row, added up by hand. */
function rowByHand(facts: readonly Fact[], settings: { holdingRate: number; deadDays: number }) {
  const within = facts.filter((one) => one.postedOn >= from);
  const through = (last: Day): Fact[] => facts.filter((one) => one.postedOn <= last);
  const sales = (list: readonly Fact[]): Fact[] => list.filter(({ role }) => role === 'cogs');
  const [sold, cogs] = [-add(sales(within), 'quantity'), -add(sales(within), 'value')];
  const valueDays = everyDay.reduce((total, one) => total + add(through(one), 'value'), 0);
  const averageValue = Math.round(valueDays / days);
  const onHand = add(facts, 'quantity');
  const supply = add(through(addDays(from, -1)), 'quantity') + add(within.filter(({ kind }) => kind === 'receipt'), 'quantity');
  const lastSoldOn = sales(facts).at(-1)?.postedOn ?? null;
  const lasts = sold === 0 ? null : Math.round((onHand * days) / sold);
  const dead = onHand > 0 && daysBetween(lastSoldOn ?? facts[0]!.postedOn, on) >= settings.deadDays;
  const slow = lasts === null || lasts > days;
  return {
    sold: fixed(sold / 1_000, 3),
    cogs: fixed(cogs / 100, 2),
    onHand: fixed(onHand / 1_000, 3),
    value: fixed(add(facts, 'value') / 100, 2),
    averageValue: fixed(averageValue / 100, 2),
    turnover: valueDays <= 0 ? null : fixed(Math.round((cogs * days * 1e6) / valueDays) / 1e6, 6),
    daysOfStock: lasts,
    sellThrough: supply === 0 ? null : fixed(Math.round((sold * 1e6) / supply) / 1e4, 4),
    stockOutDays: everyDay.filter((one) => one >= facts[0]!.postedOn && add(through(one), 'quantity') <= 0).length,
    lastSoldOn,
    holdingCost: fixed(Math.round((Math.round((averageValue * settings.holdingRate) / 1e6) * days) / 365) / 100, 2),
    suggestion: onHand <= 0 ? 'Buy again' : dead ? 'Clear it' : slow ? 'Lower the price' : '—',
  };
}

const byText = (one: string, other: string): number => (one < other ? -1 : 1);

const file = () => {
  const list = shop.call('analysis.list', { from, on, limit: 200 });
  return reportJson(stockAnalysisReport(list, { shop: 'S', currency: 'CNY', language: 'en' }), true).rows as unknown as ({ kind: string; sku: string | null } & Record<string, string | number | null>)[];
};

test('every figure of the file is what the rows of the ledger give', () => {
  const facts = ledger();
  const settings = shop.call('analysis.settings', undefined);
  const written = file().filter(({ kind }) => kind !== 'total');
  const bySku = Map.groupBy(facts, ({ sku }) => sku);
  expect(written.map(({ sku }) => String(sku)).toSorted(byText)).toEqual([...bySku.keys()].toSorted(byText));
  for (const row of written) expect(row).toMatchObject(rowByHand(bySku.get(String(row.sku))!, settings));
});

test('rank, running share and class follow from what sales cost in the ledger', () => {
  const facts = ledger().filter(({ role, postedOn }) => role === 'cogs' && postedOn >= from);
  const total = -add(facts, 'value');
  const bySku = Map.groupBy(facts, ({ sku }) => sku);
  const written = file().filter(({ kind }) => kind !== 'total');
  let before = 0;
  written.forEach((row, index) => {
    const own = -add(bySku.get(String(row.sku)) ?? [], 'value');
    const valueClass = own === 0 || before * 100 >= total * 95 ? 'C' : before * 100 < total * 80 ? 'A' : 'B';
    before += own;
    expect([row['rank'], row['cumulative'], String(row['class'])[0]]).toEqual([index + 1, fixed(Math.floor((before * 1e6) / total) / 1e4, 4), valueClass]);
  });
});

test('the file’s last row is what the accounts of the books say', () => {
  const whole = file().find(({ kind }) => kind === 'total');
  const beginning = day('2000-01-01');
  const worth = (last: Day): number => posted('inventory', beginning, last);
  const average = Math.round(everyDay.reduce((total, one) => total + worth(one), 0) / days);
  const cogs = posted('cogs', from, on);
  expect(whole).toMatchObject({ cogs: fixed(cogs / 100, 2), value: fixed(worth(on) / 100, 2), averageValue: fixed(average / 100, 2), turnover: fixed(Math.round((cogs * 1e6) / average) / 1e6, 6) });
  shop.check();
});

test('turnover’s two figures go down to the lines of the journal, of each of the goods and of all of them', () => {
  const { rows, totals } = shop.call('analysis.list', { from, on, limit: 200 });
  for (const [figure, role, first] of [['cogs', 'cogs', from], ['stock', 'inventory', day('2000-01-01')]] as const) {
    const own = figure === 'cogs' ? 'cogs' : 'value';
    const byEntry = new Map<string, number>();
    for (const row of rows) {
      const { total, lines, earlier } = shop.call('analysis.ledger', { figure, variantId: row.variantId, from, on });
      expect([total, lines.reduce((sum, line) => sum + line.value!, 0), earlier]).toEqual([row[own], row[own], null]);
      for (const { entry, value } of lines) byEntry.set(entry!.number, (byEntry.get(entry!.number) ?? 0) + value!);
    }
    // What the goods' lines say of an entry is what the entry posted on the account.
    const journal = shop.raw
      .prepare('select number, sum(amount) from posting join journalEntry entry on entry.id = entryId join accountRole using (ledgerAccountId) where role = ? and posting.postedOn between ? and ? group by number')
      .raw()
      .all(role, first, on) as [string, number][];
    expect(Object.fromEntries(byEntry)).toEqual(Object.fromEntries(journal));
    const all = shop.call('analysis.ledger', { figure, from, on });
    expect([all.total, all.lines.reduce((sum, line) => sum + line.value!, 0)]).toEqual([totals[own], totals[own]]);
  }
  for (const row of [...rows, { ...totals, variantId: null }]) {
    const { total, lines } = shop.call('analysis.ledger', { figure: 'average', ...(row.variantId !== null && { variantId: row.variantId }), from, on });
    expect(total).toBe(row.averageValue);
    expect(Math.round(lines.reduce((sum, line) => sum + line.value! * line.days, 0) / days)).toBe(row.averageValue);
  }
});

test('stock of an age is its layers, each with the entry that brought it, on every day', () => {
  for (const last of [day('2026-01-07'), on, day('2026-03-01')]) {
    const { buckets } = shop.call('analysis.ageing', { on: last });
    for (const { bucket, value } of buckets) {
      const { total, lines, rest } = shop.call('analysis.layers', { bucket, on: last });
      expect([total, lines.reduce((sum, line) => sum + line.value!, 0), rest]).toEqual([value, value, null]);
      expect(lines.every(({ entry, madeOn }) => entry !== null && ageBucket({ pooled: 0, madeOn }, last) === bucket)).toBe(true);
      const own = lines.map(({ variantId }) => shop.call('analysis.layers', { bucket, on: last, variantId }).total!);
      expect(new Set(lines.map(({ variantId }) => variantId)).size === lines.length ? own.reduce((sum, one) => sum + one, 0) : value).toBe(value);
    }
  }
});

test('the days of the ages follow one another, and none is in two', () => {
  const last = day('2026-03-01');
  const ranges = ageBuckets.filter((bucket) => bucket !== 'averaged').map((bucket) => daysOfBucket(bucket, last));
  expect(ranges[0]).toEqual({ from: '2026-01-30', through: last, pooled: false });
  ranges.slice(1).forEach(({ through }, index) => expect(through).toBe(addDays(ranges[index]!.from!, -1)));
  expect(ranges.at(-1)!.from).toBeNull();
});

test('lines older than those shown are one, and nothing of the figure is missing', () => {
  const shelf = newLocation(shop, 'Back');
  const bait = newVariant(shop, 'BAIT');
  for (let index = 0; index < 105; index += 1) {
    shop.tx((tx) => moveAndPost(tx, { on: day('2026-01-10'), minute: index }, [{ variantId: bait, locationId: shelf, kind: 'receipt', quantity: pieces(1), value: minor(100 + index), role: 'openingEquity' }]));
  }
  const why = shop.call('analysis.ledger', { figure: 'average', variantId: bait, from, on });
  // Five receipts of 1.00 to 1.04 are 5.10, each there for 25 of the days.
  expect(why.lines).toHaveLength(100);
  expect(why.earlier).toEqual({ value: 5_10, valueDays: 5_10 * 25 });
});
