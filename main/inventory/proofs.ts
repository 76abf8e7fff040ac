import { type RawBuilder, sql } from 'kysely';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { type Fault, faultsShown, type Proof } from '../database/proof.ts';
import { askSql } from '../database/raw-sql.ts';
import { proveCosting } from './costing.proof.ts';
import { allocationsAreTheirChanges, monthsAreMovements, negativesAreNamed, othersAreApart, transitIsTransfers } from './kept.proof.ts';
import { layerDaysAreChanges, layersAreTheirChanges, layersHoldWhatIsThere, movementsAreCosted } from './layer.proof.ts';
import { followedGoodsAreNamed, lotBinsAreMovements, lotsAreMovements, lotsLeftAfterTheyCame } from './lot.proof.ts';
import { documentsRecompute, drawsAreInTheBooks, movementSourcesExist } from './stock-books.proof.ts';

type RawFault = { id: number | string; says: string };

const faults = (reader: Reader, table: string, query: RawBuilder<RawFault>): Fault[] =>
  askSql(reader, sql<RawFault>`select * from (${query}) limit ${faultsShown}`).map((row) => ({ table, ...row }));
type Counted = 'movementLot' | 'lot' | 'stockMovement' | 'stockLevel' | 'layerChange' | 'costLayer';
const count = (reader: Reader, ...tables: Counted[]): number =>
  tables.reduce((sum, table) => sum + (reader.get(db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('rows')))?.rows ?? 0), 0);

const levelsAreMovements = sql<RawFault>`
  select variantId || ' ' || locationId as id, 'level differs from its movements by ' || sum(onHand) || ' on hand, ' || sum(onHold) || ' on hold' as says
  from (
    select variantId, locationId, onHand, onHold from stockLevel
    union all select variantId, locationId, -sum(quantity), -sum(held) from stockMovement group by variantId, locationId
  )
  group by variantId, locationId having sum(onHand) <> 0 or sum(onHold) <> 0`;

const binsAreMovements = sql<RawFault>`
  select variantId || ' ' || binId as id, 'bin differs from its movements by ' || sum(onHand) || ' on hand, ' || sum(onHold) || ' on hold' as says
  from (
    select variantId, binId, onHand, onHold from binLevel
    union all select variantId, binId, -sum(quantity), -sum(held) from stockMovement where binId is not null group by variantId, binId
  )
  group by variantId, binId having sum(onHand) <> 0 or sum(onHold) <> 0`;

/** Equal on every single day is equal up to every day. */
const valueIsInTheBooks = sql<RawFault>`
  select postedOn as id, 'layers changed by ' || sum(layers) || ', inventory accounts by ' || sum(books) as says
  from (
    select postedOn, value as layers, 0 as books from layerChange
    union all
    select posting.postedOn, 0, posting.amount from ledgerAccount join posting on posting.ledgerAccountId = ledgerAccount.id
    where ledgerAccount.control = 'inventory'
  )
  group by postedOn having sum(layers) <> sum(books)`;

const commandsPostTheirValue = sql<RawFault>`
  select commandId as id, 'on ' || postedOn || ' its layers changed by ' || sum(layers) || ', its entries Inventory by ' || sum(books) as says
  from (
    select commandId, postedOn, value as layers, 0 as books from layerChange
    union all
    select entry.commandId, posting.postedOn, 0, posting.amount from ledgerAccount
    join posting on posting.ledgerAccountId = ledgerAccount.id join journalEntry entry on entry.id = posting.entryId
    where ledgerAccount.control = 'inventory'
  )
  group by commandId, postedOn having sum(layers) <> sum(books)`;

const recostingsRecompute = sql<RawFault>`
  select entry.id, 'entry ' || entry.number || ' posts ' || (
      select coalesce(sum(amount), 0) from posting join ledgerAccount on ledgerAccount.id = ledgerAccountId
      where entryId = entry.id and control = 'inventory'
    ) || ', its rows say ' || coalesce(sum(change.value), 0) as says
  from journalEntry entry, json_each(entry.terms, '$.layerChanges') term
  left join layerChange change on change.id = term.value ->> 'id' and change.recosting = 1 and change.postedOn = entry.postedOn
  where entry.ruleId = 'inventory.recosting' and entry.reversesId is null
  group by entry.id
  having coalesce(sum(change.value), 0) <> (
    select coalesce(sum(amount), 0) from posting join ledgerAccount on ledgerAccount.id = ledgerAccountId
    where entryId = entry.id and control = 'inventory'
  )`;

const allocatedIsAllocations = sql<RawFault>`
  select variantId || ' ' || locationId as id, 'allocated differs from the open allocations by ' || sum(allocated) as says
  from (
    select variantId, locationId, allocated from stockLevel
    union all select variantId, locationId, -sum(quantity) from allocation group by variantId, locationId
  )
  group by variantId, locationId having sum(allocated) <> 0`;

const allocatedIsThere = sql<RawFault>`
  select level.variantId || ' ' || level.locationId as id,
    'allocated ' || level.allocated || ' of ' || (level.onHand - level.onHold) || ' that are there' as says
  from stockLevel level join location on location.id = level.locationId
  where level.allocated > level.onHand - level.onHold and location.negativePolicy = 'refuse'
    and not exists (select 1 from soldInHand where variantId = level.variantId and locationId = level.locationId and closedAt is null)`;

/** A place is named as short of what was sold in the hand exactly while it is. */
const soldInHandIsShort = sql<RawFault>`
  select beyond.id, 'is named as short, and ' || (level.onHand - level.onHold - level.allocated) || ' are available' as says
  from soldInHand beyond left join stockLevel level on level.variantId = beyond.variantId and level.locationId = beyond.locationId
  where beyond.closedAt is null and coalesce(level.onHand - level.onHold - level.allocated, 0) >= 0`;

/** What the inventory room promises, proved from its movements, layer changes and allocations. */
export const inventoryProofs: Proof[] = [
  {
    id: 'INV-S1',
    prove: (reader) => ({
      checked: count(reader, 'stockMovement', 'stockLevel'),
      faults: [
        ...faults(reader, 'stockLevel', levelsAreMovements),
        ...faults(reader, 'binLevel', binsAreMovements),
        ...faults(reader, 'lotLevel', lotsAreMovements),
        ...faults(reader, 'lotBinLevel', lotBinsAreMovements),
        ...faults(reader, 'stockMonth', monthsAreMovements),
        ...faults(reader, 'stockTransferLine', transitIsTransfers),
        ...faults(reader, 'stockMovement', othersAreApart),
      ],
    }),
  },
  {
    id: 'INV-S2',
    prove: (reader) => ({
      checked: count(reader, 'costLayer', 'layerChange'),
      faults: [
        ...faults(reader, 'variant', layersHoldWhatIsThere),
        ...faults(reader, 'costLayer', layersAreTheirChanges),
        ...faults(reader, 'layerDay', layerDaysAreChanges),
        ...faults(reader, 'stockMovement', movementsAreCosted),
      ],
    }),
  },
  { id: 'INV-S3', prove: (reader) => ({ checked: count(reader, 'layerChange'), faults: faults(reader, 'layerChange', valueIsInTheBooks) }) },
  {
    id: 'INV-S4',
    prove: (reader) => ({
      checked: count(reader, 'stockLevel'),
      faults: [
        ...faults(reader, 'stockLevel', allocatedIsAllocations),
        ...faults(reader, 'stockLevel', allocatedIsThere),
        ...faults(reader, 'allocation', allocationsAreTheirChanges),
        ...faults(reader, 'negativeStock', negativesAreNamed),
        ...faults(reader, 'soldInHand', soldInHandIsShort),
      ],
    }),
  },
  {
    id: 'INV-S6',
    prove: (reader) => ({
      checked: count(reader, 'movementLot', 'lot'),
      faults: [...faults(reader, 'lot', lotsLeftAfterTheyCame), ...faults(reader, 'stockMovement', followedGoodsAreNamed)],
    }),
  },
  {
    id: 'INV-L5 inventory',
    prove: (reader) => ({
      checked: count(reader, 'layerChange'),
      faults: [
        ...faults(reader, 'command', commandsPostTheirValue),
        ...faults(reader, 'command', drawsAreInTheBooks),
        ...faults(reader, 'journalEntry', documentsRecompute),
        ...faults(reader, 'journalEntry', recostingsRecompute),
        ...movementSourcesExist(reader),
      ],
    }),
  },
  { id: 'INV-L5 costing', prove: proveCosting },
];
