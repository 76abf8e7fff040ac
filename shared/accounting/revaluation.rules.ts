import type { Day } from '../units/day.ts';
import { addDays } from '../units/calendar.ts';
import type { Instant } from '../units/instant.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';
import { debit, type EntryDraft, entryDraft, type Leg, type OpenItem } from './entry.rules.ts';
import { type DatedRate, homeWorth } from './exchange-rate.rules.ts';
import { exchangeLegs } from './foreign-item.rules.ts';

/** What stands in another currency on an account, or of one open item on it, at the end of a day. Debit positive. */
export interface ForeignBalance {
  ledgerAccountId: number;
  item: OpenItem | null;
  currency: string;
  foreign: Minor;
  home: Minor;
}

/** A balance with what it is worth at the day's rate; no rate where nothing is left in its currency. */
export interface RevaluedBalance extends ForeignBalance {
  rate: DatedRate | null;
  worth: Minor;
  /** More (positive) or less than the books say. */
  difference: Minor;
}

/** Each balance at the rate of the day. What has nothing left in its own currency is worth nothing. Source: IAS 21.23(a), 小企业会计准则 第七十七条. */
export function revalued(balances: readonly ForeignBalance[], rateOf: (currency: string) => DatedRate, home: string): RevaluedBalance[] {
  return balances.map((balance) => {
    const rate = balance.foreign === 0 ? null : rateOf(balance.currency);
    const worth = rate === null ? minor(0) : homeWorth(balance.foreign, rate, balance.currency, home);
    return { ...balance, rate, worth, difference: minor(worth - balance.home) };
  });
}

export const differenceOf = (rows: readonly { difference: Minor }[]): Minor => sumMinor(rows.map(({ difference }) => difference));

export interface RevaluationHead {
  revaluationId: number;
  throughOn: Day;
  occurredAt: Instant;
}

/** The row of a revaluation as its entries need it. */
export type PostedRow = Pick<RevaluedBalance, 'ledgerAccountId' | 'item' | 'currency' | 'difference'>;

/**
 * On the day, each account at its worth; gains and losses each on their own account. The currency stands on the leg with nothing
 * of it, since only the worth changed. Source: DOMAIN §5 "revaluation".
 */
export const revaluationEntry = (head: RevaluationHead, rows: readonly PostedRow[]): EntryDraft => draft(head, 'revaluation', head.throughOn, rows, rows.flatMap(legsOf));

/** The exact opposite on the day after, leg by leg: the books go on as if nothing had been revalued. */
export const revaluationBackEntry = (head: RevaluationHead, rows: readonly PostedRow[]): EntryDraft =>
  draft(head, 'revaluationBack', addDays(head.throughOn, 1), rows, rows.flatMap(legsOf).map((leg) => ({ ...leg, amount: minor(0 - leg.amount) })));

function draft({ revaluationId, throughOn, occurredAt }: RevaluationHead, rule: 'revaluation' | 'revaluationBack', postedOn: Day, rows: readonly PostedRow[], legs: readonly Leg[]): EntryDraft {
  return entryDraft({
    postedOn,
    occurredAt,
    source: { kind: 'revaluation', id: revaluationId },
    rule: { id: `accounting.${rule}`, version: 1 },
    memo: { key: `accounting.${rule}`, values: { throughOn } },
    terms: { difference: differenceOf(rows) },
    legs,
  });
}

const legsOf = ({ ledgerAccountId, item, currency, difference }: PostedRow): Leg[] => [
  debit({ ledgerAccountId }, difference, { item, foreign: { currency, amount: minor(0) } }),
  ...exchangeLegs(difference),
];
