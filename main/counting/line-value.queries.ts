import { sql } from 'kysely';
import { instant } from '../../shared/units/instant.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { day } from '../../shared/units/day.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { knownCostBefore } from '../inventory/costing-state.queries.ts';
import { entryOf } from '../inventory/explain-value.queries.ts';
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

const postedValue = read((db, p: { lineId: number }) =>
  db
    .selectFrom('stocktakeVariance as posted')
    .select(['posted.variance', 'posted.value'])
    .select(sql<number | null>`(select max(id) from journalEntry where sourceKind = 'stocktake' and sourceId = posted.stocktakeId)`.as('entryId'))
    .where('posted.lineId', '=', p.lineId),
);

/** Where the worth of a difference comes from: its posting, the open layers, the last known cost, or nothing that is known. */
export interface VarianceWorth {
  readonly variantId: number;
  readonly by: 'posted' | 'layers' | 'lastCost' | 'unknown';
  /** So many cost so much; null where it was posted, because then the layers themselves told. */
  readonly cost: { readonly quantity: Quantity; readonly value: Minor } | null;
  readonly variance: Quantity;
  readonly value: Minor;
  readonly entry: { readonly id: number; readonly number: string } | null;
}

/** Why a difference is worth what it is. `variance` is as it is found now, where the count is not posted. */
export function worthOfVariance(reader: Reader, { lineId, variantId, variance }: { lineId: number; variantId: number; variance: Quantity }): VarianceWorth {
  const posted = postedValue.get(reader, { lineId });
  if (posted) return { variantId, by: 'posted', cost: null, variance: posted.variance, value: posted.value, entry: entryOf(reader, posted.entryId) };
  const [layers] = layersOf.all(reader, { variantIds: JSON.stringify([variantId]) });
  const cost = layers ?? knownCostBefore(reader, variantId, afterEverything);
  const known = cost !== null && cost.quantity > 0;
  const value = valuerOf(reader, [variantId])(variantId, variance);
  return { variantId, by: !known ? 'unknown' : layers ? 'layers' : 'lastCost', cost: known ? { quantity: cost.quantity, value: cost.value } : null, variance, value, entry: null };
}
