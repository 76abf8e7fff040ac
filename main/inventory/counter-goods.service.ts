import { sql } from 'kysely';
import type { LotAsked } from '../../shared/inventory/lot.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { moveBetweenBins, onTheFloor } from './bin-move.service.ts';
import { jsonList } from './json-list.ts';
import { trackingOf } from './tracking.ts';

interface Sold {
  variantId: number;
  quantity: Quantity;
  lots?: readonly LotAsked[];
}

interface Goods {
  variantId: number;
  locationId: number;
  /** When they left; now where it is left out. */
  occurredAt?: Instant;
}

interface Shelf {
  binId: number;
  free: number;
}

interface AskedShelves {
  /** A list as JSON. */
  variantIds: string;
  locationId: number;
}

/** What rooms to the right keep on shelves for somebody, in thousandths: goods on a pick list, or picked for a tote. Filled once, when the program is put together. */
export const shelfPromises: ((reader: Reader, asked: AskedShelves) => readonly { variantId: number; binId: number; promised: number }[])[] = [];

/** The shelves goods stand on, the fullest first; one question for a whole sale. */
const shelvesOf = read((db, p: { variantIds: string; locationId: number }) =>
  db
    .selectFrom('bin')
    .innerJoin('binLevel as level', 'level.binId', 'bin.id')
    .select(['level.variantId', 'bin.id as binId', sql<number>`level.onHand - level.onHold`.as('free')])
    .where('bin.locationId', '=', p.locationId)
    .where('level.variantId', 'in', jsonList(p.variantIds))
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
 * Goods leave and nobody says off which shelf they were taken, over the counter or in a parcel that nobody picked: what lies on
 * the floor goes first, then from the fullest shelf, never more than stands there for nobody else. A shelf's book stays what
 * stands on it, so a count misses nothing that was sold. Followed goods nobody named stay where they are: which of them left is
 * only chosen by the sale.
 */
export function takeOffShelves(tx: Tx, locationId: number, sold: readonly Sold[], occurredAt?: Instant): void {
  const shelves = Map.groupBy(freeShelves(tx, { locationId, variantIds: JSON.stringify(sold.map((line) => line.variantId)) }), (shelf) => shelf.variantId);
  for (const [variantId, lines] of Map.groupBy(sold, (line) => line.variantId)) {
    const own = shelves.get(variantId);
    if (own) takeOff(tx, { variantId, locationId, ...(occurredAt !== undefined && { occurredAt }) }, lines, own);
  }
}

function freeShelves(tx: Tx, asked: AskedShelves) {
  const shelves = shelvesOf.all(tx, asked);
  if (shelves.length === 0) return shelves;
  const promises = shelfPromises.flatMap((tell) => tell(tx, asked));
  const kept = (shelf: { variantId: number; binId: number }): number => promises.reduce((sum, one) => sum + (one.variantId === shelf.variantId && one.binId === shelf.binId ? one.promised : 0), 0);
  const free = shelves.map((shelf) => ({ ...shelf, free: Math.max(0, shelf.free - kept(shelf)) }));
  return free.toSorted((a, b) => b.free - a.free || a.binId - b.binId);
}

function takeOff(tx: Tx, goods: Goods, lines: readonly Sold[], shelves: readonly Shelf[]): void {
  for (const lot of lines.flatMap((line) => line.lots ?? [])) carry(tx, goods, shelvesOfLot.all(tx, { ...goods, code: lot.code }), lot.quantity, lot.code);
  if (trackingOf(tx, goods.variantId) !== 'none') return;
  const floor = Math.max(0, onTheFloor.get(tx, goods)?.onHand ?? 0);
  carry(tx, goods, shelves, lines.reduce((sum, line) => sum + line.quantity, 0) - floor);
}

function carry(tx: Tx, goods: Goods, shelves: readonly Shelf[], wanted: number, code?: string): void {
  let left = wanted;
  for (const { binId, free } of shelves) {
    const taken = quantity(Math.min(left, free));
    if (taken <= 0) return;
    left -= taken;
    moveBetweenBins(tx, { ...goods, fromBinId: binId, quantity: taken, ...(code !== undefined && { lots: [{ code, quantity: taken }] }) });
  }
}
