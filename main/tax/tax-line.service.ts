import { sql } from 'kysely';
import { oppositeFacts, type TaxFact } from '../../shared/tax/tax-fact.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

/**
 * All lines of an entry at once. What the class means is looked up here, and so is the period: a tax point inside a filed
 * one moves to the first day after, as a late entry does in the books (DOMAIN "Three times"). A channel's figures are kept as
 * they are: where its rate says zero and its tax does not, the tax is told, under no rate.
 */
const insertLines = write((db, p: { entryId: number; postedOn: Day; facts: string }) =>
  db
    .insertInto('taxLine')
    .columns(['entryId', 'direction', 'treatment', 'country', 'region', 'taxClassId', 'rate', 'base', 'tax', 'taxPointOn'])
    .expression(
      sql`select ${p.entryId}, f.value ->> 'direction',
        coalesce(f.value ->> 'treatment', iif(f.value ->> 'rate' > 0 or f.value ->> 'tax' <> 0, 'taxed', (select iif(treatment = 'taxed', 'zero', treatment) from taxClass where id = f.value ->> 'taxClassId')), 'zero'),
        coalesce(f.value ->> 'country', (select country from shop)), coalesce(f.value ->> 'region', ''), f.value ->> 'taxClassId', iif(f.value ->> 'rate' = 0 and f.value ->> 'tax' <> 0, null, f.value ->> 'rate'), f.value ->> 'base', f.value ->> 'tax',
        max(${p.postedOn}, coalesce((select date(lockedThroughOn, '+1 day') from taxFiling order by id desc limit 1), ''))
      from json_each(${p.facts}) f` as never,
    ),
);

/** Writes the tax lines of an open entry. */
export function writeTaxLines(tx: Tx, entry: { entryId: number; postedOn: Day }, facts: readonly TaxFact[]): void {
  if (facts.length > 0) insertLines.run(tx, { ...entry, facts: JSON.stringify(facts) });
}

const linesOfEntry = read((db, p: { entryId: number }) =>
  db.selectFrom('taxLine').select(['direction', 'treatment', 'country', 'region', 'taxClassId', 'rate', 'base', 'tax']).where('entryId', '=', p.entryId).orderBy('id'),
);

/** What the opposite of an entry says about tax: the same with every sign turned. */
export const oppositeOfEntry = (tx: Tx, entryId: number): TaxFact[] => oppositeFacts(linesOfEntry.all(tx, { entryId }));
