import { z } from 'zod';
import { needs, zId, zMinor } from '../contract/fields.ts';
import { command } from '../contract/method.ts';
import { zLots } from '../inventory/fields.ts';
import { zLines, zNote, zOccurredAt, zPositive, zReason } from './fields.ts';

const which = z.object({ purchaseReturnId: zId });

export const purchaseReturnCommands = {
  send: command({ summary: 'Send received goods back to their supplier.', undo: { document: 'purchaseReturn.cancel' } })
    .input(
      z.object({
        goodsReceiptId: zId,
        lines: zLines(
          z.object({
            purchaseReceiptLineId: zId,
            quantity: zPositive,
            binId: zId.exactOptional(),
            lots: zLots.exactOptional(),
            /** How many of them lie on hold. */
            onHold: zPositive.exactOptional(),
          }),
        ),
        note: zNote.exactOptional(),
        occurredAt: zOccurredAt,
      }),
    )
    .output(which.extend({ number: z.string(), supplierClaimId: zId.nullable(), claimed: needs('cost', zMinor) })),
  cancel: command({ summary: 'The goods never left: take a return back.', undo: { document: 'purchaseReturn.send' } })
    .input(which.extend({ reason: zReason }))
    .output(which),
};
