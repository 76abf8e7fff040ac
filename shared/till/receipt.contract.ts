import { z } from 'zod';
import { zId, zInstant, zMinor } from '../contract/fields.ts';
import { query } from '../contract/method.ts';
import { zOffered } from '../returns/rma.contract.ts';

export const receiptQueries = {
  receipt: query({ summary: 'What was sold under the number of a receipt, and what of it may come back.' })
    .input(z.object({ text: z.string().trim().min(1).max(100) }))
    .output(
      z.object({
        sale: z
          .object({
            orderId: zId,
            number: z.string(),
            soldAt: zInstant,
            total: zMinor,
            paid: zMinor,
            refunded: zMinor,
            customerId: zId.nullable(),
            customerName: z.string().nullable(),
            tenders: z.array(z.object({ method: z.string(), account: z.string(), amount: zMinor })),
            lines: z.array(zOffered),
          })
          .nullable(),
      }),
    ),
};
