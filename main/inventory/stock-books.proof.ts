import { sql } from 'kysely';
import type { Reader } from '../database/handles.ts';
import type { Fault } from '../database/proof.ts';
import { missingRows } from '../database/missing-rows.ts';

type RawFault = { id: number | string; says: string };

/** What a document that moved goods posts again from its terms: each movement's value, against its role (INV-L5). What a later bill changed of it is that bill's. */
export const documentsRecompute = sql<RawFault>`
  with entry as materialized (
    select id, number, ruleId, terms, commandId from journalEntry
    where sourceKind in ('goodsReceipt', 'stockAdjustment') and reversesId is null and ruleVersion = 1
      and ruleId in ('inventory.receipt', 'inventory.opening', 'inventory.adjustment')
  ), moved as materialized (
    select entry.id, number, entry.commandId, m.value ->> 'movementId' as movementId, m.value ->> 'value' as value,
      coalesce(m.value ->> 'role', iif(ruleId = 'inventory.opening', 'openingEquity', 'goodsReceivedNotInvoiced')) as role
    from entry, json_each(entry.terms, '$.movements') m
  )
  select distinct id, 'entry ' || number || ' is not what its terms say' as says
  from (
    select entry.id, number, ledgerAccountId, amount from entry join posting on entryId = entry.id
    union all
    select moved.id, number, ledgerAccountId, -value from moved join accountRole on accountRole.role = 'inventory'
    union all
    select moved.id, number, ledgerAccountId, value from moved join accountRole on accountRole.role = moved.role
  )
  group by id, ledgerAccountId having sum(amount) <> 0
  union all
  select moved.id, 'entry ' || number || ' says movement ' || movementId || ' is worth ' || value || ', its layers say otherwise'
  from moved where value <> coalesce((select sum(value) from layerChange where movementId = moved.movementId and recosting = 0 and commandId = moved.commandId), 0)`;

/** What draws cost stands, day by day, on the account of the role each was posted to, and nowhere else (INV-L5). */
export const drawsAreInTheBooks = sql<RawFault>`
  with role as materialized (
    select role, ledgerAccountId from accountRole where ledgerAccountId in (
      select ledgerAccountId from accountRole where role in ('cogs', 'stockGain')
        or role in ('stockLossScrap', 'stockLossCount', 'stockLossShrinkage', 'stockLossOwnUse', 'stockLossSample'))
  )
  select commandId as id, 'on ' || postedOn || ' its draws cost ' || sum(drawn) || ' on account ' || ledgerAccountId || ', its entries posted ' || sum(books) as says
  from (
    select change.commandId, change.postedOn, role.ledgerAccountId, -change.value as drawn, 0 as books
    from layerChange change join stockMovement movement on movement.id = coalesce(change.drawId, change.movementId) join role on role.role = movement.role
    union all
    select entry.commandId, posting.postedOn, posting.ledgerAccountId, 0, posting.amount
    from posting join journalEntry entry on entry.id = posting.entryId
    where posting.ledgerAccountId in (select ledgerAccountId from role) and entry.commandId in (select commandId from layerChange)
  )
  group by commandId, postedOn, ledgerAccountId having sum(drawn) <> sum(books)`;

/** Every movement names the document that caused it. */
export const movementSourcesExist = (reader: Reader): Fault[] =>
  missingRows(
    reader,
    'stockMovement',
    sql`select distinct sourceKind as kind from stockMovement`,
    (kind) => sql`
      select movement.id, 'names the document ' || sourceKind || ' ' || sourceId || ', which is not there' as says
      from stockMovement movement left join ${sql.table(kind)} d on d.id = movement.sourceId where sourceKind = ${kind} and d.id is null`,
  );
