import { z } from 'zod';
import { zItems, zResults } from '../contract/batch.ts';
import { needs, zDay, zId, zInstant, zMinor } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zSigned, zStockFigure } from './fields.ts';

const zMethod = z.enum(['fifo', 'movingAverage']);
const zBeforeAfter = z.object({ before: needs('stockValue', zMinor), after: needs('stockValue', zMinor) });

export const costingCommands = {
  switch: command({ summary: 'Cost stock the other way, as if it had always been so; what changes is posted in the open period.', undo: { by: 'costing.switch' } })
    .input(z.object({ method: zMethod }))
    .output(z.object({ before: zMethod, /** Too many to be costed at once: each follows by costing.applyBatch. */ pending: z.array(zId) })),
  applyBatch: command({ summary: "Let variants follow the shop's way of costing.", undo: { document: 'costing.switch' } })
    .input(z.object({ items: zItems(z.object({ variantId: zId })) }))
    .output(z.object({ results: zResults(z.object({ variantId: zId })) })),
};

/** A figure that would change: what one draw, or what is left, costs before and after. */
const zFigure = z.object({
  movementId: zId,
  kind: z.string(),
  source: z.object({ kind: z.string(), id: z.int() }),
  postedOn: zDay,
  /** The day the difference would be posted on. */
  correctedOn: zDay,
  role: z.string(),
  quantity: zStockFigure,
  ...zBeforeAfter.shape,
});

/** What goods already here would be worth more or less, and every posted figure that follows: Σ figures + stock = the change. */
export const zCostEffect = z.object({
  figures: z.array(zFigure.extend({ sku: z.string() })),
  more: z.int(),
  stock: zBeforeAfter,
});

export const costingQueries = {
  get: query({ summary: 'How stock is costed, and which variants do not follow yet.' }).output(z.object({ method: zMethod, pending: z.array(zId) })),
  preview: query({ summary: 'What costing stock the other way would change, in money, before anything is done.', long: true })
    .input(z.object({ method: zMethod }))
    .output(
      z.object({
        from: zMethod,
        to: zMethod,
        variants: z.int(),
        draws: z.int(),
        /** More draws than are costed at once: the switch goes on as a job. */
        asJob: z.boolean(),
        firstOpenOn: zDay,
        stock: zBeforeAfter,
        byRole: z.array(z.object({ role: z.string(), difference: needs('cost', zMinor) })),
        largest: z.array(z.object({ variantId: zId, sku: z.string(), name: z.string(), ...zBeforeAfter.shape })),
      }),
    ),
  previewLate: query({ summary: 'Every figure that goods recorded late would change, before and after.' })
    .input(z.object({ variantId: zId, occurredAt: zInstant, /** Positive: come in; negative: leave. */ quantity: zSigned, /** Left out, goods that come in are found ones, worth what the last before them cost. */ value: zMinor.exactOptional() }))
    .output(
      z.object({
        late: z.boolean(),
        postedOn: zDay,
        draws: z.int(),
        asJob: z.boolean(),
        figures: z.array(zFigure),
        more: z.int(),
        stock: zBeforeAfter,
      }),
    ),
};
