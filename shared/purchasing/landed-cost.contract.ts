import { z } from 'zod';
import { needs, zDay, zId, zInstant, zMinor } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zCostEffect } from '../inventory/costing.contract.ts';
import { zStockFigure } from '../inventory/fields.ts';
import { zAmount, zAmountOrNone, zLimit, zNote, zOccurredAt, zReason } from './fields.ts';
import { landedCostBases } from './landed-cost.rules.ts';
import { zBillHead } from './supplier-bill.contract.ts';

const which = z.object({ landedCostId: zId });
const zCost = {
  basis: z.enum(landedCostBases),
  goodsReceiptIds: z.array(zId).min(1).max(200),
  /** Without tax that is got back. */
  net: zAmount,
};
const zBill = z.object({ ...zBillHead, tax: zAmountOrNone, deductible: z.boolean().exactOptional() });

export const landedCostCommands = {
  record: command({ summary: 'Spread freight, duty or the like over receipts, also long after.', undo: { document: 'landedCost.cancel' } })
    .input(
      z.object({
        ...zCost,
        /** Accrued where it is still to come. */
        bill: zBill.exactOptional(),
        note: zNote.exactOptional(),
        occurredAt: zOccurredAt,
      }),
    )
    .output(which.extend({ number: z.string(), supplierBillId: zId.nullable() })),
  bill: command({ summary: 'The bill of an accrued cost is here; what differs is spread as the cost was.', undo: { document: 'supplierBill.cancel' } })
    .input(which.extend({ net: zAmount, bill: zBill }))
    .output(z.object({ supplierBillId: zId, differenceId: zId.nullable() })),
  cancel: command({ summary: 'Take a cost back from the goods it was spread over.', undo: { document: 'landedCost.record' } })
    .input(which.extend({ reason: zReason }))
    .output(which),
};

export const landedCostQueries = {
  effect: query({ summary: 'Every posted figure a cost spread over receipts would change, before and after.', tellsStock: true })
    .input(z.object({ ...zCost, bill: zBill.exactOptional() }))
    .output(zCostEffect),
  billEffect: query({ summary: 'Every posted figure the bill of an accrued cost would change, before and after.', tellsStock: true })
    .input(which.extend({ net: zAmount, bill: zBill }))
    .output(zCostEffect),
  list: query({ summary: 'One page of landed costs with their parts, the latest first.' })
    .input(z.object({ after: z.object({ id: zId }).exactOptional(), limit: zLimit }))
    .output(
      z.object({
        rows: z.array(
          z.object({
            id: zId,
            number: z.string(),
            basis: z.enum(landedCostBases),
            policy: z.enum(['capitalise', 'expense']),
            amount: needs('cost', zMinor),
            supplierBillId: zId.nullable(),
            note: z.string(),
            occurredAt: zInstant,
            postedOn: zDay,
            cancelled: z.boolean(),
            parts: z.array(z.object({ purchaseReceiptLineId: zId, receiptNumber: z.string(), sku: z.string(), quantity: zStockFigure, amount: needs('cost', zMinor) })),
          }),
        ),
        next: z.object({ id: zId }).nullable(),
      }),
    ),
};
