import { sql } from 'kysely';
import { faultsShown, type Fault, type Proof } from '../database/proof.ts';
import { askSql } from '../database/raw-sql.ts';

/** Kept days against what they are kept from, figure by figure. */
const daysAreChanges = sql<Omit<Fault, 'table'> & { rows: number }>`
  select postedOn || ' ' || variantId as id,
    'the day differs from its changes by ' || sum(quantity) || ' in quantity, ' || sum(value) || ' in value, ' || sum(cogs) || ' in cost of sales' as says
  from (
    select postedOn, variantId, quantity, value, received, sold, cogs from variantDay
    union all
    select change.postedOn, movement.variantId, -change.quantity, -change.value,
      -iif(movement.kind in ('receipt', 'opening'), change.quantity, 0), iif(movement.role = 'cogs', change.quantity, 0), iif(movement.role = 'cogs', change.value, 0)
    from layerChange change join stockMovement movement on movement.id = coalesce(change.drawId, change.movementId)
  )
  group by postedOn, variantId
  having sum(quantity) <> 0 or sum(value) <> 0 or sum(received) <> 0 or sum(sold) <> 0 or sum(cogs) <> 0
  limit ${faultsShown}`;

/** What layers hold by the day they were made, and what of it changed when. */
const agesAreChanges = sql<Omit<Fault, 'table'>>`
  select madeOn || ' ' || postedOn || iif(pooled, ' pooled', '') as id, 'the layers made that day differ from their changes by ' || sum(quantity) || ' in quantity, ' || sum(value) || ' in value' as says
  from (
    select postedOn, madeOn, pooled, quantity, value from layerAgeDay
    union all
    select change.postedOn, made.postedOn, layer.kind = 'pool', -change.quantity, -change.value
    from layerChange change join costLayer layer on layer.movementId = change.layerId join stockMovement made on made.id = change.layerId
    union all
    select 'now', madeOn, pooled, quantity, value from layerAge
    union all
    select 'now', made.postedOn, layer.kind = 'pool', -layer.quantity, -layer.value from costLayer layer join stockMovement made on made.id = layer.movementId
  )
  group by postedOn, madeOn, pooled having sum(quantity) <> 0 or sum(value) <> 0
  limit ${faultsShown}`;

/** What the analyses stand on, proved from the changes of the layers. */
export const analysisProofs: Proof[] = [
  {
    id: 'INV-S3 days',
    prove: (reader) => {
      const faults = [
        ...askSql(reader, daysAreChanges).map(({ id, says }) => ({ table: 'variantDay', id, says })),
        ...askSql(reader, agesAreChanges).map(({ id, says }) => ({ table: 'layerAgeDay', id, says })),
      ];
      const [rows] = askSql(reader, sql<{ rows: number }>`select (select count(*) from variantDay) + (select count(*) from layerAgeDay) + (select count(*) from layerAge) as rows`);
      return { checked: rows?.rows ?? 0, faults };
    },
  },
];
