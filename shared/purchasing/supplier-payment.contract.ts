import { z } from 'zod';
import { zId } from '../contract/fields.ts';
import { command } from '../contract/method.ts';
import { zAmount, zNote, zOccurredAt, zReason } from './fields.ts';

const which = z.object({ supplierPaymentId: zId });

export const supplierPaymentCommands = {
  pay: command({ summary: 'Pay a supplier: bills, and ahead of bills.', undo: { document: 'supplierPayment.cancel' } })
    .input(
      z.object({
        supplierId: zId,
        account: z.enum(['bank', 'till']).default('bank'),
        bills: z.array(z.object({ supplierBillId: zId, amount: zAmount })).max(200).default([]),
        /** Amounts are in the bill's currency. What left in the currency of the books, where the bank or the till exchanged it. */
        paid: zAmount.exactOptional(),
        /** The account that holds the bills' currency, where there are several. */
        ledgerAccountId: zId.exactOptional(),
        /** Paid before there is a bill. */
        prepaid: zAmount.exactOptional(),
        note: zNote.exactOptional(),
        occurredAt: zOccurredAt,
      }),
    )
    .output(which),
  cancel: command({ summary: 'Take back a payment that was recorded by mistake.', undo: { document: 'supplierPayment.pay' } })
    .input(which.extend({ reason: zReason }))
    .output(which),
};
