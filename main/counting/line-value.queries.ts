import { sql } from 'kysely';
import { instant } from '../../shared/units/instant.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { day } from '../../shared/units/day.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { knownCostBefore } from '../inventory/costing-state.queries.ts';
import { jsonList } from '../inventory/json-list.ts';

const layersOf = read((db, p: { variantIds: string }) =>
  db
    .selectFrom('costLayer')
    .select(['variantId', sql<Quantity>`sum(quantity)`.as('quantity'), sql<Minor>`sum(value)`.as('value')])
    .where('variantId', 'in', jsonList(p.variantIds))
    .where('quantity', '>', 0 as Quantity)
    // The words of the partial index.
    .where(sql<boolean>`(quantity <> 0 or kind = 'pool')`)
    .groupBy('variantId'),
);

const afterEverything = { postedOn: day('9999-12-31'), occurredAt: instant(Number.MAX_SAFE_INTEGER), id: Number.MAX_SAFE_INTEGER };

/**
 * What a difference is worth before it is posted: at the average of the variant's open layers, else at its last known cost, else
 * nothing. Posting draws from the layers in their order, so it may differ by what they differ.
 */
export function valuerOf(reader: Reader, variantIds: readonly number[]): (variantId: number, variance: Quantity) => Minor {
  const open = new Map(layersOf.all(reader, { variantIds: JSON.stringify(variantIds) }).map((row) => [row.variantId, row]));
  return (variantId, variance) => {
    const cost = open.get(variantId) ?? knownCostBefore(reader, variantId, afterEverything);
    return cost && cost.quantity > 0 ? minor(mulDiv(cost.value, variance, cost.quantity)) : minor(0);
  };
}
