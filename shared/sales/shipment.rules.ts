import { credit, debit, type AccountRole, type EntryDraft, entryDraft } from '../accounting/entry.rules.ts';
import { Refusal } from '../refusal/refusal.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';
import type { Quantity } from '../units/quantity.ts';
import { type LineProgress, openQuantity } from './order-part.rules.ts';
import { claimOf, type Figures, type LineFigures, type TaxBy } from './order-totals.rules.ts';
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

/** How a shipment's claim was met: from money held, the rest on account. */
export interface ShipmentSettlement {
  due: Minor;
  fromDeposits: Minor;
  toReceivable: Minor;
}

/** Money held for the order is released first; what it does not cover the customer owes. Source: DOMAIN §5 "shipment". */
export function settleShipment(rows: ShippedRows, open: OrderBalances): ShipmentSettlement {
  const claims = [rows.goods, rows.shipping, rows.fees].map((row) => claimOf(row, rows.taxBy));
  const due = minor(sumMinor(claims) + rows.rounding);
  const fromDeposits = upTo(open.deposits, due);
  return { due, fromDeposits, toReceivable: minor(due - fromDeposits) };
}

/**
 * One entry for the whole shipment: its revenue and its cost (DOMAIN §5 "shipment" and "shipment, cost"). Revenue is the
 * list price net of tax; discounts stand on their own account, so the two show what was given away.
 */
export function shipmentEntry(posting: Posting, rows: ShippedRows, settled: ShipmentSettlement, draws: readonly DrawnValue[]): EntryDraft {
  const { order } = posting;
  const listNet = minor(rows.goods.net + rows.goods.discount + rows.fees.net);
  const tax = rows.taxBy === 'shop' ? minor(rows.goods.tax + rows.shipping.tax + rows.fees.tax) : minor(0);
  const cost = sumMinor(draws.map((draw) => draw.value));
  return entryDraft({
    postedOn: posting.postedOn,
    occurredAt: posting.occurredAt,
    source: { kind: 'shipment', id: posting.documentId },
    rule: { id: 'sales.shipment', version: 1 },
    memo: { key: 'shipment', values: { order: order.number } },
    terms: { goods: { ...rows.goods }, shipping: { ...rows.shipping }, fees: { ...rows.fees }, rounding: rows.rounding, cost, ...settled },
    legs: [
      debit('customerDeposits', settled.fromDeposits, orderItem(order)),
      debit('accountsReceivable', settled.toReceivable, orderItem(order)),
      debit('salesDiscounts', rows.goods.discount, ofChannel(order)),
      credit('salesRevenue', listNet, ofChannel(order)),
      credit('shippingIncome', rows.shipping.net, ofChannel(order)),
      credit('outputTax', tax, ofChannel(order)),
      credit('roundingDifference', rows.rounding, ofChannel(order)),
      ...draws.map((draw) => debit(draw.role, draw.value, ofChannel(order))),
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
