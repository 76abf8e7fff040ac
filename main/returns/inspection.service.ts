import type { DocumentReason } from '../../shared/inventory/adjustment.rules.ts';
import { type LotAsked, lotsBeyond, lotsUpTo } from '../../shared/inventory/lot.rules.ts';
import type { Move, Moved } from '../../shared/inventory/stock-move.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { inspectionEntry, inspectionTakenBackEntry } from '../../shared/returns/goods-return.rules.ts';
import { type Disposition, settleable } from '../../shared/returns/rma-state.rules.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { shareOf } from '../../shared/units/share.ts';
import { postEntry } from '../accounting/journal.service.ts';
import type { Tx } from '../database/handles.ts';
import { roleOfReason } from '../inventory/reason.service.ts';
import { moveStock } from '../inventory/stock.service.ts';
import { cancelReturn, sendBack } from '../purchasing/purchase-return.service.ts';
import { returnableReceipts } from '../purchasing/returnable.queries.ts';
import { getLiveOrder, postedOrder } from '../sales/order-record.ts';
import { postedDay } from '../sales/posting-day.ts';
import { changeReturned } from '../sales/returned.service.ts';
import { goodsReturnById, linesOfGoodsReturn, lotsOfMovement } from './goods-return.statements.ts';
import { heldLots, inspectionById, insertInspection, insertInspectionLine, linesOfInspection, releasedBy, setTakenBack } from './inspection.statements.ts';
import { countsOf, getRma, refreshRma, rmaLineOf } from './rma-record.ts';
import { linesOfRma } from './rma.statements.ts';

export interface InspectGoods {
  goodsReturnId: number;
  lines: readonly { goodsReturnLineId: number; disposition: Disposition; quantity: Quantity; note?: string; purchaseReceiptLineId?: number }[];
}

/** A looked-at part of what arrived. */
interface Looked {
  goodsReturnLineId: number;
  orderLineId: number;
  variantId: number;
  disposition: Disposition;
  quantity: Quantity;
  value: Minor;
  note: string;
  lots?: readonly LotAsked[];
  purchaseReceiptLineId?: number;
}

/**
 * Says what becomes of goods that came back, each unit once: back on the shelf, on hold for repair or quarantine, written
 * off, to its supplier with a claim, or to the customer again. Source: DOMAIN §4 "Returns", §5 "scrap", "purchase return".
 * @throws Refusal record.missing, return.tooManyInspected, return.noReceipt, and as moveStock and sendBack
 */
export function recordInspection(tx: Tx, input: InspectGoods): { inspectionId: number; supplierClaims: string[] } {
  const arrived = goodsReturnById.get(tx, { id: input.goodsReturnId });
  if (!arrived) throw new Refusal('record.missing', { kind: 'goodsReturn', id: input.goodsReturnId });
  const rma = getRma(tx, arrived.rmaId);
  const order = getLiveOrder(tx, rma.orderId);
  const looked = lookedAt(tx, input);
  const when = { occurredAt: tx.now, postedOn: postedDay(tx, tx.now) };
  const { lastId: inspectionId } = insertInspection.run(tx, { ...when, goodsReturnId: arrived.id, commandId: tx.commandId });
  const moving = looked.flatMap((part) => {
    const move = moveOf(tx, part, arrived.locationId);
    return move ? [{ part, move }] : [];
  });
  const moved = moveStock(tx, { ...when, source: { kind: 'inspection', id: inspectionId } }, moving.map(({ move }) => move));
  const movedOf = new Map(moving.map(({ part }, index) => [part, moved[index]]));
  const claims: string[] = [];
  for (const part of looked) {
    const back = part.disposition === 'supplier' ? sendToSupplier(tx, part, arrived.locationId) : undefined;
    if (back?.claim) claims.push(back.claim);
    writeLine(tx, inspectionId, part, movedOf.get(part), back?.purchaseReturnId ?? null);
    if (part.disposition === 'back') changeReturned(tx, { orderId: order.id, orderLineId: part.orderLineId, quantity: quantity(-part.quantity) });
  }
  const gone = moved.flatMap(({ role, value }) => (role === null ? [] : [{ role, value: minor(-value) }]));
  postEntry(tx, { ...inspectionEntry({ order: postedOrder(order), documentId: inspectionId, ...when }, gone), locationId: arrived.locationId });
  tx.changed('inspection', inspectionId);
  refreshRma(tx, rma.id);
  return { inspectionId, supplierClaims: claims };
}

/** The parts with their share of what their line came back at, in the order they were named. */
function lookedAt(tx: Tx, input: InspectGoods): Looked[] {
  const lines = linesOfGoodsReturn.all(tx, { goodsReturnId: input.goodsReturnId });
  return input.lines.map(({ goodsReturnLineId, disposition, quantity: count, note = '', purchaseReceiptLineId }) => {
    const line = lines.find((one) => one.id === goodsReturnLineId);
    if (!line) throw new Refusal('record.missing', { kind: 'goodsReturnLine', id: goodsReturnLineId });
    const left = line.quantity - line.inspected;
    if (count > left) throw new Refusal('return.tooManyInspected', { sku: line.sku, left, asked: count });
    const value = shareOf(line.value, line.inspected + count, line.quantity, minor(line.valueInspected));
    const lots = lotsUpTo(lotsBeyond(lotsOfMovement.all(tx, { movementId: line.movementId }), line.inspected), count);
    line.inspected = quantity(line.inspected + count);
    line.valueInspected += value;
    const { orderLineId, variantId } = line;
    return { goodsReturnLineId, orderLineId, variantId, disposition, quantity: count, value, note, ...(lots.length > 0 && { lots }), ...(purchaseReceiptLineId !== undefined && { purchaseReceiptLineId }) };
  });
}

function moveOf(tx: Tx, { disposition, variantId, quantity: count, lots }: Looked, locationId: number): Move | undefined {
  const place = { variantId, locationId, ...(lots && { lots }) };
  if (disposition === 'restock') return { ...place, kind: 'hold', quantity: quantity(0), held: quantity(-count) };
  if (disposition === 'scrap') return { ...place, kind: 'loss', quantity: count, held: count, role: roleOfReason(tx, 'damage'), reason: 'damage' };
  if (disposition === 'back') return { ...place, kind: 'loss', quantity: count, held: count, role: 'cogs', reason: 'sentBackToCustomer' satisfies DocumentReason };
  return undefined;
}

/** @throws Refusal return.noReceipt */
function sendToSupplier(tx: Tx, part: Looked, locationId: number): { purchaseReturnId: number; claim: string | null } {
  const receipts = returnableReceipts(tx, { variantId: part.variantId, locationId });
  const receipt = receipts.find((one) => (part.purchaseReceiptLineId === undefined ? one.left >= part.quantity : one.purchaseReceiptLineId === part.purchaseReceiptLineId));
  if (!receipt) throw new Refusal('return.noReceipt', { variantId: part.variantId });
  const { purchaseReceiptLineId, goodsReceiptId } = receipt;
  const line = { purchaseReceiptLineId, quantity: part.quantity, onHold: part.quantity, ...(part.lots && { lots: part.lots }) };
  const made = sendBack(tx, { goodsReceiptId, lines: [line], note: part.note });
  return { purchaseReturnId: made.purchaseReturnId, claim: made.supplierClaimId === null ? null : made.number };
}

function writeLine(tx: Tx, inspectionId: number, part: Looked, moved: Moved | undefined, purchaseReturnId: number | null): void {
  const { goodsReturnLineId, disposition, quantity: count, value, note } = part;
  const posted = minor(moved?.role ? -moved.value : 0);
  insertInspectionLine.run(tx, { inspectionId, goodsReturnLineId, disposition, quantity: count, value, posted, movementId: moved?.movementId ?? null, purchaseReturnId, note });
}

/**
 * Takes an inspection back: its goods lie on hold again, as they came.
 * @throws Refusal record.missing, return.inspectionTakenBack, return.settled when the customer was credited for them, and as moveStock and cancelReturn
 */
export function takeBackInspection(tx: Tx, { inspectionId }: { inspectionId: number }): { inspectionId: number } {
  const inspection = inspectionById.get(tx, { id: inspectionId });
  if (!inspection) throw new Refusal('record.missing', { kind: 'inspection', id: inspectionId });
  if (inspection.takenBackAt !== null) throw new Refusal('return.inspectionTakenBack', { inspectionId });
  const arrived = goodsReturnById.get(tx, { id: inspection.goodsReturnId });
  if (!arrived) throw new RangeError('an inspection has its arrival');
  const rma = getRma(tx, arrived.rmaId);
  const order = getLiveOrder(tx, rma.orderId);
  const lines = linesOfInspection.all(tx, { inspectionId });
  refuseSettled(tx, rma.id, rma.number, lines);
  const when = { occurredAt: tx.now, postedOn: postedDay(tx, tx.now) };
  const moves = lines.flatMap((line): Move[] => (line.movementId === null ? [] : [againOnHold(tx, line, line.movementId, arrived.locationId)]));
  const moved = moveStock(tx, { ...when, source: { kind: 'inspection', id: inspectionId } }, moves);
  for (const line of lines) {
    if (line.purchaseReturnId !== null) cancelReturn(tx, { purchaseReturnId: line.purchaseReturnId, reason: rma.number });
    if (line.disposition === 'back') changeReturned(tx, { orderId: order.id, orderLineId: line.orderLineId, quantity: line.quantity });
  }
  const again = moved.flatMap(({ role, value }) => (role === null ? [] : [{ role, value }]));
  postEntry(tx, { ...inspectionTakenBackEntry({ order: postedOrder(order), documentId: inspectionId, ...when }, again), locationId: arrived.locationId });
  setTakenBack.run(tx, { id: inspectionId, at: tx.now, postedOn: when.postedOn, commandId: tx.commandId });
  tx.changed('inspection', inspectionId);
  refreshRma(tx, rma.id);
  return { inspectionId };
}

type Line = ReturnType<typeof linesOfInspection.all>[number];

/** A shelf gives its goods back to the hold; a loss is cancelled, to the layers it had drawn on. */
function againOnHold(tx: Tx, line: Line, movementId: number, locationId: number): Move {
  if (line.disposition !== 'restock') return { kind: 'cancellation', movementId };
  const lots = lotsOfRelease(tx, movementId);
  return { kind: 'hold', variantId: lots.variantId, locationId, quantity: quantity(0), held: line.quantity, ...(lots.lots.length > 0 && { lots: lots.lots }) };
}

function lotsOfRelease(tx: Tx, movementId: number): { variantId: number; lots: LotAsked[] } {
  const row = releasedBy.get(tx, { id: movementId });
  return { variantId: row?.variantId ?? 0, lots: heldLots.all(tx, { movementId }) };
}

function refuseSettled(tx: Tx, rmaId: number, number: string, lines: readonly Line[]): void {
  const rows = linesOfRma.all(tx, { rmaId });
  for (const [rmaLineId, group] of Map.groupBy(lines, (line) => line.rmaLineId)) {
    const stayed = group.reduce((sum, line) => sum + (line.disposition === 'back' ? 0 : line.quantity), 0);
    if (stayed > settleable(countsOf(rmaLineOf(rows, rmaLineId)))) throw new Refusal('return.settled', { number });
  }
}
