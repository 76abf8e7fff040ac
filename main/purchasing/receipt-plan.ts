import { type LotAsked, lotsUpTo } from '../../shared/inventory/lot.rules.ts';
import type { ArrivedGoods } from '../../shared/purchasing/purchase-receipt.contract.ts';
import { lineFigures, splitArrival, spreadArrival } from '../../shared/purchasing/purchase-order.rules.ts';
import { type Arrival, arrive, costOf, part } from '../../shared/purchasing/receipt.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import { minorDigits } from '../../shared/units/currency.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { lineAmount } from '../../shared/units/share.ts';
import { inputTaxIsDeductible } from '../accounting/input-tax.queries.ts';
import { getVariant } from '../catalog/variant.queries.ts';
import type { getShop } from '../company/company.queries.ts';
import type { Reader } from '../database/handles.ts';
import { chooseSupplierPrice } from './agreement.queries.ts';
import { inTransitOf, linesOfOrder, type OrderLineRow } from './purchase-order.statements.ts';
import { purchaseTaxRate } from './purchase-order.service.ts';
import { receiptsOfOrderLine } from './receipt.statements.ts';

/** One line of a receipt as it will be written: for one ordered line, or for goods nobody ordered. */
export interface PlannedLine extends Arrival {
  line: OrderLineRow | null;
  variantId: number;
  binId?: number;
  lots?: readonly LotAsked[];
  quantity: Quantity;
  held: Quantity;
  /** How much of it its ordered line still waited for; the rest came beyond the order. */
  towards: Quantity;
  over: Quantity;
  orderValue: Minor;
  accrued: Minor;
}

export interface PlanningFor {
  supplierId: number;
  purchaseOrderId: number | null;
  shop: ReturnType<typeof getShop>;
  now: Instant;
}

/** What earlier arrivals of the same receipt took of an ordered line. */
interface Taken {
  quantity: number;
  value: number;
  transit: number;
  towards: number;
}

const deductible = (reader: Reader, { shop, now }: PlanningFor): boolean => inputTaxIsDeductible(reader, dayOf(now, shop.timeZone));

/**
 * Finds what each arrival was ordered as and what it is worth; nothing is written. Goods of a line cost the cumulative share of
 * the order's price, so that parts of any size add up to the whole.
 * @throws Refusal `receipt.costUnknown`, `receipt.moreDamaged`, `variant.unknown`
 */
export function planReceipt(reader: Reader, receiving: PlanningFor, arrivals: readonly ArrivedGoods[]): PlannedLine[] {
  const earlier = new Map<number, Taken>();
  const stillOpen = (line: OrderLineRow): OrderLineRow => ({ ...line, open: quantity(line.open - (earlier.get(line.id)?.towards ?? 0)) });
  return arrivals.flatMap((arrival) => {
    const { damaged = quantity(0) } = arrival;
    if (damaged > arrival.quantity) throw new Refusal('receipt.moreDamaged', { variantId: arrival.variantId, quantity: arrival.quantity, damaged });
    const ordered = receiving.purchaseOrderId === null ? [] : linesOfOrder(reader, receiving.purchaseOrderId).filter((line) => line.variantId === arrival.variantId).map(stillOpen);
    const parts = spreadArrival(ordered, arrival.quantity);
    const planned = parts.length > 0 ? parts.map((one) => planOrdered(reader, receiving, { line: one.line, arrived: one.quantity }, earlier)) : [planUnordered(reader, receiving, arrival)];
    const placed = withHeld(planned, damaged).map((one) => ({ ...one, ...(arrival.binId !== undefined && { binId: arrival.binId }) }));
    return arrival.lots === undefined ? placed : withLots(placed, arrival.lots);
  });
}

function planOrdered(reader: Reader, receiving: PlanningFor, { line, arrived }: { line: OrderLineRow; arrived: Quantity }, earlier: Map<number, Taken>): PlannedLine {
  const known = earlier.get(line.id) ?? receivedBefore(reader, line.id);
  const digits = minorDigits(receiving.shop.baseCurrency);
  const whole = costOf(lineFigures(line, quantity(known.quantity + arrived), digits), deductible(reader, receiving));
  const orderValue = minor(whole - known.value);
  const came = arrive(arrived, lessTaken(inTransitOf(reader, line.id), known.transit));
  const { towards, over } = splitArrival(line, arrived);
  earlier.set(line.id, { quantity: known.quantity + arrived, value: whole, transit: known.transit + arrived - came.unbilled, towards: known.towards + towards });
  return { ...came, line, variantId: line.variantId, quantity: arrived, held: quantity(0), towards, over, orderValue, accrued: part(orderValue, came.unbilled, arrived) };
}

function receivedBefore(reader: Reader, purchaseOrderLineId: number): Taken {
  const lines = receiptsOfOrderLine(reader, purchaseOrderLineId);
  const sum = (of: (line: (typeof lines)[number]) => number): number => lines.reduce((total, line) => total + of(line), 0);
  return { quantity: sum((line) => line.quantity), value: sum((line) => line.orderValue), transit: 0, towards: 0 };
}

/** Goods in transit that an earlier part of the same receipt did not take yet. */
function lessTaken(transit: ReturnType<typeof inTransitOf>, taken: number): ReturnType<typeof inTransitOf> {
  let left = taken;
  return transit.flatMap((bill) => {
    const gone = Math.min(left, bill.quantity);
    left -= gone;
    if (gone === bill.quantity) return [];
    const [net, tax] = [minor(bill.net - part(bill.net, gone, bill.quantity)), minor(bill.tax - part(bill.tax, gone, bill.quantity))];
    return [{ ...bill, quantity: quantity(bill.quantity - gone), net, tax }];
  });
}

function planUnordered(reader: Reader, receiving: PlanningFor, { variantId, quantity: arrived, cost }: ArrivedGoods): PlannedLine {
  const { supplierId, shop: { baseCurrency, timeZone, country }, now } = receiving;
  const on = dayOf(now, timeZone);
  const { sku } = getVariant(reader, variantId);
  const { price } = chooseSupplierPrice(reader, { supplierId, variantId, on, quantity: arrived });
  const net = cost ?? (price === null ? null : lineAmount(price, arrived, minorDigits(baseCurrency)));
  if (net === null) throw new Refusal('receipt.costUnknown', { variantId, sku });
  const tax = minor(mulDiv(net, purchaseTaxRate(reader, { variantId, country, on }), 1_000_000));
  const orderValue = costOf({ net, tax }, deductible(reader, receiving));
  return { line: null, variantId, quantity: arrived, held: quantity(0), towards: quantity(0), over: quantity(0), orderValue, accrued: orderValue, fromTransit: [], unbilled: arrived };
}

/** What goods of a line are worth as they come in. */
export const worthOfLine = ({ accrued, fromTransit }: PlannedLine): Minor => minor(accrued + sumMinor(fromTransit.map((one) => one.value)));

/** Named lots over the planned lines, in turn. */
function withLots(lines: readonly PlannedLine[], lots: readonly LotAsked[]): PlannedLine[] {
  let left = [...lots];
  return lines.map((line) => {
    const own = lotsUpTo(left, line.quantity);
    left = left.map((lot, index) => ({ ...lot, quantity: quantity(lot.quantity - (own[index]?.quantity ?? 0)) })).filter((lot) => lot.quantity > 0);
    return { ...line, lots: own };
  });
}

/** Damaged goods over the planned lines, in turn. */
function withHeld(lines: readonly PlannedLine[], damaged: Quantity): PlannedLine[] {
  let left: number = damaged;
  return lines.map((line) => {
    const held = Math.min(left, line.quantity);
    left -= held;
    return { ...line, held: quantity(held) };
  });
}
