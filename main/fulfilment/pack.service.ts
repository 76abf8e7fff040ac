import { packInto, type PackOutcome } from '../../shared/fulfilment/pack.rules.ts';
import { toPack } from '../../shared/fulfilment/wave.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { resolveScan } from '../catalog/barcode.queries.ts';
import { nextNumber } from '../company/series.service.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { discardParcelRow, goodsInParcel, insertParcel, insertScan, nameOfVariant, openParcelOf, parcelById, putIntoParcel, scanById, setInParcel, settleScan, takeFromParcel, toteById, wrongInside } from './pack.statements.ts';
import { overruleWeight } from './parcel-weight.service.ts';
import { linesOfTote } from './wave.statements.ts';

/** Begins a parcel, or answers the one that is open. @throws Refusal record.missing, pack.nothing */
export function openParcel(tx: Tx, { pickToteId }: { pickToteId: number }): { parcelId: number } {
  if (!toteById.get(tx, { id: pickToteId })) throw new Refusal('record.missing', { kind: 'pickTote', id: pickToteId });
  const open = openParcelOf.get(tx, { pickToteId });
  if (open) return { parcelId: open.id };
  if (linesOfTote.all(tx, { pickToteId }).every((line) => toPack(line) === 0)) throw new Refusal('pack.nothing', {});
  const { lastId: parcelId } = insertParcel.run(tx, { number: nextNumber(tx, 'parcel'), pickToteId, openedAt: tx.now, commandId: tx.commandId });
  tx.changed('parcel', parcelId);
  return { parcelId };
}

/** @throws Refusal record.missing, pack.closed */
export function getOpenParcel(reader: Reader, parcelId: number) {
  const parcel = parcelById.get(reader, { id: parcelId });
  if (!parcel) throw new Refusal('record.missing', { kind: 'parcel', id: parcelId });
  if (parcel.state !== 'open') throw new Refusal('pack.closed', { number: parcel.number });
  return parcel;
}

/** @throws Refusal record.missing, pack.closed */
export function discardParcel(tx: Tx, { parcelId }: { parcelId: number }) {
  const { pickToteId } = getOpenParcel(tx, parcelId);
  discardParcelRow.run(tx, { id: parcelId });
  tx.changed('parcel', parcelId);
  return { pickToteId };
}

interface Scanned {
  parcelId: number;
  code: string;
  quantity?: Quantity;
}

/**
 * One scan at the packing table: right goods go into the parcel, everything else is said and holds it. Every scan is a row.
 * @throws Refusal record.missing, pack.closed
 */
export function scanIntoParcel(tx: Tx, input: Scanned) {
  const parcel = getOpenParcel(tx, input.parcelId);
  const found = meaning(tx, input.code);
  const scanned = { variantId: found?.id ?? null, quantity: input.quantity ?? found?.quantity ?? quantity(1000) };
  const outcome = found ? pack(tx, parcel, { variantId: found.id, quantity: scanned.quantity }) : 'unknown';
  const { lastId: packScanId } = insertScan.run(tx, { parcelId: parcel.id, code: input.code, ...scanned, outcome, scannedAt: tx.now, commandId: tx.commandId });
  tx.changed('parcel', parcel.id);
  return { parcelId: parcel.id, outcome, packScanId, ...told(tx, parcel, scanned) };
}

/** A code that is no goods of ours means nothing here, whatever else it may be. */
function meaning(tx: Tx, code: string) {
  try {
    return resolveScan(tx, { text: code }, tx.actor, tx.now).found;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function pack(tx: Tx, parcel: { id: number; pickToteId: number }, scanned: { variantId: number; quantity: Quantity }): PackOutcome {
  const packing = packInto(linesOfTote.all(tx, { pickToteId: parcel.pickToteId }), scanned);
  if (packing.outcome !== 'packed') return packing.outcome;
  const held = new Map(goodsInParcel.all(tx, { parcelId: parcel.id }).map((line) => [line.pickLineId, line.quantity]));
  for (const part of packing.parts) {
    const before = held.get(part.pickLineId);
    if (before === undefined) putIntoParcel.run(tx, { parcelId: parcel.id, ...part });
    else setInParcel.run(tx, { parcelId: parcel.id, pickLineId: part.pickLineId, quantity: quantity(before + part.quantity) });
  }
  return 'packed';
}

/** What the station shows after a scan. */
function told(tx: Tx, parcel: { id: number; pickToteId: number }, scanned: { variantId: number | null; quantity: Quantity }) {
  const { variantId } = scanned;
  const lines = linesOfTote.all(tx, { pickToteId: parcel.pickToteId });
  const same = lines.filter((line) => line.variantId === variantId);
  const packed = goodsInParcel.all(tx, { parcelId: parcel.id }).filter((line) => line.variantId === variantId);
  const { sku = null, name = null } = (variantId === null ? undefined : nameOfVariant.get(tx, { variantId })) ?? {};
  return { variantId, sku, name, quantity: scanned.quantity, packed: sum(packed.map((line) => line.quantity)), left: sum(same.map(toPack)), complete: lines.every((line) => toPack(line) === 0) };
}

const sum = (quantities: readonly number[]): Quantity => quantity(quantities.reduce((total, one) => total + one, 0));

/** Takes a scan back: packed goods come out of the parcel, what did not belong is out already. @throws Refusal record.missing, pack.closed, pack.notInside */
export function takeOut(tx: Tx, { packScanId }: { packScanId: number }) {
  const scan = scanById.get(tx, { id: packScanId });
  if (!scan) throw new Refusal('record.missing', { kind: 'packScan', id: packScanId });
  const parcel = getOpenParcel(tx, scan.parcelId);
  if (scan.outcome !== 'packed') settleOnce(tx, scan);
  else {
    removeGoods(tx, parcel.id, scan);
    insertScan.run(tx, { parcelId: parcel.id, code: scan.code, variantId: scan.variantId, outcome: 'takenOut', quantity: scan.quantity, scannedAt: tx.now, commandId: tx.commandId });
  }
  tx.changed('parcel', parcel.id);
  return { parcelId: parcel.id };
}

function settleOnce(tx: Tx, scan: { id: number; settled: string | null; outcome: PackOutcome }): void {
  if (scan.settled !== null || scan.outcome === 'takenOut') throw new Refusal('pack.notInside', {});
  settleScan.run(tx, { id: scan.id, settled: 'putAside', reason: null, commandId: tx.commandId });
}

function removeGoods(tx: Tx, parcelId: number, { variantId, quantity: asked }: { variantId: number | null; quantity: Quantity }): void {
  let left: number = asked;
  for (const line of goodsInParcel.all(tx, { parcelId }).toReversed()) {
    const taken = line.variantId === variantId ? Math.min(left, line.quantity) : 0;
    if (taken === 0) continue;
    left -= taken;
    if (taken === line.quantity) takeFromParcel.run(tx, { parcelId, pickLineId: line.pickLineId });
    else setInParcel.run(tx, { parcelId, pickLineId: line.pickLineId, quantity: quantity(line.quantity - taken) });
  }
  if (left > 0) throw new Refusal('pack.notInside', {});
}

/**
 * Whoever packs shows by a second scan that what did not belong is out of the box. Answers how much of the kind is still inside.
 * @throws Refusal record.missing, pack.closed, pack.notInside
 */
export function putAside(tx: Tx, { parcelId, code }: { parcelId: number; code: string }) {
  const parcel = getOpenParcel(tx, parcelId);
  const variantId = meaning(tx, code)?.id ?? null;
  const open = wrongInside.all(tx, { parcelId });
  const match = open.find((scan) => scan.code === code || (variantId !== null && scan.variantId === variantId));
  if (!match) throw new Refusal('pack.notInside', {});
  settleScan.run(tx, { id: match.packScanId, settled: 'putAside', reason: null, commandId: tx.commandId });
  tx.changed('parcel', parcel.id);
  return { parcelId, settled: 1, open: open.length - 1 };
}

/**
 * A supervisor lets the parcel go as it is, with what was scanned into it and at the weight it has. The actor is whoever gave the PIN.
 * @throws Refusal record.missing, pack.closed, pack.supervisorNeeded, pack.notInside
 */
export function overruleScans(tx: Tx, { parcelId, reason, weightGrams }: { parcelId: number; reason: string; weightGrams?: number }) {
  const parcel = getOpenParcel(tx, parcelId);
  const { role } = tx.actor;
  if (role !== 'owner' && role !== 'manager') throw new Refusal('pack.supervisorNeeded', { role });
  const open = wrongInside.all(tx, { parcelId });
  const weights = weightGrams === undefined ? 0 : overruleWeight(tx, { parcelId, weightGrams, reason });
  if (open.length + weights === 0) throw new Refusal('pack.notInside', {});
  for (const { packScanId } of open) settleScan.run(tx, { id: packScanId, settled: 'overruled', reason, commandId: tx.commandId });
  tx.changed('parcel', parcel.id);
  return { parcelId, settled: open.length + weights };
}
