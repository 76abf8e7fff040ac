import { type LotAsked, lotsBeyond, lotsUpTo } from '../../shared/inventory/lot.rules.ts';
import { type Moved, onePlaceOf } from '../../shared/inventory/stock-move.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { addFigures, linePart, noFigures, openQuantity } from '../../shared/sales/order-part.rules.ts';
import type { LineFigures } from '../../shared/sales/order-totals.rules.ts';
import { saleTax } from '../../shared/sales/sale-tax.rules.ts';
import { type DrawnValue, settleShipment, shipmentEntry, type ShippedRows } from '../../shared/sales/shipment.rules.ts';
import { sourceGoods } from '../../shared/sales/sourcing.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { postEntry } from '../accounting/journal.service.ts';
import { nextNumber } from '../company/series.service.ts';
import type { Tx } from '../database/handles.ts';
import { consumeAllocation } from '../inventory/allocation.service.ts';
import { takeOffShelves } from '../inventory/counter-goods.service.ts';
import { firstSellingLocation } from '../inventory/location.queries.ts';
import { moveStock } from '../inventory/stock.service.ts';
import { announceShipment } from './fulfilment-news.ts';
import { refuseHeld } from './hold.service.ts';
import { askedLines, type AskedLine, balancesOf, chargeSums, type ChargeSums, getLiveOrder, type LineRow, type OrderRow, postedOrder, refreshStates, withPart } from './order-record.ts';
import { linesOf } from './order-line.statements.ts';
import { soldParts, taxPlaceOf } from './sale-tax.queries.ts';
import { postedDay } from './posting-day.ts';
import { insertShipment, insertShipmentLines, setAsideForOrder } from './shipment.statements.ts';

export interface ShipOrder {
  orderId: number;
  lines?: readonly { orderLineId: number; quantity: Quantity; lots?: readonly LotAsked[] }[];
  /** Where exactly each line's goods were taken from, where somebody packed them: they add up to its quantity. */
  picked?: readonly PickedPart[];
  locationId?: number;
  shippedAt?: Instant;
  carrier: string | null;
  trackingNumber: string | null;
}

export interface PickedPart {
  orderLineId: number;
  locationId: number;
  binId: number | null;
  quantity: Quantity;
}

/** One line's goods leaving one place, with what that part is worth. */
export interface ShippedPart {
  orderLineId: number;
  variantId: number;
  locationId: number;
  binId?: number | null;
  quantity: Quantity;
  figures: LineFigures;
  lots?: readonly LotAsked[];
  /** What of it had been set aside for the order; nothing where it is left out. */
  setAside?: Quantity;
}

/**
 * Ships an order, or some of its lines: goods leave, revenue and cost are posted in one entry, and the channel is owed a
 * fulfilment. Source: DOMAIN §4 and §5 "shipment".
 * @throws Refusal order.missing, order.history, order.onHold, order.alreadyShipped, order.nothingOpen, order.lineMissing,
 * order.lineUnmapped, shipment.tooMany, quantity.notPositive, stock.short, period.locked
 */
export function shipOrder(tx: Tx, input: ShipOrder): { shipmentId: number; number: string; entryNumber: string | null } {
  const order = getLiveOrder(tx, input.orderId);
  refuseHeld(tx, order);
  const lines = linesOf.all(tx, { orderId: order.id });
  const asked = askedLines(order, lines, input.lines);
  const setAside = setAsideForOrder.all(tx, { orderId: order.id });
  const elsewhere = input.locationId ?? firstSellingLocation(tx);
  const parts = asked.flatMap(({ line, quantity: count }) =>
    withLots(shippedParts(line, pickedOf(input, line.id) ?? sourceGoods(count, setAside.filter((row) => row.orderLineId === line.id), elsewhere)), lotsNamed(input, line.id)),
  );
  for (const part of parts) {
    if (setAside.some((row) => row.orderLineId === part.orderLineId)) part.setAside = consumeAllocation(tx, part);
  }
  // Picking brought what it picked off its shelf; what nobody picked leaves it now.
  for (const [locationId, own] of Map.groupBy(parts.filter(({ binId }) => binId === undefined), (part) => part.locationId)) takeOffShelves(tx, locationId, own, input.shippedAt);
  const done = writeShipment(tx, order, lines, parts, input);
  announceShipment(tx, order, done.shipmentId, input, completes(lines, asked));
  refreshStates(tx, order.id);
  return done;
}

/** Where a line's goods were picked; undefined where nobody said. */
function pickedOf({ picked }: ShipOrder, orderLineId: number): Omit<PickedPart, 'orderLineId'>[] | undefined {
  return picked?.filter((part) => part.orderLineId === orderLineId).map(({ locationId, binId, quantity: count }) => ({ locationId, binId, quantity: count }));
}

const lotsNamed = ({ lines }: ShipOrder, orderLineId: number): LotAsked[] => (lines ?? []).flatMap((line) => (line.orderLineId === orderLineId ? (line.lots ?? []) : []));

/** The lots named for a line, dealt out to its parts in their order; none where the rule shall choose. */
function withLots(parts: readonly ShippedPart[], lots: readonly LotAsked[]): ShippedPart[] {
  let left = lots;
  return parts.map((part) => {
    if (lots.length === 0) return part;
    const dealt = { ...part, lots: lotsUpTo(left, part.quantity) };
    left = lotsBeyond(left, part.quantity);
    return dealt;
  });
}

/** Writes a shipment's rows, moves its goods and posts its entry. */
function writeShipment(tx: Tx, order: OrderRow, lines: readonly LineRow[], parts: readonly ShippedPart[], input: ShipOrder) {
  const occurredAt = input.shippedAt ?? tx.now;
  const postedOn = postedDay(tx, occurredAt);
  const rows = shippedRows(order, parts, order.chargesSettled ? noCharges : chargeSums(tx, order.id));
  const settled = settleShipment(rows, balancesOf(order));
  const number = nextNumber(tx, 'shipment');
  const { lastId: shipmentId } = insertShipment.run(tx, {
    ...totalsOf(rows),
    ...settled,
    number,
    orderId: order.id,
    kind: 'ours',
    carrier: input.carrier,
    trackingNumber: input.trackingNumber,
    withCharges: order.chargesSettled ? 0 : 1,
    occurredAt,
    postedOn,
    commandId: tx.commandId,
  });
  const moved = moveParts(tx, shipmentId, parts, { occurredAt, postedOn });
  const posting = { order: postedOrder(order), documentId: shipmentId, postedOn, occurredAt };
  const taxes = saleTax(soldParts(parts, lines), [rows.shipping, rows.fees], order.taxBy, taxPlaceOf(tx, order));
  const entry = postEntry(tx, { ...shipmentEntry(posting, rows, settled, drawnValues(moved)), taxes, locationId: onePlaceOf(moved) });
  tx.changed('shipment', shipmentId);
  return { shipmentId, number, entryNumber: entry?.number ?? null };
}

/** Moves the goods of a shipment and writes its lines, each with the movement that carried it. */
export function moveParts(tx: Tx, shipmentId: number, parts: readonly ShippedPart[], when: { occurredAt: Instant; postedOn: ReturnType<typeof postedDay>; inHand?: boolean }): Moved[] {
  const moved = moveStock(
    tx,
    { ...when, source: { kind: 'shipment', id: shipmentId } },
    parts.map(({ variantId, locationId, binId = null, quantity: count, lots }) => ({ kind: 'shipment' as const, variantId, locationId, binId, quantity: count, role: 'cogs' as const, ...(lots ? { lots } : {}) })),
  );
  insertShipmentLines.run(
    tx,
    parts.map(({ orderLineId, quantity: count, setAside = quantity(0), figures: { net, tax, discount } }, index) => ({ shipmentId, orderLineId, movementId: moved[index]?.movementId ?? null, quantity: count, setAside, net, tax, discount })),
  );
  for (const { variantId } of parts) tx.changed('stockLevel', variantId);
  return moved;
}

/** The parts of one line, one for each place its goods leave from, with the figures of each. */
export function shippedParts(line: LineRow, places: readonly { locationId: number; binId?: number | null; quantity: Quantity }[]): ShippedPart[] {
  const { variantId } = line;
  if (variantId === null) throw new Refusal('order.lineUnmapped', { orderLineId: line.id, sku: line.sku });
  let before = line;
  return places.map((place) => {
    const figures = linePart(before, place.quantity);
    before = withPart(before, figures, { shipped: place.quantity });
    return { orderLineId: line.id, variantId, ...place, figures };
  });
}

export const noCharges: ChargeSums = { shipping: noFigures, fees: noFigures, rounding: minor(0) };

/** What a parcel posts: its line parts, and the order's charges when it is the first. */
export function shippedRows(order: Pick<OrderRow, 'taxBy'>, parts: readonly { figures: LineFigures }[], charges: ChargeSums): ShippedRows {
  return { goods: addFigures(parts.map((part) => part.figures)), ...charges, taxBy: order.taxBy };
}

export const totalsOf = (rows: ShippedRows) => ({ goodsNet: rows.goods.net, chargesNet: minor(rows.shipping.net + rows.fees.net) });

export function drawnValues(moved: readonly Moved[]): DrawnValue[] {
  return moved.flatMap(({ role, value }) => (role === null ? [] : [{ role, value: minor(-value) }]));
}

function completes(lines: readonly LineRow[], asked: readonly AskedLine[]): boolean {
  return lines.every((line) => openQuantity(line) === asked.filter((part) => part.line.id === line.id).reduce((sum, part) => sum + part.quantity, 0));
}
