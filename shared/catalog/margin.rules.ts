import { mulDiv } from '../units/mul-div.ts';
import type { RatePpm } from '../units/rate-ppm.ts';
import { type UnitPrice, unitPrice } from '../units/unit-price.ts';

/** What is typed by hand of a unit's cost; the goods themselves are known from their layers, the fee from the channel. */
export const typedCostKinds = ['freight', 'ads', 'packaging', 'other'] as const;
export type TypedCostKind = (typeof typedCostKinds)[number];
export const costKinds = ['stock', ...typedCostKinds, 'fee'] as const;
export type CostKind = (typeof costKinds)[number];

export interface CostPart {
  kind: CostKind;
  amount: UnitPrice;
}

/** What a unit costs whatever it is sold for, and what a price gives away of itself. */
export interface CostBasis {
  parts: readonly CostPart[];
  /** Of what the customer pays, for the channel. */
  feeRate: RatePpm;
  /** Inside the price; zero where prices are without tax. */
  taxRate: RatePpm;
}

/** The cost of one unit at a price, part by part, and what is left of the price. All in ten-thousandths of the base currency. */
export interface BuildUp {
  price: UnitPrice;
  tax: UnitPrice;
  net: UnitPrice;
  parts: CostPart[];
  /** Exactly the sum of the parts. */
  landed: UnitPrice;
  /** Net less landed. */
  margin: UnitPrice;
}

const million = 1_000_000;

/** Tax out of the price, then every cost out of the rest: price = tax + Σ parts + margin. Source: DOMAIN "Rounding". */
export function buildUp(price: UnitPrice, { parts, feeRate, taxRate }: CostBasis): BuildUp {
  const tax = unitPrice(mulDiv(price, taxRate, million + taxRate));
  const fee: CostPart = { kind: 'fee', amount: unitPrice(mulDiv(price, feeRate, million)) };
  const all = feeRate === 0 ? [...parts] : [...parts, fee];
  const net = unitPrice(price - tax);
  const landed = sumOf(all);
  return { price, tax, net, parts: all, landed, margin: unitPrice(net - landed) };
}

const sumOf = (parts: readonly CostPart[]): UnitPrice => unitPrice(parts.reduce((sum, { amount }) => sum + amount, 0));

/**
 * The lowest price whose margin is at least `floor` of its net: the smallest p with net(p) − fee(p) − costs ≥ floor × net(p),
 * unrounded. Zero where nothing is known to cost anything; undefined where fee and floor leave no such price.
 */
export function lowestPrice({ parts, feeRate, taxRate }: CostBasis, floor: RatePpm): UnitPrice | undefined {
  const costs = BigInt(sumOf(parts));
  if (costs === 0n) return unitPrice(0);
  const [one, tax] = [BigInt(million), BigInt(million + taxRate)];
  const leftOfPrice = (one - BigInt(floor)) * one - BigInt(feeRate) * tax;
  if (leftOfPrice <= 0n) return undefined;
  const lowest = (costs * tax * one + leftOfPrice - 1n) / leftOfPrice;
  return lowest > BigInt(Number.MAX_SAFE_INTEGER) ? undefined : unitPrice(Number(lowest));
}

/** Which floor holds: the variant's own, else the highest of its categories and what these are inside of, else the shop's. */
export function floorOf(floors: readonly { of: 'variant' | 'category' | 'shop'; rate: RatePpm }[]): RatePpm | undefined {
  for (const level of ['variant', 'category', 'shop']) {
    const rates = floors.filter((floor) => floor.of === level).map((floor) => floor.rate);
    if (rates.length > 0) return rates.reduce((highest, rate) => (rate > highest ? rate : highest));
  }
  return undefined;
}
