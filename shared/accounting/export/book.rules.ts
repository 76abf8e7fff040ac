import { addDays, type Month, monthOf } from '../../units/calendar.ts';
import { type Day, day } from '../../units/day.ts';
import type { Minor } from '../../units/minor.ts';
import type { AccountType } from '../account-role.rules.ts';
import type { ExportMovement, ExportStock } from './lots.rules.ts';

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

/** Whom an entry is about. Formats for other people's eyes write the number; names stay at home. */
export interface ExportParty {
  kind: 'customer' | 'supplier';
  id: number;
  /** Letters and digits every tool reads. */
  number: string;
  name: string;
}

export interface ExportEntry {
  number: string;
  /** Its number within its month (凭证号). */
  voucherNumber: number;
  postedOn: Day;
  source: { kind: string; id: number };
  rule: { id: string; version: number };
  memo: { key: string; values: Record<string, string | number> };
  reversesNumber: string | null;
  /** Null where no customer or supplier has a part in it. */
  party: ExportParty | null;
  /** Who wrote it, and the second person who stood for it (制单, 审核); names for printed vouchers alone. */
  writtenBy: string;
  reviewedBy: string | null;
  /** How many papers are attached to it. */
  papers: number;
  postings: readonly ExportPosting[];
}

/** What an account held in another currency when the first day began, and what that is worth in the base currency. */
export interface ForeignBalance {
  ledgerAccountId: number;
  currency: string;
  foreignAmount: Minor;
  amount: Minor;
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
  openingForeign: readonly ForeignBalance[];
  entries: Iterable<ExportEntry>;
  balancesThrough(on: Day): readonly AccountBalance[];
  /** Goods as commodities with their lots, for formats that know such things. */
  stock?: ExportStock;
}

export type BookEvent = { entry: ExportEntry } | { movement: ExportMovement } | { assertOn: Day; balances: readonly AccountBalance[] };

/** Entries and goods in order of days and, after each month that has any and at the end, every account's balance to assert. */
export function* bookEvents(book: ExportBook): Generator<BookEvent> {
  let month: Month | undefined;
  for (const { on, event } of byDay(book)) {
    const eventMonth = monthOf(on);
    if (month !== undefined && month !== eventMonth) yield assertion(book, lastDayOf(month));
    month = eventMonth;
    yield event;
  }
  yield assertion(book, book.to);
}

/** On one day what was posted stands before what moved. */
function* byDay({ entries, stock }: ExportBook): Generator<{ on: Day; event: BookEvent }> {
  const movements = (stock?.movements ?? [])[Symbol.iterator]();
  let next = movements.next();
  for (const entry of entries) {
    for (; !next.done && next.value.on < entry.postedOn; next = movements.next()) yield { on: next.value.on, event: { movement: next.value } };
    yield { on: entry.postedOn, event: { entry } };
  }
  for (; !next.done; next = movements.next()) yield { on: next.value.on, event: { movement: next.value } };
}

const assertion = (book: ExportBook, on: Day): BookEvent => ({ assertOn: on, balances: book.balancesThrough(on) });

function lastDayOf(month: Month): Day {
  // The 28th plus four days is always in the next month.
  const next = monthOf(addDays(day(`${month}-28`), 4));
  return addDays(day(`${next}-01`), -1);
}

/** Whether a leg can be written in its own currency at a total price: both amounts have one sign. */
export const isPriced = (leg: ForeignLeg, base: string): leg is ForeignLeg & { currency: string; foreignAmount: Minor } =>
  leg.currency !== null && leg.currency !== base && leg.foreignAmount !== null && leg.amount !== 0 && Math.sign(leg.amount) === Math.sign(leg.foreignAmount);

export interface ForeignLeg {
  amount: Minor;
  currency: string | null;
  foreignAmount: Minor | null;
}

/** Who stands beside an entry in books of plain text. */
export const payeeOf = ({ party }: ExportEntry): string => party?.number ?? 'shop';

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
