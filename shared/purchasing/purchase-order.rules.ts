import { type Minor, minor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import { type Quantity, quantity } from '../units/quantity.ts';
import type { RatePpm } from '../units/rate-ppm.ts';
import { lineAmount } from '../units/share.ts';
import type { UnitPrice } from '../units/unit-price.ts';

export const purchaseOrderStatuses = ['draft', 'ordered', 'partlyReceived', 'received', 'closed', 'cancelled'] as const;
export type PurchaseOrderStatus = (typeof purchaseOrderStatuses)[number];

/** What has become of one ordered line, in thousandths: ordered = received + open + cancelled at any time. */
export interface LineState {
  readonly ordered: Quantity;
  readonly received: Quantity;
  readonly open: Quantity;
  readonly cancelled: Quantity;
}

/** An order's state follows from its lines: nothing else may say another. `placed`: it was sent to the supplier. */
export function statusOf(placed: boolean, lines: readonly LineState[]): PurchaseOrderStatus {
  const total = (of: (line: LineState) => number): number => lines.reduce((sum, line) => sum + of(line), 0);
  const [received, open, cancelled] = [total((line) => line.received), total((line) => line.open), total((line) => line.cancelled)];
  if (open > 0) return !placed ? 'draft' : received > 0 ? 'partlyReceived' : 'ordered';
  if (received === 0) return 'cancelled';
  return cancelled > 0 ? 'closed' : 'received';
}

/** Goods that came for a line: first what is still open, the rest came beyond the order. */
export function splitArrival(line: Pick<LineState, 'open'>, arrived: Quantity): { towards: Quantity; over: Quantity } {
  const towards = Math.min(line.open, arrived);
  return { towards: quantity(towards), over: quantity(arrived - towards) };
}

/** Scanned goods over the lines of an order that name their variant: open ones in turn, what is left beyond the last. */
export function spreadArrival<Line extends Pick<LineState, 'open'>>(lines: readonly Line[], arrived: Quantity): { line: Line; quantity: Quantity }[] {
  const parts: { line: Line; quantity: number }[] = [];
  let left: number = arrived;
  for (const line of lines) {
    const part = Math.min(left, line.open);
    if (part > 0) parts.push({ line, quantity: part });
    left -= part;
  }
  const last = lines.at(-1);
  const target = parts.find((part) => part.line === last);
  if (left > 0 && target) target.quantity += left;
  else if (left > 0 && last) parts.push({ line: last, quantity: left });
  return parts.map((part) => ({ line: part.line, quantity: quantity(part.quantity) }));
}

export interface Figures {
  readonly net: Minor;
  readonly tax: Minor;
}

/** A line's figures: price × quantity rounded once, tax per line. `digits` are the currency's minor digits. */
export function lineFigures(line: { price: UnitPrice; taxRate: RatePpm }, amount: Quantity, digits: number): Figures {
  const net = lineAmount(line.price, amount, digits);
  return { net, tax: minor(mulDiv(net, line.taxRate, 1_000_000)) };
}
