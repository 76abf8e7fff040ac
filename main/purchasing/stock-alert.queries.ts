import { sql } from 'kysely';
import type { Instant } from '../../shared/units/instant.ts';
import { pieces, type Quantity, quantity } from '../../shared/units/quantity.ts';
import { variantName } from '../../shared/catalog/variant-name.rules.ts';
import { orderableQuantity } from '../../shared/purchasing/agreement.rules.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { listSuppliersOf } from './agreement.queries.ts';

interface Asked {
  view: 'open' | 'all';
  after?: { id: number };
  limit: number;
}

const openAlerts = read((builder) => builder.selectFrom('stockAlert').select((eb) => eb.fn.countAll<number>().as('open')).where('recoveredBy', 'is', null));

const incomingOf = read((builder, p: { variantId: number; locationId: number }) =>
  builder
    .selectFrom('purchaseOrderLine as line')
    .innerJoin('purchaseOrder as ordered', 'ordered.id', 'line.purchaseOrderId')
    .select(sql<Quantity>`coalesce(sum(line.open), 0)`.as('incoming'))
    .where('line.variantId', '=', p.variantId)
    .where('ordered.locationId', '=', p.locationId)
    .where('ordered.orderedAt', 'is not', null)
    .where('line.open', '>', sql<Quantity>`0`),
);

/** Where else of ours a variant lies free, the most first. */
const elsewhere = read((builder, p: { variantId: number; locationId: number }) =>
  builder
    .selectFrom('stockLevel as level')
    .innerJoin('location', 'location.id', 'level.locationId')
    .select(['location.id', 'location.name', sql<Quantity>`level.onHand - level.onHold - level.allocated`.as('available')])
    .where('level.variantId', '=', p.variantId)
    .where('location.id', '<>', p.locationId)
    .where('location.owner', 'is', null)
    .where('location.kind', '<>', 'inTransit')
    .where('location.blocked', '=', 0)
    .where(sql<boolean>`level.onHand - level.onHold - level.allocated > 0`)
    .orderBy('available', 'desc')
    .limit(1),
);

/** One page of alerts with what their number is made of, and what can be done about each. */
export function listAlerts(reader: Reader, { view, after, limit }: Asked) {
  let page = db
    .selectFrom('stockAlert as alert')
    .innerJoin('variant', 'variant.id', 'alert.variantId')
    .innerJoin('product', 'product.id', 'variant.productId')
    .innerJoin('location', 'location.id', 'alert.locationId')
    .innerJoin('command as fired', 'fired.id', 'alert.firedBy')
    .leftJoin('command as recovered', 'recovered.id', 'alert.recoveredBy')
    .leftJoin('stockLevel as level', (join) => join.onRef('level.variantId', '=', 'alert.variantId').onRef('level.locationId', '=', 'alert.locationId'))
    .select(['alert.id', 'alert.variantId', 'variant.sku', 'product.name', 'variant.optionValues', 'alert.locationId', 'location.name as locationName', 'alert.kind', 'alert.threshold'])
    .select(['alert.available as firedAvailable', 'fired.recordedAt as firedAt'])
    .select([sql<Instant | null>`recovered.recordedAt`.as('recoveredAt'), sql<Quantity>`coalesce(level.onHand, 0)`.as('onHand'), sql<Quantity>`coalesce(level.onHold, 0)`.as('onHold'), sql<Quantity>`coalesce(level.allocated, 0)`.as('allocated')])
    .orderBy('alert.id', 'desc');
  if (view === 'open') page = page.where('alert.recoveredBy', 'is', null);
  if (after) page = page.where('alert.id', '<', after.id);
  const found = reader.all(page.limit(limit + 1));
  const rows = found.slice(0, limit).map(({ name, optionValues, ...row }) => {
    const available = quantity(row.onHand - row.onHold - row.allocated);
    const incoming = incomingOf.get(reader, row)?.incoming ?? quantity(0);
    return { ...row, name: variantName(name, optionValues), available, incoming, ...waysOut(reader, row, available, incoming) };
  });
  const last = found[limit - 1];
  return { rows, next: found.length > limit && last ? { id: last.id } : null, open: openAlerts.get(reader, {})?.open ?? 0 };
}

type Alert = { kind: string; variantId: number; locationId: number; threshold: Quantity };

/** How many lift so many above a level again. */
const missingFrom = (position: number, threshold: Quantity): Quantity => quantity(Math.max(0, threshold - position + pieces(1)));

/**
 * An order that lifts what is and what comes above the level, in whole packs; and a place to fetch from what lifts what is there
 * now, as far as it lies free: goods on the road help nobody today.
 */
function waysOut(reader: Reader, { kind, variantId, locationId, threshold }: Alert, available: Quantity, incoming: Quantity) {
  const supplier = kind === 'low' ? listSuppliersOf(reader, { variantId }).suppliers.find(({ blocked }) => !blocked) : undefined;
  const place = kind === 'low' ? elsewhere.get(reader, { variantId, locationId }) : undefined;
  const missing = missingFrom(available + incoming, threshold);
  return {
    supplierId: supplier?.supplierId ?? null,
    supplierName: supplier?.name ?? null,
    orderable: supplier && missing > 0 ? quantity(orderableQuantity(missing, supplier.item)) : quantity(0),
    fromLocationId: place?.id ?? null,
    fromLocation: place?.name ?? null,
    fromAvailable: place?.available ?? quantity(0),
    fetchable: place ? quantity(Math.min(place.available, missingFrom(available, threshold))) : quantity(0),
  };
}

const levelsOf = read((builder, p: { variantId: number }) => builder.selectFrom('stockAlertLevel').selectAll().where('variantId', '=', p.variantId).orderBy('locationId'));

export const listAlertLevels = (reader: Reader, { variantId }: { variantId: number }) => ({ levels: levelsOf.all(reader, { variantId }) });
