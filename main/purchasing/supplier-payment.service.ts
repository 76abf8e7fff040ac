import type { ForeignAmount } from '../../shared/accounting/entry.rules.ts';
import { homeShare } from '../../shared/accounting/foreign-item.rules.ts';
import { type PaidMoney, type PaidPart, paymentEntry } from '../../shared/purchasing/bill.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { foreignItemOf, moneyAccount, openInBoth, worthOn } from '../accounting/foreign-item.service.ts';
import { postEntry, reverseEntry } from '../accounting/journal.service.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { whenPosted } from '../inventory/occasion.ts';
import { requireSupplier } from '../parties/supplier.queries.ts';
import { settleBill, standingEntries } from './bill.statements.ts';
import { changePrepayment, prepaidTo } from './prepayment.service.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import { minorDigits } from '../../shared/units/currency.ts';
import { decimalText } from '../../shared/units/decimal.ts';
import { shopOf } from '../company/company.queries.ts';
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
  /** In the bill's currency; all bills of one payment have the same. */
  bills: readonly { supplierBillId: number; amount: Minor }[];
  /** What left in the base currency for bills in another, where it is known; else it left in their currency, at the day's rate. */
  paid?: Minor;
  /** The account that holds the bills' currency, where there are several. */
  ledgerAccountId?: number;
  prepaid?: Minor;
  note?: string;
  occurredAt?: Instant;
}

/**
 * Pays bills of one supplier, and ahead of bills. A bill in another currency is paid in that; the last payment takes all that is
 * left of it in both currencies, and what the exchange gained or lost is posted with it.
 * @throws Refusal `payment.empty`, `bill.tooMuch`, `bill.cancelled`, `bill.otherSupplier`, `period.ahead`, `rate.missing`, `foreign.tooMuch`, `foreign.tooSmall`, `foreign.mixed`, `foreign.prepaid`, `foreign.notForeign`
 */
export function paySupplier(tx: Tx, { supplierId, account, bills: asked, paid: left, ledgerAccountId, prepaid = minor(0), note = '', occurredAt }: PaySupplier): { supplierPaymentId: number } {
  const supplier = requireSupplier(tx, supplierId);
  const when = whenPosted(tx, occurredAt);
  const bills = asked.map((bill) => partOf(tx, bill));
  const money = moneyOf(tx, { bills, left, prepaid, account, ledgerAccountId, occurredAt: when.occurredAt });
  const amount = minor(sumMinor(bills.map((bill) => bill.amount)) + prepaid);
  if (amount === 0) throw new Refusal('payment.empty', {});
  const { lastId: id } = insertPayment.run(tx, { supplierId, account, amount, prepaid, note, ...when, commandId: tx.commandId });
  bills.forEach(({ supplierBillId, amount: paid }, index) => {
    const bill = requireOpenBill(tx, supplierBillId, paid);
    if (bill.supplierId !== supplierId) throw new Refusal('bill.otherSupplier', { lineNo: index + 1 });
    settleBill(tx, { supplierBillId, kind: 'payment', sourceId: id, amount: paid, postedOn: when.postedOn });
  });
  if (prepaid > 0) changePrepayment(tx, { supplierId, sourceKind: 'supplierPayment', sourceId: id, amount: prepaid, postedOn: when.postedOn });
  postEntry(tx, paymentEntry(when, { id, supplier: supplier.name, supplierId, account, prepaid, ...(money && { money }) }, bills));
  tx.changed('supplierPayment', id);
  return { supplierPaymentId: id };
}

/** What a payment in the bill's own currency takes of it. @throws Refusal foreign.tooMuch, foreign.tooSmall */
function partOf(tx: Tx, { supplierBillId, amount }: { supplierBillId: number; amount: Minor }): PaidPart {
  const document = foreignItemOf(tx, 'supplierBill', supplierBillId);
  if (!document) return { supplierBillId, amount };
  const owed = openInBoth(tx, 'accountsPayable', { kind: 'supplierBill', id: supplierBillId });
  const open = { home: minor(0 - owed.home), foreign: minor(0 - owed.foreign) };
  const { currency, number } = document;
  const told = (one: Minor): string => decimalText(one, minorDigits(currency));
  if (amount > open.foreign) throw new Refusal('foreign.tooMuch', { number, currency, open: told(open.foreign), asked: told(amount) });
  const share = homeShare(amount, open, document.total);
  if (share === undefined) throw new Refusal('foreign.tooSmall', { currency });
  return { supplierBillId, amount: share, foreign: { currency, amount } };
}

interface MoneyAsked {
  bills: readonly PaidPart[];
  left: Minor | undefined;
  prepaid: Minor;
  account: 'bank' | 'till';
  ledgerAccountId: number | undefined;
  occurredAt: Instant;
}

/** The money that left for bills in another currency; undefined where they are in the base currency. A till, and a shop without an account in their
 * currency, pay in the base currency at the day's rate until the bank says what it took. */
function moneyOf(tx: Tx, { bills, left, prepaid, account, ledgerAccountId, occurredAt }: MoneyAsked): PaidMoney | undefined {
  const foreign = totalForeign(bills);
  if (!foreign && left !== undefined) throw new Refusal('foreign.notForeign', {});
  if (!foreign) return undefined;
  if (prepaid > 0) throw new Refusal('foreign.prepaid', { currency: foreign.currency });
  if (left !== undefined) return { worth: left };
  const worth = worthOn(tx, foreign.amount, foreign.currency, dayOf(occurredAt, shopOf(tx).timeZone));
  const holds = account === 'till' ? undefined : moneyAccount(tx, foreign.currency, ledgerAccountId);
  return holds === undefined ? { worth } : { worth, foreign: { ...foreign, ledgerAccountId: holds } };
}

/** @throws Refusal foreign.mixed */
function totalForeign(bills: readonly PaidPart[]): ForeignAmount | undefined {
  const currencies = new Set(bills.map(({ foreign }) => foreign?.currency));
  if (currencies.size > 1) throw new Refusal('foreign.mixed', {});
  const [currency] = currencies;
  return currency === undefined ? undefined : { currency, amount: sumMinor(bills.map(({ foreign }) => foreign?.amount ?? minor(0))) };
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
