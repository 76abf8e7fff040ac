import { sql } from 'kysely';
import type { LotAsked } from '../../shared/inventory/lot.rules.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { moveBetweenBins, onTheFloor } from './bin-move.service.ts';
import { trackingOf } from './tracking.ts';

interface CounterGoods {
  variantId: number;
  locationId: number;
  quantity: Quantity;
  lots?: readonly LotAsked[];
}

interface Shelf {
  binId: number;
  free: number;
}

/** The shelves a variant stands on, the fullest first. */
const shelvesOf = read((db, p: { variantId: number; locationId: number }) =>
  db
    .selectFrom('bin')
    .innerJoin('binLevel as level', 'level.binId', 'bin.id')
    .select(['bin.id as binId', sql<number>`level.onHand - level.onHold`.as('free')])
    .where('bin.locationId', '=', p.locationId)
    .where('level.variantId', '=', p.variantId)
    .where('bin.blocked', '=', 0)
    .where(sql<boolean>`level.onHand > level.onHold`)
    .orderBy(sql`level.onHand - level.onHold`, 'desc')
    .orderBy('bin.id'),
);

const shelvesOfLot = read((db, p: { variantId: number; locationId: number; code: string }) =>
  db
    .selectFrom('lot')
    .innerJoin('lotBinLevel as level', 'level.lotId', 'lot.id')
    .innerJoin('bin', 'bin.id', 'level.binId')
    .select(['bin.id as binId', sql<number>`level.onHand - level.onHold`.as('free')])
    .where('lot.variantId', '=', p.variantId)
    .where('lot.code', '=', p.code)
    .where('bin.locationId', '=', p.locationId)
    .where('bin.blocked', '=', 0)
    .where(sql<boolean>`level.onHand > level.onHold`)
    .orderBy('bin.id'),
);

/**
 * A customer takes goods off a shelf and nobody says off which one: what lies on the floor goes first, then from the fullest
 * shelf, never more than stands there. A shelf's book stays what stands on it, so a count misses nothing that was sold.
 * Followed goods nobody named stay where they are: which of them left is only chosen by the sale.
 */
export function takeOffShelves(tx: Tx, goods: CounterGoods): void {
  const shelves = shelvesOf.all(tx, goods);
  if (shelves.length === 0) return;
  if (goods.lots) return goods.lots.forEach((lot) => carry(tx, goods, shelvesOfLot.all(tx, { ...goods, code: lot.code }), lot.quantity, lot.code));
  if (trackingOf(tx, goods.variantId) !== 'none') return;
  const floor = Math.max(0, onTheFloor.get(tx, goods)?.onHand ?? 0);
  carry(tx, goods, shelves, goods.quantity - floor);
}

function carry(tx: Tx, { variantId, locationId }: CounterGoods, shelves: readonly Shelf[], wanted: number, code?: string): void {
  let left = wanted;
  for (const { binId, free } of shelves) {
    const taken = quantity(Math.min(left, free));
    if (taken <= 0) return;
    left -= taken;
    moveBetweenBins(tx, { variantId, locationId, fromBinId: binId, quantity: taken, ...(code !== undefined && { lots: [{ code, quantity: taken }] }) });
  }
}
