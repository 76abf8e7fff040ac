import { z } from 'zod';
import { needs, zDay, zId, zMinor, zQuantity, zRatePpm } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zEntryName, zStockFigure } from '../inventory/fields.ts';
import { languages } from '../units/language.ts';
import { ageBuckets } from './age.rules.ts';
import { demandClasses, valueClasses } from './class.rules.ts';
import { zClassServiceLevels } from './fields.ts';
import { suggestions } from './figures.rules.ts';
import { ledgerFigures } from './ledger.rules.ts';

const zShare = zRatePpm.refine((rate) => rate >= 0 && rate <= 1_000_000, { message: 'a part of the whole' });

/** Where the classes begin and what holding goods costs. */
const zLimits = z.object({
  aShare: zShare,
  bShare: zShare,
  xVariation: zRatePpm.refine((rate) => rate >= 0),
  yVariation: zRatePpm.refine((rate) => rate >= 0),
  holdingRate: zRatePpm.refine((rate) => rate >= 0 && rate <= 10_000_000),
  deadDays: z.int().min(1).max(3_650),
});
const zSettings = zLimits.extend({ serviceLevels: zClassServiceLevels });
export type AnalysisSettings = z.output<typeof zSettings>;

/** The last day of the period and its first; a year up to today where they are left out. */
const zPeriod = { on: zDay.exactOptional(), from: zDay.exactOptional() };
const period = { on: zDay, from: zDay };

export const analysisSorts = ['cogs', 'value', 'turnover', 'daysOfStock', 'sellThrough', 'stockOutDays', 'holdingCost'] as const;
export const analysisFilters = ['all', 'sold', 'dead', 'out', 'slow'] as const;

const zRow = z.object({
  variantId: zId,
  sku: z.string(),
  name: z.string(),
  /** Its place among all by what its sales cost, and what its class follows from. */
  rank: z.int(),
  share: zRatePpm,
  cumulative: zRatePpm,
  valueClass: z.enum(valueClasses),
  demandClass: z.enum(demandClasses),
  variation: zRatePpm.nullable(),
  weeks: z.int(),
  opening: zStockFigure,
  received: zStockFigure,
  sold: zStockFigure,
  onHand: zStockFigure,
  value: needs('stockValue', zMinor),
  cogs: needs('stockValue', zMinor),
  averageValue: needs('stockValue', zMinor),
  turnover: needs('stockFigure', zRatePpm.nullable()),
  daysOfStock: needs('stockFigure', z.int().nullable()),
  sellThrough: needs('stockFigure', zRatePpm.nullable()),
  stockOutDays: needs('stockFigure', z.int()),
  lastSoldOn: zDay.nullable(),
  dead: needs('stockFigure', z.boolean()),
  holdingCost: needs('stockValue', zMinor),
  suggestion: needs('stockFigure', z.enum(suggestions)),
});
export type AnalysisRow = z.output<typeof zRow>;

const zTotals = z.object({
  variants: z.int(),
  sold: needs('stockFigure', zQuantity),
  value: needs('stockValue', zMinor),
  cogs: needs('stockValue', zMinor),
  averageValue: needs('stockValue', zMinor),
  turnover: needs('stockValue', zRatePpm.nullable()),
  holdingCost: needs('stockValue', zMinor),
});

export type AnalysisTotals = z.output<typeof zTotals>;

/** Which variants, and in what order. */
const zListed = z.object({
  ...zPeriod,
  sort: z.enum(analysisSorts).default('cogs'),
  only: z.enum(analysisFilters).default('all'),
  valueClass: z.enum(valueClasses).exactOptional(),
  demandClass: z.enum(demandClasses).exactOptional(),
});

export const analysisCommands = {
  configure: command({ summary: 'Say where the classes begin, how sure each is to be in stock, what holding goods costs a year, and when goods are dead.', undo: { by: 'analysis.configure' } })
    // Service levels that are left out stay as they are.
    .input(zLimits.extend({ serviceLevels: zClassServiceLevels.exactOptional() }))
    .output(z.object({ before: zSettings })),
};

export const analysisQueries = {
  settings: query({ summary: 'Where the classes begin, how sure each is to be in stock and what holding goods costs.' }).output(zSettings),
  list: query({ summary: 'What each variant sold, turned over and cost to hold in a period, by rank; every figure as of its last day.', long: true })
    .input(zListed.extend({ after: zId.exactOptional(), limit: z.int().min(1).max(200).default(100) }))
    .output(z.object({ ...period, rows: z.array(zRow), next: zId.nullable(), totals: zTotals })),
  file: query({ summary: 'The same list whole, with what it comes to, as a file: its content in base64.' })
    .input(zListed.extend({ language: z.enum(languages).default('en'), format: z.enum(['csv', 'xlsx', 'pdf', 'json']) }))
    .output(z.object({ name: z.string(), data: z.string(), rows: z.int() })),
  matrix: query({ summary: 'How many variants are in each class by value and demand, and what their sales and stock cost.', long: true })
    .input(z.object(zPeriod))
    .output(
      z.object({
        ...period,
        cells: z.array(
          z.object({ valueClass: z.enum(valueClasses), demandClass: z.enum(demandClasses), variants: z.int(), cogs: needs('stockValue', zMinor), value: needs('stockValue', zMinor) }),
        ),
        totals: zTotals,
      }),
    ),
  ageing: query({ summary: 'What stock is worth by how long it has been here, as of a day; adds up to the inventory accounts.' })
    .input(z.object({ on: zDay.exactOptional() }))
    .output(
      z.object({
        on: zDay,
        buckets: z.array(z.object({ bucket: z.enum(ageBuckets), quantity: needs('stockFigure', zQuantity), value: needs('stockValue', zMinor) })),
        value: needs('stockValue', zMinor),
      }),
    ),
  ledger: query({ summary: 'The ledger lines that cost of sales, stock or its mean is made of, of one variant or of all goods: they add up to it.' })
    .input(z.object({ figure: z.enum(ledgerFigures), variantId: zId.exactOptional(), ...zPeriod }))
    .output(
      z.object({
        ...period,
        days: z.int(),
        total: needs('stockValue', zMinor),
        lines: z.array(
          z.object({
            /** None where the lines are those of all goods. */
            variantId: zId.nullable(),
            postedOn: zDay,
            /** A movement's kind, 'revalued' or 'recosted'; of all goods the kind of the document that posted it. */
            kind: z.string(),
            quantity: needs('stockFigure', zQuantity.nullable()),
            value: needs('stockValue', zMinor),
            /** On how many days of the period it counts. */
            days: z.int(),
            entry: zEntryName,
          }),
        ),
        /** All before those listed: value, and for the mean value × days. */
        earlier: z.object({ value: needs('stockValue', zMinor), valueDays: needs('stockValue', z.int()) }).nullable(),
      }),
    ),
  layers: query({ summary: 'The layers stock of an age is made of, as of a day, of one variant or of all goods, the most money first, each with the entry that brought it.', long: true })
    .input(z.object({ bucket: z.enum(ageBuckets), variantId: zId.exactOptional(), on: zDay.exactOptional() }))
    .output(
      z.object({
        on: zDay,
        total: needs('stockValue', zMinor),
        lines: z.array(z.object({ variantId: zId, sku: z.string(), madeOn: zDay, quantity: zStockFigure, value: needs('stockValue', zMinor), entry: zEntryName })),
        /** What those not listed come to. */
        rest: z.object({ layers: z.int(), value: needs('stockValue', zMinor) }).nullable(),
      }),
    ),
  classes: query({ summary: 'The class of each of these variants today, and what it follows from; one that was never here has none.', long: true })
    .input(z.object({ variantIds: z.array(zId).min(1).max(200) }))
    .output(
      z.object({
        rows: z.array(
          z.object({
            variantId: zId,
            valueClass: z.enum(valueClasses),
            demandClass: z.enum(demandClasses),
            /** What its sales cost among all, which not everybody may know. */
            rank: needs('stockValue', z.int()),
            share: needs('stockValue', zRatePpm),
            cumulative: needs('stockValue', zRatePpm),
          }),
        ),
      }),
    ),
  explain: query({ summary: 'What each figure of a variant was worked out from, term by term.', long: true })
    .input(z.object({ variantId: zId, ...zPeriod }))
    .output(
      z.object({
        ...period,
        row: zRow.nullable(),
        days: z.int(),
        settings: zSettings,
        age: z.array(z.object({ variantId: zId, bucket: z.enum(ageBuckets), quantity: zStockFigure, value: needs('stockValue', zMinor) })),
        /** The days something changed, the latest first. */
        lines: z.array(z.object({ variantId: zId, on: zDay, quantity: zStockFigure, received: zStockFigure, sold: zStockFigure, cogs: needs('stockValue', zMinor), value: needs('stockValue', zMinor) })),
      }),
    ),
};
