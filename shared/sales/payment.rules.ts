import { credit, debit, type EntryDraft, entryDraft, type ForeignAmount, type Leg, type LegDetails, type Term } from '../accounting/entry.rules.ts';
import { exchangeLegs } from '../accounting/foreign-item.rules.ts';
import { type Minor, minor } from '../units/minor.ts';
import { ofChannel, type OrderBalances, orderItem, type PostedOrder, type Posting, upTo } from './order-balances.rules.ts';

/** Where money of a payment lies: with the channel, on the bank, in the till. */
export const moneyAccounts = ['channelClearing', 'bank', 'till'] as const;
export type MoneyAccount = (typeof moneyAccounts)[number];

/** Money that moved before go-live came out of, or went into, what the shop opened with. */
export type MoneySide = MoneyAccount | 'openingEquity';

/** What a payment is posted to: money, or what the customer has with us in store credit, which is named. */
export type PaidFrom = MoneySide | 'storeCredit';

/** What a person may take a payment from. */
export const paymentAccounts = [...moneyAccounts, 'storeCredit'] as const;
export type PaymentAccount = (typeof paymentAccounts)[number];

export interface PaymentSplit {
  toReceivable: Minor;
  toDeposits: Minor;
}

/** A payment first settles what is shipped and unpaid; the rest is held until it ships. Source: DOMAIN §5 "payment captured". */
export function splitPayment(amount: Minor, open: OrderBalances): PaymentSplit {
  const toReceivable = upTo(open.receivable, amount);
  return { toReceivable, toDeposits: minor(amount - toReceivable) };
}

/** Money for an order in another currency, beside the amount at the order's own rate. */
export interface Exchanged {
  /** Of what reached us, base currency, on its day. */
  worth: Minor;
  /** In the order's currency, on the account that holds it; the base currency without. */
  foreign?: ForeignAmount & { ledgerAccountId: number };
  /** What it takes of the receivable in the order's currency, where it is known; else that follows the order's totals. */
  receivable?: ForeignAmount;
}

export interface CapturedPayment {
  amount: Minor;
  /** What a gateway kept of it before it reached us; zero when it is billed or settled later. */
  fee: Minor;
  account: PaidFrom;
  /** Whose store credit is spent; null for money. */
  storeCreditId?: number | null;
  exchanged?: Exchanged;
}

/** Source: DOMAIN §5 "payment captured"; money in another currency: "FX settlement". */
export function paymentEntry(posting: Posting, payment: CapturedPayment, split: PaymentSplit): EntryDraft {
  const { order } = posting;
  const { exchanged, ...paid } = payment;
  const receivable = exchanged?.receivable;
  return entryDraft({
    postedOn: posting.postedOn,
    occurredAt: posting.occurredAt,
    source: { kind: 'payment', id: posting.documentId },
    rule: { id: 'sales.payment', version: 1 },
    memo: { key: 'payment', values: { order: order.number } },
    terms: { ...paid, ...exchangedOf(payment), ...split },
    legs: [
      moneyLeg(order, payment),
      feeLeg(order, payment, exchanged?.receivable),
      credit('customerDeposits', split.toDeposits, orderItem(order)),
      credit('accountsReceivable', split.toReceivable, { ...orderItem(order), ...(receivable && { foreign: receivable }) }),
      ...exchangeLegs(gainOf(payment)),
    ],
  });
}

/** What reached us: money as it came, at what it was worth. */
function moneyLeg(order: PostedOrder, payment: CapturedPayment): Leg {
  const { exchanged } = payment;
  if (!exchanged?.foreign) return debit(payment.account, exchanged?.worth ?? minor(payment.amount - payment.fee), sideItem(order, payment));
  const { ledgerAccountId, currency, amount } = exchanged.foreign;
  return debit({ ledgerAccountId }, exchanged.worth, { ...ofChannel(order), foreign: { currency, amount } });
}

/** A fee too small to be worth anything in the base currency is still what the money is short of the receivable in the order's. */
function feeLeg(order: PostedOrder, { fee, exchanged }: CapturedPayment, receivable: ForeignAmount | undefined): Leg {
  const short = exchanged?.foreign && receivable ? minor(receivable.amount - exchanged.foreign.amount) : minor(0);
  return debit('gatewayFees', fee, { ...ofChannel(order), ...(fee === 0 && short !== 0 && receivable && { foreign: { currency: receivable.currency, amount: short } }) });
}

/** What money and fee are worth more than they take of the order. */
const gainOf = ({ amount, fee, exchanged }: CapturedPayment): Minor => minor(exchanged ? exchanged.worth + fee - amount : 0);

const opposite = (leg: Leg): Leg => ({ ...leg, amount: minor(0 - leg.amount), ...(leg.foreign && { foreign: { ...leg.foreign, amount: minor(0 - leg.foreign.amount) } }) });

/** What a voided payment is taken from: money still held, else the customer owes again what the payment had settled. */
export function splitVoid(amount: Minor, open: OrderBalances): { fromDeposits: Minor; toReceivable: Minor } {
  const fromDeposits = upTo(open.deposits, amount);
  return { fromDeposits, toReceivable: minor(amount - fromDeposits) };
}

/** The opposite of a payment, on the day it was found to be wrong. */
export function paymentVoidEntry(posting: Posting, payment: CapturedPayment, taken: { fromDeposits: Minor; toReceivable: Minor }, reason: string): EntryDraft {
  const { order } = posting;
  const receivable = taken.fromDeposits === 0 ? payment.exchanged?.receivable : undefined;
  return entryDraft({
    postedOn: posting.postedOn,
    occurredAt: posting.occurredAt,
    source: { kind: 'payment', id: posting.documentId },
    rule: { id: 'sales.paymentVoid', version: 1 },
    memo: { key: 'paymentVoid', values: { order: order.number } },
    text: reason,
    terms: { amount: payment.amount, fee: payment.fee, account: payment.account, ...ofStoreCredit(payment), ...exchangedOf(payment), ...taken },
    legs: [
      debit('customerDeposits', taken.fromDeposits, orderItem(order)),
      debit('accountsReceivable', taken.toReceivable, { ...orderItem(order), ...(receivable && { foreign: receivable }) }),
      opposite(feeLeg(order, payment, receivable)),
      opposite(moneyLeg(order, payment)),
      ...exchangeLegs(gainOf(payment)).map(opposite),
    ],
  });
}

/** How an exchange stands in the terms of an entry. */
const exchangedOf = ({ exchanged }: CapturedPayment): { exchanged?: { [name: string]: Term } } =>
  exchanged ? { exchanged: { worth: exchanged.worth, ...(exchanged.foreign && { foreign: { ...exchanged.foreign } }), ...(exchanged.receivable && { receivable: { ...exchanged.receivable } }) } } : {};

/** Clearing is proved per channel order (INV-L6); bank and till are plain money. */
export function moneyItem(order: PostedOrder, account: MoneySide): LegDetails {
  return account === 'channelClearing' ? orderItem(order) : ofChannel(order);
}

/** The store credit an entry names, where there is one. */
export const ofStoreCredit = ({ storeCreditId }: { storeCreditId?: number | null }): { storeCreditId?: number } => (storeCreditId ? { storeCreditId } : {});

const sideItem = (order: PostedOrder, { account, storeCreditId }: CapturedPayment): LegDetails =>
  account === 'storeCredit' ? storeCreditItem(order, storeCreditId ?? 0) : moneyItem(order, account);

/** Store credit is proved per customer (INV-R1). */
export const storeCreditItem = (order: PostedOrder, storeCreditId: number): LegDetails => ({ channelId: order.channelId, item: { kind: 'storeCredit', id: storeCreditId } });
