import { sql } from 'kysely';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

const accountSums = read((db, p: { from: Day; to: Day }) =>
  db
    .selectFrom('ledgerAccount as a')
    .innerJoin('ledgerDay as d', 'd.ledgerAccountId', 'a.id')
    .select(['a.id as ledgerAccountId', 'a.code', 'a.name', 'a.type'])
    .select((eb) => [
      sql<Minor>`sum(iif(${eb.ref('d.dayOn')} < ${p.from}, ${eb.ref('d.debit')} - ${eb.ref('d.credit')}, 0))`.as('opening'),
      sql<Minor>`sum(iif(${eb.ref('d.dayOn')} < ${p.from}, 0, ${eb.ref('d.debit')}))`.as('debit'),
      sql<Minor>`sum(iif(${eb.ref('d.dayOn')} < ${p.from}, 0, ${eb.ref('d.credit')}))`.as('credit'),
    ])
    .where('d.dayOn', '<=', p.to)
    .groupBy('a.id')
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
