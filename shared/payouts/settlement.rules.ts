import type { AccountRole, OpenItem } from '../accounting/entry.rules.ts';
import { minorDigits } from '../units/currency.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import { explainsItself, type FeeKind, type LineKind, roleOf, settlesOrder } from './line-kind.rules.ts';

/** One unit of a settlement's currency in units of the shop's: `top` / `bottom`. */
export interface Rate {
  top: number;
  bottom: number;
}

/** A line as it was told and as it is understood. Amounts are in the settlement's currency, what raises the payout positive. */
export interface UnderstoodLine {
  id: number;
  kind: LineKind;
  feeKind: FeeKind | null;
  amount: Minor;
  orderId: number | null;
  role: AccountRole | null;
  /** What of a line of an order belongs to the role; all of it where this is null. */
  rest: Minor | null;
  leftOnOrder: boolean;
}

/** What the books say of an order before this settlement, in the shop's currency. */
export interface OrderInBooks {
  /** What the channel still holds of it: the open item of its clearing account. */
  open: Minor;
  /** Fees that were booked when the payment was, and that no settlement has told yet. */
  feesKept: Minor;
}

/** A reserve a channel holds, by the settlement that told of it; negative where it released more than the books knew. */
export interface OpenReserve {
  settlementId: number;
  open: Minor;
}

export interface SettlementFacts {
  id: number;
  currency: string;
  payout: Minor;
  rate: Rate;
  baseCurrency: string;
  taxIsCost: boolean;
  lines: readonly UnderstoodLine[];
  bookOf: (orderId: number) => OrderInBooks;
  /** Oldest first. */
  reserves: readonly OpenReserve[];
}

/** So much of a settlement on one account, in the shop's currency; what raises the payout is positive. */
export interface Share {
  role: AccountRole;
  item: Pick<OpenItem, 'kind' | 'id'> | null;
  amount: Minor;
}

/** What the lines of one order come to beside what the books have of it, in the shop's currency. */
export interface OrderSum {
  orderId: number;
  /** What is settled of the order by this settlement. */
  settled: Minor;
  open: Minor;
  /** What goes beyond what is open: more than the books have, or money back the books do not know. Zero where it fits. */
  beyond: Minor;
  /** What the exchange made of it. */
  exchange: Minor;
  /** A person left what goes beyond on the order. */
  isLeft: boolean;
}

export interface Settled {
  basePayout: Minor;
  lines: { id: number; base: Minor; toOrder: Minor }[];
  orders: OrderSum[];
  shares: Share[];
  /** What the payout is more than its lines, in the settlement's currency. */
  residual: Minor;
  /** Lines nobody has said the place of. */
  unplaced: number[];
}

/** An order whose settled amount differs by no more than this of what is open differs by the exchange: five per cent. */
const exchangeAtMost = 20;

/** An amount of a settlement in the shop's currency, rounded half away from zero. */
export function inBase(amount: Minor, { currency, baseCurrency, rate }: Pick<SettlementFacts, 'currency' | 'baseCurrency' | 'rate'>): Minor {
  return minor(mulDiv(amount, rate.top * 10 ** minorDigits(baseCurrency), rate.bottom * 10 ** minorDigits(currency)));
}

/**
 * What a settlement does to the books: every line in full on its order's clearing, on the account of its kind, or on the
 * account somebody named. The whole is converted and its base shared out, so that lines add up to the payout to the last
 * minor unit. Source: DOMAIN §5 "channel settlement", JOB-8 payout = Σ gross − fees − refunds ± adjustments.
 */
export function settle(facts: SettlementFacts): Settled {
  const lines = withBases(facts);
  const shares = new Map<string, Share>();
  const add = (role: AccountRole, amount: Minor, item: Share['item'] = null): void => addShare(shares, { role, item, amount });
  const orders = [...Map.groupBy(lines.filter(isOfOrder), ({ orderId }) => orderId ?? 0)].map(([orderId, own]) => settleOrder(orderId, own, facts));
  for (const { orderId, settled, exchange } of orders) {
    add('channelClearing', settled, { kind: 'salesOrder', id: orderId });
    add(exchange > 0 ? 'fxGain' : 'fxLoss', exchange);
  }
  const reserves = facts.reserves.map((reserve) => ({ ...reserve }));
  for (const line of lines) {
    for (const { role, amount } of placesOf(line, facts.taxIsCost)) {
      if (role === 'channelReserve') for (const part of reserveParts(reserves, facts.id, amount)) add(role, part.amount, { kind: 'settlement', id: part.settlementId });
      else add(role, amount, role === 'chargebacksReceivable' ? { kind: 'salesOrder', id: line.orderId ?? 0 } : null);
    }
  }
  return {
    basePayout: inBase(facts.payout, facts),
    lines: lines.map(({ id, base, toOrder }) => ({ id, base, toOrder })),
    orders,
    shares: [...shares.values()].filter(({ amount }) => amount !== 0),
    residual: minor(facts.payout - sumMinor(lines.map(({ amount }) => amount))),
    unplaced: lines.filter(isUnplaced).map(({ id }) => id),
  };
}

/** Whether a settlement may be finished: nothing is left over, every line has a place, and nothing goes beyond the books unknown. */
export const isSettled = ({ residual, unplaced, orders }: Settled): boolean => residual === 0 && unplaced.length === 0 && openSums(orders).length === 0;

/** Orders that go beyond what the books have of them, and nobody said what that is. */
export const openSums = (orders: readonly OrderSum[]): OrderSum[] => orders.filter(({ beyond, isLeft }) => beyond !== 0 && !isLeft);

interface BasedLine extends UnderstoodLine {
  base: Minor;
  /** What of the base belongs to the named role. */
  restBase: Minor;
  toOrder: Minor;
}

/** Each line's base is what the running sum grew by, so that all of them together are the converted whole. */
function withBases(facts: SettlementFacts): BasedLine[] {
  const [sums, kept] = [{ told: 0, base: 0 }, new Map<number, number>()];
  return facts.lines.map((line) => {
    sums.told += line.amount;
    const base = minor(inBase(minor(sums.told), facts) - sums.base);
    sums.base += base;
    const restBase = line.role === null ? minor(0) : line.rest === null ? base : inBase(line.rest, facts);
    return { ...line, base, restBase, toOrder: toOrderOf(line, base, restBase, facts, kept) };
  });
}

/** What of a line settles its order: sales and refunds whole, a fee as far as it was booked with the payment. */
function toOrderOf(line: UnderstoodLine, base: Minor, restBase: Minor, facts: SettlementFacts, kept: Map<number, number>): Minor {
  const { orderId } = line;
  if (orderId === null || (line.role !== null && line.rest === null)) return minor(0);
  if (settlesOrder(line.kind)) return minor(base - restBase);
  if (line.kind !== 'fee' || line.role !== null || base > 0) return minor(0);
  const left = kept.get(orderId) ?? facts.bookOf(orderId).feesKept;
  const taken = Math.min(Math.max(0, left), -base);
  kept.set(orderId, left - taken);
  return minor(0 - taken);
}

const isOfOrder = ({ orderId, toOrder, kind, role, rest }: BasedLine): boolean => orderId !== null && (toOrder !== 0 || (settlesOrder(kind) && (role === null || rest !== null)));

const isUnplaced = ({ kind, orderId, role }: UnderstoodLine): boolean => role === null && orderId === null && !explainsItself(kind);

/** Changes the last line's share of the order by what the exchange made. */
function settleOrder(orderId: number, lines: BasedLine[], facts: SettlementFacts): OrderSum {
  const { open } = facts.bookOf(orderId);
  const sum = sumMinor(lines.map(({ toOrder }) => toOrder));
  const difference = minor(sum - open);
  const last = lines.findLast(({ kind }) => settlesOrder(kind));
  const isExchange = last !== undefined && facts.currency !== facts.baseCurrency && open !== 0 && sum !== 0 && sum > 0 === open > 0 && Math.abs(difference) * exchangeAtMost <= Math.abs(open);
  const exchange = isExchange ? difference : minor(0);
  if (last) last.toOrder = minor(last.toOrder - exchange);
  const settled = minor(sum - exchange);
  // A fee the books kept with the payment is known to them whenever it is told, before its sale too.
  const keptFees = sumMinor(lines.filter(({ kind }) => !settlesOrder(kind)).map(({ toOrder }) => toOrder));
  const beyond = beyondOf(minor(settled - keptFees), minor(open - keptFees));
  return { orderId, settled, open, beyond, exchange, isLeft: lines.some(({ leftOnOrder }) => leftOnOrder) };
}

/** What of a settled amount lies beyond what is open, on either side of zero. */
function beyondOf(settled: Minor, open: Minor): Minor {
  const within = Math.max(Math.min(settled, Math.max(0, open)), Math.min(0, open));
  return minor(settled - within);
}

/** Where the part of a line goes that settles no order. */
function placesOf(line: BasedLine, taxIsCost: boolean): { role: AccountRole; amount: Minor }[] {
  const { kind, feeKind, base, restBase, toOrder, role } = line;
  if (role !== null) return [{ role, amount: restBase }];
  if (settlesOrder(kind) || isUnplaced(line)) return [];
  return [{ role: roleOf(kind, feeKind, taxIsCost), amount: minor(base - toOrder) }];
}

/** What is held opens a reserve of this settlement, what is released closes the oldest; either first fills what the other left. */
function reserveParts(reserves: OpenReserve[], settlementId: number, amount: Minor): { settlementId: number; amount: Minor }[] {
  let left: number = amount;
  const parts = reserves.flatMap((reserve) => {
    const taken = reserve.open > 0 === left > 0 ? Math.sign(left) * Math.min(Math.abs(reserve.open), Math.abs(left)) : 0;
    reserve.open = minor(reserve.open - taken);
    left -= taken;
    return taken === 0 ? [] : [{ settlementId: reserve.settlementId, amount: minor(taken) }];
  });
  if (left === 0) return parts;
  const own = reserves.find((reserve) => reserve.settlementId === settlementId);
  if (own) own.open = minor(own.open - left);
  else reserves.push({ settlementId, open: minor(-left) });
  return [...parts, { settlementId, amount: minor(left) }];
}

function addShare(shares: Map<string, Share>, share: Share): void {
  const key = [share.role, share.item?.kind ?? '', share.item?.id ?? ''].join('|');
  const earlier = shares.get(key);
  shares.set(key, earlier ? { ...earlier, amount: minor(earlier.amount + share.amount) } : share);
}
