import { z } from 'zod';
import { zId, zInstant, zQuantity } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zEntryName, zLimit, zLines, zLots, zNote, zOccurredAt, zPositive, zReasonCode, zStockFigure } from './fields.ts';

const which = z.object({ stockTransferId: zId });
const zAdjusted = z.object({ stockAdjustmentId: zId.nullable() });

export const transferCommands = {
  send: command({ summary: 'Send goods to another location; until they arrive they are on their way.', undo: { document: 'transfer.close' } })
    .input(
      z.object({
        fromLocationId: zId,
        toLocationId: zId,
        note: zNote.exactOptional(),
        occurredAt: zOccurredAt,
        lines: zLines(z.object({ variantId: zId, binId: zId.exactOptional(), quantity: zPositive, lots: zLots.exactOptional() })),
      }),
    )
    .output(which.extend({ number: z.string() })),
  receive: command({ summary: 'Take in what arrived of a transfer; all that is on its way where no lines are given.', undo: { document: 'transfer.send' } })
    .input(
      which.extend({
        occurredAt: zOccurredAt,
        lines: zLines(z.object({ variantId: zId, binId: zId.exactOptional(), quantity: zPositive, lots: zLots.exactOptional() })).exactOptional(),
        /** Why more arrived than was on its way; what is too much is found goods. */
        reason: zReasonCode.exactOptional(),
        note: zNote.exactOptional(),
      }),
    )
    .output(which.extend({ done: z.boolean(), ...zAdjusted.shape })),
  close: command({ summary: 'End a transfer: what never arrived is written off with its reason, or came back to where it was sent from.', undo: { document: 'stock.adjust' } })
    .input(which.extend({ outcome: z.enum(['lost', 'back']), reason: zReasonCode.exactOptional(), note: zNote.exactOptional(), occurredAt: zOccurredAt }))
    .output(which.extend(zAdjusted.shape)),
};

const zTransfer = z.object({
  id: zId,
  number: z.string(),
  fromLocationId: zId,
  toLocationId: zId,
  note: z.string().nullable(),
  sentAt: zInstant,
  closedAt: zInstant.nullable(),
  /** Of all lines together. */
  sent: zStockFigure,
  onTheWay: zQuantity,
});

export const transferQueries = {
  list: query({ summary: 'One page of transfers, the latest first; of open ones the oldest first, with how long they have been on their way.' })
    .input(z.object({ only: z.enum(['open']).exactOptional(), beforeId: zId.exactOptional(), limit: zLimit }))
    .output(z.object({ rows: z.array(zTransfer.extend({ daysOnTheWay: z.int().nullable(), late: z.boolean() })), next: zId.nullable() })),
  explain: query({ summary: 'Why so much of a line is still on its way: movements that add up to it.' })
    .input(which.extend({ variantId: zId }))
    .output(
      z.object({
        variantId: zId,
        total: zStockFigure,
        parts: z.array(z.object({ variantId: zId, kind: z.enum(['sent', 'arrived', 'cameBack', 'lost']), occurredAt: zInstant, quantity: zStockFigure, entry: zEntryName })),
      }),
    ),
  get: query({ summary: 'One transfer with its lines and the differences that explain it.' })
    .input(which)
    .output(
      zTransfer.extend({
        lines: z.array(z.object({ variantId: zId, sku: z.string(), name: z.string(), sent: zStockFigure, onTheWay: zQuantity })),
        differences: z.array(z.object({ stockAdjustmentId: zId, reason: z.string().nullable(), quantity: zStockFigure, occurredAt: zInstant })),
      }),
    ),
};
