import { sql } from 'kysely';
import type { RefundKind, RefundSide } from '../../shared/sales/refund.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { read, write } from '../database/statement.ts';

interface NewRefund {
  number: string;
  orderId: number;
  externalId: string | null;
  mark: string | null;
  account: RefundSide;
  storeCreditId: number | null;
  toOrderId: number | null;
  amount: Minor;
  cashRounding: Minor;
  fromOwed: Minor;
  fromDeposits: Minor;
  toReceivable: Minor;
  salesNet: Minor;
  salesTax: Minor;
  shippingNet: Minor;
  shippingTax: Minor;
  reason: string;
  occurredAt: Instant;
  postedOn: Day;
}

export const insertRefund = write((db, p: NewRefund & { commandId: number }) =>
  db.insertInto('refund').values({
    number: p.number,
    orderId: p.orderId,
    externalId: p.externalId,
    mark: p.mark,
    account: p.account,
    storeCreditId: p.storeCreditId,
    toOrderId: p.toOrderId,
    amount: p.amount,
    cashRounding: p.cashRounding,
    fromOwed: p.fromOwed,
    fromDeposits: p.fromDeposits,
    toReceivable: p.toReceivable,
    salesNet: p.salesNet,
    salesTax: p.salesTax,
    shippingNet: p.shippingNet,
    shippingTax: p.shippingTax,
    reason: p.reason,
    occurredAt: p.occurredAt,
    postedOn: p.postedOn,
    commandId: p.commandId,
  }),
);

export const insertRefundPart = write(
  (db, p: { refundId: number; partNo: number; kind: RefundKind; orderLineId: number | null; net: Minor; tax: Minor; gross: Minor }) =>
    db.insertInto('refundPart').values({
      refundId: p.refundId,
      partNo: p.partNo,
      kind: p.kind,
      orderLineId: p.orderLineId,
      net: p.net,
      tax: p.tax,
      gross: p.gross,
    }),
);

/** What cancellations gave up of each line of an order. */
export const cancelledOfOrder = read((db, p: { orderId: number }) =>
  db
    .selectFrom('cancellationLine as part')
    .innerJoin('cancellation', 'cancellation.id', 'part.cancellationId')
    .select(['part.orderLineId', sql<Minor>`sum(part.net)`.as('net'), sql<Minor>`sum(part.tax)`.as('tax')])
    .where('cancellation.orderId', '=', p.orderId)
    .groupBy('part.orderLineId'),
);

/** What was refunded of an order, by kind and line. */
export const refundedOfOrder = read((db, p: { orderId: number }) =>
  db
    .selectFrom('refundPart as part')
    .innerJoin('refund', 'refund.id', 'part.refundId')
    .select(['part.kind', 'part.orderLineId', sql<Minor>`sum(part.gross)`.as('gross'), sql<Minor>`sum(part.tax)`.as('tax')])
    .select(sql<Minor>`sum(iif(refund.externalId is not null, part.gross, 0))`.as('told'))
    .where('refund.orderId', '=', p.orderId)
    .groupBy(['part.kind', 'part.orderLineId']),
);

export const refundsKnown = read((db, p: { orderId: number }) =>
  db.selectFrom('refund').select('externalId').where('orderId', '=', p.orderId).where('externalId', 'is not', null),
);

/** What stands of an order's sale: what its parcels asked less what was taken back, and what refunds took off it that no cancellation took back. */
export const saleOfOrder = read((db, p: { orderId: number }) =>
  db
    .selectFrom(
      sql<Record<'shipped' | 'net' | 'tax' | 'shippingNet' | 'shippingTax', Minor>>`(
        select due - coalesce(voidDue, 0) as shipped, 0 as net, 0 as tax, 0 as shippingNet, 0 as shippingTax from shipment where orderId = ${p.orderId}
        union all select 0, salesNet, salesTax, shippingNet, shippingTax from refund where orderId = ${p.orderId}
        union all select 0, -creditNet, -creditTax, -creditShippingNet, -creditShippingTax from cancellation where orderId = ${p.orderId}
      )`.as('document'),
    )
    .select(({ fn }) => (['shipped', 'net', 'tax', 'shippingNet', 'shippingTax'] as const).map((name) => fn.sum<Minor>(name).as(name))),
);

/** A refund recorded here before its channel told of it: the oldest of that amount. */
export const refundExpected = read((db, p: { orderId: number; amount: Minor }) =>
  db
    .selectFrom('refund')
    .select(['id', 'orderId', 'number'])
    .where('orderId', '=', p.orderId)
    .where('amount', '=', p.amount)
    .where('account', '=', 'channelClearing')
    .where('externalId', 'is', null)
    .orderBy('id')
    .limit(1),
);

export const refundMarked = read((db, p: { orderId: number; mark: string }) =>
  db.selectFrom('refund').select(['id', 'orderId', 'number', 'externalId']).where('mark', '=', p.mark).where('orderId', '=', p.orderId).where('account', '=', 'channelClearing'),
);

export const nameRefund = write((db, p: { id: number; externalId: string }) => db.updateTable('refund').set({ externalId: p.externalId }).where('id', '=', p.id));
