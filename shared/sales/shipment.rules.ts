import { credit, debit, type AccountRole, type EntryDraft, entryDraft, type Leg, type Term } from '../accounting/entry.rules.ts';
import { Refusal } from '../refusal/refusal.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';
import type { Quantity } from '../units/quantity.ts';
import { type LineProgress, openQuantity } from './order-part.rules.ts';
import { claimOf, type Figures, type LineFigures, type TaxBy } from './order-totals.rules.ts';
import { type MoneyAccount, moneyItem } from './payment.rules.ts';
import { ofChannel, type OrderBalances, orderItem, type Posting, upTo } from './order-balances.rules.ts';

/** Value that left the cost layers, by the role its draws were posted to. */
export interface DrawnValue {
  role: AccountRole;
  value: Minor;
}

export interface ShippedRows {
  /** Σ of the shipped line parts. */
  goods: LineFigures;
  /** Shipping and fee rows: whole with the order's first parcel, nothing with later ones. */
  shipping: Figures;
  fees: Figures;
  rounding: Minor;
  taxBy: TaxBy;
}

/** What one way of paying put where. */
export interface PaidTender {
  account: MoneyAccount;
  amount: Minor;
}

/** How a shipment's claim was met: from money held, the rest on account. */
export interface ShipmentSettlement {
  due: Minor;
  fromDeposits: Minor;
  toReceivable: Minor;
}

/** What the shipped rows ask of the customer for us. */
export function dueOf(rows: ShippedRows): Minor {
  const claims = [rows.goods, rows.shipping, rows.fees].map((row) => claimOf(row, rows.taxBy));
  return minor(sumMinor(claims) + rows.rounding);
}

/**
 * Money held for the order is released first; what it does not cover the customer owes. A parcel worth less than nothing
 * (a fee that is a rebate) adds to what is held. Source: DOMAIN §5 "shipment".
 */
export function settleShipment(rows: ShippedRows, open: OrderBalances): ShipmentSettlement {
  const due = dueOf(rows);
  const fromDeposits = due < 0 ? due : upTo(open.deposits, due);
  return { due, fromDeposits, toReceivable: minor(due - fromDeposits) };
}

/**
 * One entry for the whole shipment: its revenue and its cost (DOMAIN §5 "shipment" and "shipment, cost"). Revenue is the
 * list price net of tax; discounts stand on their own account, so the two show what was given away.
 */
export function shipmentEntry(posting: Posting, rows: ShippedRows, settled: ShipmentSettlement, draws: readonly DrawnValue[]): EntryDraft {
  const { order } = posting;
  return shippedDraft(posting, 'shipment', rows, draws, { ...settled }, [
    debit('customerDeposits', settled.fromDeposits, orderItem(order)),
    debit('accountsReceivable', settled.toReceivable, orderItem(order)),
  ]);
}

/** Goods and money change hands at once: no deposit stands between them (DOMAIN §5 "counter sale"). */
export function counterSaleEntry(posting: Posting, rows: ShippedRows, paid: readonly PaidTender[], draws: readonly DrawnValue[]): EntryDraft {
  const tenders = paid.map(({ account, amount }) => ({ account, amount }));
  return shippedDraft(posting, 'counterSale', rows, draws, { due: dueOf(rows), tenders }, tenders.map(({ account, amount }) => debit(account, amount, moneyItem(posting.order, account))));
}

/** Goods that left before go-live: what they used up of the money paid, and what is still owed for them, is opening balance. */
export function beforeGoLiveEntry(posting: Posting, settled: ShipmentSettlement): EntryDraft {
  const { order } = posting;
  return entryDraft({
    postedOn: posting.postedOn,
    occurredAt: posting.occurredAt,
    source: { kind: 'shipment', id: posting.documentId },
    rule: { id: 'sales.beforeGoLive', version: 1 },
    memo: { key: 'beforeGoLive', values: { order: order.number } },
    terms: { ...settled },
    legs: [
      debit('customerDeposits', settled.fromDeposits, orderItem(order)),
      debit('accountsReceivable', settled.toReceivable, orderItem(order)),
      credit('openingEquity', settled.due),
    ],
  });
}

/**
 * What a cancelled shipment goes back to: less owed by the customer as far as it is still owed, the rest is held again. A
 * parcel worth less than nothing had added to what is held: that goes as far as it is still held, the rest is owed again.
 */
export function settleShipmentVoid(due: Minor, open: OrderBalances): { toDeposits: Minor; fromReceivable: Minor } {
  if (due < 0) {
    const taken = upTo(open.deposits, minor(-due));
    return { toDeposits: minor(-taken), fromReceivable: minor(due + taken) };
  }
  const fromReceivable = upTo(open.receivable, due);
  return { toDeposits: minor(due - fromReceivable), fromReceivable };
}

/** The opposite of a shipment: nothing was sold, the draws went back to their layers at what they now carry. */
export function shipmentVoidEntry(
  posting: Posting,
  rows: ShippedRows,
  back: { toDeposits: Minor; fromReceivable: Minor },
  draws: readonly DrawnValue[],
  reason: string,
): EntryDraft {
  const { order } = posting;
  const draft = shippedDraft(posting, 'shipmentVoid', oppositeRows(rows), draws, { ...back }, [
    credit('customerDeposits', back.toDeposits, orderItem(order)),
    credit('accountsReceivable', back.fromReceivable, orderItem(order)),
  ]);
  return { ...draft, text: reason };
}

export const oppositeRows = (rows: ShippedRows): ShippedRows => ({
  ...rows,
  goods: minus(rows.goods),
  shipping: minus(rows.shipping),
  fees: minus(rows.fees),
  rounding: minor(-rows.rounding),
});

function minus(row: Figures & { discount?: Minor }): LineFigures {
  return { net: minor(-row.net), tax: minor(-row.tax), gross: minor(-row.gross), discount: minor(-(row.discount ?? 0)) };
}

function shippedDraft(posting: Posting, rule: string, rows: ShippedRows, draws: readonly DrawnValue[], settled: Record<string, Term>, claims: readonly Leg[]): EntryDraft {
  const { order } = posting;
  const { goods, shipping, fees, rounding } = rows;
  const tax = rows.taxBy === 'shop' ? minor(goods.tax + shipping.tax + fees.tax) : minor(0);
  const cost = sumMinor(draws.map((draw) => draw.value));
  const drawn = [...Map.groupBy(draws, (draw) => draw.role)].map(([role, group]) => ({ role, value: sumMinor(group.map((draw) => draw.value)) }));
  return entryDraft({
    postedOn: posting.postedOn,
    occurredAt: posting.occurredAt,
    source: { kind: 'shipment', id: posting.documentId },
    rule: { id: `sales.${rule}`, version: 1 },
    memo: { key: rule, values: { order: order.number } },
    terms: { goods: { ...goods }, shipping: { ...shipping }, fees: { ...fees }, rounding, tax, draws: drawn, ...settled },
    legs: [
      ...claims,
      debit('salesDiscounts', goods.discount, ofChannel(order)),
      credit('salesRevenue', minor(goods.net + goods.discount + fees.net), ofChannel(order)),
      credit('shippingIncome', shipping.net, ofChannel(order)),
      credit('outputTax', tax, ofChannel(order)),
      credit('roundingDifference', rounding, ofChannel(order)),
      ...drawn.map((draw) => debit(draw.role, draw.value, ofChannel(order))),
      credit('inventory', cost, ofChannel(order)),
    ],
  });
}

/** @throws Refusal quantity.notPositive, shipment.tooMany (`open` and `asked` in thousandths). */
export function assertShippable(line: LineProgress & { orderLineId: number }, asked: Quantity): void {
  if (asked <= 0) throw new Refusal('quantity.notPositive', { quantity: asked });
  const open = openQuantity(line);
  if (asked > open) throw new Refusal('shipment.tooMany', { orderLineId: line.orderLineId, open, asked });
}
