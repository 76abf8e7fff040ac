import { sql } from 'kysely';
import { repairChargeEntry, repairPartEntry } from '../../shared/returns/repair.rules.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { proveRecomputed, storedEntry } from '../accounting/recompute.proof.ts';
import type { Reader } from '../database/handles.ts';
import type { ProofResult } from '../database/proof.ts';
import { read } from '../database/statement.ts';

type RawFault = { id: number | string; says: string };

/** What repairs cost and brought is what their parts and charges say: nothing else is posted for them. */
export const repairsInTheBooks = sql<RawFault>`
  select kind || ' ' || id as id, kind || ' ' || id || ' and books differ by ' || sum(amount) as says
  from (
    -- Taken back, a part returns at what it costs by then, which its own entry says.
    select 'repairPart' as kind, id, value as amount from repairPart where takenBackAt is null
    union all select 'repair', id, chargedNet + chargedTax from repair
    union all
    select e.sourceKind, e.sourceId, -p.amount
    from journalEntry e join posting p on p.entryId = e.id left join repairPart part on e.sourceKind = 'repairPart' and part.id = e.sourceId
    where (e.sourceKind = 'repairPart' and part.takenBackAt is null and p.ledgerAccountId = (select ledgerAccountId from accountRole where role = 'repairCost'))
      or (e.sourceKind = 'repair' and p.ledgerAccountId in (select ledgerAccountId from accountRole where role in ('till', 'bank')))
  )
  group by kind, id having sum(amount) <> 0`;

const entries = read((db) =>
  db
    .selectFrom('journalEntry as e')
    .leftJoin('repairPart as part', (join) => join.onRef('part.id', '=', 'e.sourceId').on('e.sourceKind', '=', 'repairPart'))
    .leftJoin('repair', (join) => join.onRef('repair.id', '=', 'e.sourceId').on('e.sourceKind', '=', 'repair'))
    .select([...storedEntry])
    .select(['part.id as partId', 'repair.id as repairId'])
    .where('e.sourceKind', 'in', ['repairPart', 'repair'])
    .where('e.reversesId', 'is', null),
);

/** Every entry of a repair recomputes from its terms. */
export const proveRepairEntries = (reader: Reader): ProofResult =>
  proveRecomputed(reader, entries.iterate(reader, {}), (row, terms: { value: Minor } & { net: Minor; tax: Minor; account: 'till' | 'bank' }) => {
    const when = { postedOn: row.entryOn, occurredAt: row.occurredAt };
    if (row.ruleId === 'returns.repairPart' && row.partId !== null) return { draft: repairPartEntry(when, { id: row.partId, number: '' }, terms.value), figures: [] };
    if (row.ruleId === 'returns.repair' && row.repairId !== null) return { draft: repairChargeEntry(when, { id: row.repairId, number: '' }, terms), figures: [] };
    return undefined;
  });
