import type { AccountRole, AccountType } from '../accounting/account-role.rules.ts';
import { addDays, daysBetween } from '../units/calendar.ts';
import type { Day } from '../units/day.ts';
import { type Minor, minor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import { type RatePpm, ratePpm } from '../units/rate-ppm.ts';

/** So far a cash forecast looks ahead, and so far back it looks for what is usual: a quarter of a year. */
export const forecastWeeks = 13;

/** What money comes and goes for. */
export const cashGroups = ['customers', 'payouts', 'suppliers', 'refunds', 'taxes', 'running', 'other'] as const;
export type CashGroup = (typeof cashGroups)[number];

/** What a known item of a forecast is. */
export const cashItemKinds = ['receivable', 'payout', 'payable', 'received', 'ordered', 'refund', 'tax', 'recurring'] as const;
export type CashItemKind = (typeof cashItemKinds)[number];

const groupOfRole: Partial<Record<AccountRole, CashGroup>> = {
  channelClearing: 'payouts', channelReserve: 'payouts', chargebacksReceivable: 'payouts', channelFees: 'payouts', otherChannelIncome: 'payouts', chargebackLoss: 'payouts',
  accountsReceivable: 'customers', customerDeposits: 'customers', storeCredit: 'customers', loyaltyPoints: 'customers', outputTax: 'customers', gatewayFees: 'customers', roundingDifference: 'customers',
  accountsPayable: 'suppliers', supplierPrepayments: 'suppliers', supplierClaims: 'suppliers', goodsInTransit: 'suppliers', goodsReceivedNotInvoiced: 'suppliers', inventory: 'suppliers', freightIn: 'suppliers', accruedLandedCost: 'suppliers',
  refundsPayable: 'refunds', taxPayable: 'taxes', inputTax: 'running',
};

/** What money exchanged with an account came or went for: by its role, else by its type. What is neither earned nor spent, as capital and loans, is `other`. */
export function cashGroupOf({ type, roles }: { type: AccountType; roles: readonly string[] }): CashGroup {
  // A role that is not in the list is undefined there.
  const known = roles.map((role) => groupOfRole[role as AccountRole]).find((group) => group !== undefined);
  if (known) return known;
  return type === 'income' ? 'customers' : type === 'expense' ? 'running' : 'other';
}

export interface ForecastWeek {
  no: number;
  from: Day;
  to: Day;
}

/** The thirteen weeks after a day, each of seven days. */
export const weeksAfter = (on: Day): ForecastWeek[] => Array.from({ length: forecastWeeks }, (_, index) => ({ no: index + 1, from: addDays(on, index * 7 + 1), to: addDays(on, index * 7 + 7) }));

/** The place of what is not counted because it is too old to be believed, and of what comes after the last week. */
export const [tooOld, later] = [0, forecastWeeks + 1] as const;

/** Nobody counts on what should have come so many days ago. */
const believedDays = 90;

/** The week a day lies in after another; what is due already comes in the first. */
export const weekOf = (on: Day, expectedOn: Day): number => Math.min(later, Math.max(1, Math.ceil(daysBetween(on, expectedOn) / 7)));

/** Where something stands that was due on a day and is expected on another. */
export const placeOf = (on: Day, dueOn: Day, expectedOn: Day): number => (daysBetween(dueOn, on) > believedDays ? tooOld : weekOf(on, expectedOn));

/** What a group brought (positive) or took in so many whole weeks before the forecast. */
export interface Usual {
  total: Minor;
  weeks: number;
}

/**
 * What is assumed of each week beside the known: what was usual so far, less what is known and was assumed so far. So known
 * documents stand in for usual weeks until they are used up, and nothing is counted twice; the sum never falls behind what is usual.
 */
export function assumedByWeek(known: readonly Minor[], { total, weeks }: Usual): Minor[] {
  let soFar = 0;
  return known.map((amount, index) => {
    soFar += amount;
    const missing = (weeks === 0 ? 0 : mulDiv(total, index + 1, weeks)) - soFar;
    const assumed = total >= 0 ? Math.max(0, missing) : Math.min(0, missing);
    soFar += assumed;
    return minor(assumed);
  });
}

/** The middle of some whole numbers, the lower of two; 0 where there are none. */
export function middleOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] ?? 0;
}

/** A payout as it was: what arrived, what it took off the clearing account, and how long that had lain there. */
export interface PastPayout {
  paidOn: Day;
  received: Minor;
  settled: Minor;
  heldDays: number;
}

/** When a channel pays out, as its payouts show: every so many days from the last one, what has lain with it so long, so much of it. */
export interface PayoutSchedule {
  everyDays: number;
  lastOn: Day;
  heldDays: number;
  kept: RatePpm;
  payouts: number;
}

/** How often and how late a channel pays before its first two payouts have shown it. */
const unknownDays = 14;

/** What a channel's payouts, the oldest first, say of the next ones. */
export function payoutSchedule(past: readonly PastPayout[], on: Day): PayoutSchedule {
  const [received, settled] = [past.reduce((sum, one) => sum + one.received, 0), past.reduce((sum, one) => sum + one.settled, 0)];
  const gaps = past.slice(1).map(({ paidOn }, index) => daysBetween(past[index]?.paidOn ?? paidOn, paidOn)).filter((days) => days > 0);
  return {
    everyDays: gaps.length === 0 ? unknownDays : middleOf(gaps),
    lastOn: past.at(-1)?.paidOn ?? on,
    heldDays: past.length === 0 ? unknownDays : Math.max(0, middleOf(past.map(({ heldDays }) => heldDays))),
    kept: ratePpm(settled <= 0 ? 1_000_000 : Math.min(1_000_000, Math.max(0, mulDiv(received, 1_000_000, settled)))),
    payouts: past.length,
  };
}

/** The first payout after a day that brings what a channel has held since another. */
export function payoutOn({ everyDays, lastOn, heldDays }: Pick<PayoutSchedule, 'everyDays' | 'lastOn' | 'heldDays'>, sinceOn: Day, on: Day): Day {
  const [ripe, next] = [addDays(sinceOn, heldDays), addDays(on, 1)];
  const earliest = ripe > next ? ripe : next;
  return addDays(lastOn, Math.max(1, Math.ceil(daysBetween(lastOn, earliest) / everyDays)) * everyDays);
}

/** What money there would be at the end of a week, and what there was. */
export interface ForecastPair {
  forecast: Minor;
  actual: Minor;
}

/** How far a forecast missed: on average of its weeks, of the money there was, and in its last week. */
export interface Missed {
  mean: Minor;
  rate: RatePpm | null;
  last: Minor;
}

/** How far forecasts of weeks missed what came. The rate is null where there was no money to measure by. */
export function missedBy(pairs: readonly ForecastPair[]): Missed {
  const missed = pairs.reduce((sum, { forecast, actual }) => sum + Math.abs(forecast - actual), 0);
  const measure = pairs.reduce((sum, { actual }) => sum + Math.abs(actual), 0);
  const end = pairs.at(-1);
  return { mean: minor(pairs.length === 0 ? 0 : mulDiv(missed, 1, pairs.length)), rate: measure === 0 ? null : ratePpm(mulDiv(missed, 1_000_000, measure)), last: minor(end ? end.forecast - end.actual : 0) };
}
