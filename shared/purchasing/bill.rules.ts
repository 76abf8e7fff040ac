import { type AccountRole, credit, debit, type EntryDraft, entryDraft, type ForeignAmount, type Leg, type OpenItem } from '../accounting/entry.rules.ts';
import { type Centres, namedCentres } from '../accounting/centre.rules.ts';
import { exchangeLegs } from '../accounting/foreign-item.rules.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';
import { costOf, type When } from './receipt.rules.ts';
import type { ReverseCharge } from './bill-tax.rules.ts';
import type { SplitBill } from './match.rules.ts';

/** One line of a bill as it is posted. */
export type PostedLine = { net: Minor; tax: Minor; deductible: boolean } & (
  | { kind: 'goods'; item: OpenItem; split: SplitBill }
  | ({ kind: 'expense' } & Centres)
  /** Freight and duty: the landed cost's own document brought it to the goods. */
  | { kind: 'landedCost' }
);

/** Who sent the document and what they and we call it. */
export interface BillDocument {
  readonly id: number;
  readonly number: string;
  readonly supplier: string;
  readonly supplierNumber: string;
}

/**
 * One entry per bill: what was accrued for the goods is settled, differences go where their match says, goods still to come
 * are in transit, tax that is got back is input tax; tax the buyer owes stands on both sides. Source: DOMAIN §5 "supplier bill", "bill before goods".
 */
export function billEntry(when: When, bill: BillDocument, lines: readonly PostedLine[], reverse: ReverseCharge | null = null): EntryDraft {
  const total = sumMinor(lines.map((line) => minor(line.net + line.tax)));
  const inputTax = sumMinor(lines.map((line) => (line.deductible ? line.tax : minor(0))));
  return entryDraft({
    ...when,
    source: { kind: 'supplierBill', id: bill.id },
    rule: { id: 'purchasing.bill', version: 1 },
    memo: { key: 'purchasing.billed', values: { number: bill.number, supplier: bill.supplier, supplierNumber: bill.supplierNumber } },
    terms: { total, inputTax, lines: lines.map(termsOf), ...(reverse && { reverse: { ...reverse } }) },
    legs: [...lines.flatMap(costLegs), debit('inputTax', minor(inputTax + (reverse?.tax ?? 0))), credit('outputTax', reverse?.tax ?? minor(0)), credit('accountsPayable', total, { item: { kind: 'supplierBill', id: bill.id } })],
  });
}

/** A bill still to pay when the books begin. Source: DOMAIN §5 "opening balances". */
export function openingBillEntry(when: When, bill: BillDocument, amount: Minor): EntryDraft {
  return entryDraft({
    ...when,
    source: { kind: 'supplierBill', id: bill.id },
    rule: { id: 'purchasing.opening', version: 1 },
    memo: { key: 'purchasing.opened', values: { number: bill.number, supplier: bill.supplier, supplierNumber: bill.supplierNumber } },
    terms: { amount },
    legs: [debit('openingEquity', amount), credit('accountsPayable', amount, payableOf(bill.id))],
  });
}

/** What a supplier has of ours when the books begin. Source: DOMAIN §5 "opening balances", "supplier prepayment". */
export function openingPrepaymentEntry(when: When, held: { id: number; supplierId: number; supplier: string; number: string }, amount: Minor): EntryDraft {
  const { id, supplierId, supplier, number } = held;
  return entryDraft({
    ...when,
    source: { kind: 'openingRow', id },
    rule: { id: 'purchasing.openingPrepayment', version: 1 },
    memo: { key: 'purchasing.prepaidBefore', values: { supplier, number } },
    terms: { amount },
    legs: [debit('supplierPrepayments', amount, { item: { kind: 'supplier', id: supplierId } }), credit('openingEquity', amount)],
  });
}

function costLegs(line: PostedLine): Leg[] {
  if (line.kind === 'expense') return [debit('generalExpense', costOf(line, line.deductible), namedCentres(line))];
  if (line.kind === 'landedCost') return [debit('accruedLandedCost', costOf(line, line.deductible))];
  const { parts, transit } = line.split;
  return [
    ...parts.map((one) => debit('goodsReceivedNotInvoiced', one.accrued, { item: line.item })),
    ...parts.map((one) => debit(one.treatment === 'layers' ? 'inventory' : 'purchasePriceVariance', one.difference)),
    debit('goodsInTransit', costOf(transit, line.deductible), { item: line.item }),
  ];
}

function termsOf(line: PostedLine) {
  const { kind, net, tax, deductible } = line;
  if (line.kind !== 'goods') return { kind, net, tax, deductible, ...(line.kind === 'expense' && namedCentres(line)) };
  const matched = line.split.parts.map(({ receiptLineId, quantity, accrued, difference, treatment }) => ({ receiptLineId, quantity, accrued, difference, treatment }));
  return { kind, net, tax, deductible, matched, inTransit: { ...line.split.transit } };
}

interface SupplierDocument {
  readonly id: number;
  readonly supplier: string;
}

const payableOf = (supplierBillId: number) => ({ item: { kind: 'supplierBill' as const, id: supplierBillId } });
const supplierItemOf = (supplierId: number) => ({ item: { kind: 'supplier' as const, id: supplierId } });

/** Part of a bill that is paid: in the base currency at the bill's rate, and in the bill's own currency where that is another. */
export interface PaidPart {
  supplierBillId: number;
  amount: Minor;
  foreign?: ForeignAmount;
}

/** The money that left for bills in another currency: what it was worth on its day, and how much of that currency, where it was that. */
export interface PaidMoney {
  worth: Minor;
  /** In that currency, on the account that holds it. */
  foreign?: ForeignAmount & { ledgerAccountId: number };
}

/**
 * Money to a supplier: bills paid, the rest a prepayment; what an exchange gained or lost against the bill's own rate is realised.
 * Source: DOMAIN §5 "supplier prepayment · payment", "FX settlement".
 */
export function paymentEntry(
  when: When,
  payment: SupplierDocument & { supplierId: number; account: 'bank' | 'till'; prepaid: Minor; money?: PaidMoney },
  bills: readonly PaidPart[],
): EntryDraft {
  const paid = sumMinor(bills.map((bill) => bill.amount));
  const { money } = payment;
  return entryDraft({
    ...when,
    source: { kind: 'supplierPayment', id: payment.id },
    rule: { id: 'purchasing.payment', version: 1 },
    memo: { key: 'purchasing.paid', values: { supplier: payment.supplier } },
    terms: { bills: bills.map(({ supplierBillId, amount, foreign }) => ({ supplierBillId, amount, ...(foreign && { foreign: { ...foreign } }) })), prepaid: payment.prepaid, ...(money && { worth: money.worth, ...(money.foreign && { money: { ...money.foreign } }) }) },
    legs: [
      ...bills.map((bill) => debit('accountsPayable', bill.amount, { ...payableOf(bill.supplierBillId), ...(bill.foreign && { foreign: bill.foreign }) })),
      debit('supplierPrepayments', payment.prepaid, supplierItemOf(payment.supplierId)),
      moneyLeg(payment, minor((money?.worth ?? paid) + payment.prepaid)),
      ...exchangeLegs(money ? minor(paid - money.worth) : minor(0)),
    ],
  });
}

function moneyLeg({ account, money }: { account: 'bank' | 'till'; money?: PaidMoney }, amount: Minor): Leg {
  if (!money?.foreign) return credit(account, amount);
  const { ledgerAccountId, currency, amount: foreign } = money.foreign;
  return credit({ ledgerAccountId }, amount, { foreign: { currency, amount: foreign } });
}

/** A prepayment meets a bill; a negative amount takes that back. */
export function prepaymentEntry(when: When, bill: BillDocument & { supplierId: number }, amount: Minor): EntryDraft {
  return entryDraft({
    ...when,
    source: { kind: 'supplierBill', id: bill.id },
    rule: { id: 'purchasing.prepaymentUsed', version: 1 },
    memo: { key: 'purchasing.prepaymentUsed', values: { number: bill.number, supplier: bill.supplier } },
    terms: { amount },
    legs: [debit('accountsPayable', amount, payableOf(bill.id)), credit('supplierPrepayments', amount, supplierItemOf(bill.supplierId))],
  });
}

/** What meets a claim: another bill made smaller, money back, or nothing (the loss is ours). Source: DOMAIN §5 "purchase return". */
export type ClaimMeets = { by: 'bill'; supplierBillId: number } | { by: 'bank' | 'till' } | { by: 'loss' };

export function claimEntry(when: When, claim: SupplierDocument & { number: string }, meets: ClaimMeets, amount: Minor): EntryDraft {
  const side: Leg = meets.by === 'bill' ? debit('accountsPayable', amount, payableOf(meets.supplierBillId)) : debit(roleOf(meets.by), amount);
  return entryDraft({
    ...when,
    source: { kind: 'supplierClaim', id: claim.id },
    rule: { id: 'purchasing.claim', version: 1 },
    memo: { key: `purchasing.claim.${meets.by}`, values: { number: claim.number, supplier: claim.supplier } },
    terms: { amount, ...meets },
    legs: [side, credit('supplierClaims', amount, { item: { kind: 'supplierClaim', id: claim.id } })],
  });
}

const roleOf = (by: 'bank' | 'till' | 'loss'): AccountRole => (by === 'loss' ? 'stockLossPurchaseReturn' : by);

/** Goods billed that never come: their price is claimed back; what we owe of tax on a bill that said none, and get back, grows smaller. */
export function undeliveredEntry(when: When, claim: SupplierDocument & { number: string; item: OpenItem }, figures: { value: Minor; inputTax: Minor; reverseTax: Minor; amount: Minor }): EntryDraft {
  return entryDraft({
    ...when,
    source: { kind: 'supplierClaim', id: claim.id },
    rule: { id: 'purchasing.undelivered', version: 1 },
    memo: { key: 'purchasing.undelivered', values: { number: claim.number, supplier: claim.supplier } },
    terms: { ...figures },
    legs: [
      debit('supplierClaims', figures.amount, { item: { kind: 'supplierClaim', id: claim.id } }),
      credit('goodsInTransit', figures.value, { item: claim.item }),
      credit('inputTax', minor(figures.inputTax + figures.reverseTax)),
      debit('outputTax', figures.reverseTax),
    ],
  });
}
