import { z } from 'zod';
import { needs, zId, zInstant, zMinor, zQuantity } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zLines, zLots, zNote, zOccurredAt, zPositive, zReasonCode, zStockFigure } from './fields.ts';

const zReportId = z.object({ holderReportId: zId });
const zSaid = z.object({ sku: z.string().trim().min(1).max(100), quantity: zQuantity.refine((value) => value >= 0) });

export const consignmentCommands = {
  report: command({ summary: 'Keep what is said to lie at a place of others: all of it, as of an instant.', undo: { by: 'consignment.withdraw' } })
    .input(z.object({ locationId: zId, reportedAt: zOccurredAt, reference: z.string().trim().min(1).max(120), lines: z.array(zSaid).max(5000) }))
    .output(zReportId.extend({ differing: needs('stockFigure', z.int()) })),
  withdraw: command({ summary: 'Take a report back that was not settled.', undo: { by: 'consignment.restore' } }).input(zReportId).output(zReportId),
  restore: command({ summary: 'Let a report count again that was taken back.', undo: { by: 'consignment.withdraw' } }).input(zReportId).output(zReportId),
  settle: command({ summary: 'Make the book say what a report says, each difference with its reason.', undo: { document: 'stock.adjust' } })
    .input(zReportId.extend({ reason: zReasonCode.default('miscounted'), note: zNote.exactOptional() }))
    .output(zReportId.extend({ stockAdjustmentId: zId })),
  acquire: command({ summary: 'Make goods of others ours, at a cost: they leave their owner’s place and come into our stock.', undo: { document: 'stock.adjust' } })
    .input(
      z.object({
        fromLocationId: zId,
        toLocationId: zId,
        note: zNote.exactOptional(),
        occurredAt: zOccurredAt,
        lines: zLines(z.object({ variantId: zId, quantity: zPositive, value: zMinor.refine((value) => value >= 0), lots: zLots.exactOptional() })),
      }),
    )
    .output(z.object({ goodsReceiptId: zId, stockAdjustmentId: zId, number: z.string() })),
};

const zReportHead = z.object({
  holderReportId: zId,
  locationId: zId,
  reportedAt: zInstant,
  reference: z.string(),
  settled: z.boolean(),
  withdrawn: z.boolean(),
});

const zGoods = z.object({ variantId: zId, sku: z.string(), name: z.string() });

export const consignmentQueries = {
  places: query({ summary: 'Every place whose goods are not ours, or not with us: what lies there, and the latest report.' }).output(
    z.object({
      places: z.array(
        z.object({
          locationId: zId,
          name: z.string(),
          owner: z.string().nullable(),
          holder: z.string().nullable(),
          blocked: z.boolean(),
          variants: needs('stockFigure', z.int()),
          /** Its share of what the variants' stock cost; goods of others have no value in our books. */
          value: needs('stockValue', zMinor),
          latest: zReportHead.extend({ differing: needs('stockFigure', z.int()) }).nullable(),
        }),
      ),
    }),
  ),
  goods: query({ summary: 'What lies at such a place, since when, and what it is worth; by variant, page by page.' })
    .input(z.object({ locationId: zId, afterId: z.int().min(0).default(0), limit: z.int().min(1).max(200).default(100) }))
    .output(
      z.object({
        rows: z.array(zGoods.extend({ onHand: zStockFigure, /** Since when the oldest of it lies there. */ since: zInstant.nullable(), days: z.int().nullable(), value: needs('stockValue', zMinor) })),
        nextId: zId.nullable(),
      }),
    ),
  reports: query({ summary: 'The reports of a place, the latest first.' })
    .input(z.object({ locationId: zId, limit: z.int().min(1).max(200).default(50) }))
    .output(z.object({ rows: z.array(zReportHead) })),
  compare: query({ summary: 'A report line by line beside the book of its instant.' })
    .input(zReportId)
    .output(
      zReportHead.extend({
        lines: z.array(zGoods.extend({ reported: zStockFigure, book: zStockFigure, difference: zStockFigure })),
        differing: needs('stockFigure', z.int()),
      }),
    ),
};
