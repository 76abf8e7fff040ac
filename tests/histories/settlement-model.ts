import { mulDiv } from '../../shared/units/mul-div.ts';
import { paidBefore, roomOf, soldOf } from './money-model.ts';
import { cancelled, captured, chargesTaken, type Kind, type Line, type Order, refunded, shipped, sumOf } from './order-model.ts';
import { reasons, type RmaLine } from './return-model.ts';

const settlements = (order: Order, line: Line) => order.rmas.flatMap((rma) => rma.settled.filter((one) => one.line.line === line));

export interface Credit {
  readonly line: RmaLine;
  readonly quantity: number;
  readonly worth: number;
  readonly paidBefore: number;
  readonly fee: number;
  readonly credit: number;
}

/** What lines of a return are worth: the cumulative share of what was sold, less fee and what was paid back before. Undefined where more is settled than was sold. */
export function creditsOf(order: Order, chosen: readonly { line: RmaLine; quantity: number }[], waiveFee: boolean): Credit[] | undefined {
  const done: Credit[] = [];
  for (const { line, quantity } of chosen) {
    const before = [...settlements(order, line.line), ...done.filter((one) => one.line.line === line.line)];
    const all = shipped(order, line.line);
    const reached = sumOf(before, (one) => one.quantity) + quantity;
    if (reached > all) return undefined;
    const worth = Math.max(0, mulDiv(soldOf(order, line.line).gross, reached, all) - sumOf(before, (one) => one.worth));
    const early = line.keeps ? 0 : Math.max(0, paidBefore(order, line.line) - sumOf(before, (one) => one.paidBefore));
    const paid = Math.min(worth, early);
    const fee = waiveFee || line.keeps || reasons[line.reason] !== 'customer' ? 0 : mulDiv(worth - paid, line.policy.fee, 1_000_000);
    done.push({ line, quantity, worth, paidBefore: paid, fee, credit: worth - paid - fee });
  }
  return done;
}

/** Shipping goes back by itself when all that was sent is settled with this and the promise says so. */
function goesBack(order: Order, credits: readonly Credit[]): boolean {
  const whole = order.lines.every((line) => line.quantity - cancelled(order, line) === sumOf([...settlements(order, line), ...credits.filter((one) => one.line.line === line)], (one) => one.quantity));
  const promised = ({ line: { policy, reason } }: Credit): boolean => policy.shipping === 'always' || (policy.shipping === 'ourFault' && reasons[reason] !== 'customer');
  return whole && credits.length > 0 && credits.every(promised);
}

export interface AskedPart {
  readonly kind: Kind;
  readonly line: Line | null;
  readonly gross: number;
}

/** Each credit inside the room of its kind, with the shipping, and where they go: less owed, the new order, the customer. */
export function waysOf(order: Order, credits: readonly Credit[], { shipping, newTotal }: { shipping: boolean | undefined; newTotal: number }) {
  const parts: AskedPart[] = [];
  const add = (kind: Kind, line: Line | null, wanted: number): void => {
    const used = sumOf(parts, (part) => (part.kind === kind && part.line === line ? part.gross : 0));
    const gross = Math.min(wanted, Math.max(0, roomOf(order, kind, line) - used));
    if (gross > 0) parts.push({ kind, line, gross });
  };
  for (const { line, credit } of credits) add(line.keeps ? 'goodsKept' : 'returned', line.line, credit);
  if ((shipping ?? goesBack(order, credits)) && chargesTaken(order)) add('shipping', null, Number.MAX_SAFE_INTEGER);
  const payable = Math.max(0, captured(order) - refunded(order) - order.owed);
  const [within] = take(parts, order.receivable + payable);
  const [toReceivable, rest] = take(within, order.receivable);
  const [toOrder, toCustomer] = take(rest, newTotal);
  return { toReceivable, toOrder, toCustomer };
}

/** The first parts up to an amount, the last of them cut, and the rest. */
function take(parts: readonly AskedPart[], amount: number): [AskedPart[], AskedPart[]] {
  let open = amount;
  const [taken, rest]: [AskedPart[], AskedPart[]] = [[], []];
  for (const part of parts) {
    const now = Math.max(0, Math.min(open, part.gross));
    open -= now;
    if (now > 0) taken.push({ ...part, gross: now });
    if (now < part.gross) rest.push({ ...part, gross: part.gross - now });
  }
  return [taken, rest];
}
