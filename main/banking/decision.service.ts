import { type BookedPart, bookingEntry } from '../../shared/banking/booking.rules.ts';
import type { LinePart } from '../../shared/banking/fields.ts';
import { payeeOf } from '../../shared/banking/proposal.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { startOfDay } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Instant, instant } from '../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { chartPolicies } from '../accounting/account.queries.ts';
import { accountOfRole, openAccount } from '../accounting/ledger-accounts.ts';
import { openDay } from '../accounting/period.queries.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { refundClaim } from '../purchasing/claim-settlement.service.ts';
import { requireBill } from '../purchasing/bill.statements.ts';
import { paySupplier } from '../purchasing/supplier-payment.service.ts';
import { capturePayment } from '../sales/payment.service.ts';
import { type BankAccountRow, requireBankAccount } from './bank-account.statements.ts';
import { type BankLineRow, insertDecision, insertDocument, onItsWay, postingsOfEntryOn, requireLine } from './decision.statements.ts';
import { learn } from './learned-rule.service.ts';
import { refundOwed } from './owed-refund.service.ts';
import { type Deciding, linkPosting, postedOnBank, postOwn } from './posting-link.service.ts';

export interface AcceptLine {
  bankLineId: number;
  parts: readonly LinePart[];
}

/**
 * Says what a line is. Each part is posted by the command of its own room, or linked to the entry that stands; parts may have
 * either sign and together are at most what is open of the line.
 * @throws Refusal record.missing, bank.tooMuch, bank.foreign, bank.postingTooSmall, bank.otherAccount, account.control, account.blocked, and what the documents refuse
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
  if (account.currency !== shopOf(tx).baseCurrency) throw new Refusal('bank.foreign', { account: account.name, currency: account.currency });
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

/** What of the line a part takes, signed like the bank: a fee that was kept never reached the account. */
const takenOf = (part: LinePart): Minor => (part.kind === 'order' ? minor(part.amount - (part.fee ?? 0)) : part.amount);

function decidingOf(tx: Tx, line: BankLineRow, account: BankAccountRow, bankDecisionId: number): Deciding {
  const at = { bankDecisionId, postedOn: openDay(tx, line.bookedOn), occurredAt: onDay(tx, line.bookedOn), account: account.name, ledgerAccountId: account.ledgerAccountId };
  return { bankLineId: line.id, at };
}

const halfDay = 12 * 60 * 60 * 1000;

/** Noon of a business date, and never later than now. */
export const onDay = (tx: Tx, on: Day): Instant => instant(Math.min(tx.now, startOfDay(on, shopOf(tx).timeZone) + halfDay));

type DocumentPart = Extract<LinePart, { kind: 'posting' | 'order' | 'refund' | 'claim' }>;

const isDocument = (part: LinePart): part is DocumentPart => ['posting', 'order', 'refund', 'claim'].includes(part.kind);

function postDocument(tx: Tx, deciding: Deciding, part: DocumentPart): void {
  const { at } = deciding;
  if (part.kind === 'posting') return linkPosting(tx, deciding, part, part.amount);
  if (part.kind === 'order') {
    const { paymentId } = capturePayment(tx, { orderId: part.orderId, amount: part.amount, account: 'bank', method: at.account, fee: part.fee ?? minor(0), receivedAt: at.occurredAt });
    return linkDocument(tx, deciding, 'payment', paymentId);
  }
  if (part.kind === 'refund') return linkDocument(tx, deciding, 'refund', refundOwed(tx, part.orderId, minor(-part.amount), at.occurredAt));
  refundClaim(tx, { supplierClaimId: part.supplierClaimId, account: 'bank', amount: part.amount });
  linkDocument(tx, deciding, 'supplierClaim', part.supplierClaimId);
}

/** A document posted for the line goes with the decision, and what it put on the bank is the line. */
function linkDocument(tx: Tx, deciding: Deciding, kind: 'payment' | 'refund' | 'supplierPayment' | 'supplierClaim', documentId: number): void {
  insertDocument.run(tx, { bankDecisionId: deciding.at.bankDecisionId, kind, documentId });
  for (const posting of postedOnBank(tx, kind, documentId)) linkPosting(tx, deciding, posting, posting.open);
}

/** Bills and prepayments of one supplier are one payment. */
function payBills(tx: Tx, deciding: Deciding, parts: readonly Extract<LinePart, { kind: 'bill' | 'prepaid' }>[]): void {
  const bySupplier = Map.groupBy(parts, (part) => (part.kind === 'bill' ? requireBill(tx, part.supplierBillId).supplierId : part.supplierId));
  for (const [supplierId, own] of bySupplier) {
    const bills = own.flatMap((part) => (part.kind === 'bill' ? [{ supplierBillId: part.supplierBillId, amount: paidOut(part.amount) }] : []));
    const prepaid = sumMinor(own.flatMap((part) => (part.kind === 'prepaid' ? [paidOut(part.amount)] : [])));
    const { supplierPaymentId } = paySupplier(tx, { supplierId, account: 'bank', bills, prepaid, occurredAt: deciding.at.occurredAt });
    linkDocument(tx, deciding, 'supplierPayment', supplierPaymentId);
  }
}

/** Money out as suppliers count it. @throws Refusal bank.tooMuch where money came in */
function paidOut(amount: Minor): Minor {
  if (amount > 0) throw new Refusal('bank.tooMuch', { open: minor(0), asked: amount });
  return minor(-amount);
}

type BookedLinePart = Extract<LinePart, { kind: 'account' | 'transfer' | 'payout' }>;

function book(tx: Tx, deciding: Deciding, line: BankLineRow, parts: readonly BookedLinePart[]): void {
  if (parts.length === 0) return;
  const { at } = deciding;
  const entryId = postOwn(tx, at, bookingEntry(at, parts.map((part) => bookedPart(tx, at.ledgerAccountId, part)), [payeeOf(line), line.payee === '' ? '' : line.text].filter(Boolean).join(' · ')));
  const own = postingsOfEntryOn.all(tx, { entryId, ledgerAccountId: at.ledgerAccountId });
  for (const posting of own) linkPosting(tx, deciding, posting, posting.amount);
}

/** @throws Refusal account.control, account.blocked, bank.sameAccount, bank.postingTooSmall */
function bookedPart(tx: Tx, own: number, part: BookedLinePart): BookedPart {
  if (part.kind === 'payout') return payoutPart(tx, part);
  const ledgerAccountId = part.kind === 'transfer' ? requireBankAccount(tx, part.bankAccountId).ledgerAccountId : part.ledgerAccountId;
  const account = openAccount(tx, ledgerAccountId);
  if (account.control !== null) throw new Refusal('account.control', { code: account.code });
  if (ledgerAccountId === own) throw new Refusal('bank.sameAccount', { code: account.code });
  const asked = part.kind === 'account' ? (part.taxRate ?? null) : null;
  // Who may not deduct tax has it as cost, in the same account.
  const taxRate = asked !== null && part.amount < 0 && chartPolicies(tx).inputTax === 'cost' ? null : asked;
  return { ledgerAccountId, amount: part.amount, taxRate };
}

/** What a settlement has on its way, up to all of it. @throws Refusal bank.postingTooSmall */
function payoutPart(tx: Tx, { settlementId, amount }: Extract<LinePart, { kind: 'payout' }>): BookedPart {
  const ledgerAccountId = accountOfRole(tx, 'payoutInTransit');
  const open = onItsWay(tx, ledgerAccountId, settlementId);
  if (open > 0 !== amount > 0 || Math.abs(amount) > Math.abs(open)) throw new Refusal('bank.postingTooSmall', { open, asked: amount });
  return { ledgerAccountId, amount, taxRate: null, settlementId };
}
