import { sql } from 'kysely';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

/** Of the account `a`; the days before `from` are many more than the rest, so they are added up without asking of each on which side it lies. */
const before = (from: Day) => sql<Minor>`(select coalesce(sum(d.debit - d.credit), 0) from ledgerDay d where d.ledgerAccountId = a.id and d.dayOn < ${from})`;
const within = (side: 'debit' | 'credit', { from, to }: { from: Day; to: Day }) =>
  sql<Minor>`(select coalesce(sum(d.${sql.ref(side)}), 0) from ledgerDay d where d.ledgerAccountId = a.id and d.dayOn between ${from} and ${to})`;

const accountSums = read((db, p: { from: Day; to: Day }) =>
  db
    .selectFrom('ledgerAccount as a')
    .select(['a.id as ledgerAccountId', 'a.code', 'a.name', 'a.type'])
    .select([before(p.from).as('opening'), within('debit', p).as('debit'), within('credit', p).as('credit')])
    .where(sql<boolean>`exists (select 1 from ledgerDay d where d.ledgerAccountId = a.id and d.dayOn <= ${p.to})`)
    .orderBy('a.code'),
);

/** Every account that ever moved: balance before `from`, both sides of the days from `from` to `to`, balance at the end. */
export function getTrialBalance(reader: Reader, input: { from?: Day | undefined; to: Day }) {
  // Text before every date: without `from`, nothing is opening.
  const from = input.from ?? ('' as Day);
  const sums = accountSums.all(reader, { from, to: input.to });
  const rows = sums.map((row) => ({ ...row, closing: minor(row.opening + row.debit - row.credit) }));
  const total = (side: 'opening' | 'debit' | 'credit' | 'closing'): Minor => sumMinor(rows.map((row) => row[side]));
  const totals = { opening: total('opening'), debit: total('debit'), credit: total('credit'), closing: total('closing') };
  return { rows, totals };
}

const balanceBefore = read((db, p: { ledgerAccountId: number; on: Day }) =>
  db
    .selectFrom('ledgerDay')
    .select(sql<Minor>`coalesce(sum(debit - credit), 0)`.as('balance'))
    .where('ledgerAccountId', '=', p.ledgerAccountId)
    .where('dayOn', '<', p.on),
);

/** An account's balance at the start of a day, from the kept figures; debit positive. */
export const accountBalanceBefore = (reader: Reader, ledgerAccountId: number, on: Day): Minor =>
  balanceBefore.get(reader, { ledgerAccountId, on })?.balance ?? minor(0);
