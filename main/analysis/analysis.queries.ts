import { ageBucket, ageBuckets } from '../../shared/analysis/age.rules.ts';
import type { AnalysisRow as ShownRow, analysisFilters, AnalysisSettings, analysisSorts } from '../../shared/analysis/analysis.contract.ts';
import { type DemandClass, demandClasses, demandClassOf, rankByValue, type ValueClass, valueClasses, variationOf } from '../../shared/analysis/class.rules.ts';
import { factsOf, type VariantDay, type VariantFacts, weeksHere } from '../../shared/analysis/facts.rules.ts';
import { averageValue, daysIn, daysOfStock, holdingCost, isDead, type Period, sellThrough, suggestionOf, turnoverOf } from '../../shared/analysis/figures.rules.ts';
import { variantName } from '../../shared/catalog/variant-name.rules.ts';
import { addDays, dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, sumMinor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { tellProgress } from '../database/progress.ts';
import { agesOn, changedSince, cogsByVariant, daysOfAll, daysOfSome, daysOfVariant, lastVariant, layersOn, namesOf, newestChange, weeksOfVariants } from './figures.statements.ts';
import { settingsOf } from './settings.service.ts';

export interface AskedPeriod {
  on?: Day;
  from?: Day;
}

/** Every figure but what a variant is called; what an asker may not see is cut at the door. */
type AnalysisRow = Omit<{ [Field in keyof ShownRow]-?: Exclude<ShownRow[Field], undefined> }, 'sku' | 'name'>;

/** What every variant that was ever here did in a period, and every change of layers it knows of. */
interface Gathered {
  period: Period;
  changeId: number;
  facts: Map<number, VariantFacts>;
}

interface Ranking {
  period: Period;
  rows: AnalysisRow[];
  /** The value at each day's end of all variants, added up: the parts would not add up to the whole once rounded. */
  valueDays: number;
}

interface List {
  wanted: AnalysisRow[];
  totals: ReturnType<typeof totalsOf>;
}

interface Analysed extends Ranking {
  /** Lists that were asked for, sorted. */
  lists: Map<string, List>;
  matrix?: ReturnType<typeof cellsOf>;
  /** Its rows by their variants. */
  places?: ReadonlyMap<number, AnalysisRow>;
}

/**
 * What each connection worked out last. Adding up every day of every variant takes seconds in a large shop, so a change adds up
 * only the variants it touched; ranking them anew takes a moment, and a page of a ranking that stands none.
 */
const kept = new WeakMap<Reader, { gathered: Gathered; key?: string; analysed?: Analysed }>();

/** What every variant that was ever here did in a period, ranked by what its sales cost. */
function analyse(reader: Reader, asked: AskedPeriod, now: Instant): Analysed {
  const period = periodOf(reader, asked, now);
  const settings = settingsOf(reader);
  const before = kept.get(reader);
  const gathered = before && samePeriod(before.gathered.period, period) ? gatherChanged(reader, before.gathered) : gatherAll(reader, period);
  const key = JSON.stringify([period, gathered.changeId, settings]);
  const analysed = before?.key === key && before.analysed ? before.analysed : workOut(gathered, settings);
  kept.set(reader, { gathered, key, analysed });
  return analysed;
}

const samePeriod = (a: Period, b: Period): boolean => a.from === b.from && a.on === b.on;

const newestId = (reader: Reader): number => newestChange.get(reader, {})?.id ?? 0;

function gatherAll(reader: Reader, period: Period): Gathered {
  const changeId = newestId(reader);
  const last = lastVariant.get(reader, {})?.id ?? 0;
  const facts = new Map<number, VariantFacts>();
  for (const { variantId, days } of byVariant(daysOfAll.iterate(reader, period))) {
    tellProgress(variantId, last);
    addFacts(facts, variantId, days, period);
  }
  return { period, changeId, facts };
}

/** Nothing is ever taken out of a layer's history, so whoever has no new change has the same days. */
function gatherChanged(reader: Reader, { period, changeId, facts }: Gathered): Gathered {
  const newest = newestId(reader);
  if (newest === changeId) return { period, changeId, facts };
  const variantIds = JSON.stringify(changedSince.all(reader, { changeId }).map(({ variantId }) => variantId));
  for (const { variantId, days } of byVariant(daysOfSome.all(reader, { on: period.on, variantIds }))) addFacts(facts, variantId, days, period);
  return { period, changeId: newest, facts };
}

function addFacts(facts: Map<number, VariantFacts>, variantId: number, days: readonly VariantDay[], period: Period): void {
  const found = factsOf(variantId, days, period);
  if (found) facts.set(variantId, found);
}

/** Rows in the order of their variants, variant by variant. */
function* byVariant(rows: Iterable<VariantDay & { variantId: number }>): Generator<{ variantId: number; days: VariantDay[] }> {
  let days: (VariantDay & { variantId: number })[] = [];
  for (const row of rows) {
    const [first] = days;
    if (first && first.variantId !== row.variantId) {
      yield { variantId: first.variantId, days };
      days = [];
    }
    days.push(row);
  }
  const [first] = days;
  if (first) yield { variantId: first.variantId, days };
}

function workOut({ period, facts }: Gathered, settings: AnalysisSettings): Analysed {
  const days = daysIn(period);
  // Equal ones are ranked by their ids, whichever changed last.
  const all = [...facts.values()].sort((a, b) => a.variantId - b.variantId);
  const rows = rankByValue(all, settings).map((row): AnalysisRow => {
    const { valueDays: _days, firstCameOn, squares, outDays, ...shown } = row;
    const weeks = weeksHere(firstCameOn, period);
    const variation = variationOf({ weeks, sold: row.sold, squares });
    const [average, lastsDays, dead] = [averageValue(row, days), daysOfStock(row, days), isDead(row, period.on, settings.deadDays)];
    return {
      ...shown,
      variation,
      weeks,
      demandClass: demandClassOf(variation, settings),
      averageValue: average,
      turnover: turnoverOf(row, days),
      daysOfStock: lastsDays,
      sellThrough: sellThrough(row),
      stockOutDays: outDays,
      dead,
      holdingCost: holdingCost(average, settings.holdingRate, days),
      suggestion: suggestionOf(row, { dead, days, lastsDays }),
    };
  });
  return { period, rows, valueDays: all.reduce((sum, row) => sum + row.valueDays, 0), lists: new Map() };
}

/** Rows as they are shown, with what their variants are called today. Copies: the door cuts fields out of an answer, and these rows answer the next one as well. */
function named(reader: Reader, rows: readonly AnalysisRow[]) {
  const names = new Map(namesOf.all(reader, { variantIds: JSON.stringify(rows.map(({ variantId }) => variantId)) }).map((row) => [row.variantId, row]));
  return rows.map((row) => {
    // Whatever has a day is a variant.
    const { sku, name, optionValues } = names.get(row.variantId)!;
    return { ...row, sku, name: variantName(name, optionValues) };
  });
}

/** A year that ends today, unless said otherwise; its first day is never behind its last. */
export function periodOf(reader: Reader, { on, from }: AskedPeriod, now: Instant): Period {
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
  const { wanted, totals } = listOf(analysed, asked);
  const start = asked.after === undefined ? 0 : wanted.findIndex(({ variantId }) => variantId === asked.after) + 1;
  const rows = named(reader, wanted.slice(start, start + asked.limit));
  const more = start + asked.limit < wanted.length;
  return { ...analysed.period, rows, next: more ? (rows.at(-1)?.variantId ?? null) : null, totals: { ...totals } };
}

const listsKept = 12;

/** A list in its order, with what it comes to; sorted once for all its pages. */
function listOf(analysed: Analysed, { only, valueClass, demandClass, sort }: ListAsked): List {
  const key = JSON.stringify([only, valueClass, demandClass, sort]);
  const known = analysed.lists.get(key);
  if (known) return known;
  const days = daysIn(analysed.period);
  const wanted = analysed.rows.filter((row) => belongs[only](row, days) && (valueClass ?? row.valueClass) === row.valueClass && (demandClass ?? row.demandClass) === row.demandClass);
  const totals = totalsOf(wanted, analysed);
  const factor = ascending.has(sort) ? 1 : -1;
  // Without a figure (nothing sold, nothing there) a row stands at the end; equal ones keep their rank.
  const figure = (row: AnalysisRow): number => (row[sort] ?? Number.MAX_SAFE_INTEGER * factor) * factor;
  if (sort !== 'cogs') wanted.sort((a, b) => figure(a) - figure(b) || a.rank - b.rank);
  if (analysed.lists.size >= listsKept) analysed.lists.clear();
  analysed.lists.set(key, { wanted, totals });
  return { wanted, totals };
}

/** How many variants are in each class, and what their sales and their stock cost. */
export function analysisMatrix(reader: Reader, asked: AskedPeriod, _actor: Actor, now: Instant) {
  const analysed = analyse(reader, asked, now);
  analysed.matrix ??= cellsOf(analysed);
  return { ...analysed.period, ...structuredClone(analysed.matrix) };
}

function cellsOf(ranking: Ranking) {
  const groups = Map.groupBy(ranking.rows, ({ valueClass, demandClass }) => valueClass + demandClass);
  const cells = valueClasses.flatMap((valueClass) =>
    demandClasses.map((demandClass) => {
      const rows = groups.get(valueClass + demandClass) ?? [];
      return { valueClass, demandClass, variants: rows.length, cogs: sumMinor(rows.map(({ cogs }) => cogs)), value: sumMinor(rows.map(({ value }) => value)) };
    }),
  );
  return { cells, totals: totalsOf(ranking.rows, ranking) };
}

function totalsOf(rows: readonly AnalysisRow[], { period, valueDays, rows: all }: Ranking) {
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
  const buckets = bucketsOf(agesOn.all(reader, { on }), on);
  return { on, buckets, value: sumMinor(buckets.map(({ value }) => value)) };
}

function bucketsOf(layers: readonly { pooled: number; madeOn: Day; quantity: Quantity; value: Minor }[], on: Day) {
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
    row: row ? (named(reader, [row])[0] ?? null) : null,
    days: daysIn(period),
    settings: settingsOf(reader),
    age: bucketsOf(layersOn.all(reader, { on: period.on, variantId }), period.on).filter(({ quantity: count, value }) => count !== 0 || value !== 0).map((bucket) => ({ variantId, ...bucket })),
    lines: daysOfVariant.all(reader, { ...period, variantId, limit: linesShown }),
  };
}

/** The class today of each of these variants that was ever here, with its place among all. */
export function classesOf(reader: Reader, { variantIds }: { variantIds: readonly number[] }, _actor: Actor, now: Instant) {
  const analysed = analyse(reader, {}, now);
  analysed.places ??= new Map(analysed.rows.map((row) => [row.variantId, row]));
  return {
    rows: variantIds.flatMap((variantId) => {
      const row = analysed.places?.get(variantId);
      return row ? [{ variantId, valueClass: row.valueClass, demandClass: row.demandClass, rank: row.rank, share: row.share, cumulative: row.cumulative }] : [];
    }),
  };
}

/** The class of each variant that was ever here, by what its sales of the last year cost: what counting and buying choose by. */
export function valueClassesNow(reader: Reader, now: Instant): Map<number, ValueClass> {
  const ranked = rankByValue(cogsByVariant.all(reader, periodOf(reader, {}, now)), settingsOf(reader));
  return new Map(ranked.map(({ variantId, valueClass }) => [variantId, valueClass]));
}

export interface GoodsClass {
  readonly valueClass: ValueClass;
  readonly demandClass: DemandClass;
}

/** What sold nothing in the last year. */
export const unranked: GoodsClass = { valueClass: 'C', demandClass: 'Z' };

/** The class by value and demand of each variant that sold in the last year; all others are `unranked`. */
export function classesNow(reader: Reader, now: Instant): Map<number, GoodsClass> {
  const [period, settings] = [periodOf(reader, {}, now), settingsOf(reader)];
  const ranked = rankByValue(weeksOfVariants.all(reader, period), settings);
  return new Map(ranked.map(({ variantId, valueClass, firstCameOn, sold, squares }) => [variantId, { valueClass, demandClass: demandClassOf(variationOf({ weeks: weeksHere(firstCameOn, period), sold, squares }), settings) }]));
}
