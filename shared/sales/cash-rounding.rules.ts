import { type Minor, minor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';

/** The smallest coin in minor units where a country took its small coins away; a total paid in cash is rounded to it. */
const smallestCoin: Readonly<Record<string, number>> = { AUD: 5, CAD: 5, CHF: 5, CZK: 100, DKK: 50, HKD: 10, HUF: 500, NOK: 100, NZD: 10, SEK: 100 };

/** The step a cash total is rounded to; zero where every minor unit is a coin. */
export const cashStepOf = (currency: string): Minor => minor(smallestCoin[currency] ?? 0);

/**
 * What cash paid back differs from the amount it pays back, so that there are coins for it: as a total paid in cash is rounded.
 * Zero for money that goes back otherwise. The refund itself keeps its cents; the difference is posted beside it.
 */
export const cashRoundingOf = (amount: Minor, account: string, currency: string): Minor =>
  account === 'till' ? minor(roundedForCash(amount, minor(0), cashStepOf(currency)) - amount) : minor(0);

/** What is to pay in all when everything but `cashless` is paid in coins of a step; zero and one are no step. */
export const roundedForCash = (total: Minor, cashless: Minor, step: Minor): Minor => (step <= 1 ? total : minor(cashless + mulDiv(total - cashless, 1, step) * step));
