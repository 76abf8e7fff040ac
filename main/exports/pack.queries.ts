import { sql } from 'kysely';
import type { ExportEntry } from '../../shared/accounting/export/book.rules.ts';
import type { Pack } from '../../shared/exports/pack.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { listAccounts } from '../accounting/account.queries.ts';
import { exportBook } from '../accounting/export.queries.ts';
import { getShop } from '../company/company.queries.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { letterheadOf } from '../documents/setting.queries.ts';
import { partiesOf } from './party.queries.ts';

/** The days of an export, and the day it is made on. */
export interface PackDays {
  from: Day;
  to: Day;
  madeOn: Day;
}

/** The books of some days with whose they are; each entry passes `seen` when it is written. */
export function packOf(reader: Reader, { from, to, madeOn }: PackDays, seen: () => void): Pack {
  const { name, country, language } = getShop(reader);
  const { lines, taxNumber } = letterheadOf(reader);
  const book = exportBook(reader, { from, to }, { partiesOf });
  return { book: { ...book, from, to, entries: passing(book.entries, seen) }, shop: { name, country, language, taxNumber, lines }, madeOn };
}

/** Tells of each entry as it goes by. */
export function* passing(entries: Iterable<ExportEntry>, seen: () => void): Generator<ExportEntry> {
  for (const entry of entries) {
    seen();
    yield entry;
  }
}

const entriesOfDays = read((db, p: { from: Day; to: Day }) =>
  db
    .selectFrom('journalEntry')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('postedOn', '>=', p.from)
    .where('postedOn', '<=', p.to),
);

/** How many entries an export will have. */
export const countEntries = (reader: Reader, from: Day, to: Day): number => entriesOfDays.get(reader, { from, to })?.count ?? 0;

const sumsOfDays = read((db, p: { from: Day; to: Day }) =>
  db
    .selectFrom('ledgerDay')
    .select([sql<Minor>`coalesce(sum(debit), 0)`.as('debit'), sql<Minor>`coalesce(sum(credit), 0)`.as('credit')])
    .where('dayOn', '>=', p.from)
    .where('dayOn', '<=', p.to),
);

/** What the entries of some days add up to, from the kept figures. */
export function totalsOfDays(reader: Reader, from: Day, to: Day): { entries: number; debit: Minor; credit: Minor } {
  const { debit = minor(0), credit = minor(0) } = sumsOfDays.get(reader, { from, to }) ?? {};
  return { entries: countEntries(reader, from, to), debit, credit };
}

/** Ledger accounts by what they control, and by the roles they play. */
export function accountSets(reader: Reader) {
  const accounts = listAccounts(reader);
  const controlling = (...controls: string[]): Set<number> => new Set(accounts.filter(({ control }) => control !== null && controls.includes(control)).map(({ ledgerAccountId }) => ledgerAccountId));
  const playing = (role: string) => accounts.find(({ roles }) => roles.includes(role));
  return { controlling, playing };
}

const allCustomers = read((db) => db.selectFrom('customer').select(['id', 'number', 'name']).orderBy('id'));
const allSuppliers = read((db) => db.selectFrom('supplier').select(['id', 'code as number', 'name']).orderBy('id'));

/** Everybody the books can name. */
export const masterParties = (reader: Reader) => ({
  customers: allCustomers.all(reader, {}).map((row) => ({ ...row, kind: 'customer' as const })),
  suppliers: allSuppliers.all(reader, {}).map((row) => ({ ...row, kind: 'supplier' as const })),
});
