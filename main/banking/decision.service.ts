import { namedCentres } from '../../shared/accounting/centre.rules.ts';
import { type BookedPart, bookingEntry } from '../../shared/banking/booking.rules.ts';
import type { LinePart } from '../../shared/banking/fields.ts';
import { payeeOf } from '../../shared/banking/proposal.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { startOfDay } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Instant, instant } from '../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { inputTaxIsDeductible } from '../accounting/input-tax.queries.ts';
import { accountOfRole, openAccount } from '../accounting/ledger-accounts.ts';
import { openDay } from '../accounting/period.queries.ts';
import { foreignItemOf, openInBoth, worthOn } from '../accounting/foreign-item.service.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { refundClaim } from '../purchasing/claim-settlement.service.ts';
import { requireBill } from '../purchasing/bill.statements.ts';
import { paySupplier } from '../purchasing/supplier-payment.service.ts';
import { dueInForeign } from '../sales/foreign-order.ts';
import { capturePayment } from '../sales/payment.service.ts';
import { type BankAccountRow, requireBankAccount } from './bank-account.statements.ts';
import { type BankLineRow, insertDecision, insertDocument, onItsWay, postingsOfEntryOn, requireLine } from './decision.statements.ts';
import { learn } from './learned-rule.service.ts';
import { refundOwed } from './owed-refund.service.ts';
import { type Deciding, linkPosting, postedOn, postOwn } from './posting-link.service.ts';

export interface AcceptLine {
  bankLineId: number;
  parts: readonly LinePart[];
}

/**
 * Says what a line is. Each part is posted by the command of its own room, or linked to the entry that stands; parts may have
 * either sign and together are at most what is open of the line.
 * @throws Refusal record.missing, bank.tooMuch, bank.foreign, bank.foreignPart, bank.otherCurrency, bank.otherAmount, rate.missing, bank.postingTooSmall, bank.otherAccount, account.control, account.blocked, and what the documents refuse
 */
export function acceptLine(tx: Tx, input: AcceptLine): { bankDecisionId: number; left: Minor } {
  const decided = decide(tx, input, 'person');
  learn(tx, requireLine(tx, input.bankLineId), input.parts);
  return decided;
}

/** A decision of a person, or of the program where the books had the line already. */
export function decide(tx: Tx, { bankLineId, parts }: AcceptLine, kind: 'person' | 'auto'): { bankDecisionId: number; left: Minor } {
  const line = requireLine(tx, bankLineId);
  const account = requireBankAccount(tx, line.bankAccountId);
  requireHeld(tx, account);
  const amount = sumMinor(parts.map(takenOf));
  const left = minor(line.amount - line.matched - amount);
  if (amount === 0 || amount > 0 !== line.amount > 0 || (left !== 0 && left > 0 !== line.amount > 0)) throw new Refusal('bank.tooMuch', { open: minor(line.amount - line.matched), asked: amount });
  const { lastId: bankDecisionId } = insertDecision.run(tx, { bankLineId, kind, amount, decidedAt: tx.now, commandId: tx.commandId });
  const deciding = decidingOf(tx, line, account, bankDecisionId);
  for (const part of parts) if (isDocument(part)) postDocument(tx, deciding, part);
  payBills(tx, deciding, parts.filter((part) => part.kind === 'bill' || part.kind === 'prepaid'));
  book(tx, deciding, line, parts.filter((part) => part.kind === 'account' || part.kind === 'transfer' || part.kind === 'payout'));
  tx.changed('bankLine', bankLineId);
  return { bankDecisionId, left };
}

/** An account in another currency needs a place in the books that holds it; one kept before there were such has none. @throws Refusal bank.foreign */
function requireHeld(tx: Tx, { name, currency, held }: BankAccountRow): void {
  if (currency !== (held ?? shopOf(tx).baseCurrency)) throw new Refusal('bank.foreign', { account: name, currency });
}

/** What of the line a part takes, signed like the bank: a fee that was kept never reached the account. */
const takenOf = (part: LinePart): Minor => (part.kind === 'order' ? minor(part.amount - (part.fee ?? 0)) : part.amount);

function decidingOf(tx: Tx, line: BankLineRow, account: BankAccountRow, bankDecisionId: number): Deciding {
  const at = { bankDecisionId, postedOn: openDay(tx, line.bookedOn), occurredAt: onDay(tx, line.bookedOn), account: account.name, ledgerAccountId: account.ledgerAccountId };
  return { bankLineId: line.id, at, on: line.bookedOn, held: account.held };
}

const halfDay = 12 * 60 * 60 * 1000;

/** Noon of a business date, and never later than now. */
export const onDay = (tx: Tx, on: Day): Instant => instant(Math.min(tx.now, startOfDay(on, shopOf(tx).timeZone) + halfDay));

type DocumentPart = Extract<LinePart, { kind: 'posting' | 'order' | 'refund' | 'claim' }>;

const isDocument = (part: LinePart): part is DocumentPart => ['posting', 'order', 'refund', 'claim'].includes(part.kind);

function postDocument(tx: Tx, deciding: Deciding, part: DocumentPart): void {
  const { at, held } = deciding;
  if (part.kind === 'posting') return linkPosting(tx, deciding, part, part.amount);
  if (part.kind === 'order') return linkDocument(tx, deciding, 'payment', payOrder(tx, deciding, part));
  if (held !== null) throw new Refusal('bank.foreignPart', { currency: held });
  if (part.kind === 'refund') return linkDocument(tx, deciding, 'refund', refundOwed(tx, part.orderId, minor(-part.amount), at.occurredAt));
  refundClaim(tx, { supplierClaimId: part.supplierClaimId, account: 'bank', amount: part.amount });
  linkDocument(tx, deciding, 'supplierClaim', part.supplierClaimId);
}

/** Money of an order: in the order's currency, or exchanged by the bank on the way. */
function payOrder(tx: Tx, { at, held }: Deciding, { orderId, amount, fee = minor(0), settles }: Extract<LinePart, { kind: 'order' }>): number {
  const paid = { orderId, account: 'bank' as const, method: at.account, receivedAt: at.occurredAt };
  const document = foreignItemOf(tx, 'salesOrder', orderId);
  if (held !== (document?.currency ?? null) && held !== null) throw new Refusal('bank.otherCurrency', { document: document?.currency ?? shopOf(tx).baseCurrency, account: held });
  if (!document) return capturePayment(tx, { ...paid, amount, fee }).paymentId;
  if (held !== null) return capturePayment(tx, { ...paid, amount, fee, ledgerAccountId: at.ledgerAccountId }).paymentId;
  return capturePayment(tx, { ...paid, amount: settles ?? dueInForeign(tx, orderId), fee, worth: amount }).paymentId;
}

/** A document posted for the line goes with the decision, and what it put on the bank is the line. */
function linkDocument(tx: Tx, deciding: Deciding, kind: 'payment' | 'refund' | 'supplierPayment' | 'supplierClaim', documentId: number): void {
  insertDocument.run(tx, { bankDecisionId: deciding.at.bankDecisionId, kind, documentId });
  for (const posting of postedOn(tx, deciding, kind, documentId)) linkPosting(tx, deciding, posting, posting.open);
}

/** Bills and prepayments of one supplier are one payment. */
function payBills(tx: Tx, deciding: Deciding, parts: readonly Extract<LinePart, { kind: 'bill' | 'prepaid' }>[]): void {
  const bySupplier = Map.groupBy(parts, (part) => (part.kind === 'bill' ? requireBill(tx, part.supplierBillId).supplierId : part.supplierId));
  for (const [supplierId, own] of bySupplier) {
    const prepaid = sumMinor(own.flatMap((part) => (part.kind === 'prepaid' ? [paidOut(part.amount)] : [])));
    const currencies = Map.groupBy(own.filter((part) => part.kind === 'bill'), (part) => foreignItemOf(tx, 'supplierBill', part.supplierBillId)?.currency ?? null);
    if (prepaid > 0 && !currencies.has(null)) currencies.set(null, []);
    for (const [currency, bills] of currencies) payTogether(tx, deciding, { supplierId, currency, bills, prepaid: currency === null ? prepaid : minor(0) });
  }
}

type BillPart = Extract<LinePart, { kind: 'bill' }>;

/** Bills of one currency: in money of that, or exchanged by the bank on the way. @throws Refusal bank.otherCurrency, bank.foreignPart */
function payTogether(tx: Tx, deciding: Deciding, { supplierId, currency, bills: parts, prepaid }: { supplierId: number; currency: string | null; bills: readonly BillPart[]; prepaid: Minor }): void {
  const { at, held } = deciding;
  if (held !== null && prepaid > 0) throw new Refusal('bank.foreignPart', { currency: held });
  if (held !== null && held !== currency) throw new Refusal('bank.otherCurrency', { document: currency ?? shopOf(tx).baseCurrency, account: held });
  const exchanged = held === null && currency !== null;
  const bills = parts.map(({ supplierBillId, amount, settles }) => ({ supplierBillId, amount: exchanged ? (settles ?? openInForeign(tx, supplierBillId)) : paidOut(amount) }));
  const money = exchanged ? { paid: sumMinor(parts.map(({ amount }) => paidOut(amount))) } : held === null ? {} : { ledgerAccountId: at.ledgerAccountId };
  const { supplierPaymentId } = paySupplier(tx, { supplierId, account: 'bank', bills, ...money, prepaid, occurredAt: at.occurredAt });
  linkDocument(tx, deciding, 'supplierPayment', supplierPaymentId);
}

const openInForeign = (tx: Tx, supplierBillId: number): Minor => minor(0 - openInBoth(tx, 'accountsPayable', { kind: 'supplierBill', id: supplierBillId }).foreign);

/** Money out as suppliers count it. @throws Refusal bank.tooMuch where money came in */
function paidOut(amount: Minor): Minor {
  if (amount > 0) throw new Refusal('bank.tooMuch', { open: minor(0), asked: amount });
  return minor(-amount);
}

type BookedLinePart = Extract<LinePart, { kind: 'account' | 'transfer' | 'payout' }>;

function book(tx: Tx, deciding: Deciding, line: BankLineRow, parts: readonly BookedLinePart[]): void {
  if (parts.length === 0) return;
  const { at, held } = deciding;
  const foreign = held === null ? null : { currency: held, amount: sumMinor(parts.map(({ amount }) => amount)) };
  const entryId = postOwn(tx, at, bookingEntry(at, bookedParts(tx, deciding, parts), [payeeOf(line), line.payee === '' ? '' : line.text].filter(Boolean).join(' · '), foreign));
  const own = postingsOfEntryOn.all(tx, { entryId, ledgerAccountId: at.ledgerAccountId });
  for (const posting of own) linkPosting(tx, deciding, posting, posting.amount);
}

/** Parts in the base currency: an account in another is converted by the day's rate, unless the other end of a transfer says what it was worth. */
function bookedParts(tx: Tx, { at, on, held }: Deciding, parts: readonly BookedLinePart[]): BookedPart[] {
  return parts.map((part) => {
    const booked = bookedPart(tx, { own: at.ledgerAccountId, on }, part);
    const other = part.kind === 'transfer' ? requireBankAccount(tx, part.bankAccountId) : null;
    if (other) requireHeld(tx, other);
    if (held === (other?.held ?? null) && other) return held === null ? booked : { ...booked, amount: worthOn(tx, part.amount, held, on), foreign: { currency: held, amount: part.amount } };
    const moved = part.kind === 'transfer' && part.other !== undefined ? minor(Math.sign(part.amount) * part.other) : null;
    if (other?.held && moved === null) throw new Refusal('bank.otherAmount', { account: other.name, currency: other.held });
    const amount = held === null ? part.amount : other && other.held === null && moved !== null ? moved : worthOn(tx, part.amount, held, on);
    return { ...booked, amount, ...(other?.held && moved !== null && { foreign: { currency: other.held, amount: moved } }) };
  });
}

/** @throws Refusal account.control, account.blocked, bank.sameAccount, bank.postingTooSmall */
function bookedPart(tx: Tx, { own, on }: { own: number; on: Day }, part: BookedLinePart): BookedPart {
  if (part.kind === 'payout') return payoutPart(tx, part);
  const ledgerAccountId = part.kind === 'transfer' ? requireBankAccount(tx, part.bankAccountId).ledgerAccountId : part.ledgerAccountId;
  const account = openAccount(tx, ledgerAccountId);
  if (account.control !== null) throw new Refusal('account.control', { code: account.code });
  if (ledgerAccountId === own) throw new Refusal('bank.sameAccount', { code: account.code });
  const asked = part.kind === 'account' ? (part.taxRate ?? null) : null;
  // Who may not deduct tax has it as cost, in the same account.
  const taxRate = asked !== null && part.amount < 0 && !inputTaxIsDeductible(tx, on) ? null : asked;
  return { ledgerAccountId, amount: part.amount, taxRate, ...(part.kind === 'account' && namedCentres(part)) };
}

/** What a settlement has on its way, up to all of it. @throws Refusal bank.postingTooSmall */
function payoutPart(tx: Tx, { settlementId, amount }: Extract<LinePart, { kind: 'payout' }>): BookedPart {
  const ledgerAccountId = accountOfRole(tx, 'payoutInTransit');
  const open = onItsWay(tx, ledgerAccountId, settlementId);
  if (open > 0 !== amount > 0 || Math.abs(amount) > Math.abs(open)) throw new Refusal('bank.postingTooSmall', { open, asked: amount });
  return { ledgerAccountId, amount, taxRate: null, settlementId };
}
