import { addDays, type Month, monthOf } from '../../units/calendar.ts';
import { type Day, day } from '../../units/day.ts';
import type { Minor } from '../../units/minor.ts';
import type { AccountType } from '../account-role.rules.ts';

export interface ExportAccount {
  id: number;
  code: string;
  name: string;
  type: AccountType;
}

export interface AccountBalance {
  ledgerAccountId: number;
  /** Debit positive, credit negative. */
  balance: Minor;
}

export interface ExportPosting {
  ledgerAccountId: number;
  amount: Minor;
  channelId: number | null;
  itemKind: string | null;
  itemId: number | null;
  currency: string | null;
  foreignAmount: Minor | null;
}

export interface ExportEntry {
  number: string;
  postedOn: Day;
  source: { kind: string; id: number };
  rule: { id: string; version: number };
  memo: { key: string; values: Record<string, string | number> };
  reversesNumber: string | null;
  postings: readonly ExportPosting[];
}

/**
 * The books of some days as a writer needs them. `entries` come by (postedOn, number) and are read once, so a writer never
 * holds more than one. Balances come from the kept figures, not from `entries`: the outside tool compares the two.
 */
export interface ExportBook {
  currency: string;
  accounts: readonly ExportAccount[];
  from: Day;
  to: Day;
  opening: readonly AccountBalance[];
  entries: Iterable<ExportEntry>;
  balancesThrough(on: Day): readonly AccountBalance[];
}

export type BookEvent = { entry: ExportEntry } | { assertOn: Day; balances: readonly AccountBalance[] };

/** The entries in order and, after each month that has any and at the end, every account's balance to assert. */
export function* bookEvents(book: ExportBook): Generator<BookEvent> {
  let month: Month | undefined;
  for (const entry of book.entries) {
    const entryMonth = monthOf(entry.postedOn);
    if (month !== undefined && month !== entryMonth) yield assertion(book, lastDayOf(month));
    month = entryMonth;
    yield { entry };
  }
  yield assertion(book, book.to);
}

const assertion = (book: ExportBook, on: Day): BookEvent => ({ assertOn: on, balances: book.balancesThrough(on) });

function lastDayOf(month: Month): Day {
  // The 28th plus four days is always in the next month.
  const next = monthOf(addDays(day(`${month}-28`), 4));
  return addDays(day(`${next}-01`), -1);
}

/** A customer's or supplier's number as the payee (names stay at home), else the shop itself. */
export function payeeOf(entry: ExportEntry): string {
  const party = entry.postings.find(({ itemKind }) => itemKind === 'customer' || itemKind === 'supplier');
  if (!party) return 'shop';
  return `${party.itemKind === 'customer' ? 'C' : 'S'}${party.itemId}`;
}

/** What the entry says, without anybody's words: its memo key and values, its source and its rule. */
export function memoText(entry: ExportEntry): string {
  const values = Object.entries(entry.memo.values).map(([name, value]) => ` ${name} ${value}`);
  const reverses = entry.reversesNumber === null ? '' : `, reverses ${entry.reversesNumber}`;
  const { source, rule, memo } = entry;
  return plainText(`${memo.key}${values.join('')}, ${source.kind} ${source.id}, rule ${rule.id} v${rule.version}${reverses}`);
}

/**
 * Text no ledger tool can read as anything but text: letters, digits and harmless punctuation of any script on one line.
 * Colons, semicolons, quotes, bars, line breaks, direction marks and runs of spaces all mean something to one tool.
 */
export function plainText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}._,&/+()（）、：-]+/gu, ' ')
    .trim()
    .slice(0, 200);
}

/** Root names every tool knows in English. */
export const rootName: Record<AccountType, string> = {
  asset: 'Assets',
  liability: 'Liabilities',
  equity: 'Equity',
  income: 'Income',
  expense: 'Expenses',
};
