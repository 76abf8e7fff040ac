import { z } from 'zod';
import { needs, zCurrency, zDay, zId, zInstant, zMinor, zQuantity, zRatePpm } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { goodsEnds } from './disposition.rules.ts';
import { zAfter, zLimit, zNote, zPositive, zReasonCode, zRma, zWhy } from './fields.ts';
import { faults } from './policy.rules.ts';
import { dispositions, rmaStates } from './rma-state.rules.ts';

export const rmaOrigins = ['customer', 'counter', 'unannounced'] as const;
const zState = zRma.extend({ number: z.string(), state: z.enum(rmaStates) });

export const rmaCommands = {
  request: command({ summary: 'Allow, or note down, that goods of an order come back.', undo: { by: 'rma.cancel' } })
    .input(
      z.object({
        orderId: zId,
        lines: z.array(z.object({ orderLineId: zId, quantity: zPositive, reason: zReasonCode, keepsGoods: z.boolean().default(false) })).min(1).max(500),
        note: zNote,
        authorise: z.boolean().default(true),
        /** Why it is allowed although the policy does not; only an owner or a manager may say so. */
        overrule: zWhy.exactOptional(),
      }),
    )
    .output(zState),
  authorise: command({ summary: 'Allow what a customer asked to send back.', undo: { by: 'rma.withdraw' } })
    .input(zRma.extend({ overrule: zWhy.exactOptional() }))
    .output(zState),
  withdraw: command({ summary: 'Take back that goods may come back, while none did.', undo: { by: 'rma.authorise' } }).input(zRma).output(zState),
  decline: command({ summary: 'Refuse what a customer asked to send back, with a reason.', undo: { by: 'rma.reopen' } }).input(zRma.extend({ reason: zWhy })).output(zState),
  cancel: command({ summary: 'Nothing, or nothing more, comes back.', undo: { by: 'rma.reopen' } }).input(zRma.extend({ reason: zWhy.exactOptional() })).output(zState),
  reopen: command({ summary: 'Go on with a return that was refused or cancelled.', undo: { by: 'rma.cancel' } }).input(zRma).output(zState),
};

const zListRow = z.object({
  id: zId,
  number: z.string(),
  state: z.enum(rmaStates),
  origin: z.enum(rmaOrigins),
  orderId: zId,
  orderNumber: z.string(),
  channelId: zId.nullable(),
  customerId: zId.nullable(),
  customerName: z.string().nullable(),
  requestedAt: zInstant,
  goods: z.string(),
  quantity: zQuantity,
  received: zQuantity,
  worth: zMinor,
  credited: zMinor,
  currency: zCurrency,
});

export const rmaViews = ['open', 'requested', 'expected', 'toInspect', 'toSettle', 'done', 'all'] as const;

export const zOffered = z.object({
  orderLineId: zId,
  variantId: zId.nullable(),
  sku: z.string(),
  name: z.string(),
  shipped: zQuantity,
  returned: zQuantity,
  /** Shipped, not back, and not on another open RMA. */
  left: zQuantity,
  worth: zMinor,
  /** What the shipped part was sold for, and what of it was settled on earlier returns: the next credit is its share less this. */
  sold: zMinor,
  settled: z.object({ quantity: zQuantity, worth: zMinor }),
  leftOn: zDay.nullable(),
  policy: z.object({ versionId: zId, fromOn: zDay, wording: z.string(), windowDays: z.int(), faultDays: z.int(), restockingFee: zRatePpm }),
  /** The last day for a change of mind, and for a fault. */
  untilOn: zDay.nullable(),
  faultUntilOn: zDay.nullable(),
  allowed: z.boolean(),
  allowedForFault: z.boolean(),
});

const zRmaLine = z.object({
  id: zId,
  orderLineId: zId,
  variantId: zId.nullable(),
  sku: z.string(),
  name: z.string(),
  reason: z.string(),
  reasonName: z.string().nullable(),
  fault: z.enum(faults),
  allowed: z.boolean(),
  quantity: zQuantity,
  keepsGoods: z.boolean(),
  received: zQuantity,
  inspected: zQuantity,
  sentBack: zQuantity,
  settled: zQuantity,
  worth: zMinor,
  policy: z.object({ fromOn: zDay, wording: z.string(), windowDays: z.int(), faultDays: z.int(), restockingFee: zRatePpm }),
});

export const rmaQueries = {
  list: query({ summary: 'One page of returns, the latest first.' })
    .input(
      z.object({
        view: z.enum(rmaViews).default('open'),
        search: z.string().trim().max(100).default(''),
        orderId: zId.nullable().default(null),
        customerId: zId.nullable().default(null),
        /** Only those some of whose goods came in a period and ended so. */
        ended: z.object({ from: zDay, to: zDay, end: z.enum(goodsEnds) }).nullable().default(null),
        after: zAfter,
        limit: zLimit,
      }),
    )
    .output(z.object({ rows: z.array(zListRow), next: z.object({ id: zId }).nullable() })),
  counts: query({ summary: 'How many returns wait for what.' }).output(z.object({ requested: z.int(), expected: z.int(), toInspect: z.int(), toSettle: z.int(), kept: z.int() })),
  offer: query({ summary: 'What of an order may come back, and what its policies say.' })
    .input(z.object({ orderId: zId }))
    .output(z.object({ orderId: zId, number: z.string(), currency: zCurrency, customerName: z.string().nullable(), paid: zMinor, refunded: zMinor, lines: z.array(zOffered) })),
  get: query({ summary: 'One return with its lines, arrivals, inspections, credit notes and what happened when.' })
    .input(zRma)
    .output(
      zListRow.extend({
        note: z.string(),
        endReason: z.string(),
        overruleReason: z.string(),
        overruledBy: z.string().nullable(),
        lines: z.array(zRmaLine),
        arrivals: z.array(
          z.object({
            id: zId,
            number: z.string(),
            location: z.string(),
            occurredAt: zInstant,
            lines: z.array(
              z.object({ id: zId, rmaLineId: zId, variantId: zId, sku: z.string(), name: z.string(), lots: z.array(z.string()), quantity: zQuantity, inspected: zQuantity, value: needs('cost', zMinor) }),
            ),
          }),
        ),
        inspections: z.array(
          z.object({
            id: zId,
            occurredAt: zInstant,
            takenBack: z.boolean(),
            lines: z.array(z.object({ id: zId, sku: z.string(), disposition: z.enum(dispositions), quantity: zQuantity, value: needs('cost', zMinor), note: z.string(), supplierReturn: z.string().nullable() })),
          }),
        ),
        settlements: z.array(
          z.object({
            id: zId,
            number: z.string(),
            occurredAt: zInstant,
            worth: zMinor,
            fee: zMinor,
            paidBefore: zMinor,
            shipping: zMinor,
            held: zMinor,
            credited: zMinor,
            newOrderId: zId.nullable(),
            newOrderNumber: z.string().nullable(),
            refunds: z.array(z.object({ id: zId, number: z.string(), account: z.string(), amount: zMinor })),
          }),
        ),
        timeline: z.array(z.object({ kind: z.enum(['requested', 'authorised', 'declined', 'cancelled', 'received', 'inspected', 'takenBack', 'settled']), id: zId, at: zInstant, says: z.string(), userName: z.string().nullable() })),
        entries: z.array(z.object({ id: zId })),
      }),
    ),
  kept: query({ summary: 'What channels paid back for goods nobody has seen come back.' })
    .input(z.object({ limit: zLimit }))
    .output(z.object({ rows: z.array(z.object({ refundId: zId, orderId: zId, orderNumber: z.string(), orderLineId: zId, sku: z.string(), name: z.string(), amount: zMinor, currency: zCurrency, occurredAt: zInstant })) })),
};
