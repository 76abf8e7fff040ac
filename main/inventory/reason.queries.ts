import { sql } from 'kysely';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { valueNow } from './movement.queries.ts';

const reasonsInOrder = read((db) => db.selectFrom('adjustmentReason').selectAll().orderBy('blocked').orderBy('role').orderBy('code'));

export function listReasons(reader: Reader) {
  return { reasons: reasonsInOrder.all(reader, {}).map(({ blocked, ...reason }) => ({ ...reason, blocked: blocked === 1 })) };
}

const adjusted = read((db, p: { fromOn: Day; throughOn: Day; locationId: number | null }) =>
  db
    .selectFrom('stockMovement as movement')
    .innerJoin('variant', 'variant.id', 'movement.variantId')
    .innerJoin('product', 'product.id', 'variant.productId')
    .select(['movement.reason', 'movement.variantId', 'variant.sku', 'product.name', 'movement.quantity', valueNow.as('value')])
    // The words of the partial index.
    .where(sql<boolean>`movement.kind in ('gain', 'loss')`)
    .where('movement.postedOn', '>=', p.fromOn)
    .where('movement.postedOn', '<=', p.throughOn)
    .where(sql<boolean>`(${p.locationId} is null or movement.locationId = ${p.locationId})`),
);

type Row = ReturnType<typeof adjusted.all>[number];

/** What was lost and found, the dearest loss first; values are what the goods cost by now, later corrections included. */
export function reportLosses(reader: Reader, input: { fromOn: Day; throughOn: Day; locationId?: number }) {
  const rows = adjusted.all(reader, { ...input, locationId: input.locationId ?? null });
  const byReason = [...Map.groupBy(rows, (row) => row.reason ?? '')].map(([reason, some]) => ({ reason, ...sumsOf(some) }));
  const byVariant = [...Map.groupBy(rows, (row) => row.variantId).values()].flatMap((some) => {
    const [first] = some;
    return first ? [{ variantId: first.variantId, sku: first.sku, name: first.name, ...sumsOf(some) }] : [];
  });
  const { lostValue, foundValue } = sumsOf(rows);
  return { byReason: byReason.toSorted(dearest), byVariant: byVariant.toSorted(dearest).slice(0, 200), lostValue, foundValue };
}

const dearest = (a: { lostValue: Minor }, b: { lostValue: Minor }): number => a.lostValue - b.lostValue;

/** Losses are negative, as they stand on the movements. */
function sumsOf(rows: readonly Row[]) {
  const sum = (field: 'quantity' | 'value', found: boolean): number => rows.reduce((total, row) => total + (row.quantity > 0 === found ? row[field] : 0), 0);
  return {
    lost: quantity(sum('quantity', false)) satisfies Quantity,
    found: quantity(sum('quantity', true)),
    lostValue: minor(sum('value', false)),
    foundValue: minor(sum('value', true)),
  };
}
