import { z } from 'zod';
import { needs, zDay, zId, zInstant, zMinor } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zEntryName, zStockFigure } from '../inventory/fields.ts';
import { zAmount, zLimit, zNote, zReason } from './fields.ts';
import { claimKinds } from './supplier-claim.rules.ts';

const which = z.object({ supplierClaimId: zId });
const zOpen = which.extend({ settled: z.boolean() });

export const supplierClaimCommands = {
  undelivered: command({ summary: 'Claim back goods that were billed and never came.', undo: { document: 'supplierClaim.close' } })
    .input(z.object({ purchaseOrderLineId: zId, note: zNote.exactOptional() }))
    .output(which.extend({ number: z.string(), amount: needs('cost', zMinor) })),
  credit: command({ summary: "The supplier's credit makes another of its bills smaller.", undo: { document: 'supplierClaim.restore' } })
    .input(which.extend({ supplierBillId: zId, amount: zAmount }))
    .output(zOpen),
  refund: command({ summary: 'The supplier paid money back.', undo: { document: 'supplierClaim.restore' } })
    .input(which.extend({ account: z.enum(['bank', 'till']).default('bank'), amount: zAmount }))
    .output(zOpen),
  close: command({ summary: 'Nothing more comes of a claim: what is open of it is our loss.', undo: { by: 'supplierClaim.restore' } })
    .input(which.extend({ reason: zReason }))
    .output(zOpen),
  restore: command({ summary: 'Take back the last step by which a claim was met or closed.', undo: { document: 'supplierClaim.close' } })
    .input(which)
    .output(zOpen),
};

export const supplierClaimQueries = {
  list: query({ summary: 'One page of claims against suppliers, the latest first.' })
    .input(z.object({ view: z.enum(['open', 'all']).default('open'), supplierId: zId.exactOptional(), after: z.object({ id: zId }).exactOptional(), limit: zLimit }))
    .output(
      z.object({
        rows: z.array(
          z.object({
            id: zId,
            number: z.string(),
            supplierId: zId,
            supplierName: z.string(),
            kind: z.enum(claimKinds),
            sku: z.string().nullable(),
            name: z.string().nullable(),
            receiptNumber: z.string().nullable(),
            orderNumber: z.string().nullable(),
            quantity: zStockFigure,
            open: needs('stockValue', zMinor),
            settled: z.boolean(),
            note: z.string(),
            raisedAt: zInstant,
          }),
        ),
        next: z.object({ id: zId }).nullable(),
      }),
    ),
  explain: query({ summary: 'Why so much of a claim is open: what was claimed, and each step that met it.' })
    .input(which)
    .output(
      z.object({
        total: needs('stockValue', zMinor),
        parts: z.array(z.object({ kind: z.enum(['raised', 'credited', 'refunded', 'dropped', 'cancelled', 'takenBack']), amount: needs('stockValue', zMinor), postedOn: zDay, entry: zEntryName })),
      }),
    ),
};
