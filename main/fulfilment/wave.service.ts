import { depthOf, packing, placesOf, planWalk, spotOf, walkOf } from '../../shared/fulfilment/pick-path.rules.ts';
import { assignBins, type LeftOutReason, type PickPart } from '../../shared/fulfilment/wave.rules.ts';
import { approvers, waitsForApproval } from '../../shared/sales/order-approval.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { nextNumber } from '../company/series.service.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { firstSellingLocation, requireLocation } from '../inventory/location.queries.ts';
import { approve, withdrawApprovals } from '../sales/approval.service.ts';
import { askedOrders, binOfLocation, binsOfPlace, cancelWaveRow, dropPackingBin, freeInBins, insertPickLine, insertTote, insertWave, linesOfTote, ordersToApprove, packingBinOf, readyOrders, setPackingBin, setToteDone, totesOfWave, waveById, wantedLines } from './wave.statements.ts';

interface BuildWave {
  locationId?: number;
  orderIds?: readonly number[];
  most: number;
  approve?: boolean;
}

/**
 * Builds a wave from what is set aside at a location: each order has a tote of its own, each unit stands on one line of it, and
 * the lines follow a short walk past their bins. What nobody approved is left out, or approved with it where the asker may.
 * Source: DOMAIN §4 "Allocate → pick → pack → ship".
 * @throws Refusal location.unknown, permission.denied, wave.nothing
 */
export function buildWave(tx: Tx, input: BuildWave) {
  const locationId = input.locationId ?? firstSellingLocation(tx);
  requireLocation(tx, locationId);
  const approved = input.approve ? approveWith(tx, input, locationId) : 0;
  const { orderIds, leftOut } = ordersFor(tx, input, locationId);
  const wanted = wantedLines.all(tx, { orderIds: JSON.stringify(orderIds), locationId });
  if (wanted.length === 0) throw new Refusal('wave.nothing', { leftOut: leftOut.length });
  const bins = freeInBins.all(tx, { variantIds: JSON.stringify([...new Set(wanted.map(({ variantId }) => variantId))]), locationId });
  const parts = assignBins(wanted, bins);
  const walk = walkPast(parts, new Map(bins.map(({ binId, code }) => [binId, code])), depthOfPlace(tx, locationId));
  const number = nextNumber(tx, 'pickWave');
  const packingBinId = packingBinOf.get(tx, { locationId })?.binId ?? null;
  const { lastId: pickWaveId } = insertWave.run(tx, { number, locationId, packingBinId, walk: walk.length, walkByCode: walk.lengthByCode, builtAt: tx.now, commandId: tx.commandId });
  const orderOf = new Map(wanted.map(({ orderLineId, orderId }) => [orderLineId, orderId]));
  const totes = new Map([...new Set(orderOf.values())].map((orderId, index) => [orderId, insertTote.run(tx, { pickWaveId, toteNo: index + 1, orderId, locationId }).lastId]));
  for (const part of parts) {
    const pickToteId = totes.get(orderOf.get(part.orderLineId) ?? 0) ?? 0;
    insertPickLine.run(tx, { ...part, pickToteId, stopNo: walk.stopOf(part.binId) });
  }
  tx.changed('pickWave', pickWaveId);
  return { pickWaveId, number, orders: totes.size, lines: parts.length, units: unitsOf(parts), approved, leftOut };
}

const unitsOf = (parts: readonly { quantity: Quantity }[]): Quantity => quantity(parts.reduce<number>((sum, part) => sum + part.quantity, 0));

/** Approves what the wave would take but for that; a reason, which a check asks for, nobody gives here. @throws Refusal permission.denied */
function approveWith(tx: Tx, { orderIds, most }: BuildWave, locationId: number): number {
  const { role } = tx.actor;
  if (!approvers.includes(role)) throw new Refusal('permission.denied', { method: 'order.approve', role });
  const safe = orderIds
    ? askedOrders.all(tx, { orderIds: JSON.stringify(orderIds), locationId }).filter((order) => order.exceptions === 0 && whyNot(order) === 'notApproved').map(({ id }) => id)
    : ordersToApprove.all(tx, { locationId, most: Math.max(0, most - readyOrders.all(tx, { locationId, most }).length) }).map(({ id }) => id);
  for (const orderId of safe) approve(tx, orderId, '');
  return safe.length;
}

function ordersFor(tx: Tx, { orderIds, most }: BuildWave, locationId: number) {
  if (!orderIds) return { orderIds: readyOrders.all(tx, { locationId, most }).map(({ id }) => id), leftOut: [] };
  const known = new Map(askedOrders.all(tx, { orderIds: JSON.stringify(orderIds), locationId }).map((order) => [order.id, order]));
  const judged = [...new Set(orderIds)].map((orderId) => {
    const order = known.get(orderId);
    if (!order) throw new Refusal('order.missing', { orderId });
    return { orderId, why: whyNot(order) };
  });
  return {
    orderIds: judged.filter(({ why }) => why === null).map(({ orderId }) => orderId),
    leftOut: judged.flatMap(({ orderId, why }) => (why === null ? [] : [{ orderId, why }])),
  };
}

function whyNot(order: ReturnType<typeof askedOrders.all>[number]): LeftOutReason | null {
  if (order.intake === 'history' || order.fulfilment === 'shipped' || order.fulfilment === 'cancelled') return 'finished';
  if (order.holds > 0) return 'onHold';
  if (order.unpaid === 1) return 'unpaid';
  if (order.inWave === 1) return 'inWave';
  if (order.here === 0) return 'nothingHere';
  return waitsForApproval(order) ? 'notApproved' : null;
}

/** The last bay of a location's longest aisle: round its end one comes from aisle to aisle. */
const depthOfPlace = (tx: Tx, locationId: number): number => depthOf(binsOfPlace.all(tx, { locationId }).flatMap(({ code }) => spotOf(code) ?? []));

/** The walk past the bins of some lines: the stop number of each, how long it is, and how long it were by their codes. */
function walkPast(parts: readonly PickPart[], codes: ReadonlyMap<number, string>, depth: number) {
  const stops = [...new Set(parts.flatMap(({ binId }) => (binId === null ? [] : [binId])))]
    .map((binId) => ({ binId, code: codes.get(binId) ?? '', spot: spotOf(codes.get(binId) ?? '') ?? packing }))
    .toSorted((a, b) => a.code.localeCompare(b.code));
  const places = placesOf(stops);
  const spots = places.map(([stop]) => stop?.spot ?? packing);
  const order = planWalk(spots, depth);
  const binsInOrder = order.flatMap((index) => (places[index] ?? []).map(({ binId }) => binId));
  const stopNos = new Map(binsInOrder.map((binId, index) => [binId, index + 2]));
  return {
    length: walkOf(order.map((index) => spots[index] ?? packing), depth),
    lengthByCode: walkOf(spots, depth),
    // The open floor comes first.
    stopOf: (binId: number | null): number => (binId === null ? 1 : (stopNos.get(binId) ?? 1)),
  };
}

/** Takes a wave back, so that its orders can go into another, and the approvals it gave with it. @throws Refusal record.missing, wave.begun, wave.over */
export function cancelWave(tx: Tx, { pickWaveId }: { pickWaveId: number }) {
  const wave = getWave(tx, pickWaveId);
  if (wave.cancelledAt !== null || wave.open === 0) throw new Refusal('wave.over', { number: wave.number });
  const totes = totesOfWave.all(tx, { pickWaveId });
  const picked = totes.flatMap(({ id }) => linesOfTote.all(tx, { pickToteId: id })).reduce<number>((sum, line) => sum + line.picked, 0);
  if (picked > 0) throw new Refusal('wave.begun', { number: wave.number, picked });
  for (const { id } of totes) setToteDone.run(tx, { id, done: 1 });
  cancelWaveRow.run(tx, { id: pickWaveId, cancelledAt: tx.now });
  const withdrawn = withdrawApprovals(tx, totes.map(({ orderId }) => orderId), wave.commandId);
  tx.changed('pickWave', pickWaveId);
  return { pickWaveId, before: { locationId: wave.locationId, orderIds: totes.map(({ orderId }) => orderId), approve: withdrawn > 0 } };
}

/** @throws Refusal record.missing */
export function getWave(reader: Reader, pickWaveId: number) {
  const wave = waveById.get(reader, { id: pickWaveId });
  if (!wave) throw new Refusal('record.missing', { kind: 'pickWave', id: pickWaveId });
  return wave;
}

/** Waves built from now on take their goods there; those that stand keep the bin they were built for. @throws Refusal location.unknown, bin.unknown */
export function packAt(tx: Tx, { locationId, binId }: { locationId: number; binId: number | null }) {
  requireLocation(tx, locationId);
  const before = { binId: packingBinOf.get(tx, { locationId })?.binId ?? null };
  if (binId === null) dropPackingBin.run(tx, { locationId });
  else {
    if (!binOfLocation.get(tx, { binId, locationId })) throw new Refusal('bin.unknown', { binId, locationId });
    setPackingBin.run(tx, { locationId, binId, commandId: tx.commandId });
  }
  tx.changed('packingBin', locationId);
  return { locationId, before };
}
