import type { ExportBook, ExportEntry } from '../accounting/export/book.rules.ts';
import { minorDigits } from '../units/currency.ts';
import type { Day } from '../units/day.ts';
import { decimalText } from '../units/decimal.ts';
import type { Language } from '../units/language.ts';
import { type Minor, minor } from '../units/minor.ts';

/** One file of an export. Its text is read once, to the end, before the next file is asked for. */
export interface PackFile {
  name: string;
  /** Windows-1252 where the program that reads it knows nothing newer. */
  charset: 'utf-8' | 'windows-1252';
  text: Iterable<string>;
}

/** Who keeps the books, as formats for the tax office name them. */
export interface PackShop {
  name: string;
  country: string;
  language: Language;
  taxNumber: string;
  lines: readonly string[];
}

/** The books of some days, and whose they are. */
export interface Pack {
  book: ExportBook;
  shop: PackShop;
  /** The day the export is made on. */
  madeOn: Day;
}

/** What all entries of an export add up to, counted while they are written: what was lost on the way shows. */
export class ControlTotals {
  entries = 0;
  lines = 0;
  private debits = 0;
  private credits = 0;

  get debit(): Minor {
    return minor(this.debits);
  }

  get credit(): Minor {
    return minor(this.credits);
  }

  /** Passes entries on and counts them. */
  *over(entries: Iterable<ExportEntry>): Generator<ExportEntry> {
    for (const entry of entries) {
      this.entries += 1;
      for (const { amount } of entry.postings) {
        this.lines += 1;
        if (amount >= 0) this.debits += amount;
        else this.credits -= amount;
      }
      yield entry;
    }
  }

  /** The totals as the file beside an export that has no room for them. */
  file({ book }: Pack): PackFile {
    const money = (amount: Minor): string => `${decimalText(amount, minorDigits(book.currency))} ${book.currency}`;
    const rows = [['from', book.from], ['to', book.to], ['entries', this.entries], ['lines', this.lines], ['debit', money(this.debit)], ['credit', money(this.credit)]];
    return textFile('control-totals.txt', rows.map(([name, value]) => `${name}: ${value}\r\n`));
  }
}

/** A file of text in UTF-8. */
export const textFile = (name: string, text: Iterable<string>): PackFile => ({ name, charset: 'utf-8', text });

/** One thing after another as something else, so that a year of entries never stands in memory. */
export function* each<From, To>(items: Iterable<From>, to: (item: From) => To): Generator<To> {
  for (const item of items) yield to(item);
}

/** Lines in files of at most so many, under the same head; the lines of one entry stay together, however many they are. */
export function* inParts(groups: Iterable<readonly string[]>, { name, heading, most }: { name: string; heading: string; most: number }): Generator<PackFile> {
  let [rows, part]: [string[], number] = [[], 0];
  const file = (): PackFile => textFile(`${name}-${String((part += 1)).padStart(3, '0')}.csv`, [heading, ...rows]);
  for (const lines of groups) {
    if (rows.length > 0 && rows.length + lines.length > most) {
      yield file();
      rows = [];
    }
    rows.push(...lines);
  }
  if (rows.length > 0) yield file();
}

/** Legs with their account, as every format that names accounts by code or name needs them. */
export function legsOf({ accounts }: ExportBook) {
  const byId = new Map(accounts.map((account) => [account.id, account]));
  return ({ postings }: ExportEntry) =>
    postings.map((posting) => {
      const account = byId.get(posting.ledgerAccountId);
      if (!account) throw new RangeError(`ledger account ${posting.ledgerAccountId} is not in the book`);
      return { ...posting, account };
    });
}

export type PackLeg = ReturnType<ReturnType<typeof legsOf>>[number];

/** An amount with exactly the currency's decimals. */
export const decimals = (currency: string): ((amount: number) => string) => {
  const digits = minorDigits(currency);
  return (amount) => decimalText(amount, digits);
};

/** A day as its three numbers, in the order and with the mark a format wants: `dayAs(on, 'DMY', '/')`. */
export function dayAs(on: Day, order: string, between: string): string {
  const [year = '', month = '', date = ''] = on.split('-');
  const parts: Record<string, string> = { Y: year, M: month, D: date, y: year.slice(2) };
  return order.split('').map((part) => parts[part] ?? '').join(between);
}
