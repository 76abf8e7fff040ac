import { sql } from 'kysely';
import type { ExportBook, ExportEntry } from '../../shared/accounting/export/book.rules.ts';
import { beancountJournal } from '../../shared/accounting/export/beancount.rules.ts';
import { csvJournal } from '../../shared/accounting/export/csv.rules.ts';
import { hledgerJournal } from '../../shared/accounting/export/hledger.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { listAccounts } from './account.queries.ts';
import { memoOf, postingsOfEntry, typedText } from './journal.statements.ts';
import { getTrialBalance } from './trial-balance.queries.ts';

/** `hledger` is read by hledger and by ledger. */
export const journalFormats = { hledger: hledgerJournal, beancount: beancountJournal, csv: csvJournal } as const;

export interface JournalExport {
  format: keyof typeof journalFormats;
  from?: Day | undefined;
  to: Day;
}

/**
 * The journal of some days as text, an entry at a time. The reader must hold one snapshot while it is read: entries and
 * the balances asserted between them come from several statements.
 */
export function journalLines(reader: Reader, input: JournalExport): Iterable<string> {
  return journalFormats[input.format](exportBook(reader, input));
}

const firstDay = read((db) => db.selectFrom('journalEntry').select('postedOn').orderBy('postedOn').limit(1));
const lastDay = read((db) => db.selectFrom('journalEntry').select('postedOn').orderBy('postedOn', 'desc').limit(1));
const baseCurrency = read((db) => db.selectFrom('shop').select('baseCurrency'));

function exportBook(reader: Reader, input: JournalExport): ExportBook {
  const from = input.from ?? firstDay.get(reader, {})?.postedOn ?? input.to;
  // Nothing is asserted of days after the last entry: "everything so far" is asked for as a day far away.
  const last = lastDay.get(reader, {})?.postedOn ?? from;
  const until = last < input.to ? last : input.to;
  const to = until < from ? from : until;
  const balancesThrough = (on: Day) =>
    getTrialBalance(reader, { to: on }).rows.map(({ ledgerAccountId, closing }) => ({ ledgerAccountId, balance: closing }));
  return {
    currency: baseCurrency.get(reader, {})?.baseCurrency ?? 'XXX',
    accounts: listAccounts(reader).map(({ ledgerAccountId, code, name, type }) => ({ id: ledgerAccountId, code, name, type })),
    from,
    to,
    opening: balancesThrough(addDays(from, -1)).filter(({ balance }) => balance !== 0),
    entries: entriesBetween(reader, from, to),
    balancesThrough,
  };
}

const entryPage = read((db, p: { to: Day; postedOn: Day; id: number }) =>
  db
    .selectFrom('journalEntry as e')
    .leftJoin('journalEntry as r', 'r.id', 'e.reversesId')
    .select(['e.id', 'e.number', 'e.postedOn', 'e.sourceKind', 'e.sourceId', 'e.ruleId', 'e.ruleVersion'])
    .select(['e.memoKey', 'e.memoValues', typedText.as('text'), 'r.number as reversesNumber'])
    .where('e.postedOn', '<=', p.to)
    .where(sql<boolean>`(e.postedOn, e.id) > (${p.postedOn}, ${p.id})`)
    .orderBy('e.postedOn')
    .orderBy('e.id')
    .limit(500),
);

/** Entries by day and sequence, 500 at a time: a year of them never stands in memory. */
function* entriesBetween(reader: Reader, from: Day, to: Day): Generator<ExportEntry> {
  let after = { postedOn: from, id: 0 };
  for (;;) {
    const page = entryPage.all(reader, { to, ...after });
    for (const row of page) {
      yield {
        number: row.number,
        postedOn: row.postedOn,
        source: { kind: row.sourceKind, id: row.sourceId },
        rule: { id: row.ruleId, version: row.ruleVersion },
        memo: memoOf(row.memoKey, row.memoValues, row.text),
        reversesNumber: row.reversesNumber,
        postings: postingsOfEntry.all(reader, { entryId: row.id }),
      };
    }
    const last = page.at(-1);
    if (!last) return;
    after = { postedOn: last.postedOn, id: last.id };
  }
}
