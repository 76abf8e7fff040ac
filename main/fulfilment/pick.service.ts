import { toPick } from '../../shared/fulfilment/wave.rules.ts';
import type { LotAsked } from '../../shared/inventory/lot.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Tx } from '../database/handles.ts';
import { moveBetweenBins } from '../inventory/bin-move.service.ts';
import { noteSetFree } from '../inventory/allocation.service.ts';
import { raiseException, settleOfLine } from '../sales/exception.service.ts';
import { insertTake, liveToteOf, namesOf, noteTote, pickLineById, setShort } from './wave.statements.ts';
import { refreshTote } from './tote.service.ts';

interface Taking {
  pickLineId: number;
  quantity: Quantity;
  lots?: readonly LotAsked[];
}

type PickLine = NonNullable<ReturnType<typeof pickLineById.get>>;

/** @throws Refusal record.missing */
function getLine(tx: Tx, pickLineId: number): PickLine {
  const line = pickLineById.get(tx, { id: pickLineId });
  if (!line) throw new Refusal('record.missing', { kind: 'pickLine', id: pickLineId });
  return line;
}

/**
 * Takes goods from their bin to where packing stands; the book follows the hand (DOMAIN §3 "Picking moves goods").
 * @throws Refusal record.missing, pick.tooMany, and as moveBetweenBins
 */
export function takeGoods(tx: Tx, input: Taking) {
  const line = getLine(tx, input.pickLineId);
  const left = toPick(line);
  if (input.quantity > left) throw new Refusal('pick.tooMany', { left, asked: input.quantity });
  record(tx, line, input, input.quantity);
  return { pickLineId: line.id, left: quantity(left - input.quantity) };
}

/** Puts back what was taken and is in no parcel. @throws Refusal record.missing, pick.notThere, and as moveBetweenBins */
export function putGoodsBack(tx: Tx, input: Taking) {
  const line = getLine(tx, input.pickLineId);
  const there = line.picked - line.packed;
  if (input.quantity > there) throw new Refusal('pick.notThere', { there, asked: input.quantity });
  record(tx, line, input, quantity(-input.quantity));
  return { pickLineId: line.id, left: quantity(toPick({ ...line, picked: line.picked - input.quantity })) };
}

function record(tx: Tx, line: PickLine, { lots }: Taking, taken: Quantity): void {
  const [from, to] = taken > 0 ? [line.binId, line.packingBinId] : [line.packingBinId, line.binId];
  const moves = line.packingBinId !== null && from !== to;
  const place = { ...(from !== null && { fromBinId: from }), ...(to !== null && { toBinId: to }) };
  const move = { variantId: line.variantId, locationId: line.locationId, ...place, quantity: quantity(Math.abs(taken)), ...(lots && { lots }) };
  const binMoveId = moves ? moveBetweenBins(tx, move).binMoveId : null;
  insertTake.run(tx, { pickLineId: line.id, quantity: taken, binMoveId, takenAt: tx.now, commandId: tx.commandId });
  tx.changed('pickLine', line.id);
}

/** The rest of a line is not in its bin: the order goes without it and somebody has to look. @throws Refusal record.missing, pick.nothingLeft */
export function reportShort(tx: Tx, { pickLineId }: { pickLineId: number }) {
  const line = getLine(tx, pickLineId);
  const missing = toPick(line);
  if (missing === 0) throw new Refusal('pick.nothingLeft', {});
  setShort.run(tx, { id: line.id, short: quantity(line.short + missing) });
  const { sku, bin } = namesOf.get(tx, { variantId: line.variantId, binId: line.binId }) ?? { sku: '', bin: null };
  raiseException(tx, { orderId: line.orderId, kind: 'shortPick', orderLineId: line.orderLineId, details: { sku, bin: bin ?? '—', missing: line.short + missing } });
  changed(tx, line);
  return { pickLineId, short: quantity(missing) };
}

/** What was missing can be picked after all. @throws Refusal record.missing, pick.notShort, pick.toteGone where the order is in another wave */
export function findMissing(tx: Tx, { pickLineId }: { pickLineId: number }) {
  const line = getLine(tx, pickLineId);
  if (line.short === 0) throw new Refusal('pick.notShort', {});
  const live = liveToteOf.get(tx, line);
  if (live && live.id !== line.pickToteId) throw new Refusal('pick.toteGone', {});
  setShort.run(tx, { id: line.id, short: quantity(0) });
  settleOfLine(tx, { orderId: line.orderId, orderLineId: line.orderLineId, kind: 'shortPick' });
  // Its goods may have been set free meanwhile.
  noteTote.run(tx, { orderLineId: line.orderLineId });
  noteSetFree(tx);
  changed(tx, line);
  return { pickLineId, found: line.short };
}

function changed(tx: Tx, line: PickLine): void {
  refreshTote(tx, line.pickToteId);
  tx.changed('pickLine', line.id);
}
