import { type Minor, minor, sumMinor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import { type Quantity, quantity } from '../units/quantity.ts';
import type { RatePpm } from '../units/rate-ppm.ts';
import { lineAmount } from '../units/share.ts';
import type { UnitPrice } from '../units/unit-price.ts';

/** How far back a promotion is replayed, and the whole weeks in it whose units are compared. */
export const replayedDays = 90;
export const comparedWeeks = 12;
/** With fewer weeks that sold anything, the quietest and the busiest say nothing. */
const leastWeeks = 4;

export const promotionStates = ['draft', 'coming', 'running', 'ended'] as const;
export type PromotionState = (typeof promotionStates)[number];

/** Armed, it runs through its last day by itself; a draft stays one. */
export function promotionState({ armed, firstOn, lastOn }: { armed: boolean; firstOn: string; lastOn: string }, today: string): PromotionState {
  if (!armed) return 'draft';
  return today < firstOn ? 'coming' : today > lastOn ? 'ended' : 'running';
}

/** A part of an order that left, as it was booked. */
export interface SoldLine {
  quantity: Quantity;
  net: Minor;
  tax: Minor;
  /** What its goods were drawn at. */
  cost: Minor;
  /** Of what the customer paid, for the channel. */
  feeRate: RatePpm;
  /** The promotion's price of one unit; null where it has none for these goods. */
  price: UnitPrice | null;
}

export interface PriceTerms {
  pricesIncludeTax: boolean;
  /** Minor digits of the base currency. */
  digits: number;
}

/** A sold line before and under a promotion, in minor units of the base currency. */
export interface Replayed {
  netBefore: Minor;
  netAfter: Minor;
  cost: Minor;
  feeBefore: Minor;
  feeAfter: Minor;
  /** Net less cost less fee. */
  marginBefore: Minor;
  marginAfter: Minor;
}

const million = 1_000_000;

/**
 * A sold line under a promotion's price: the same quantity, the price × quantity rounded once as an order does it, the tax the
 * line bore, the goods at what they were drawn at, the channel's fee at its rate of what is paid. A line that was sold for less
 * stays as it was: a promotion makes nothing dearer.
 */
export function replayLine({ quantity: amount, net, tax, cost, feeRate, price }: SoldLine, { pricesIncludeTax, digits }: PriceTerms): Replayed {
  const paid = pricesIncludeTax ? net + tax : net;
  const asked = price === null ? paid : Math.min(paid, lineAmount(price, amount, digits));
  const netAfter = asked === paid ? net : pricesIncludeTax ? mulDiv(net, asked, paid) : asked;
  const grossAfter = asked === paid ? net + tax : pricesIncludeTax ? asked : asked + mulDiv(tax, asked, paid);
  const [feeBefore, feeAfter] = [mulDiv(net + tax, feeRate, million), mulDiv(grossAfter, feeRate, million)];
  return {
    netBefore: net,
    netAfter: minor(netAfter),
    cost,
    feeBefore: minor(feeBefore),
    feeAfter: minor(feeAfter),
    marginBefore: minor(net - cost - feeBefore),
    marginAfter: minor(netAfter - cost - feeAfter),
  };
}

/** Each figure of a replay is the sum of its lines', to the cent. */
export function replayedSum(lines: readonly Replayed[]): Replayed {
  const sumOf = (figure: keyof Replayed): Minor => sumMinor(lines.map((line) => line[figure]));
  return {
    netBefore: sumOf('netBefore'),
    netAfter: sumOf('netAfter'),
    cost: sumOf('cost'),
    feeBefore: sumOf('feeBefore'),
    feeAfter: sumOf('feeAfter'),
    marginBefore: sumOf('marginBefore'),
    marginAfter: sumOf('marginAfter'),
  };
}

/** How much more has to be sold on the days of a promotion, so that it leaves what the days would have left without it. */
export interface BreakEven {
  /** What the replayed days would give for so many days; the extra comes on top. */
  ordinary: Quantity;
  extra: Quantity;
  /** The same from the quietest and from the busiest of the compared weeks; null where too few of them sold anything. */
  quiet: { ordinary: Quantity; extra: Quantity } | null;
  busy: { ordinary: Quantity; extra: Quantity } | null;
}

interface Outlook {
  sold: Quantity;
  /** Units of each compared week, those without a sale as zero. */
  weeks: readonly Quantity[];
  days: number;
  marginBefore: Minor;
  marginAfter: Minor;
}

/**
 * Null where nothing was sold, and where nothing is left under the promotion, so that no number of units makes up for it. The
 * extra is what was given up ÷ what is left of a unit, rounded up to whole units. The two weeks are no forecast: they are what
 * really happened at the least and at the most.
 */
export function breakEven({ sold, weeks, days, marginBefore, marginAfter }: Outlook): BreakEven | null {
  if (sold <= 0 || (marginAfter <= 0 && marginAfter < marginBefore)) return null;
  const givenUp = Math.max(0, marginBefore - marginAfter);
  const extraFor = (ordinary: number) => ({ ordinary: quantity(ordinary), extra: givenUp === 0 ? quantity(0) : wholeUnits(ordinary, givenUp, marginAfter) });
  const known = weeks.filter((week) => week > 0).length >= leastWeeks;
  const week = (pick: (...units: number[]) => number) => (known ? extraFor(mulDiv(pick(...weeks), days, 7)) : null);
  return { ...extraFor(mulDiv(sold, days, replayedDays)), quiet: week(Math.min), busy: week(Math.max) };
}

/** `ordinary × part ÷ whole`, rounded up to whole units. */
function wholeUnits(ordinary: number, part: number, whole: number): Quantity {
  const size = BigInt(whole) * 1000n;
  return quantity(Number((BigInt(ordinary) * BigInt(part) + size - 1n) / size) * 1000);
}
