import type { CreditKind } from '../../shared/sales/store-credit.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { read, write } from '../database/statement.ts';

export const creditOfCustomer = read((db, p: { customerId: number }) => db.selectFrom('storeCredit').selectAll().where('customerId', '=', p.customerId));

export const creditById = read((db, p: { id: number }) => db.selectFrom('storeCredit').selectAll().where('id', '=', p.id));

export const insertCredit = write((db, p: { customerId: number; commandId: number }) =>
  db.insertInto('storeCredit').values({ customerId: p.customerId, commandId: p.commandId }),
);

export interface NewCreditMovement {
  storeCreditId: number;
  kind: CreditKind;
  amount: Minor;
  refundId: number | null;
  paymentId: number | null;
  reason: string;
  occurredAt: Instant;
  postedOn: Day;
}

export const insertCreditMovement = write((db, p: NewCreditMovement & { commandId: number }) =>
  db.insertInto('storeCreditMovement').values({
    storeCreditId: p.storeCreditId,
    kind: p.kind,
    amount: p.amount,
    refundId: p.refundId,
    paymentId: p.paymentId,
    reason: p.reason,
    occurredAt: p.occurredAt,
    postedOn: p.postedOn,
    commandId: p.commandId,
  }),
);

/** What moved a customer's credit, the latest first, with the orders it came from and went to. */
export const creditMovements = read((db, p: { storeCreditId: number }) =>
  db
    .selectFrom('storeCreditMovement as m')
    .leftJoin('refund', 'refund.id', 'm.refundId')
    .leftJoin('payment', 'payment.id', 'm.paymentId')
    .leftJoin('salesOrder as o', (join) => join.on((eb) => eb('o.id', '=', eb.fn.coalesce('refund.orderId', 'payment.orderId'))))
    .select(['m.id', 'm.kind', 'm.amount', 'm.reason', 'm.occurredAt', 'o.id as orderId', 'o.shownNumber as orderNumber'])
    .where('m.storeCreditId', '=', p.storeCreditId)
    .orderBy('m.id', 'desc')
    .limit(200),
);
