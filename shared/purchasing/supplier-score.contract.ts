import { z } from 'zod';
import { zDay, zId, zRatePpm } from '../contract/fields.ts';
import { query } from '../contract/method.ts';
import { leadTimeSources } from './lead-time.rules.ts';
import { isQuarter, scoreParts } from './supplier-score.rules.ts';

const which = { supplierId: zId };

export const supplierScoreQueries = {
  get: query({ summary: 'How well a supplier did in a quarter: its score, and every document each part of it counts.', tellsStock: true })
    .input(z.object({ ...which, quarter: z.string().refine(isQuarter, { message: 'a quarter such as 2026-Q3' }).exactOptional() }))
    .output(
      z.object({
        quarter: z.string(),
        from: zDay,
        on: zDay,
        score: zRatePpm.nullable(),
        parts: z.array(z.object({ part: z.enum(scoreParts), weight: z.int(), good: z.int(), of: z.int(), share: zRatePpm.nullable() })),
        /** Each adds `good` and `of` to its part. */
        inputs: z.array(
          z.object({
            part: z.enum(scoreParts),
            documentKind: z.enum(['purchaseOrder', 'supplierBill', 'goodsReceipt']),
            documentId: zId,
            /** The order it belongs to; none where goods came without one. */
            purchaseOrderId: zId.nullable(),
            number: z.string(),
            sku: z.string(),
            on: zDay,
            good: z.int(),
            of: z.int(),
          }),
        ),
      }),
    ),
  leadTime: query({ summary: 'How many days a supplier takes, learned from its deliveries, and how often what was learned would have held.' })
    .input(z.object(which))
    .output(
      z.object({
        agreedDays: z.int(),
        leadTime: z.object({ source: z.enum(leadTimeSources), p50: z.int(), p90: z.int(), deliveries: z.int() }),
        backTest: z.object({ tested: z.int(), held: z.int(), rate: zRatePpm.nullable() }),
        /** The latest deliveries, the newest first. */
        deliveries: z.array(z.object({ purchaseOrderLineId: zId, purchaseOrderId: zId, number: z.string(), variantId: zId, orderedOn: zDay, arrivedOn: zDay, days: z.int() })),
      }),
    ),
};
