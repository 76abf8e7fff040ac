import type { LotAsked } from '../../shared/inventory/lot.rules.ts';
import type { Move } from '../../shared/inventory/stock-move.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { goodsReturnEntry, type MovedValue } from '../../shared/returns/goods-return.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { postEntry } from '../accounting/journal.service.ts';
import { nextNumber } from '../company/series.service.ts';
import type { Tx } from '../database/handles.ts';
import { firstSellingLocation } from '../inventory/location.queries.ts';
import { partsOfDraw } from '../inventory/lot.statements.ts';
import { moveStock } from '../inventory/stock.service.ts';
import { trackingOf } from '../inventory/tracking.ts';
import { getLiveOrder, postedOrder } from '../sales/order-record.ts';
import { postedDay } from '../sales/posting-day.ts';
import { changeReturned } from '../sales/returned.service.ts';
import { drawsOf, insertGoodsReturn, insertGoodsReturnLine } from './goods-return.statements.ts';
import { getRma, refreshRma, type RmaLineRow } from './rma-record.ts';
import { allow, writeRma } from './rma.service.ts';
import type { RmaOrigin } from './rma.statements.ts';
import { linesOfRma } from './rma.statements.ts';
import { returnsBeyond } from './window.ts';

export interface ReceiveGoods {
  rmaId?: number;
  orderId?: number;
  locationId?: number;
  lines: readonly ArrivedLine[];
  note?: string;
  occurredAt?: Instant;
}

interface ArrivedLine {
  orderLineId: number;
  quantity: Quantity;
  lots?: readonly LotAsked[];
  reason?: string;
  binId?: number;
}

/** A part of what arrived: of one RMA line, by one draw, and the pieces of it where they are followed. */
interface Part {
  line: RmaLineRow;
  drawId: number;
  quantity: Quantity;
  binId: number | null;
  lots?: readonly LotAsked[];
}

/**
 * Takes goods in that came back: on hold, each at what it left with. Goods nobody announced get an RMA now, allowed where
 * their policies allow it. Source: DOMAIN §3 "a customer's return", §5 "goods return received".
 * @throws Refusal record.missing, order.missing, return.noOrder, return.ended, return.notAnnounced, return.tooManyAsked, return.notThatPiece, lot.needed, and as moveStock
 */
export function receiveGoods(tx: Tx, input: ReceiveGoods) {
  const rma = getRma(tx, input.rmaId ?? announceNow(tx, input, 'unannounced'));
  if (rma.ended === 'declined') throw new Refusal('return.ended', { number: rma.number });
  const order = getLiveOrder(tx, rma.orderId);
  const lines = linesOfRma.all(tx, { rmaId: rma.id });
  const room = { places: lines.filter((line) => line.keepsGoods === 0).map((line): Place => ({ line, left: line.quantity - line.received })), taken: new Map<number, number>() };
  const parts = input.lines.flatMap((arrived) => partsOf(tx, room, arrived));
  const occurredAt = input.occurredAt ?? tx.now;
  const when = { occurredAt, postedOn: postedDay(tx, occurredAt) };
  const locationId = input.locationId ?? firstSellingLocation(tx);
  const number = nextNumber(tx, 'goodsReturn');
  const { lastId: goodsReturnId } = insertGoodsReturn.run(tx, { ...when, number, rmaId: rma.id, locationId, note: input.note ?? '', commandId: tx.commandId });
  const moved = moveStock(tx, { ...when, source: { kind: 'goodsReturn', id: goodsReturnId } }, parts.map((part) => comingBack(part, locationId)));
  const made = parts.map(({ line, drawId, quantity: count }, index) => {
    const { movementId = 0, value = 0 as never } = moved[index] ?? {};
    const { lastId: id } = insertGoodsReturnLine.run(tx, { goodsReturnId, rmaLineId: line.id, drawId, movementId, quantity: count, value });
    changeReturned(tx, { orderId: order.id, orderLineId: line.orderLineId, quantity: count });
    return { id, orderLineId: line.orderLineId, quantity: count };
  });
  const back = moved.flatMap(({ role, value }): MovedValue[] => (role === null ? [] : [{ role, value }]));
  postEntry(tx, { ...goodsReturnEntry({ order: postedOrder(order), documentId: goodsReturnId, ...when }, back), locationId });
  tx.changed('goodsReturn', goodsReturnId);
  refreshRma(tx, rma.id);
  return { goodsReturnId, number, rmaId: rma.id, rmaNumber: rma.number, lines: made };
}

const comingBack = ({ drawId, quantity: count, binId, lots }: Part, locationId: number): Move => ({
  kind: 'return',
  movementId: drawId,
  quantity: count,
  held: count,
  locationId,
  binId,
  ...(lots && { lots }),
});

/** An RMA for goods that are here already. */
export function announceNow(tx: Tx, input: Pick<ReceiveGoods, 'orderId' | 'lines' | 'note'>, origin: RmaOrigin, overrule?: string): number {
  if (input.orderId === undefined) throw new Refusal('return.noOrder', {});
  const lines = input.lines.map((line) => ({ orderLineId: line.orderLineId, quantity: line.quantity, reason: line.reason ?? 'changedMind' }));
  const { rmaId } = writeRma(tx, { orderId: input.orderId, lines, note: input.note ?? '' }, origin);
  const rma = getRma(tx, rmaId);
  if (overrule !== undefined || !returnsBeyond(tx, rma)) allow(tx, rma, overrule);
  return rmaId;
}

/** Which draws the goods of a line come back to: the latest parcels first, or those that held the pieces somebody named. */
function partsOf(tx: Tx, room: Room, arrived: ArrivedLine): Part[] {
  const places = placesFor(room, arrived);
  const named = arrived.lots?.flatMap((lot) => [{ count: lot.quantity, lots: [lot] }]) ?? [{ count: arrived.quantity, lots: undefined }];
  if (arrived.lots && named.reduce((sum, one) => sum + one.count, 0) !== arrived.quantity) {
    throw new Refusal('lot.miscounted', { variantId: places[0]?.line.variantId ?? 0, named: named.reduce((sum, one) => sum + one.count, 0), asked: arrived.quantity });
  }
  return named.flatMap(({ count, lots }) => drawParts(tx, places, { ...arrived, quantity: count }, lots, room.taken));
}

interface Place {
  line: RmaLineRow;
  left: number;
}

/** What is still to come, and what of each draw is back already; every heap that arrives takes from both. */
interface Room {
  places: readonly Place[];
  taken: Map<number, number>;
}

function placesFor(room: Room, arrived: ArrivedLine): Place[] {
  const places = room.places.filter(({ line }) => line.orderLineId === arrived.orderLineId);
  const left = places.reduce((sum, place) => sum + place.left, 0);
  const first = places[0];
  if (!first) throw new Refusal('return.notAnnounced', { orderLineId: arrived.orderLineId });
  if (arrived.quantity > left) throw new Refusal('return.tooManyAsked', { sku: first.line.sku, left, asked: arrived.quantity });
  return places;
}

function drawParts(tx: Tx, places: readonly Place[], arrived: ArrivedLine, lots: readonly LotAsked[] | undefined, taken: Map<number, number>): Part[] {
  const [code] = lots?.map((lot) => lot.code) ?? [];
  const draws = drawsOf.all(tx, { orderLineId: arrived.orderLineId }).filter(({ movementId }) => code === undefined || holds(tx, movementId, code));
  const sku = places[0]?.line.sku ?? '';
  const variantId = places[0]?.line.variantId ?? 0;
  if (code === undefined && trackingOf(tx, variantId) === 'serial' && draws.reduce((sum, draw) => sum + draw.away, 0) > arrived.quantity) {
    throw new Refusal('lot.needed', { variantId, quantity: arrived.quantity });
  }
  const parts: Part[] = [];
  let open: number = arrived.quantity;
  for (const place of places) {
    for (const draw of draws) {
      const out = draw.away - (taken.get(draw.movementId) ?? 0);
      const now = Math.min(open, place.left, out);
      if (now <= 0) continue;
      open -= now;
      place.left -= now;
      taken.set(draw.movementId, (taken.get(draw.movementId) ?? 0) + now);
      parts.push({ line: place.line, drawId: draw.movementId, quantity: quantity(now), binId: arrived.binId ?? null, ...(lots && { lots: lots.map((lot) => ({ ...lot, quantity: quantity(now) })) }) });
    }
  }
  if (open > 0) throw code === undefined ? new Refusal('return.beforeGoLive', { sku }) : new Refusal('return.notThatPiece', { code, sku });
  return parts;
}

const holds = (tx: Tx, movementId: number, code: string): boolean => partsOfDraw.all(tx, { movementId }).some((part) => part.code === code && part.away > 0);
