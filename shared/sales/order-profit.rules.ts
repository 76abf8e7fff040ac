import { allocate } from '../units/allocate.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';

/** What an order brings and costs, in the order one reads it. Costs and returns are negative. */
export const profitKinds = ['sales', 'shipping', 'returns', 'goods', 'gateway', 'fee', 'freight', 'packaging', 'ads', 'other'] as const;
export type ProfitKind = (typeof profitKinds)[number];

/** Costs that are told of the whole order, and estimated by what its goods usually cost. */
export const toldKinds = ['fee', 'freight', 'packaging', 'ads', 'other'] as const;
export type ToldKind = (typeof toldKinds)[number];

export interface ProfitLine {
  orderLineId: number;
  /** What is or will be sold of it, without tax. */
  sales: Minor;
  /** What came back of it. */
  returns: Minor;
  /** What the goods that left were drawn at, and what those still to leave would cost today; null where nobody knows. */
  drawn: Minor;
  openCost: Minor | null;
  /** What all of it would cost at today's price of the goods. */
  goodsEstimate: Minor | null;
  /** By what its goods usually cost beside themselves. */
  estimates: Readonly<Record<ToldKind, Minor>>;
}

export interface ProfitFacts {
  lines: readonly ProfitLine[];
  /** Shipping and fees charged to the customer. */
  shipping: Minor;
  /** Given back of no line in particular: goodwill and shipping. */
  otherReturns: Minor;
  /** What gateways kept of payments. */
  gateway: Minor;
  /** What was told so far; undefined where it is still estimated. */
  told: Readonly<Partial<Record<ToldKind, Minor>>>;
  /** What our own price list asks for what really left: nearer than what such goods usually cost, and not told yet. */
  priced: Readonly<Partial<Record<ToldKind, Minor>>>;
}

export interface ProfitPart {
  kind: ProfitKind;
  amount: Minor;
  /** Before anybody knew. */
  estimate: Minor;
  isActual: boolean;
}

export interface OrderProfit {
  parts: ProfitPart[];
  profit: Minor;
  estimated: Minor;
  /** Σ of its lines is the profit of the order: what is told of the whole is shared out by what each line sells for. */
  lines: { orderLineId: number; sales: Minor; goods: Minor; costs: Minor; profit: Minor }[];
  /** Goods whose cost nobody knows: the profit is too high by what they will cost. */
  unknownCost: boolean;
}

/** What an order leaves, part by part: told where somebody told, else by our price list, else estimated; the difference between both is the parts' differences. */
export function orderProfit({ lines, shipping, otherReturns, gateway, told, priced }: ProfitFacts): OrderProfit {
  const sum = (of: (line: ProfitLine) => number): Minor => minor(lines.reduce((total, line) => total + of(line), 0));
  const part = (kind: ProfitKind, amount: Minor, estimate: Minor, isActual: boolean): ProfitPart => ({ kind, amount, estimate, isActual });
  const known = (kind: ToldKind): ProfitPart => {
    const estimate = minor(0 - sum((line) => line.estimates[kind]));
    const amount = told[kind] ?? priced[kind];
    return part(kind, amount === undefined ? estimate : minor(0 - amount), estimate, told[kind] !== undefined);
  };
  const goods = minor(0 - sum((line) => line.drawn + (line.openCost ?? 0)));
  const sales = sum((line) => line.sales);
  const returns = minor(0 - sum((line) => line.returns) - otherReturns);
  const parts = [
    part('sales', sales, sales, true),
    part('shipping', shipping, shipping, true),
    part('returns', returns, minor(0), true),
    part('goods', goods, minor(0 - sum((line) => line.goodsEstimate ?? line.drawn)), lines.every((line) => line.openCost === 0)),
    part('gateway', minor(0 - gateway), minor(0), true),
    ...toldKinds.map(known),
  ].filter(({ kind, amount, estimate }) => kind === 'sales' || amount !== 0 || estimate !== 0);
  const profit = sumMinor(parts.map(({ amount }) => amount));
  return { parts, profit, estimated: sumMinor(parts.map(({ estimate }) => estimate)), lines: linesOf(lines, profit), unknownCost: lines.some((line) => line.openCost === null) };
}

/** What each line leaves; what belongs to no line is shared out by sales, to the last minor unit. */
function linesOf(lines: readonly ProfitLine[], profit: Minor): OrderProfit['lines'] {
  if (lines.length === 0) return [];
  const own = lines.map((line) => ({ goods: minor(0 - line.drawn - (line.openCost ?? 0)), left: minor(line.sales - line.returns - line.drawn - (line.openCost ?? 0)) }));
  const common = allocate(minor(profit - sumMinor(own.map(({ left }) => left))), lines.map((line) => Math.max(0, line.sales)));
  return lines.map((line, index) => {
    const [{ goods, left }, share] = [own[index]!, common[index]!];
    return { orderLineId: line.orderLineId, sales: line.sales, goods, costs: minor(share - line.returns), profit: minor(left + share) };
  });
}
