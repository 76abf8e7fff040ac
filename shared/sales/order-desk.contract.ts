import { z } from 'zod';
import { zItems, zResults } from '../contract/batch.ts';
import { zId, zInstant, zMinor, zQuantity } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { addressGapNames } from './address-gap.rules.ts';
import { clockPhases } from './order-clock.rules.ts';

const zCancellation = z.object({ cancellationId: zId });
const zReinstated = z.object({ orderId: zId, reason: z.string(), lines: z.array(z.object({ orderLineId: zId, quantity: zQuantity })) });
const zOrderItem = z.object({ orderId: zId });

/** Only what changes of an address; an empty text takes a field away again. */
const zField = (most: number) => z.string().trim().max(most).exactOptional();
const zAddressChanges = z
  .object({
    recipient: zField(200), company: zField(200), line1: zField(300), line2: zField(300), city: zField(120),
    region: zField(120), postcode: zField(40), country: zField(2), phone: zField(60), email: zField(254),
  })
  .refine((changes) => Object.keys(changes).length > 0, { message: 'at least one field' });
export type AddressChanges = z.output<typeof zAddressChanges>;

/** What is done with orders before they leave: many at once, or one that lacks something. */
export const orderDeskCommands = {
  approve: command({ summary: 'Say that orders may go; where a check stands against one, with a reason.', undo: { by: 'order.unapprove' }, jobSlice: 200 })
    .input(z.object({ items: zItems(zOrderItem), reason: z.string().trim().max(500).default('') }))
    .output(z.object({ results: zResults(zOrderItem) })),
  unapprove: command({ summary: 'Take an approval back of which nothing has left yet.', undo: { by: 'order.approve' }, jobSlice: 200 })
    .input(z.object({ items: zItems(zOrderItem) }))
    .output(z.object({ results: zResults(zOrderItem) })),
  cancelBatch: command({ summary: 'Cancel what is not shipped of many orders.', undo: { by: 'order.reinstateBatch' }, jobSlice: 100 })
    .input(z.object({ items: zItems(zOrderItem), reason: z.string().trim().max(500).default('') }))
    .output(z.object({ results: zResults(z.object({ orderId: zId, cancellationId: zId, owed: zMinor })) })),
  reinstate: command({ summary: 'Take a cancellation back: its lines are open again.', undo: { by: 'order.cancel' } })
    .input(zCancellation)
    .output(zReinstated),
  reinstateBatch: command({ summary: 'Take many cancellations back.', undo: { by: 'order.cancelBatch' }, jobSlice: 100 })
    .input(z.object({ items: zItems(zCancellation) }))
    .output(z.object({ results: zResults(zReinstated.extend({ cancellationId: zId })) })),
  completeAddress: command({ summary: 'Write what the address of an order lacks; its checks are looked at again.', undo: { by: 'order.completeAddress' } })
    .input(zOrderItem.extend({ changes: zAddressChanges }))
    .output(z.object({ before: zAddressChanges, gaps: z.array(z.enum(addressGapNames)) })),
};

/** What an order can be approved by: the ids, so that one job takes them all. */
export const orderDeskQueries = {
  safe: query({ summary: 'Every order that may be approved unseen: no check stands against it, nobody holds it.' })
    .input(z.object({ limit: z.int().min(1).max(100_000).default(100_000) }).prefault({}))
    .output(z.object({ orderIds: z.array(zId) })),
  clock: query({ summary: 'Where the time of an order went, and whether its promise is kept.' })
    .input(zOrderItem)
    .output(
      z.object({
        orderId: zId,
        orderedAt: zInstant,
        shipByAt: zInstant,
        endedAt: zInstant.nullable(),
        risk: z.enum(['inTime', 'atRisk', 'late']),
        segments: z.array(z.object({ phase: z.enum(clockPhases), from: zInstant, to: zInstant })),
        /** Milliseconds from when it was placed to when it ended, or to now: the sum of the segments. */
        total: z.int(),
      }),
    ),
};
