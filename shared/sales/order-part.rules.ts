import { type Minor, minor } from '../units/minor.ts';
import { type Quantity, quantity } from '../units/quantity.ts';
import { shareOf } from '../units/share.ts';
import type { Figures, LineFigures } from './order-totals.rules.ts';

/** An order line with what shipments and cancellations have already taken of it. */
export interface LineProgress extends LineFigures {
  quantity: Quantity;
  shipped: Quantity;
  cancelled: Quantity;
  /** Σ of the parts still standing: what they posted or gave up, not what their quantities would be worth. */
  settledNet: Minor;
  settledTax: Minor;
  settledDiscount: Minor;
}

export const noFigures: LineFigures = { net: minor(0), tax: minor(0), gross: minor(0), discount: minor(0) };

/** What of a line is neither shipped nor cancelled. */
export function openQuantity(line: Pick<LineProgress, 'quantity' | 'shipped' | 'cancelled'>): Quantity {
  return quantity(line.quantity - line.shipped - line.cancelled);
}

/**
 * What the next part of a line is worth: its cumulative share minus what the standing parts took, so parts in any order
 * and size add up to the line. Shipments and cancellations share one count: together they settle the line.
 * Source: DOMAIN "A part".
 */
export function linePart(line: LineProgress, part: Quantity): LineFigures {
  const reached = line.shipped + line.cancelled + part;
  const net = nextShare(line.net, reached, line.quantity, line.settledNet);
  const tax = nextShare(line.tax, reached, line.quantity, line.settledTax);
  const discount = nextShare(line.discount, reached, line.quantity, line.settledDiscount);
  return { net, tax, gross: minor(net + tax), discount };
}

/** Where cancelled parts left more than the share behind, the next part takes nothing rather than giving some back. */
function nextShare(total: Minor, reached: number, whole: number, taken: Minor): Minor {
  const share = shareOf(total, reached, whole, taken);
  return share !== 0 && share < 0 !== total < 0 ? minor(0) : share;
}

/** What of a line no part has taken yet. */
export function restOfLine(line: LineProgress): LineFigures {
  const net = minor(line.net - line.settledNet);
  const tax = minor(line.tax - line.settledTax);
  return { net, tax, gross: minor(net + tax), discount: minor(line.discount - line.settledDiscount) };
}

export function addFigures(rows: Iterable<Figures & { discount?: Minor }>): LineFigures {
  let [net, tax, discount] = [0, 0, 0];
  for (const row of rows) {
    net += row.net;
    tax += row.tax;
    discount += row.discount ?? 0;
  }
  return { net: minor(net), tax: minor(tax), gross: minor(net + tax), discount: minor(discount) };
}
