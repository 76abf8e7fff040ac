import { type RawBuilder, sql } from 'kysely';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { type Fault, faultsShown, type Proof } from '../database/proof.ts';
import { askSql } from '../database/raw-sql.ts';
import { recomputeVariances } from './variance.proof.ts';

type RawFault = { id: number | string; says: string };

const faults = (reader: Reader, table: string, query: RawBuilder<RawFault>): Fault[] =>
  askSql(reader, sql<RawFault>`select * from (${query}) limit ${faultsShown}`).map((row) => ({ table, ...row }));

const rows = (reader: Reader, table: 'stocktakeLine' | 'stocktakeVariance'): number =>
  reader.get(db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('rows')))?.rows ?? 0;

/** Lines of a posted count: posted, or left out by their last word. Posting has no line that is neither or both. */
const scopeIsSettled = sql<RawFault>`
  select line.id, 'of count ' || stocktake.number || case when posted.lineId is null then ' is neither posted nor left out' else ' is posted and left out' end as says
  from stocktake join stocktakeLine line on line.stocktakeId = stocktake.id
  left join stocktakeVariance posted on posted.lineId = line.id
  left join (
    select lineId, kind, max(id) from stocktakeDecision where kind in ('exclude', 'reopen') group by lineId
  ) last on last.lineId = line.id
  where stocktake.state = 'posted' and (posted.lineId is null) = (last.kind is not 'exclude')`;

const onlyPostedCountsMove = sql<RawFault>`
  select posted.lineId as id, 'is posted, its count is ' || stocktake.state as says
  from stocktakeVariance posted join stocktake on stocktake.id = posted.stocktakeId where stocktake.state <> 'posted'`;

/** The movement of a line is the line's: its goods, its place, its variance. */
const movementsAreVariances = sql<RawFault>`
  select posted.lineId as id, 'differs by ' || posted.variance || ', its movement by ' || coalesce(movement.quantity, 0) as says
  from stocktakeVariance posted join stocktakeLine line on line.id = posted.lineId join stocktake on stocktake.id = posted.stocktakeId
  left join stockMovement movement on movement.id = posted.movementId
  where not exists (select 1 from stocktakeLotVariance lot where lot.lineId = posted.lineId) and (posted.variance <> coalesce(movement.quantity, 0)
    or (movement.id is not null and (movement.variantId <> line.variantId or movement.binId is not line.binId
      or movement.locationId <> stocktake.locationId or movement.sourceKind <> 'stocktake' or movement.sourceId <> posted.stocktakeId)))`;

/** The same of each lot of a line, and all of them are the line's. */
const lotsAreVariances = sql<RawFault>`
  select posted.lineId as id, 'differs by ' || posted.variance || ', its lots by ' || sum(lot.variance) || ', their movements by ' || sum(coalesce(part.quantity, 0)) as says
  from stocktakeLotVariance lot join stocktakeVariance posted on posted.lineId = lot.lineId join stocktakeLine line on line.id = lot.lineId
  join stocktake on stocktake.id = posted.stocktakeId
  left join stockMovement movement on movement.id = lot.movementId and movement.variantId = line.variantId and movement.binId is line.binId
    and movement.locationId = stocktake.locationId and movement.sourceKind = 'stocktake' and movement.sourceId = posted.stocktakeId and movement.quantity = lot.variance
  left join movementLot part on part.movementId = movement.id and part.lotId = lot.lotId
  group by posted.lineId
  having sum(lot.variance) <> posted.variance or sum(lot.value) <> posted.value or sum(lot.variance <> coalesce(part.quantity, 0)) > 0`;

/** What the entry of a count posts to Inventory is what its lines say: Δ inventory = Σ variance at layer cost. */
const entriesAreVariances = sql<RawFault>`
  select stocktake.id, stocktake.number || ' says ' || sum(says) || ', its entry posts ' || sum(books) as says
  from (
    select stocktakeId, value as says, 0 as books from stocktakeVariance
    union all
    select entry.sourceId, 0, posting.amount from journalEntry entry
    join posting on posting.entryId = entry.id join ledgerAccount on ledgerAccount.id = posting.ledgerAccountId
    where entry.sourceKind = 'stocktake' and entry.ruleId = 'counting.variance' and ledgerAccount.control = 'inventory'
  ) both join stocktake on stocktake.id = both.stocktakeId
  group by stocktake.id having sum(says) <> sum(books)`;

/** What the counting room promises: nothing of a scope is forgotten, and what was posted is what was counted. */
export const countingProofs: Proof[] = [
  {
    id: 'INV-K1',
    prove: (reader) => ({
      checked: rows(reader, 'stocktakeLine'),
      faults: [...faults(reader, 'stocktakeLine', scopeIsSettled), ...faults(reader, 'stocktakeVariance', onlyPostedCountsMove)],
    }),
  },
  {
    id: 'INV-K2',
    prove: (reader) => ({
      checked: rows(reader, 'stocktakeVariance'),
      faults: [...faults(reader, 'stocktakeVariance', movementsAreVariances), ...faults(reader, 'stocktakeVariance', lotsAreVariances), ...faults(reader, 'stocktake', entriesAreVariances)],
    }),
  },
  { id: 'INV-K3', prove: recomputeVariances },
];
