import { ageBucket, ageBuckets } from '../../shared/analysis/age.rules.ts';
import type { AnalysisRow as ShownRow, analysisFilters, AnalysisSettings, analysisSorts } from '../../shared/analysis/analysis.contract.ts';
import { type DemandClass, demandClasses, demandClassOf, rankByValue, type ValueClass, valueClasses, variationOf } from '../../shared/analysis/class.rules.ts';
import { averageValue, daysIn, daysOfStock, holdingCost, isDead, type Period, sellThrough, suggestionOf, turnoverOf } from '../../shared/analysis/figures.rules.ts';
import { variantName } from '../../shared/catalog/variant-name.rules.ts';
import { addDays, dayOf, daysBetween } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { sumMinor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { cogsByVariant, daysOfVariant, daysOut, layersOn, sumsByVariant, weeklySquares } from './figures.statements.ts';
import { settingsOf } from './settings.service.ts';

interface AskedPeriod {
  on?: Day;
  from?: Day;
}

/** Every figure; what an asker may not see is cut at the door. */
type AnalysisRow = { [Field in keyof ShownRow]-?: Exclude<ShownRow[Field], undefined> };

interface Analysed {
  period: Period;
  rows: AnalysisRow[];
  /** The value at each day's end of all variants, added up: the parts would not add up to the whole once rounded. */
  valueDays: number;
}

const newest = read((db) => db.selectFrom('command').select('id').orderBy('id', 'desc').limit(1));

/** The last analysis of each connection: pages of one list are worked out once, until a command changed something. */
const kept = new WeakMap<Reader, { key: string; analysed: Analysed }>();

/** What every variant that was ever here did in a period, ranked by what its sales cost. */
function analyse(reader: Reader, asked: AskedPeriod, now: Instant): Analysed {
  const period = periodOf(reader, asked, now);
  const key = `${period.from} ${period.on} ${newest.get(reader, {})?.id ?? 0}`;
  const known = kept.get(reader);
  if (known?.key === key) return known.analysed;
  const analysed = workOut(reader, period, settingsOf(reader));
  kept.set(reader, { key, analysed });
  return analysed;
}

function workOut(reader: Reader, period: Period, settings: AnalysisSettings): Analysed {
  const days = daysIn(period);
  const squares = new Map(weeklySquares.all(reader, period).map((row) => [row.variantId, row.squares]));
  const out = new Map(daysOut.all(reader, period).map((row) => [row.variantId, row.days]));
  const sums = sumsByVariant.all(reader, period);
  const rows = rankByValue(sums, settings).map((row): AnalysisRow => {
    const { variantId, valueDays: _days, firstCameOn, optionValues, ...shown } = row;
    // What came later than the period began was not there to be sold before.
    const weeks = Math.max(1, Math.ceil((daysBetween(firstCameOn > period.from ? firstCameOn : period.from, period.on) + 1) / 7));
    const variation = variationOf({ weeks, sold: row.sold, squares: squares.get(variantId) ?? 0 });
    const [average, lastsDays, dead] = [averageValue(row, days), daysOfStock(row, days), isDead(row, period.on, settings.deadDays)];
    return {
      ...shown,
      variantId,
      name: variantName(row.name, optionValues),
      variation,
      weeks,
      demandClass: demandClassOf(variation, settings),
      averageValue: average,
      turnover: turnoverOf(row, days),
      daysOfStock: lastsDays,
      sellThrough: sellThrough(row),
      stockOutDays: out.get(variantId) ?? 0,
      dead,
      holdingCost: holdingCost(average, settings.holdingRate, days),
      suggestion: suggestionOf(row, { dead, days, lastsDays }),
    };
  });
  return { period, rows, valueDays: sums.reduce((sum, row) => sum + row.valueDays, 0) };
}

/** A year that ends today, unless said otherwise; its first day is never behind its last. */
function periodOf(reader: Reader, { on, from }: AskedPeriod, now: Instant): Period {
  const last = on ?? dayOf(now, getShop(reader).timeZone);
  const first = from ?? addDays(last, -364);
  return { from: first > last ? last : first, on: last };
}

type Sort = (typeof analysisSorts)[number];
type Filter = (typeof analysisFilters)[number];

interface ListAsked extends AskedPeriod {
  sort: Sort;
  only: Filter;
  valueClass?: ValueClass;
  demandClass?: DemandClass;
  after?: number;
  limit: number;
}

const belongs: Record<Filter, (row: AnalysisRow, days: number) => boolean> = {
  all: () => true,
  sold: (row) => row.sold > 0,
  dead: (row) => row.dead,
  out: (row) => row.onHand <= 0 && row.sold > 0,
  slow: (row, days) => row.onHand > 0 && (row.daysOfStock ?? Number.MAX_SAFE_INTEGER) > days,
};

/** Slow turnover and a poor sell-through are what one looks for: those lists begin with the least. */
const ascending: ReadonlySet<Sort> = new Set(['turnover', 'sellThrough']);

/** One page of variants in the order asked for; what follows a variant is asked with its id. */
export function listAnalysis(reader: Reader, asked: ListAsked, _actor: Actor, now: Instant) {
  const analysed = analyse(reader, asked, now);
  const { period } = analysed;
  const wanted = analysed.rows.filter(
    (row) =>
      belongs[asked.only](row, daysIn(period)) &&
      (asked.valueClass ?? row.valueClass) === row.valueClass &&
      (asked.demandClass ?? row.demandClass) === row.demandClass,
  );
  const factor = ascending.has(asked.sort) ? 1 : -1;
  // Without a figure (nothing sold, nothing there) a row stands at the end; equal ones keep their rank.
  const figure = (row: AnalysisRow): number => (row[asked.sort] ?? Number.MAX_SAFE_INTEGER * factor) * factor;
  const sorted = asked.sort === 'cogs' ? wanted : wanted.toSorted((a, b) => figure(a) - figure(b) || a.rank - b.rank);
  const start = asked.after === undefined ? 0 : sorted.findIndex(({ variantId }) => variantId === asked.after) + 1;
  // Copies: the door cuts fields out of an answer, and these rows answer the next page as well.
  const rows = sorted.slice(start, start + asked.limit).map((row) => ({ ...row }));
  const more = start + asked.limit < sorted.length;
  return { ...period, rows, next: more ? (rows.at(-1)?.variantId ?? null) : null, totals: totalsOf(reader, wanted, analysed) };
}

/** How many variants are in each class, and what their sales and their stock cost. */
export function analysisMatrix(reader: Reader, asked: AskedPeriod, _actor: Actor, now: Instant) {
  const analysed = analyse(reader, asked, now);
  const cells = valueClasses.flatMap((valueClass) =>
    demandClasses.map((demandClass) => {
      const rows = analysed.rows.filter((row) => row.valueClass === valueClass && row.demandClass === demandClass);
      return { valueClass, demandClass, variants: rows.length, cogs: sumMinor(rows.map(({ cogs }) => cogs)), value: sumMinor(rows.map(({ value }) => value)) };
    }),
  );
  return { ...analysed.period, cells, totals: totalsOf(reader, analysed.rows, analysed) };
}

function totalsOf(reader: Reader, rows: readonly AnalysisRow[], { period, valueDays, rows: all }: Analysed) {
  const days = daysIn(period);
  const sum = (field: 'cogs' | 'value' | 'averageValue' | 'holdingCost') => sumMinor(rows.map((row) => row[field]));
  const [cogs, whole] = [sum('cogs'), rows.length === all.length];
  const average = whole ? averageValue({ valueDays }, days) : sum('averageValue');
  return {
    variants: rows.length,
    sold: quantity(rows.reduce((total, row) => total + row.sold, 0)),
    value: sum('value'),
    cogs,
    averageValue: average,
    turnover: turnoverOf({ cogs, valueDays: average * days }, days),
    holdingCost: sum('holdingCost'),
  };
}

/** What stock is worth by its age, as of a day; adds up to the inventory accounts (INV-S3). */
export function stockAgeing(reader: Reader, asked: { on?: Day }, _actor: Actor, now: Instant) {
  const { on } = periodOf(reader, asked, now);
  const buckets = bucketsOf(reader, on, null);
  return { on, buckets, value: sumMinor(buckets.map(({ value }) => value)) };
}

function bucketsOf(reader: Reader, on: Day, variantId: number | null) {
  const layers = layersOn.all(reader, { on, variantId });
  return ageBuckets.map((bucket) => {
    const inside = layers.filter((layer) => ageBucket(layer, on) === bucket);
    return { bucket, quantity: quantity(inside.reduce((sum, layer) => sum + layer.quantity, 0)), value: sumMinor(inside.map(({ value }) => value)) };
  });
}

const linesShown = 100;

/** What each figure of a variant was worked out from; a variant that was never here has none. */
export function explainAnalysis(reader: Reader, asked: AskedPeriod & { variantId: number }, _actor: Actor, now: Instant) {
  const { period, rows } = analyse(reader, asked, now);
  const { variantId } = asked;
  const row = rows.find((one) => one.variantId === variantId);
  return {
    ...period,
    row: row ? { ...row } : null,
    days: daysIn(period),
    settings: settingsOf(reader),
    age: bucketsOf(reader, period.on, variantId).filter(({ quantity: count, value }) => count !== 0 || value !== 0).map((bucket) => ({ variantId, ...bucket })),
    lines: daysOfVariant.all(reader, { ...period, variantId, limit: linesShown }),
  };
}

/** The class of each variant that was ever here, by what its sales of the last year cost: what counting and buying choose by. */
export function valueClassesNow(reader: Reader, now: Instant): Map<number, ValueClass> {
  const ranked = rankByValue(cogsByVariant.all(reader, periodOf(reader, {}, now)), settingsOf(reader));
  return new Map(ranked.map(({ variantId, valueClass }) => [variantId, valueClass]));
}
