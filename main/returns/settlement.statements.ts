import { sql } from 'kysely';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { read, write } from '../database/statement.ts';

interface NewSettlement {
  number: string;
  rmaId: number;
  worth: Minor;
  fee: Minor;
  paidBefore: Minor;
  shipping: Minor;
  held: Minor;
  credited: Minor;
  newOrderId: number | null;
  occurredAt: Instant;
  postedOn: Day;
}

export const insertSettlement = write((db, p: NewSettlement & { commandId: number }) =>
  db.insertInto('returnSettlement').values({
    number: p.number,
    rmaId: p.rmaId,
    worth: p.worth,
    fee: p.fee,
    paidBefore: p.paidBefore,
    shipping: p.shipping,
    held: p.held,
    credited: p.credited,
    newOrderId: p.newOrderId,
    occurredAt: p.occurredAt,
    postedOn: p.postedOn,
    commandId: p.commandId,
  }),
);

export const insertSettlementLine = write((db, p: { returnSettlementId: number; rmaLineId: number; quantity: Quantity; worth: Minor; fee: Minor; paidBefore: Minor }) =>
  db.insertInto('returnSettlementLine').values({
    returnSettlementId: p.returnSettlementId,
    rmaLineId: p.rmaLineId,
    quantity: p.quantity,
    worth: p.worth,
    fee: p.fee,
    paidBefore: p.paidBefore,
  }),
);

export const insertSettlementRefund = write((db, p: { returnSettlementId: number; refundId: number }) =>
  db.insertInto('returnSettlementRefund').values({ returnSettlementId: p.returnSettlementId, refundId: p.refundId }),
);

/** Where the money of an order came from: most of it, by account. */
export const mostPaidFrom = read((db, p: { orderId: number }) =>
  db
    .selectFrom('payment')
    .select(['account', sql<Minor>`sum(amount)`.as('amount')])
    .where('orderId', '=', p.orderId)
    .where('voidedAt', 'is', null)
    .groupBy('account')
    .orderBy('amount', 'desc')
    .limit(1),
);

export const settlementById = read((db, p: { id: number }) =>
  db
    .selectFrom('returnSettlement as s')
    .innerJoin('rma', 'rma.id', 's.rmaId')
    .innerJoin('salesOrder as o', 'o.id', 'rma.orderId')
    .leftJoin('customer', 'customer.id', 'o.customerId')
    .select(['s.id', 's.number', 's.occurredAt', 's.shipping', 's.held', 's.credited', 'rma.number as rmaNumber', 'o.id as orderId', 'o.shownNumber as orderNumber', 'o.currency', 'customer.name as customerName'])
    .where('s.id', '=', p.id),
);

export const linesOfSettlement = read((db, p: { id: number }) =>
  db
    .selectFrom('returnSettlementLine as part')
    .innerJoin('rmaLine as line', 'line.id', 'part.rmaLineId')
    .innerJoin('orderLine as sold', 'sold.id', 'line.orderLineId')
    .select(['sold.sku', 'sold.name', 'part.quantity', 'part.worth', 'part.fee'])
    .where('part.returnSettlementId', '=', p.id)
    .orderBy('line.id'),
);

export const partsOfSettlement = read((db, p: { id: number }) =>
  db
    .selectFrom('returnSettlementRefund as carried')
    .innerJoin('refund', 'refund.id', 'carried.refundId')
    .innerJoin('refundPart as part', 'part.refundId', 'refund.id')
    .leftJoin('orderLine as sold', 'sold.id', 'part.orderLineId')
    .select(['part.kind', 'sold.sku', 'part.net', 'part.tax', 'part.gross', 'refund.account'])
    .where('carried.returnSettlementId', '=', p.id)
    .orderBy('part.refundId')
    .orderBy('part.partNo'),
);
