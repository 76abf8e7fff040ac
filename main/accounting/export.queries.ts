import { sql } from 'kysely';
import type { ExportBook, ExportEntry, ExportParty } from '../../shared/accounting/export/book.rules.ts';
import type { ExportStock } from '../../shared/accounting/export/lots.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { listAccounts } from './account.queries.ts';
import { voucherNumber } from './journal.queries.ts';
import { memoOf, postingsOfEntry, typedText } from './journal.statements.ts';
import { getTrialBalance } from './trial-balance.queries.ts';

export interface ExportedDays {
  from?: Day | undefined;
  to: Day;
}

/** What the books need from rooms that know customers and goods. */
export interface BookSources {
  /** Whom entries are about; who is missing is the shop itself. */
  partiesOf?: (reader: Reader, entryIds: readonly number[]) => ReadonlyMap<number, ExportParty>;
  stockOf?: (reader: Reader, days: { from: Day; to: Day }) => ExportStock | undefined;
}

const firstDay = read((db) => db.selectFrom('journalEntry').select('postedOn').orderBy('postedOn').limit(1));
const lastDay = read((db) => db.selectFrom('journalEntry').select('postedOn').orderBy('postedOn', 'desc').limit(1));
const baseCurrency = read((db) => db.selectFrom('shop').select('baseCurrency'));

/**
 * The books of some days. The reader must hold one snapshot while they are read: entries and the balances asserted between
 * them come from several statements.
 */
export function exportBook(reader: Reader, input: ExportedDays, { partiesOf, stockOf }: BookSources = {}): ExportBook {
  const from = input.from ?? firstDay.get(reader, {})?.postedOn ?? input.to;
  // Nothing is asserted of days after the last entry: "everything so far" is asked for as a day far away.
  const last = lastDay.get(reader, {})?.postedOn ?? from;
  const until = last < input.to ? last : input.to;
  const to = until < from ? from : until;
  const balancesThrough = (on: Day) =>
    getTrialBalance(reader, { to: on }).rows.map(({ ledgerAccountId, closing }) => ({ ledgerAccountId, balance: closing }));
  const stock = stockOf?.(reader, { from, to });
  return {
    ...(stock && { stock }),
    currency: baseCurrency.get(reader, {})?.baseCurrency ?? 'XXX',
    accounts: listAccounts(reader).map(({ ledgerAccountId, code, name, type }) => ({ id: ledgerAccountId, code, name, type })),
    from,
    to,
    opening: balancesThrough(addDays(from, -1)).filter(({ balance }) => balance !== 0),
    openingForeign: foreignBefore.all(reader, { from }),
    entries: entriesBetween(reader, from, to, partiesOf),
    balancesThrough,
  };
}

const foreignBefore = read((db, p: { from: Day }) =>
  db
    .selectFrom('posting')
    .select(['ledgerAccountId'])
    .select([sql<string>`currency`.as('currency'), sql<Minor>`sum(foreignAmount)`.as('foreignAmount'), sql<Minor>`sum(amount)`.as('amount')])
    .where('currency', 'is not', null)
    .where('postedOn', '<', p.from)
    .groupBy(['ledgerAccountId', 'currency']),
);

const reviewer = sql<string | null>`(select u.name from entryReview v join command d on d.id = v.commandId join user u on u.id = d.userId where v.entryId = e.id and v.takenBackById is null)`;
const papersOf = sql<number>`(select count(*) from attachment a where a.kind = 'journalEntry' and a.itemId = e.id and a.removedById is null)`;

const entryPage = read((db, p: { to: Day; postedOn: Day; id: number }) =>
  db
    .selectFrom('journalEntry as e')
    .leftJoin('journalEntry as r', 'r.id', 'e.reversesId')
    .innerJoin('command as c', 'c.id', 'e.commandId')
    .leftJoin('user as author', 'author.id', 'c.userId')
    .select(['e.id', 'e.number', 'e.postedOn', 'e.sourceKind', 'e.sourceId', 'e.ruleId', 'e.ruleVersion'])
    .select(['e.memoKey', 'e.memoValues', typedText.as('text'), 'r.number as reversesNumber', voucherNumber.as('voucherNumber')])
    .select([sql<string>`coalesce(author.name, '')`.as('writtenBy'), reviewer.as('reviewedBy'), papersOf.as('papers')])
    .where('e.postedOn', '<=', p.to)
    .where(sql<boolean>`(e.postedOn, e.id) > (${p.postedOn}, ${p.id})`)
    .orderBy('e.postedOn')
    .orderBy('e.id')
    .limit(500),
);

/** Entries by day and sequence, 500 at a time: a year of them never stands in memory. */
function* entriesBetween(reader: Reader, from: Day, to: Day, partiesOf: BookSources['partiesOf']): Generator<ExportEntry> {
  let after = { postedOn: from, id: 0 };
  for (;;) {
    const page = entryPage.all(reader, { to, ...after });
    const parties = partiesOf?.(reader, page.map(({ id }) => id));
    for (const row of page) {
      yield {
        number: row.number,
        voucherNumber: row.voucherNumber,
        postedOn: row.postedOn,
        source: { kind: row.sourceKind, id: row.sourceId },
        rule: { id: row.ruleId, version: row.ruleVersion },
        memo: memoOf(row.memoKey, row.memoValues, row.text),
        reversesNumber: row.reversesNumber,
        party: parties?.get(row.id) ?? null,
        writtenBy: row.writtenBy,
        reviewedBy: row.reviewedBy,
        papers: row.papers,
        postings: postingsOfEntry.all(reader, { entryId: row.id }),
      };
    }
    const last = page.at(-1);
    if (!last) return;
    after = { postedOn: last.postedOn, id: last.id };
  }
}
