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

/** What the analyses stand on, proved from the changes of the layers. */
export const analysisProofs: Proof[] = [
  {
    id: 'INV-S3 days',
    prove: (reader) => {
      const faults = askSql(reader, daysAreChanges).map(({ id, says }) => ({ table: 'variantDay', id, says }));
      const [rows] = askSql(reader, sql<{ rows: number }>`select count(*) as rows from variantDay`);
      return { checked: rows?.rows ?? 0, faults };
    },
  },
];
