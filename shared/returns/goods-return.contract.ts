import { z } from 'zod';
import { needs, zId, zInstant, zMinor, zQuantity } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zLots } from '../inventory/fields.ts';
import { zAfter, zLimit, zNote, zPositive, zReasonCode } from './fields.ts';
import { dispositions } from './rma-state.rules.ts';

export const goodsReturnCommands = {
  receive: command({ summary: 'Take goods in that came back: on hold, at what they cost when they left.', undo: { document: 'inspection.record' } })
    .input(
      z.object({
        /** The RMA it belongs to; without, the order, and the goods were not announced. */
        rmaId: zId.exactOptional(),
        orderId: zId.exactOptional(),
        locationId: zId.exactOptional(),
        lines: z.array(z.object({ orderLineId: zId, quantity: zPositive, lots: zLots.exactOptional(), reason: zReasonCode.exactOptional(), binId: zId.exactOptional() })).min(1).max(500),
        note: zNote,
        occurredAt: zInstant.exactOptional(),
      }),
    )
    .output(z.object({ goodsReturnId: zId, number: z.string(), rmaId: zId, rmaNumber: z.string(), lines: z.array(z.object({ id: zId, orderLineId: zId, quantity: zQuantity })) })),
};

export const goodsReturnQueries = {
  find: query({ summary: 'Whose parcel this is: by RMA, order, tracking or serial number.' })
    .input(z.object({ text: z.string().trim().min(1).max(120) }))
    .output(
      z.object({
        found: z.array(z.object({ orderId: zId, orderNumber: z.string(), rmaId: zId.nullable(), rmaNumber: z.string().nullable(), customerName: z.string().nullable(), by: z.enum(['rma', 'order', 'tracking', 'serial']) })),
      }),
    ),
};

export const inspectionCommands = {
  record: command({ summary: 'Say what becomes of each unit that came back.', undo: { document: 'inspection.takeBack' } })
    .input(
      z.object({
        goodsReturnId: zId,
        lines: z
          .array(
            z.object({
              goodsReturnLineId: zId,
              disposition: z.enum(dispositions),
              quantity: zPositive,
              note: z.string().trim().max(500).default(''),
              /** Which receipt goes back to its supplier; the latest that fits where nobody says. */
              purchaseReceiptLineId: zId.exactOptional(),
            }),
          )
          .min(1)
          .max(500),
      }),
    )
    .output(z.object({ inspectionId: zId, supplierClaims: z.array(z.string()) })),
  takeBack: command({ summary: 'An inspection was wrong: its goods lie on hold again.', undo: { document: 'inspection.record' } })
    .input(z.object({ inspectionId: zId }))
    .output(z.object({ inspectionId: zId })),
};

export const inspectionQueries = {
  waiting: query({ summary: 'Goods that came back and wait for somebody to look, the oldest first.' })
    .input(z.object({ after: zAfter, limit: zLimit }))
    .output(
      z.object({
        rows: z.array(
          z.object({
            id: zId,
            goodsReturnId: zId,
            number: z.string(),
            rmaId: zId,
            rmaNumber: z.string(),
            orderNumber: z.string(),
            variantId: zId,
            sku: z.string(),
            name: z.string(),
            reason: z.string(),
            open: zQuantity,
            value: needs('cost', zMinor),
            location: z.string(),
            occurredAt: zInstant,
          }),
        ),
        next: z.object({ id: zId }).nullable(),
      }),
    ),
};
