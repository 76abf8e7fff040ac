import { sql } from 'kysely';
import type { RmaState } from '../../shared/returns/rma-state.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { read, write } from '../database/statement.ts';

export type RmaOrigin = 'customer' | 'counter' | 'unannounced';

interface NewRma {
  number: string;
  orderId: number;
  origin: RmaOrigin;
  note: string;
  requestedAt: Instant;
  overruledBy: number | null;
  overruleReason: string;
}

export const insertRma = write((db, p: NewRma & { commandId: number }) =>
  db.insertInto('rma').values({
    number: p.number,
    orderId: p.orderId,
    origin: p.origin,
    note: p.note,
    requestedAt: p.requestedAt,
    overruledBy: p.overruledBy,
    overruleReason: p.overruleReason,
    state: 'requested',
    commandId: p.commandId,
  }),
);

export interface NewRmaLine {
  rmaId: number;
  orderLineId: number;
  returnPolicyVersionId: number;
  reason: string;
  allowed: 0 | 1;
  quantity: Quantity;
  keepsGoods: 0 | 1;
  worth: Minor;
}

export const insertRmaLine = write((db, p: NewRmaLine) =>
  db.insertInto('rmaLine').values({
    rmaId: p.rmaId,
    orderLineId: p.orderLineId,
    returnPolicyVersionId: p.returnPolicyVersionId,
    reason: p.reason,
    allowed: p.allowed,
    quantity: p.quantity,
    keepsGoods: p.keepsGoods,
    worth: p.worth,
  }),
);

export const rmaById = read((db, p: { id: number }) => db.selectFrom('rma').selectAll().where('id', '=', p.id));

export const linesOfRma = read((db, p: { rmaId: number }) =>
  db
    .selectFrom('rmaLine as line')
    .innerJoin('orderLine as sold', 'sold.id', 'line.orderLineId')
    .innerJoin('returnPolicyVersion as policy', 'policy.id', 'line.returnPolicyVersionId')
    .innerJoin('returnReason as why', 'why.code', 'line.reason')
    .selectAll('line')
    .select(['sold.variantId', 'sold.sku', 'sold.name', 'sold.lineNo', 'why.fault', 'why.name as reasonName'])
    .select(['policy.fromOn', 'policy.windowDays', 'policy.faultDays', 'policy.wording', 'policy.restockingFee', 'policy.shipping'])
    .where('line.rmaId', '=', p.rmaId)
    .orderBy('line.id'),
);

export const setAuthorised = write((db, p: { id: number; at: Instant | null; commandId: number | null }) =>
  db.updateTable('rma').set({ authorisedAt: p.at, authoriseCommandId: p.commandId }).where('id', '=', p.id),
);
export const setOverruled = write((db, p: { id: number; by: number | null; reason: string }) => db.updateTable('rma').set({ overruledBy: p.by, overruleReason: p.reason }).where('id', '=', p.id));
export const setEnded = write((db, p: { id: number; at: Instant | null; ended: 'declined' | 'cancelled' | null; reason: string }) =>
  db.updateTable('rma').set({ endedAt: p.at, ended: p.ended, endReason: p.reason }).where('id', '=', p.id),
);
export const setState = write((db, p: { id: number; state: RmaState }) => db.updateTable('rma').set({ state: p.state }).where('id', '=', p.id));

/** What open RMAs of an order announce and nobody has received yet, by line. */
export const announced = read((db, p: { orderId: number }) =>
  db
    .selectFrom('rmaLine as line')
    .innerJoin('rma', 'rma.id', 'line.rmaId')
    .select(['line.orderLineId', sql<Quantity>`sum(iif(line.keepsGoods, line.quantity, line.quantity - line.received))`.as('quantity')])
    .where('rma.orderId', '=', p.orderId)
    .where('rma.endedAt', 'is', null)
    .groupBy('line.orderLineId'),
);

/** When goods of each line last left. */
export const leftOn = read((db, p: { orderId: number }) =>
  db
    .selectFrom('shipmentLine as part')
    .innerJoin('shipment', 'shipment.id', 'part.shipmentId')
    .select(['part.orderLineId', sql<Day>`max(shipment.postedOn)`.as('on'), sql<Instant>`max(shipment.occurredAt)`.as('at')])
    .where('shipment.orderId', '=', p.orderId)
    .where('shipment.voidedAt', 'is', null)
    .groupBy('part.orderLineId'),
);

/** What was settled of each line of an order so far, on any of its RMAs. */
export const settledOf = read((db, p: { orderId: number }) =>
  db
    .selectFrom('returnSettlementLine as part')
    .innerJoin('rmaLine as line', 'line.id', 'part.rmaLineId')
    .innerJoin('rma', 'rma.id', 'line.rmaId')
    .select(['line.orderLineId', sql<number>`sum(part.quantity)`.as('quantity'), sql<number>`sum(part.worth)`.as('worth'), sql<number>`sum(part.paidBefore)`.as('paidBefore')])
    .where('rma.orderId', '=', p.orderId)
    .groupBy('line.orderLineId'),
);
