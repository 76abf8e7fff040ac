import { credit, debit, type EntryDraft, entryDraft } from '../accounting/entry.rules.ts';
import { addDays } from '../units/calendar.ts';
import { type Day, day } from '../units/day.ts';
import type { Instant } from '../units/instant.ts';
import { type Minor, minor } from '../units/minor.ts';

export const repairStates = ['open', 'done', 'cancelled'] as const;
export type RepairState = (typeof repairStates)[number];

/** The last day of a warranty of so many months: the same day of the month, or its last where that has fewer. */
export function warrantyEnd(soldOn: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = soldOn.split('-').map(Number);
  const index = year * 12 + month - 1 + months;
  const [endYear, endMonth] = [Math.floor(index / 12), (index % 12) + 1];
  const first = day(`${String(endYear).padStart(4, '0')}-${String(endMonth).padStart(2, '0')}-01`);
  const days = [31, isLeap(endYear) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][endMonth - 1] ?? 31;
  return addDays(first, Math.min(date, days) - 1);
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

interface When {
  postedOn: Day;
  occurredAt: Instant;
}

/** A part leaves stock for a repair, or is back: `value` is what it cost, negative when it is back. */
export const repairPartEntry = (when: When, part: { id: number; number: string }, value: Minor): EntryDraft =>
  entryDraft({
    postedOn: when.postedOn,
    occurredAt: when.occurredAt,
    source: { kind: 'repairPart', id: part.id },
    rule: { id: 'returns.repairPart', version: 1 },
    memo: { key: value < 0 ? 'repairPartReturned' : 'repairPart', values: { number: part.number } },
    terms: { value },
    legs: [debit('repairCost', value), credit('inventory', value)],
  });

/** The customer pays for a repair. Source: DOMAIN §5 "service done". */
export const repairChargeEntry = (when: When, repair: { id: number; number: string }, charge: { net: Minor; tax: Minor; account: 'till' | 'bank' }): EntryDraft =>
  entryDraft({
    postedOn: when.postedOn,
    occurredAt: when.occurredAt,
    source: { kind: 'repair', id: repair.id },
    rule: { id: 'returns.repair', version: 1 },
    memo: { key: 'repairCharged', values: { number: repair.number } },
    terms: { ...charge },
    legs: [debit(charge.account, minor(charge.net + charge.tax)), credit('repairIncome', charge.net), credit('outputTax', charge.tax)],
  });
