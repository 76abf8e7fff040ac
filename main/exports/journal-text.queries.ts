import { beancountJournal } from '../../shared/accounting/export/beancount.rules.ts';
import type { ExportBook } from '../../shared/accounting/export/book.rules.ts';
import { csvJournal } from '../../shared/accounting/export/csv.rules.ts';
import { hledgerJournal } from '../../shared/accounting/export/hledger.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { type BookSources, exportBook, type ExportedDays } from '../accounting/export.queries.ts';
import { hiddenVariants } from '../counting/blind.queries.ts';
import type { Reader } from '../database/handles.ts';
import { exportStock } from '../inventory/export-stock.queries.ts';
import { passing } from './pack.queries.ts';
import { partiesOf } from './party.queries.ts';

interface JournalFormat {
  write(book: ExportBook): Iterable<string>;
  sources: BookSources;
}

/** `hledger` is read by hledger and by ledger. */
export const journalFormats = {
  hledger: { write: hledgerJournal, sources: { partiesOf, stockOf: exportStock } },
  beancount: { write: beancountJournal, sources: { partiesOf, stockOf: exportStock } },
  csv: { write: csvJournal, sources: {} },
} as const satisfies Record<string, JournalFormat>;

export interface JournalExport extends ExportedDays {
  format: keyof typeof journalFormats;
  /** For whom it is written. */
  userId: number;
  /** Told of each entry as it is written. */
  seen?: () => void;
}

/** What the books hold tells what is in stock. @throws Refusal export.blind where the reader counts some of it blind */
export function refuseBlindExport(reader: Reader, userId: number): void {
  if (hiddenVariants(reader, userId)) throw new Refusal('export.blind', {});
}

/** The journal of some days as text, an entry at a time, in one snapshot of the reader's. @throws Refusal export.blind */
export function journalLines(reader: Reader, { format, userId, seen, ...days }: JournalExport): Iterable<string> {
  refuseBlindExport(reader, userId);
  const { write, sources } = journalFormats[format];
  const book = exportBook(reader, days, sources);
  return write(seen ? { ...book, entries: passing(book.entries, seen) } : book);
}
