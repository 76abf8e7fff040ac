import { read, write } from '../database/statement.ts';
import type { IssuedPaper } from './invoice.statements.ts';

export type CreditedKind = 'invoice' | 'refund';

export const insertCreditNote = write((db, p: IssuedPaper & { sourceKind: CreditedKind; sourceId: number; reason: string }) =>
  db.insertInto('creditNote').values({
    number: p.number, sourceKind: p.sourceKind, sourceId: p.sourceId, customerId: p.customerId, currency: p.currency, language: p.language, issuedOn: p.issuedOn,
    net: p.net, tax: p.tax, rounding: p.rounding, gross: p.gross, reason: p.reason, issuedAt: p.issuedAt, commandId: p.commandId,
  }),
);

export const creditNoteByNumber = read((db, p: { number: string }) => db.selectFrom('creditNote').selectAll().where('number', '=', p.number));
export const creditNoteOf = read((db, p: { sourceKind: CreditedKind; sourceId: number }) =>
  db.selectFrom('creditNote').selectAll().where('sourceKind', '=', p.sourceKind).where('sourceId', '=', p.sourceId),
);
export type CreditNoteRow = NonNullable<ReturnType<typeof creditNoteByNumber.get>>;

/** A settlement of a return is a credit note with its own number. */
export const settlementByNumber = read((db, p: { number: string }) =>
  db.selectFrom('returnSettlement as settled').innerJoin('rma', 'rma.id', 'settled.rmaId').select(['settled.id', 'settled.number', 'settled.postedOn', 'rma.orderId']).where('settled.number', '=', p.number),
);
export const settlementOfRefund = read((db, p: { refundId: number }) =>
  db.selectFrom('returnSettlementRefund as part').innerJoin('returnSettlement as settled', 'settled.id', 'part.returnSettlementId').select('settled.number').where('part.refundId', '=', p.refundId),
);
export const settlementsOfOrder = read((db, p: { orderId: number }) =>
  db.selectFrom('returnSettlement as settled').innerJoin('rma', 'rma.id', 'settled.rmaId').select('settled.number').where('rma.orderId', '=', p.orderId).orderBy('settled.id'),
);

/** The refunds that carried a settlement out. */
export const refundsOfSettlement = read((db, p: { returnSettlementId: number }) =>
  db.selectFrom('returnSettlementRefund').select('refundId').where('returnSettlementId', '=', p.returnSettlementId).orderBy('refundId'),
);
