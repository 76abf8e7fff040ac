import { claimOf, type ChargeKind, type Figures, type LineFigures, type TaxBy } from '../../shared/sales/order-totals.rules.ts';
import type { Intake } from '../../shared/sales/intake.rules.ts';
import { type FulfilmentState, fulfilmentState, type PaymentState, paymentState } from '../../shared/sales/order-state.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import { type ForeignTotal, keepForeign } from '../accounting/foreign-item.service.ts';
import { nextNumber } from '../company/series.service.ts';
import type { Tx } from '../database/handles.ts';
import { keepBundle } from './bundle.statements.ts';
import { insertLines, type NewLineRow } from './order-line.statements.ts';
import type { LineRow } from './order-record.ts';
import { insertCharge, insertOrder, putRecipient, type RecipientRow } from './order.statements.ts';
import { dayIn } from './posting-day.ts';

/** A bundle as it was sold; the parts of one have the same. */
export interface SoldBundle {
  bundleVariantId: number;
  bundleNo: number;
  sku: string;
  name: string;
  quantity: Quantity;
  unitPrice: UnitPrice;
}

export interface PlacedLine extends LineFigures {
  externalId: string | null;
  variantId: number | null;
  sku: string;
  name: string;
  quantity: Quantity;
  unitPrice: UnitPrice;
  taxRate: RatePpm | null;
  taxClassId?: number | null;
  /** What had left, or was called off, before the order came to us. Stored on the line for history only. */
  shippedBefore: Quantity;
  /** What it was sold as, for goods that are part of a bundle. */
  bundle?: SoldBundle;
}

export interface PlacedCharge extends Figures {
  kind: ChargeKind;
  name: string;
}

export interface PlacedOrder {
  channelId: number | null;
  externalId: string | null;
  /** The channel's number; ours when there is none. */
  shownNumber: string | null;
  customerId: number | null;
  currency: string;
  orderedAt: Instant;
  shipByAt: Instant | null;
  intake: Intake;
  pricesIncludeTax: boolean;
  taxBy: TaxBy;
  note: string;
  channelStatus: string | null;
  awaitsPayment: 0 | 1;
  /** How the buyer said to pay, where that is known. */
  payMethod?: string;
  contentHash: string | null;
  versionAt: Instant | null;
  recipient: RecipientRow | null;
  lines: readonly PlacedLine[];
  charges: readonly PlacedCharge[];
  total: Minor;
  /** An order in another currency: its rows are in the base currency, what it asks moves in both. */
  foreign?: ForeignTotal | null;
  /** For history: what the channel says was paid and paid back. */
  paidBefore: Minor;
  refundedBefore: Minor;
  /** For goods handed over in the same moment: the states the order is born with. */
  born?: { payment: PaymentState; fulfilment: FulfilmentState };
}

/** A parcel is due a day after the order unless somebody promised another time. */
const handlingTime = 24 * 60 * 60 * 1000;

/** Writes an order with its rows. Nothing is posted yet: an order alone is a promise, not a fact of the books. */
export function placeOrder(tx: Tx, placed: PlacedOrder): { orderId: number; number: string; lines: LineRow[] } {
  const history = placed.intake === 'history';
  const number = history ? null : nextNumber(tx, 'salesOrder');
  const shownNumber = placed.shownNumber ?? number ?? '';
  const { lastId: orderId } = insertOrder.run(tx, {
    ...placed,
    ...(history ? historyFigures(placed) : freshFigures(placed)),
    ...placed.born,
    payMethod: placed.payMethod ?? '',
    number,
    shownNumber,
    orderedOn: dayIn(tx, placed.orderedAt),
    shipByAt: placed.shipByAt ?? (placed.orderedAt + handlingTime as Instant),
    pricesIncludeTax: placed.pricesIncludeTax ? 1 : 0,
    claim: claimOfOrder(placed),
    commandId: tx.commandId,
  });
  const lines = placeLines(tx, placed.lines.map((line, index) => ({ ...line, ...lineProgress(line, history), orderId, lineNo: index + 1, commandId: tx.commandId })));
  placed.charges.forEach((charge, index) => insertCharge.run(tx, { ...charge, orderId, chargeNo: index + 1, commandId: tx.commandId }));
  if (placed.foreign) keepForeign(tx, 'salesOrder', { id: orderId, number: shownNumber }, placed.foreign);
  if (placed.recipient) putRecipient.run(tx, { ...placed.recipient, orderId });
  tx.changed('salesOrder', orderId);
  return { orderId, number: shownNumber, lines };
}

const nothingYet = { returned: quantity(0), settledNet: minor(0), settledTax: minor(0), settledDiscount: minor(0), allocated: quantity(0) };

/** The rows as they now stand in the file, so that nobody has to read them back. */
function placeLines(tx: Tx, placed: readonly (Omit<NewLineRow, 'taxClassId'> & { taxClassId?: number | null; commandId: number; bundle?: SoldBundle })[]): LineRow[] {
  const lines = placed.map((line) => ({ ...nothingYet, ...line, taxClassId: line.taxClassId ?? null, id: 0 }));
  insertLines.run(tx, lines).forEach((id, index) => {
    const line = lines[index]!;
    line.id = id;
    if (line.bundle) keepBundle.run(tx, { ...line.bundle, orderLineId: id });
  });
  return lines;
}

/** What of the total is ours: without the tax a marketplace keeps. */
export function claimOfOrder(order: { lines: readonly Figures[]; charges: readonly Figures[]; taxBy: TaxBy }): Minor {
  return sumMinor([...order.lines, ...order.charges].map((row) => claimOf(row, order.taxBy)));
}

function freshFigures(placed: PlacedOrder) {
  const payment = paymentState({ due: claimOfOrder(placed), captured: minor(0), refunded: minor(0), owed: minor(0), surplus: minor(0) });
  return { payment, fulfilment: 'open' as const, captured: minor(0), refunded: minor(0), cancelledClaim: minor(0) };
}

/** History keeps the states it ended in; what never shipped was called off. */
export function historyFigures(placed: Pick<PlacedOrder, 'lines' | 'charges' | 'taxBy' | 'paidBefore' | 'refundedBefore'>) {
  const lines = placed.lines.map((line) => ({ quantity: line.quantity, ...lineProgress(line, true), allocated: quantity(0) }));
  const fulfilment = fulfilmentState(lines);
  const cancelledClaim = fulfilment === 'cancelled' ? claimOfOrder(placed) : minor(0);
  const money = { due: minor(claimOfOrder(placed) - cancelledClaim), captured: placed.paidBefore, refunded: placed.refundedBefore, owed: minor(0), surplus: minor(0) };
  return { payment: paymentState(money), fulfilment, captured: placed.paidBefore, refunded: placed.refundedBefore, cancelledClaim };
}

function lineProgress(line: PlacedLine, history: boolean): { shipped: Quantity; cancelled: Quantity } {
  if (!history) return { shipped: quantity(0), cancelled: quantity(0) };
  return { shipped: line.shippedBefore, cancelled: quantity(line.quantity - line.shippedBefore) };
}
