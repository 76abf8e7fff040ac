import { chooseHeld, chooseLots, type LotAsked, type LotPart, type LotStock, lotsUpTo, mayBeSold, sumOfLots, type Tracking } from '../../shared/inventory/lot.rules.ts';
import type { Move, StockOccasion } from '../../shared/inventory/stock-move.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { insertLot, insertPart, lotByCode, lotsAt, movedLater, partsOfDraw, pieceLevel } from './lot.statements.ts';
import type { NewMovement } from './movement.statements.ts';
import type { Places } from './shortage.service.ts';

type Written = NewMovement & { id: number };

/** What a signed part of a lot's movement is: stored as it stands. */
interface SignedPart {
  lotId: number;
  quantity: Quantity;
  held: Quantity;
}

/** Lots that left a place in this command, for the movement that brings them to another. */
type Carried = Map<number, SignedPart[]>;

/**
 * Says of movements just written which lots they moved: those somebody named, else the ones that expire first. Only goods
 * that are followed come here. What a counter sells and nobody can name has no lot until somebody names it (INV-S6).
 * @throws Refusal lot.needed, lot.miscounted, lot.unknown, lot.short, lot.expiryDiffers, serial.onePiece, serial.here, serial.outOfOrder
 */
export function nameLots(tx: Tx, occasion: StockOccasion, written: readonly Written[], moves: readonly Move[], places: Pick<Places, 'variants' | 'open' | 'beyond'>): void {
  const carried: Carried = new Map();
  written.forEach((movement, index) => {
    const tracking = places.variants.get(movement.variantId)?.tracking ?? 'none';
    const move = moves[index];
    if (tracking === 'none' || !move) return;
    const asked = 'lots' in move ? move.lots : undefined;
    const beyond = places.beyond.some(({ variantId, locationId }) => variantId === movement.variantId && locationId === movement.locationId);
    const mayOwe = tracking === 'lot' && (beyond || places.open.has(movement.locationId));
    const parts = partsOf(tx, occasion, movement, { asked, tracking, mayOwe, carried });
    for (const part of parts) writePart(tx, movement, part, tracking);
  });
}

interface Naming {
  asked: readonly LotAsked[] | undefined;
  tracking: Tracking;
  mayOwe: boolean;
  carried: Carried;
}

function partsOf(tx: Tx, occasion: StockOccasion, movement: Written, naming: Naming): SignedPart[] {
  const { kind } = movement;
  if (kind === 'cancellation') return partsOfDraw.all(tx, { movementId: movement.ofMovementId ?? 0 }).map((part) => negative(part));
  if (kind === 'return') return returned(tx, movement, naming);
  if (kind === 'hold') return changedHold(tx, movement, naming);
  if (movement.quantity < 0) return leaving(tx, occasion, movement, naming);
  const brought = kind === 'transfer' || kind === 'move' ? naming.carried.get(movement.variantId)?.splice(0) : undefined;
  return brought ? brought.map((part) => negative(part)) : takenIn(tx, movement, naming);
}

const negative = ({ lotId, quantity: moved, held }: SignedPart): SignedPart => ({ lotId, quantity: quantity(-moved), held: quantity(-held) });

/** Goods from outside say their lots; a lot nobody knew is made. */
function takenIn(tx: Tx, movement: Written, { asked, tracking }: Naming): SignedPart[] {
  const lots = requireLots(movement, asked);
  let held: number = movement.held;
  return lots.map((lot) => {
    const lotId = lotFor(tx, movement.variantId, lot, tracking);
    const ofHeld = Math.min(held, lot.quantity);
    held -= ofHeld;
    return { lotId, quantity: lot.quantity, held: quantity(ofHeld) };
  });
}

function requireLots({ variantId, quantity: moved }: Written, asked: readonly LotAsked[] | undefined): readonly LotAsked[] {
  if (!asked) throw new Refusal('lot.needed', { variantId, quantity: Math.abs(moved) });
  const named = sumOfLots(asked);
  if (named !== Math.abs(moved)) throw new Refusal('lot.miscounted', { variantId, named, asked: Math.abs(moved) });
  return asked;
}

function lotFor(tx: Tx, variantId: number, { code, quantity: count, expiresOn }: LotAsked, tracking: Tracking): number {
  if (tracking === 'serial' && count !== 1000) throw new Refusal('serial.onePiece', { code });
  const known = lotByCode.get(tx, { variantId, code });
  if (!known) return insertLot.run(tx, { variantId, code, expiresOn: expiresOn ?? null, commandId: tx.commandId }).lastId;
  if (expiresOn !== undefined && known.expiresOn !== expiresOn) throw new Refusal('lot.expiryDiffers', { code, expiresOn: known.expiresOn ?? '' });
  return known.id;
}

function leaving(tx: Tx, occasion: StockOccasion, movement: Written, { asked, mayOwe, carried }: Naming): SignedPart[] {
  const wanted = { quantity: quantity(-movement.quantity), held: quantity(-movement.held) };
  const stock = stockAt(tx, movement);
  const choice = asked ? namedFrom(stock, movement, asked, wanted.held) : chooseLots(choosable(stock, occasion, movement), wanted);
  const sold = movement.kind === 'shipment' || movement.kind === 'loss';
  if (choice.missing > 0 && !(sold && mayOwe)) {
    throw new Refusal('lot.short', { variantId: movement.variantId, locationId: movement.locationId, available: wanted.quantity - choice.missing, asked: wanted.quantity });
  }
  const parts = choice.parts.map((part) => negative(part));
  if (!sold) carried.set(movement.variantId, [...(carried.get(movement.variantId) ?? []), ...parts]);
  return parts;
}

/** Only customers are kept from lots on recall and past their day; those may well be scrapped, moved or sent away. */
const choosable = (stock: readonly LotStock[], { postedOn }: StockOccasion, { kind }: Written): readonly LotStock[] =>
  kind === 'shipment' ? stock.filter((lot) => mayBeSold(lot, postedOn)) : stock;

const stockAt = (reader: Reader, { variantId, locationId, binId }: Pick<Written, 'variantId' | 'locationId' | 'binId'>): LotStock[] =>
  lotsAt.all(reader, { variantId, locationId, binId }).map((row) => ({ ...row, held: row.held === 1 }));

/** The lots somebody named, if they lie there. A person may name a lot the rule would not choose, except one on recall. */
function namedFrom(stock: readonly LotStock[], movement: Written, asked: readonly LotAsked[], heldInAll: Quantity): { parts: LotPart[]; missing: Quantity } {
  let heldLeft: number = heldInAll;
  const parts = requireLots(movement, asked).map(({ code, quantity: count }) => {
    const lot = stock.find((one) => one.code === code);
    if (!lot) throw new Refusal('lot.unknown', { code, locationId: movement.locationId });
    if (lot.held && movement.kind === 'shipment') throw new Refusal('lot.held', { code });
    const held = Math.min(heldLeft, lot.onHold, count);
    heldLeft -= held;
    if (count - held > lot.onHand - lot.onHold) {
      throw new Refusal('lot.short', { variantId: movement.variantId, locationId: movement.locationId, available: lot.onHand - lot.onHold, asked: count - held });
    }
    return { lotId: lot.lotId, quantity: count, held: quantity(held) };
  });
  return { parts, missing: quantity(heldLeft) };
}

function changedHold(tx: Tx, movement: Written, { asked }: Naming): SignedPart[] {
  const stock = stockAt(tx, movement);
  const among = asked ? stock.filter((lot) => asked.some(({ code }) => code === lot.code)) : stock;
  const { parts, missing } = chooseHeld(among, movement.held);
  if (missing > 0) {
    const wanted = Math.abs(movement.held);
    throw new Refusal('lot.short', { variantId: movement.variantId, locationId: movement.locationId, available: wanted - missing, asked: wanted });
  }
  return parts;
}

/** Goods that come back are of the lots that left, in the order they would be sold again; a piece nobody named needs its number. */
function returned(tx: Tx, movement: Written, naming: Naming): SignedPart[] {
  const away = partsOfDraw.all(tx, { movementId: movement.ofMovementId ?? 0 }).filter((part) => part.away > 0);
  const known = away.map(({ code, away: out }) => ({ code, quantity: out }));
  if (sumOfLots(known) < movement.quantity) return takenIn(tx, movement, naming);
  const lots = requireLots(movement, naming.asked ?? lotsUpTo(known, movement.quantity));
  for (const { code, quantity: count } of lots) {
    const part = away.find((one) => one.code === code);
    if (!part || part.away < count) throw new Refusal('lot.unknown', { code, locationId: movement.locationId });
  }
  return takenIn(tx, movement, { ...naming, asked: lots });
}

function writePart(tx: Tx, movement: Written, part: SignedPart, tracking: Tracking): void {
  if (part.quantity === 0 && part.held === 0) return;
  if (tracking === 'serial' && part.quantity !== 0) refuseDisorder(tx, movement, part);
  insertPart.run(tx, { ...part, movementId: movement.id, commandId: tx.commandId });
  tx.changed('lot', part.lotId);
}

/** A piece lives one life in order: it is not twice in stock, and nothing is written before what it did already. */
function refuseDisorder(tx: Tx, { id, postedOn, occurredAt, kind }: Written, { lotId, quantity: moved }: SignedPart): void {
  if (movedLater.get(tx, { lotId, postedOn, occurredAt, id })) throw new Refusal('serial.outOfOrder', { lotId });
  const inside = kind === 'transfer' || kind === 'move';
  if (moved > 0 && !inside && (pieceLevel.get(tx, { lotId })?.onHand ?? 0) > 0) throw new Refusal('serial.here', { lotId });
}

/** The lots of a line that arrived: those named, else those on their way, in their order; none where goods are not followed. */
export function lotsForArrival(line: { quantity: Quantity; lots?: readonly LotAsked[] }, onTheWay: readonly LotAsked[]): readonly LotAsked[] {
  return line.lots ?? lotsUpTo(onTheWay, line.quantity);
}
