import { sql } from 'kysely';
import { oppositeFacts, type TaxFact } from '../../shared/tax/tax-fact.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import type { Tx } from '../database/handles.ts';
import { read, writeRows } from '../database/statement.ts';

/**
 * All lines of an entry at once. What the class means is looked up here, and so is the period: a tax point inside a filed
 * one moves to the first day after, as a late entry does in the books (DOMAIN "Three times"). A channel's figures are kept as
 * they are: where its rate says zero and its tax does not, the tax is told, under no rate.
 */
type FactRow = Omit<TaxFact, 'treatment' | 'country' | 'region' | 'taxClassId'> & { treatment: string | null; country: string | null; region: string | null; taxClassId: number | null; entryId: number; postedOn: Day };

const insertLines = writeRows<FactRow>((db, facts) =>
  db.insertInto('taxLine').values(
    facts.map((p) => ({
      entryId: p.entryId,
      direction: sql<TaxFact['direction']>`${p.direction}`,
      treatment: sql<'taxed'>`coalesce(${p.treatment}, iif(${p.rate} > 0 or ${p.tax} <> 0, 'taxed', (select iif(treatment = 'taxed', 'zero', treatment) from taxClass where id = ${p.taxClassId})), 'zero')`,
      country: sql<string>`coalesce(${p.country}, (select country from shop))`,
      region: sql<string>`coalesce(${p.region}, '')`,
      taxClassId: p.taxClassId,
      rate: sql<RatePpm | null>`iif(${p.rate} = 0 and ${p.tax} <> 0, null, ${p.rate})`,
      base: sql<Minor>`${p.base}`,
      tax: sql<Minor>`${p.tax}`,
      taxPointOn: sql<Day>`max(${p.postedOn}, coalesce((select date(lockedThroughOn, '+1 day') from taxFiling order by id desc limit 1), ''))`,
    })),
  ),
);

/** Writes the tax lines of an open entry. */
export function writeTaxLines(tx: Tx, entry: { entryId: number; postedOn: Day }, facts: readonly TaxFact[]): void {
  if (facts.length > 0) insertLines.run(tx, facts.map((fact) => ({ treatment: null, country: null, region: null, taxClassId: null, ...fact, ...entry })));
}

const linesOfEntry = read((db, p: { entryId: number }) =>
  db.selectFrom('taxLine').select(['direction', 'treatment', 'country', 'region', 'taxClassId', 'rate', 'base', 'tax']).where('entryId', '=', p.entryId).orderBy('id'),
);

/** What the opposite of an entry says about tax: the same with every sign turned. */
export const oppositeOfEntry = (tx: Tx, entryId: number): TaxFact[] => oppositeFacts(linesOfEntry.all(tx, { entryId }));
