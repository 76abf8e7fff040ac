import { z } from 'zod';
import { zItems, zResults } from '../contract/batch.ts';
import { zId, zInstant, zMinor, zQuantity } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { clockPhases } from './order-clock.rules.ts';

const zCancellation = z.object({ cancellationId: zId });
const zReinstated = z.object({ orderId: zId, reason: z.string(), lines: z.array(z.object({ orderLineId: zId, quantity: zQuantity })) });
const zOrderItem = z.object({ orderId: zId });

/** What is done with many orders at once before they leave. */
export const orderDeskCommands = {
  approve: command({ summary: 'Say that orders may go; where a check stands against one, with a reason.', undo: { by: 'order.unapprove' }, jobSlice: 200 })
    .input(z.object({ items: zItems(zOrderItem), reason: z.string().trim().max(500).default('') }))
    .output(z.object({ results: zResults(zOrderItem) })),
  unapprove: command({ summary: 'Take an approval back of which nothing has left yet.', undo: { by: 'order.approve' }, jobSlice: 200 })
    .input(z.object({ items: zItems(zOrderItem) }))
    .output(z.object({ results: zResults(zOrderItem) })),
  cancelBatch: command({ summary: 'Cancel what is not shipped of many orders.', undo: { by: 'order.reinstateBatch' } })
    .input(z.object({ items: zItems(zOrderItem), reason: z.string().trim().max(500).default('') }))
    .output(z.object({ results: zResults(z.object({ orderId: zId, cancellationId: zId, owed: zMinor })) })),
  reinstate: command({ summary: 'Take a cancellation back: its lines are open again.', undo: { by: 'order.cancel' } })
    .input(zCancellation)
    .output(zReinstated),
  reinstateBatch: command({ summary: 'Take many cancellations back.', undo: { by: 'order.cancelBatch' } })
    .input(z.object({ items: zItems(zCancellation) }))
    .output(z.object({ results: zResults(zReinstated.extend({ cancellationId: zId })) })),
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
