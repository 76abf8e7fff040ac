import { paymentEntry } from '../../shared/purchasing/bill.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { postEntry, reverseEntry } from '../accounting/journal.service.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { whenPosted } from '../inventory/occasion.ts';
import { requireSupplier } from '../parties/supplier.queries.ts';
import { settleBill, standingEntries } from './bill.statements.ts';
import { changePrepayment, prepaidTo } from './prepayment.service.ts';
import { requireOpenBill } from './supplier-bill.service.ts';

interface NewPayment {
  supplierId: number;
  account: 'bank' | 'till';
  amount: Minor;
  prepaid: Minor;
  note: string;
  occurredAt: Instant;
  postedOn: Day;
}

const insertPayment = write((db, p: NewPayment & { commandId: number }) =>
  db.insertInto('supplierPayment').values({
    supplierId: p.supplierId,
    account: p.account,
    amount: p.amount,
    prepaid: p.prepaid,
    note: p.note,
    occurredAt: p.occurredAt,
    postedOn: p.postedOn,
    commandId: p.commandId,
  }),
);
const paymentById = read((db, p: { id: number }) => db.selectFrom('supplierPayment').selectAll().where('id', '=', p.id));
const partsOf = read((db, p: { id: number }) =>
  db.selectFrom('billSettlement').select(['supplierBillId', 'amount']).where('kind', '=', 'payment').where('sourceId', '=', p.id).orderBy('id'),
);
const setCancelled = write((db, p: { id: number; at: Instant; postedOn: Day; commandId: number }) =>
  db.updateTable('supplierPayment').set({ cancelledAt: p.at, cancelPostedOn: p.postedOn, cancelCommandId: p.commandId }).where('id', '=', p.id),
);

export interface PaySupplier {
  supplierId: number;
  account: 'bank' | 'till';
  bills: readonly { supplierBillId: number; amount: Minor }[];
  prepaid?: Minor;
  note?: string;
  occurredAt?: Instant;
}

/** Pays bills of one supplier, and ahead of bills. @throws Refusal `payment.empty`, `bill.tooMuch`, `bill.cancelled`, `bill.otherSupplier`, `period.ahead` */
export function paySupplier(tx: Tx, { supplierId, account, bills, prepaid = minor(0), note = '', occurredAt }: PaySupplier): { supplierPaymentId: number } {
  const supplier = requireSupplier(tx, supplierId);
  const amount = minor(sumMinor(bills.map((bill) => bill.amount)) + prepaid);
  if (amount === 0) throw new Refusal('payment.empty', {});
  const when = whenPosted(tx, occurredAt);
  const { lastId: id } = insertPayment.run(tx, { supplierId, account, amount, prepaid, note, ...when, commandId: tx.commandId });
  bills.forEach(({ supplierBillId, amount: paid }, index) => {
    const bill = requireOpenBill(tx, supplierBillId, paid);
    if (bill.supplierId !== supplierId) throw new Refusal('bill.otherSupplier', { lineNo: index + 1 });
    settleBill(tx, { supplierBillId, kind: 'payment', sourceId: id, amount: paid, postedOn: when.postedOn });
  });
  if (prepaid > 0) changePrepayment(tx, { supplierId, sourceKind: 'supplierPayment', sourceId: id, amount: prepaid, postedOn: when.postedOn });
  postEntry(tx, paymentEntry(when, { id, supplier: supplier.name, supplierId, account, prepaid }, bills));
  tx.changed('supplierPayment', id);
  return { supplierPaymentId: id };
}

/** Takes a payment back: its bills are open again. @throws Refusal `record.missing`, `payment.voided`; `prepayment.tooMuch` where it already met a bill */
export function cancelSupplierPayment(tx: Tx, input: { supplierPaymentId: number; reason: string }): { supplierPaymentId: number } {
  const payment = paymentById.get(tx, { id: input.supplierPaymentId });
  if (!payment) throw new Refusal('record.missing', { kind: 'supplierPayment', id: input.supplierPaymentId });
  if (payment.cancelledAt !== null) throw new Refusal('payment.voided', { paymentId: payment.id });
  const { id, supplierId } = payment;
  const prepaid = prepaidTo(tx, supplierId);
  if (payment.prepaid > prepaid) throw new Refusal('prepayment.tooMuch', { prepaid, asked: payment.prepaid });
  const { postedOn } = whenPosted(tx);
  for (const { supplierBillId, amount } of partsOf.all(tx, { id })) settleBill(tx, { supplierBillId, kind: 'payment', sourceId: id, amount: minor(-amount), postedOn });
  if (payment.prepaid > 0) changePrepayment(tx, { supplierId, sourceKind: 'supplierPayment', sourceId: id, amount: minor(-payment.prepaid), postedOn });
  for (const entryId of standingEntries(tx, 'supplierPayment', id)) reverseEntry(tx, { entryId, postedOn, reason: input.reason });
  setCancelled.run(tx, { id, at: tx.now, postedOn, commandId: tx.commandId });
  tx.changed('supplierPayment', id);
  return { supplierPaymentId: id };
}
