import { z } from 'zod';
import { goodsClass } from '../analysis/fields.ts';
import { needs, zDay, zId, zMinor } from '../contract/fields.ts';
import { query } from '../contract/method.ts';
import { zStockFigure } from '../inventory/fields.ts';
import { languages } from '../units/language.ts';
import { releaseActions } from './cash-release.rules.ts';

const zRow = z.object({
  rank: z.int(),
  variantId: zId,
  sku: z.string(),
  name: z.string(),
  ...goodsClass,
  onHand: zStockFigure,
  needed: zStockFigure,
  excess: zStockFigure,
  /** All of it at cost, and the share of what is above what is needed. */
  value: needs('stockValue', zMinor),
  bound: needs('stockValue', zMinor),
  sold: zStockFigure,
  lastsDays: needs('stockFigure', z.int().nullable()),
  lastSoldOn: zDay.nullable(),
  coming: zStockFigure,
  returnable: zStockFigure,
  supplierName: z.string().nullable(),
  action: needs('stockFigure', z.enum(releaseActions)),
});
export type ReleaseRow = z.output<typeof zRow>;

const zPlan = z.object({
  variants: z.int(),
  /** Of all goods above what is needed, and of those listed. */
  bound: needs('stockValue', zMinor),
  listed: z.int(),
  listedBound: needs('stockValue', zMinor),
  /** All stock at cost, and what the inventory account holds: one figure. */
  stockValue: needs('stockValue', zMinor),
  ledgerValue: needs('stockValue', zMinor),
  actions: z.array(z.object({ action: z.enum(releaseActions), variants: z.int(), bound: needs('stockValue', zMinor) })),
});
export type ReleasePlan = z.output<typeof zPlan>;

const zAsked = z.object({
  /** For how many days beyond the lead time goods are needed. */
  coverDays: z.int().min(1).max(365).default(60),
  /** Only so many, those with the most money in them. */
  top: z.int().min(1).max(1_000).exactOptional(),
});

export const cashReleaseQueries = {
  list: query({ summary: 'Goods by the money bound in them above what is needed, the most first, each with what to do about it; they add up to the plan.', long: true })
    .input(zAsked.extend({ after: zId.exactOptional(), limit: z.int().min(1).max(200).default(100) }))
    .output(z.object({ on: zDay, coverDays: z.int(), rows: z.array(zRow), next: zId.nullable(), plan: zPlan })),
  file: query({ summary: 'The same list whole, as a file: its content in base64.' })
    .input(zAsked.extend({ language: z.enum(languages).default('en'), format: z.enum(['csv', 'xlsx', 'pdf', 'json']) }))
    .output(z.object({ name: z.string(), data: z.string(), rows: z.int() })),
};
