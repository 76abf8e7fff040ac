import { allocate } from '../units/allocate.ts';
import { daysBetween } from '../units/calendar.ts';
import type { Day } from '../units/day.ts';
import { type Minor, minor } from '../units/minor.ts';

/** A quarter: over more days nobody could say which orders advertising brought. */
export const mostDaysOfSpend = 92;

/** How many days a spend is for, both counted. */
export const daysOfSpend = (fromOn: Day, throughOn: Day): number => daysBetween(fromOn, throughOn) + 1;

/** What is spent until a day that is not over may still change, and so may who shares it. */
export const isOver = ({ throughOn }: { throughOn: Day }, today: Day): boolean => throughOn < today;

/** What an order sells for, less what was called off: what it bears of advertising goes by that. */
export const soldOf = ({ claim, cancelledClaim }: { claim: Minor; cancelledClaim: Minor }): Minor => minor(Math.max(0, claim - cancelledClaim));

/**
 * What each order bears of a spend, by what it sells for, to the last minor unit: Σ shares = spend. Without orders nobody bears it.
 * Source: DOMAIN "Rounding", largest remainder.
 */
export const adShares = (spend: Minor, sold: readonly Minor[]): Minor[] => (sold.length === 0 ? [] : allocate(spend, sold));
