import { mulDiv } from '../../shared/units/mul-div.ts';
import { cancelled, captured, type Charge, listed, type Line, type Money, noMoney, type Order, refunded, shipped } from './order-model.ts';

/** The rows of an order as they stood at one moment. */
export interface Rows {
  readonly order: Order;
  readonly lines: readonly { line: Line; quantity: number; unitPrice: number; money: Money }[];
  readonly charges: readonly Charge[];
}

/** A change of orders that can be taken back: their rows before and after, and the money that went with the goods. */
export interface Revision {
  readonly id: number;
  readonly before: readonly Rows[];
  readonly after: readonly Rows[];
  readonly moved: { from: Order; to: Order; amount: number } | null;
  takenBack: boolean;
}

export const rowsOf = (order: Order): Rows => ({ order, lines: order.lines.map((line) => ({ line, quantity: line.quantity, unitPrice: line.unitPrice, money: line.money })), charges: order.charges });

/** The same orders as they stand now. */
export const again = (rows: readonly Rows[]): Rows[] => rows.map(({ order }) => rowsOf(order));

export function write({ order, lines, charges }: Rows): void {
  for (const line of order.lines) {
    const row = lines.find((one) => one.line === line);
    line.quantity = row?.quantity ?? 0;
    line.money = row?.money ?? noMoney();
    if (row) line.unitPrice = row.unitPrice;
  }
  order.charges = [...charges];
}

const text = ({ lines, charges }: Rows): string =>
  JSON.stringify([lines.map(({ line, quantity, unitPrice, money }) => [line.id, quantity, unitPrice, money.net, money.tax, money.discount]), charges.map((row) => [row.kind, row.net, row.tax])]);
export const same = (a: Rows, b: Rows): boolean => text(a) === text(b);

/** Taken here, and nothing of it shipped, cancelled or paid back. */
export const isRevisable = (order: Order): boolean =>
  !order.channel && refunded(order) === 0 && order.owed === 0 && order.lines.every((line) => shipped(order, line) + cancelled(order, line) === 0);

export const isEmptyButPaid = (order: Order): boolean => order.lines.every((line) => line.quantity === 0) && captured(order) > 0;

/** What goes of a line and what stays add up to it. */
export function parted(money: Money, goes: number, whole: number): { goes: Money; stays: Money } {
  const of = (key: keyof Money): number => mulDiv(money[key], goes, whole);
  const part = { net: of('net'), tax: of('tax'), discount: of('discount') };
  return { goes: part, stays: { net: money.net - part.net, tax: money.tax - part.tax, discount: money.discount - part.discount } };
}

/** The discount of a line as customers read it, in proportion to goods of another quantity; what rounding did to a line cut off another is none. */
export function discountFor(line: Line, quantity: number, inclusive: boolean): number {
  if (line.quantity === 0 || line.money.discount === 0) return 0;
  const paid = inclusive ? line.money.net + line.money.tax : line.money.net;
  return mulDiv(Math.max(0, listed(line) - paid), quantity, line.quantity);
}

/** Money held for an order is held for another. */
export function moveDeposit(from: Order, to: Order, amount: number): void {
  from.deposits -= amount;
  from.moved -= amount;
  to.deposits += amount;
  to.moved += amount;
}
