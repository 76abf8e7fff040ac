import type { Day } from '../units/day.ts';
import { type Minor, minor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import { type RatePpm, ratePpm } from '../units/rate-ppm.ts';
import type { AccountType } from './account-role.rules.ts';
import type { CentreKind } from './centre.rules.ts';

/** What happens when a purchase order would go beyond a budget: nothing, a reason is asked for, or it is refused. */
export const guards = ['off', 'ask', 'refuse'] as const;
export type Guard = (typeof guards)[number];

export interface Centre {
  kind: CentreKind;
  id: number;
}

/** A budget and what takes from it, all in the base currency. */
export interface BudgetUse {
  budget: Minor;
  /** What the books have of the month. */
  actual: Minor;
  /** What other placed orders still expect in the month. */
  ordered: Minor;
  /** What this order would add. */
  own: Minor;
}

/** What would be left: budget − actual − other open orders − this one. Below zero the order goes beyond it. */
export const budgetLeft = ({ budget, actual, ordered, own }: BudgetUse): Minor => minor(budget - actual - ordered - own);

/** What a guard says to a use of its budget: what is left to the last cent passes. */
export const guardSays = (guard: Guard, use: BudgetUse): 'pass' | 'ask' | 'refuse' => (guard === 'off' || budgetLeft(use) >= 0 ? 'pass' : guard);

/** A movement (debit positive) as its budget counts it: income on its credit side, everything else on its debit side. */
export const onOwnSide = (type: AccountType, amount: Minor): Minor => minor(type === 'income' ? 0 - amount : amount);

/** By how much of the budget the books differ from it, in millionths; null where there is no budget to measure by. */
export function differenceRate(actual: Minor, budget: Minor): RatePpm | null {
  return budget === 0 ? null : ratePpm(mulDiv(minor(actual - budget), 1_000_000, Math.abs(budget)));
}

/** Last year's figure times a factor (1,000,000 is the same again), rounded to the cent half away from zero. */
export const scaled = (amount: Minor, factor: RatePpm): Minor => minor(mulDiv(amount, factor, 1_000_000));

/** The first of twelve months on: a budget's year. */
export function twelveMonths(from: Day): Day[] {
  const first = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1;
  // Every month has a first.
  return Array.from({ length: 12 }, (_, index) => `${String(Math.floor((first + index) / 12)).padStart(4, '0')}-${String(((first + index) % 12) + 1).padStart(2, '0')}-01` as Day);
}

/** The first of a day's month. */
export const monthOf = (on: Day): Day => `${on.slice(0, 7)}-01` as Day;

/** A block as spreadsheets copy it: rows by line, cells by tab; the line break after the last row is none of its own. */
export const pastedBlock = (text: string): string[][] =>
  text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n').map((line) => line.split('\t').map((cell) => cell.trim()));
