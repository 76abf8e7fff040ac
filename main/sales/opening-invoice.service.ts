import { Refusal } from '../../shared/refusal/refusal.ts';
import { beforeGoLiveEntry, settleShipment } from '../../shared/sales/shipment.rules.ts';
import { startOfDay } from '../../shared/units/calendar.ts';
import { minorDigits } from '../../shared/units/currency.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import type { ForeignTotal } from '../accounting/foreign-item.service.ts';
import { postEntry, reverseEntry } from '../accounting/journal.service.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { cancelOrder } from './cancellation.service.ts';
import { balancesOf, getLiveOrder, getOrderRow, postedOrder, refreshStates } from './order-record.ts';
import { placeOrder } from './place-order.service.ts';
import { shipmentGuards } from './shipment-guards.ts';
import { noCharges, shippedRows, totalsOf } from './shipment.service.ts';
import { insertShipment, insertShipmentLines, voidShipment } from './shipment.statements.ts';

export interface OpeningInvoice {
  customerId: number;
  number: string;
  issuedOn: Day;
  dueOn: Day;
  /** Still owed, base currency. */
  amount: Minor;
  /** Where it is in another currency. */
  foreign: ForeignTotal | null;
  openingOn: Day;
}

const keep = write((db, p: { orderId: number; issuedOn: Day; dueOn: Day; commandId: number }) =>
  db.insertInto('openingInvoice').values({ orderId: p.orderId, issuedOn: p.issuedOn, dueOn: p.dueOn, commandId: p.commandId }),
);

/**
 * What a customer still owes when the books begin: an order taken over whose goods left before, so that it is aged, reminded of and
 * paid like any other. It is no sale of ours: it stands against opening equity. Source: DOMAIN §4 "Go-live", §5 "opening balances".
 * @throws Refusal period.locked
 */
export function takeOpeningInvoice(tx: Tx, invoice: OpeningInvoice): { orderId: number } {
  const { amount, number } = invoice;
  const shop = shopOf(tx);
  const price = unitPrice(amount * 10 ** (4 - minorDigits(shop.baseCurrency)));
  const figures = { net: amount, tax: minor(0), gross: amount, discount: minor(0) };
  const { orderId, lines } = placeOrder(tx, {
    ...broughtForward,
    shownNumber: number,
    customerId: invoice.customerId,
    currency: shop.baseCurrency,
    orderedAt: startOfDay(invoice.issuedOn, shop.timeZone),
    pricesIncludeTax: shop.pricesIncludeTax,
    lines: [{ ...figures, externalId: null, variantId: null, sku: '', name: number, quantity: pieces(1), unitPrice: price, taxRate: null, shippedBefore: quantity(0) }],
    total: amount,
    foreign: invoice.foreign,
  });
  keep.run(tx, { orderId, issuedOn: invoice.issuedOn, dueOn: invoice.dueOn, commandId: tx.commandId });
  const order = getOrderRow(tx, orderId);
  const rows = shippedRows(order, [{ figures }], noCharges);
  const settled = settleShipment(rows, balancesOf(order));
  const when = { occurredAt: tx.now, postedOn: invoice.openingOn };
  const { lastId: shipmentId } = insertShipment.run(tx, { ...totalsOf(rows), ...settled, ...when, number: null, orderId, kind: 'beforeGoLive', carrier: null, trackingNumber: null, withCharges: 1, commandId: tx.commandId });
  insertShipmentLines.run(tx, lines.map((line) => ({ shipmentId, orderLineId: line.id, movementId: null, quantity: line.quantity, setAside: quantity(0), ...figures })));
  postEntry(tx, beforeGoLiveEntry({ order: postedOrder(order), documentId: shipmentId, ...when }, settled));
  refreshStates(tx, orderId);
  return { orderId };
}

/** An order of before the books: nobody placed it here, and nothing of it is a sale of ours. */
export const broughtForward = {
  channelId: null, externalId: null, shipByAt: null, intake: 'takenOver', taxBy: 'shop', note: '', channelStatus: null, awaitsPayment: 0,
  contentHash: null, versionAt: null, recipient: null, charges: [], paidBefore: minor(0), refundedBefore: minor(0),
} as const;

const parcelOf = read((db, p: { orderId: number }) =>
  db
    .selectFrom('shipment as s')
    .innerJoin('openingInvoice as i', 'i.orderId', 's.orderId')
    .innerJoin('journalEntry as e', (join) => join.onRef('e.sourceId', '=', 's.id').on('e.sourceKind', '=', 'shipment').on('e.reversesId', 'is', null))
    .select(['s.id', 's.due', 'e.id as entryId'])
    .where('s.orderId', '=', p.orderId)
    .where('s.voidedAt', 'is', null),
);

/** @throws Refusal record.missing, opening.builtUpon where it was paid, credited or invoiced anew, period.locked */
export function takeBackOpeningInvoice(tx: Tx, { orderId, on, reason }: { orderId: number; on: Day; reason: string }): void {
  const order = getLiveOrder(tx, orderId);
  const parcel = parcelOf.get(tx, { orderId });
  if (!parcel) throw new Refusal('record.missing', { kind: 'openingInvoice', id: orderId });
  if (order.receivable !== parcel.due || order.captured !== 0 || order.refunded !== 0) throw new Refusal('opening.builtUpon', { what: order.shownNumber });
  for (const guard of shipmentGuards) guard(tx, parcel.id);
  voidShipment.run(tx, { id: parcel.id, at: tx.now, on, due: parcel.due, withCharges: 1, chargesNet: minor(0), deposits: minor(0), commandId: tx.commandId });
  reverseEntry(tx, { entryId: parcel.entryId, postedOn: on, reason });
  cancelOrder(tx, { orderId, reason });
  tx.changed('shipment', parcel.id);
}
