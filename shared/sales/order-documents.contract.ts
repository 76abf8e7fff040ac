import { z } from 'zod';
import { zId, zInstant, zMinor, zQuantity } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zLots } from '../inventory/fields.ts';
import { exceptionKinds, proposals } from './exception.rules.ts';
import { moneyAccounts, paymentAccounts } from './payment.rules.ts';
import { refundKinds } from './refund.rules.ts';

const zReason = z.string().trim().min(1).max(500);

export const shipmentCommands = {
  ship: command({ summary: 'Ship an order or some of its lines: stock, revenue and cost in one entry.', undo: { document: 'shipment.cancel' } })
    .input(
      z.object({
        orderId: zId,
        /** Without lines, all that is open. */
        lines: z.array(z.object({ orderLineId: zId, quantity: zQuantity, /** Which lots or serial numbers leave; chosen by rule where nobody says. */ lots: zLots.exactOptional() })).min(1).max(5_000).exactOptional(),
        /** Where goods leave from that were not set aside anywhere. */
        locationId: zId.exactOptional(),
        shippedAt: zInstant.exactOptional(),
        carrier: z.string().max(80).nullable().default(null),
        trackingNumber: z.string().max(120).nullable().default(null),
      }),
    )
    .output(z.object({ shipmentId: zId, number: z.string(), entryNumber: z.string().nullable() })),
  cancel: command({ summary: 'Take a shipment back that never left: goods and money return to where they were.', undo: { document: 'shipment.ship' } })
    .input(z.object({ shipmentId: zId, reason: zReason }))
    .output(z.object({ orderId: zId })),
};

export const paymentCommands = {
  capture: command({ summary: 'Record money received for an order.', undo: { document: 'payment.void' } })
    .input(
      z.object({
        orderId: zId,
        amount: zMinor,
        currency: z.string().exactOptional(),
        account: z.enum(paymentAccounts).default('bank'),
        method: z.string().min(1).max(120).default('transfer'),
        fee: zMinor.refine((value) => value >= 0).default(0 as never),
        /** An order in another currency is paid in that. What came in the currency of the books, with the fee, where it was exchanged on the way. */
        worth: zMinor.refine((value) => value > 0).exactOptional(),
        /** The account that holds the order's currency, where there are several. */
        ledgerAccountId: zId.exactOptional(),
        receivedAt: zInstant.exactOptional(),
      }),
    )
    .output(z.object({ paymentId: zId, entryNumber: z.string().nullable() })),
  void: command({ summary: 'Take a payment back that was recorded by mistake.', undo: { document: 'payment.capture' } })
    .input(z.object({ paymentId: zId, reason: zReason }))
    .output(z.object({ orderId: zId })),
};

/** What goes back: a line's share by quantity, or an amount with tax. */
const zRefundPart = z.object({
  kind: z.enum(refundKinds),
  orderLineId: zId.nullable().default(null),
  amount: zMinor.refine((value) => value > 0),
});

export const refundCommands = {
  record: command({ summary: 'Record money paid back to a customer.', undo: { none: 'money has left; record it as a payment if it came back' } })
    .input(
      z.object({
        orderId: zId,
        parts: z.array(zRefundPart).min(1).max(5_000),
        account: z.enum(moneyAccounts).default('bank'),
        reason: z.string().max(1_000).default(''),
        refundedAt: zInstant.exactOptional(),
      }),
    )
    .output(z.object({ refundId: zId, number: z.string(), amount: zMinor, /** What left: in cash, in coins there are. */ paidOut: zMinor })),
  setRule: command({ summary: 'Say after how many days somebody is asked about a refund its channel has not told of.', undo: { by: 'refund.setRule' } })
    .input(z.object({ confirmDays: z.int().min(1).max(90) }))
    .output(z.object({ before: z.object({ confirmDays: z.int() }) })),
};

export const refundQueries = {
  rule: query({ summary: 'After how many days somebody is asked about a refund its channel has not told of.' }).output(z.object({ confirmDays: z.int() })),
};

const zException = z.object({
  id: zId,
  orderId: zId,
  orderNumber: z.string(),
  kind: z.enum(exceptionKinds),
  fix: z.enum(proposals),
  orderLineId: zId.nullable(),
  details: z.looseObject({}),
  raisedAt: zInstant,
});

export const exceptionCommands = {
  resolve: command({ summary: 'Say how an exception was settled.', undo: { by: 'exception.reopen' } })
    .input(z.object({ exceptionId: zId, resolution: zReason }))
    .output(z.object({ orderId: zId })),
  reopen: command({ summary: 'Open an exception again that was resolved.', undo: { by: 'exception.resolve' } })
    .input(z.object({ exceptionId: zId }))
    .output(z.object({ orderId: zId, before: z.object({ resolution: z.string() }) })),
};

export const exceptionQueries = {
  list: query({ summary: 'What needs somebody, oldest first.' })
    .input(z.object({ after: z.object({ raisedAt: zInstant, id: zId }).nullable().default(null), limit: z.int().min(1).max(100).default(50) }))
    .output(z.object({ rows: z.array(zException), raised: z.int(), settled: z.int(), open: z.int() })),
};
