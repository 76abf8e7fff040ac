import { sql } from 'kysely';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { sumMinor } from '../../shared/units/minor.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { entryOf } from '../inventory/explain-value.queries.ts';

const claimById = read((db, p: { id: number }) => db.selectFrom('supplierClaim').select(['id', 'kind']).where('id', '=', p.id));

/** A step and the entry of its command: the claim's own, or of the return that raised it. */
const changesOf = read((db, p: { id: number }) =>
  db
    .selectFrom('supplierClaimChange as change')
    .innerJoin('supplierClaim as claim', 'claim.id', 'change.supplierClaimId')
    .select(['change.id', 'change.kind', 'change.amount', 'change.postedOn'])
    .select(
      sql<number | null>`coalesce(
        (select max(id) from journalEntry where sourceKind = 'supplierClaim' and sourceId = change.supplierClaimId and commandId = change.commandId),
        (select max(id) from journalEntry where sourceKind = 'purchaseReturn' and sourceId = claim.purchaseReturnId and commandId = change.commandId))`.as('entryId'),
    )
    .where('change.supplierClaimId', '=', p.id)
    .orderBy('change.id'),
);

/** What is open of a claim, in minor units: what was claimed, and each step that met it or took that back. @throws Refusal `record.missing` */
export function explainClaim(reader: Reader, { supplierClaimId: id }: { supplierClaimId: number }) {
  if (!claimById.get(reader, { id })) throw new Refusal('record.missing', { kind: 'supplierClaim', id });
  const parts = changesOf.all(reader, { id }).map(({ kind, amount, postedOn, entryId }) => ({
    kind: kind !== 'raised' && amount > 0 ? ('takenBack' as const) : kind, amount, postedOn, entry: entryOf(reader, entryId),
  }));
  return { total: sumMinor(parts.map(({ amount }) => amount)), parts };
}
