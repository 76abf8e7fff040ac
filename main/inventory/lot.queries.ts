import { sql } from 'kysely';
import { lotSaid } from '../../shared/inventory/lot-scan.rules.ts';
import type { Tracking } from '../../shared/inventory/lot.rules.ts';
import { addDays, dayOf, daysBetween } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { allocate } from '../../shared/units/allocate.ts';
import { codesOfGoods, resolveScan } from '../catalog/barcode.queries.ts';
import { getShop } from '../company/company.queries.ts';
import { db } from '../database/builder.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { jsonList } from './json-list.ts';
import { findSellingLocation } from './location.queries.ts';
import { trackingRow } from './lot.statements.ts';
import { drawOfPiece, goodsOfPiece, inTheirLayers } from './specific-cost.queries.ts';

export interface LotFilter {
  variantId?: number;
  code?: string;
  withinDays?: number;
  limit: number;
}

const lots = () =>
  db
    .selectFrom('lot')
    .innerJoin('variant', 'variant.id', 'lot.variantId')
    .innerJoin('product', 'product.id', 'variant.productId')
    .innerJoin('variantTracking as follow', 'follow.variantId', 'lot.variantId')
    .select(['lot.id as lotId', 'lot.code', 'lot.variantId', 'variant.sku', 'product.name', 'follow.tracking', 'lot.expiresOn', 'lot.held'])
    .select(sql<Quantity>`coalesce((select sum(onHand) from lotLevel where lotLevel.lotId = lot.id), 0)`.as('onHand'))
    .select(sql<Quantity>`coalesce((select sum(onHold) from lotLevel where lotLevel.lotId = lot.id), 0)`.as('onHold'));

/** Lots in stock, the first to expire first. The values of all of a variant's lots add up to what its stock cost. */
export function listLots(reader: Reader, { variantId, code, withinDays, limit }: LotFilter, _actor: Actor, now: Instant) {
  const today = dayOf(now, getShop(reader).timeZone);
  let page = lots().where(sql<boolean>`exists (select 1 from lotLevel where lotLevel.lotId = lot.id and onHand > 0)`);
  if (variantId !== undefined) page = page.where('lot.variantId', '=', variantId);
  if (code !== undefined) page = page.where('lot.code', '>=', code).where('lot.code', '<', `${code}\uffff`);
  if (withinDays !== undefined) page = page.where('lot.expiresOn', '<=', addDays(today, withinDays));
  const found = reader.all(page.orderBy(sql`lot.expiresOn is null`).orderBy('lot.expiresOn').orderBy('lot.id').limit(limit + 1));
  const shown = found.slice(0, limit);
  const values = valuesOfLots(reader, [...new Set(shown.map((lot) => lot.variantId))]);
  const rows = shown.map((lot) => ({ ...lot, held: lot.held === 1, daysLeft: daysLeft(lot.expiresOn, today), value: values.get(lot.lotId) ?? minor(0) }));
  return { rows, value: sumMinor(rows.map((row) => row.value)), more: found.length > limit };
}

const daysLeft = (expiresOn: Day | null, today: Day): number | null => (expiresOn === null ? null : daysBetween(today, expiresOn));

/** One lot as it lies now. */
export function getLot(reader: Reader, lotId: number) {
  const lot = reader.get(lots().where('lot.id', '=', lotId));
  return lot && { ...lot, held: lot.held === 1 };
}

/** A lot or serial number by its code, whichever variants have one of that name. */
export function findLots(reader: Reader, { code }: { code: string }) {
  return { lots: reader.all(lots().where('lot.code', '=', code)).map((lot) => ({ ...lot, held: lot.held === 1 })) };
}

const freeAt = read((db, p: { lotId: number; locationId: number }) =>
  db.selectFrom('lotLevel').select(sql<Quantity>`onHand - onHold`.as('free')).where('lotId', '=', p.lotId).where('locationId', '=', p.locationId),
);

/**
 * What a scan means where goods are followed. A code that names no goods may be a lot or a serial number printed by itself.
 * @throws Refusal `gs1.unreadable`
 */
export function scanLot(reader: Reader, { text }: { text: string }, actor: Actor, now: Instant) {
  const { reading, found } = resolveScan(reader, { text }, actor, now);
  const goods = found && { ...found, tracking: trackingRow.get(reader, { variantId: found.id })?.tracking ?? 'none' };
  const code = lotSaid(reading, goods?.tracking, text);
  if (code === null) return { reading, code, found: goods, lots: [] };
  const today = dayOf(now, getShop(reader).timeZone);
  const counter = findSellingLocation(reader);
  const known = findLots(reader, { code }).lots.filter((lot) => !found || lot.variantId === found.id);
  const lots = known.map((lot) => ({ ...lot, daysLeft: daysLeft(lot.expiresOn, today), atCounter: freeAt.get(reader, { lotId: lot.lotId, locationId: counter ?? 0 })?.free ?? quantity(0) }));
  return { reading, code, found: goods, lots };
}

const stockOfLots = read((db, p: { variantIds: string }) =>
  db
    .selectFrom('lot')
    .innerJoin('lotLevel as level', 'level.lotId', 'lot.id')
    .innerJoin('location', 'location.id', 'level.locationId')
    // What belongs to others is worth nothing to us.
    .where('location.owner', 'is', null)
    .select(['lot.id as lotId', 'lot.variantId', sql<Quantity>`sum(level.onHand)`.as('onHand')])
    .where('lot.variantId', 'in', jsonList(p.variantIds))
    .where('level.onHand', '>', sql<Quantity>`0`)
    .groupBy('lot.id')
    .orderBy('lot.id'),
);

const ownedValue = read((db, p: { variantIds: string }) =>
  db
    .selectFrom('costLayer')
    .select(({ fn }) => ['variantId', fn.sum<Minor>('value').as('value'), fn.sum<Quantity>('quantity').as('quantity')])
    .where('variantId', 'in', jsonList(p.variantIds))
    .where(sql<boolean>`(quantity <> 0 or kind = 'pool')`)
    .groupBy('variantId'),
);

/** What each piece with a serial number lies in the books with: its layer's value, shared among the pieces still in it. */
const pieceValues = read((db, p: { variantIds: string }) =>
  db
    .selectFrom('lot')
    .innerJoin('variantTracking as follow', (join) => join.onRef('follow.variantId', '=', 'lot.variantId').on('follow.tracking', '=', 'serial'))
    .select(['lot.id as lotId', 'lot.variantId'])
    .select([goodsOfPiece(sql`lot.id`, sql`true`).as('layerId'), drawOfPiece(sql`lot.id`, sql`true`).as('ofDraw')])
    .where('lot.variantId', 'in', jsonList(p.variantIds))
    .where(sql<boolean>`exists (select 1 from lotLevel where lotLevel.lotId = lot.id and onHand > 0)`)
    .orderBy('lot.id'),
);

const layerValues = read((db, p: { layerIds: string }) => db.selectFrom('costLayer').select(['movementId', 'value']).where('movementId', 'in', jsonList(p.layerIds)));

/** Pieces are worth what their layer says; lots share their variant's value by quantity, because FEFO chooses goods and FIFO cost. */
function valuesOfLots(reader: Reader, variantIds: readonly number[]): Map<number, Minor> {
  const asked = { variantIds: JSON.stringify(variantIds) };
  const values = new Map<number, Minor>();
  const pieces = inTheirLayers(reader, pieceValues.all(reader, asked));
  const layers = new Map(layerValues.all(reader, { layerIds: JSON.stringify(pieces.map((piece) => piece.layerId)) }).map((layer) => [layer.movementId, layer.value]));
  for (const [layerId, group] of Map.groupBy(pieces, (piece) => piece.layerId ?? 0)) {
    const shares = allocate(layers.get(layerId) ?? minor(0), group.map(() => 1));
    group.forEach((piece, index) => values.set(piece.lotId, shares[index] ?? minor(0)));
  }
  const owned = new Map(ownedValue.all(reader, asked).map((row) => [row.variantId, row.value]));
  const others = stockOfLots.all(reader, asked).filter((lot) => !values.has(lot.lotId));
  for (const [variantId, group] of Map.groupBy(others, (lot) => lot.variantId)) {
    const shares = allocate(owned.get(variantId) ?? minor(0), group.map((lot) => lot.onHand));
    group.forEach((lot, index) => values.set(lot.lotId, shares[index] ?? minor(0)));
  }
  return values;
}

const placesOf = read((db, p: { variantId: number }) =>
  db
    .selectFrom('stockLevel as level')
    .innerJoin('location', 'location.id', 'level.locationId')
    .select(['level.locationId', 'location.name as location', 'level.onHand', 'level.onHold'])
    .where('level.variantId', '=', p.variantId)
    .where(sql<boolean>`(level.onHand <> 0 or level.onHold <> 0)`)
    .orderBy('level.locationId'),
);

const binsOf = read((db, p: { variantId: number }) =>
  db
    .selectFrom('binLevel as level')
    .innerJoin('bin', 'bin.id', 'level.binId')
    .select(['bin.locationId', 'level.binId', 'bin.code as bin', 'level.onHand', 'level.onHold'])
    .where('level.variantId', '=', p.variantId)
    .where(sql<boolean>`level.onHand <> 0`)
    .orderBy('bin.code'),
);

const lotsInPlaces = read((db, p: { variantId: number }) =>
  db
    .selectFrom('lot')
    .innerJoin('lotLevel as level', 'level.lotId', 'lot.id')
    .innerJoin('location', 'location.id', 'level.locationId')
    .select(['level.locationId', 'location.name as location', 'lot.id as lotId', 'lot.code as lot', 'level.onHand', 'level.onHold'])
    .where('lot.variantId', '=', p.variantId)
    .where('level.onHand', '>', sql<Quantity>`0`)
    .orderBy('lot.expiresOn')
    .orderBy('lot.id')
    .limit(500),
);

const unnamedOf = read((db, p: { variantId: number }) =>
  db
    .selectFrom('stockMovement as movement')
    .innerJoin('variantTracking as follow', 'follow.variantId', 'movement.variantId')
    .select(['movement.id as movementId', 'movement.occurredAt'])
    .select(sql<Quantity>`-movement.quantity + coalesce((select sum(quantity) from movementLot where movementId = movement.id), 0)`.as('quantity'))
    .where('movement.variantId', '=', p.variantId)
    .where('follow.tracking', '<>', 'none')
    .whereRef('movement.id', '>', 'follow.sinceMovementId')
    .where('movement.kind', 'in', ['shipment', 'loss'])
    .where(sql<boolean>`-movement.quantity + coalesce((select sum(quantity) from movementLot where movementId = movement.id), 0) > 0`)
    .where(sql<boolean>`not exists (select 1 from stockMovement back where back.ofMovementId = movement.id and back.kind = 'cancellation')`)
    .limit(100),
);

/** Where a variant lies: by lot where it is followed, else by bin, and what lies in no bin. */
export function listPlaces(reader: Reader, { variantId }: { variantId: number }) {
  const tracking = trackingRow.get(reader, { variantId })?.tracking ?? 'none';
  const none = { variantId, binId: null, bin: null, lotId: null, lot: null };
  const locations = placesOf.all(reader, { variantId }).map((place) => ({ ...none, ...place }));
  const names = new Map(locations.map((place) => [place.locationId, place.location]));
  const bins = binsOf.all(reader, { variantId }).map((bin) => ({ ...none, ...bin, location: names.get(bin.locationId) ?? '' }));
  const inLots = tracking === 'none' ? [] : lotsInPlaces.all(reader, { variantId }).map((lot) => ({ ...none, ...lot }));
  return { tracking, places: [...locations, ...bins, ...inLots], unnamed: unnamedOf.all(reader, { variantId }) };
}

const movementsOfLot = read((db, p: { lotId: number }) =>
  db
    .selectFrom('movementLot as part')
    .innerJoin('stockMovement as movement', 'movement.id', 'part.movementId')
    .innerJoin('location', 'location.id', 'movement.locationId')
    .select(['movement.id as movementId', 'movement.kind', 'movement.reason', 'location.name as location', 'part.quantity', 'part.held'])
    .leftJoin('goodsReceipt as receipt', (join) => join.onRef('receipt.id', '=', 'movement.sourceId').on('movement.sourceKind', '=', 'goodsReceipt'))
    .leftJoin('stockTransfer as transfer', (join) => join.onRef('transfer.id', '=', 'movement.sourceId').on('movement.sourceKind', '=', 'stockTransfer'))
    .select(['movement.occurredAt', 'movement.postedOn', 'movement.sourceKind', 'movement.sourceId', 'movement.ofMovementId'])
    .select(({ fn }) => fn.coalesce('receipt.number', 'transfer.number').as('documentNumber'))
    .where('part.lotId', '=', p.lotId)
    .orderBy('movement.postedOn')
    .orderBy('movement.occurredAt')
    .orderBy('movement.id'),
);

/** All that ever happened to a lot or a piece, in order: its life line. Rooms to the right know the people behind the documents. */
export const lifeOfLot = (reader: Reader, lotId: number) => movementsOfLot.all(reader, { lotId });

/** What a device keeps of goods, so that it can read their codes when the shop is out of reach. */
export function goodsToKeep(reader: Reader, { variantIds }: { variantIds: readonly number[] }, _actor: Actor, now: Instant) {
  const goods = codesOfGoods(reader, variantIds, now).map((one) => ({ ...one, tracking: trackingRow.get(reader, { variantId: one.id })?.tracking ?? ('none' as Tracking) }));
  return { goods };
}
