import { z } from 'zod';
import { zId, zInstant, zMinor, zQuantity } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';

export const takeBackCommands = {
  takeBack: command({ summary: 'Take back goods that were bought here, or some of them, and pay the money back.', undo: { document: 'order.sell' } })
    .input(
      z.object({
        orderId: zId,
        /** Without lines, everything the customer still has. */
        lines: z.array(z.object({ orderLineId: zId, quantity: zQuantity.refine((value) => value > 0) })).min(1).max(5_000).exactOptional(),
        account: z.enum(['till', 'bank']).default('till'),
        reason: z.string().trim().max(500).default(''),
      }),
    )
    .output(z.object({ orderId: zId, refundNumber: z.string().nullable(), amount: zMinor })),
};

export const takeBackQueries = {
  receipt: query({ summary: 'What was sold under the number of a receipt, and what of it the customer still has.' })
    .input(z.object({ text: z.string().trim().min(1).max(100) }))
    .output(
      z.object({
        sale: z
          .object({
            orderId: zId,
            number: z.string(),
            soldAt: zInstant,
            total: zMinor,
            customerName: z.string().nullable(),
            tenders: z.array(z.object({ method: z.string(), account: z.string(), amount: zMinor })),
            lines: z.array(z.object({ orderLineId: zId, sku: z.string(), name: z.string(), quantity: zQuantity, gross: zMinor })),
          })
          .nullable(),
      }),
    ),
};
