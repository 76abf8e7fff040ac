import { z } from 'zod';
import { zDay, zId, zInstant, zQuantity } from '../contract/fields.ts';
import { query } from '../contract/method.ts';
import { zStockFigure } from '../inventory/fields.ts';

const zDocument = z.object({ kind: z.string(), id: z.int(), number: z.string().nullable() });

export const recallQueries = {
  recall: query({ summary: 'From a lot or a serial number: every receipt, every order and customer it reached, and its life in order.' })
    .input(z.object({ lotId: zId }))
    .output(
      z.object({
        variantId: zId,
        sku: z.string(),
        name: z.string(),
        code: z.string(),
        tracking: z.enum(['none', 'lot', 'serial']),
        expiresOn: zDay.nullable(),
        held: z.boolean(),
        onHand: zStockFigure,
        life: z.array(
          z.object({
            movementId: zId,
            kind: z.string(),
            reason: z.string().nullable(),
            location: z.string(),
            quantity: zStockFigure,
            held: zStockFigure,
            occurredAt: zInstant,
            document: zDocument,
          }),
        ),
        receipts: z.array(z.object({ document: zDocument, quantity: zStockFigure, occurredAt: zInstant })),
        /** Who has it: one row for each order, with what of it came back already. */
        orders: z.array(
          z.object({
            orderId: zId,
            number: z.string(),
            customerId: zId.nullable(),
            recipient: z.string().nullable(),
            phone: z.string().nullable(),
            email: z.string().nullable(),
            shippedAt: zInstant,
            shipped: zQuantity,
            back: zQuantity,
          }),
        ),
      }),
    ),
};
