import { openingBillEntry } from '../../shared/purchasing/bill.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { type ForeignTotal, keepForeign } from '../accounting/foreign-item.service.ts';
import { postEntry, reverseEntry } from '../accounting/journal.service.ts';
import { nextNumber } from '../company/series.service.ts';
import type { Tx } from '../database/handles.ts';
import { requireSupplier } from '../parties/supplier.queries.ts';
import { insertBill, insertBillLine, refuseTwice, requireBill, setBillCancelled, settleBill, standingEntries } from './bill.statements.ts';

export interface OpeningBill {
  supplierId: number;
  /** The supplier's own number. */
  number: string;
  issuedOn: Day;
  dueOn: Day;
  /** Still owed, base currency. */
  amount: Minor;
  foreign: ForeignTotal | null;
  openingOn: Day;
}

/**
 * A bill still to pay when the books begin: it is aged and paid like any other, and stands against opening equity. Its goods and its
 * tax were booked before these books. Source: DOMAIN §5 "opening balances". @throws Refusal bill.twice, period.locked
 */
export function takeOpeningBill(tx: Tx, bill: OpeningBill): { supplierBillId: number } {
  const { supplierId, number: supplierNumber, amount } = bill;
  const { name: supplier } = requireSupplier(tx, supplierId);
  refuseTwice(tx, { supplierId, supplierNumber });
  const number = nextNumber(tx, 'supplierBill');
  const when = { occurredAt: tx.now, postedOn: bill.openingOn };
  const figures = { net: amount, tax: minor(0), total: amount, reverseRate: null, reverseTax: minor(0), acceptedBecause: null, findings: '[]' };
  const { lastId: id } = insertBill.run(tx, { ...figures, ...when, number, supplierId, supplierNumber, billedOn: bill.issuedOn, dueOn: bill.dueOn, commandId: tx.commandId });
  insertBillLine.run(tx, { ...noGoods, supplierBillId: id, net: amount, text: supplierNumber });
  if (bill.foreign) keepForeign(tx, 'supplierBill', { id, number: supplierNumber }, bill.foreign);
  postEntry(tx, openingBillEntry(when, { id, number, supplier, supplierNumber }, amount));
  tx.changed('supplierBill', id);
  return { supplierBillId: id };
}

/** Its one line stands for whatever the bill was for. */
const noGoods = {
  lineNo: 1, kind: 'expense', purchaseOrderLineId: null, purchaseReceiptLineId: null, quantity: quantity(0), tax: minor(0), deductible: 0,
  transit: quantity(0), transitNet: minor(0), transitTax: minor(0),
} as const;

/** @throws Refusal record.missing, opening.builtUpon where something met it, period.locked */
export function takeBackOpeningBill(tx: Tx, { supplierBillId, on, reason }: { supplierBillId: number; on: Day; reason: string }): void {
  const bill = requireBill(tx, supplierBillId);
  if (bill.cancelledAt !== null || bill.open !== bill.total) throw new Refusal('opening.builtUpon', { what: bill.supplierNumber });
  for (const entryId of standingEntries(tx, 'supplierBill', bill.id)) reverseEntry(tx, { entryId, postedOn: on, reason });
  settleBill(tx, { supplierBillId: bill.id, kind: 'cancelled', sourceId: bill.id, amount: bill.total, postedOn: on });
  setBillCancelled.run(tx, { id: bill.id, at: tx.now, postedOn: on, commandId: tx.commandId });
  tx.changed('supplierBill', bill.id);
}
