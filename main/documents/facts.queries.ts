import { sql } from 'kysely';
import type { DocumentCharge, DocumentLine, Party } from '../../shared/documents/document.rules.ts';
import type { Letterhead } from '../../shared/documents/document-look.rules.ts';
import type { Language } from '../../shared/units/language.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { getShop } from '../company/company.queries.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { addressesOf, requireCustomer } from '../parties/customer.queries.ts';
import { letterheadOf } from './setting.queries.ts';

const orderFacts = read((db, p: { orderId: number }) =>
  db
    .selectFrom('salesOrder as o')
    .innerJoin('command', 'command.id', 'o.commandId')
    .leftJoin('user', 'user.id', 'command.userId')
    .leftJoin('orderRecipient as recipient', 'recipient.orderId', 'o.id')
    .select(['o.id', 'o.shownNumber as number', 'o.customerId', 'o.currency', 'o.orderedOn', 'o.orderedAt', 'o.pricesIncludeTax', 'o.note', 'o.total', 'user.name as soldBy'])
    .select(['recipient.recipient', 'recipient.company', 'recipient.line1', 'recipient.line2', 'recipient.city', 'recipient.region', 'recipient.postcode', 'recipient.country'])
    .where('o.id', '=', p.orderId),
);
export type OrderFacts = NonNullable<ReturnType<typeof orderFacts.get>>;
export const orderOf = (reader: Reader, orderId: number): OrderFacts | undefined => orderFacts.get(reader, { orderId });

const byNumber = read((db, p: { number: string }) => db.selectFrom('salesOrder').select('id').where('shownNumber', '=', p.number));
export const orderIdOf = (reader: Reader, number: string): number | undefined => byNumber.get(reader, { number })?.id;

const linesOfOrder = read((db, p: { orderId: number }) =>
  db
    .selectFrom('orderLine')
    .select(['id', 'variantId', 'sku', 'name', 'quantity', 'unitPrice', 'taxRate', 'net', 'tax', 'gross', 'discount'])
    .select(sql<string>`(select json_group_array(lot.code order by lot.id) from shipmentLine shipped
      join shipment on shipment.id = shipped.shipmentId and shipment.voidedAt is null
      join movementLot part on part.movementId = shipped.movementId join lot on lot.id = part.lotId where shipped.orderLineId = orderLine.id)`.as('lots'))
    .where('orderId', '=', p.orderId)
    .where('quantity', '>', 0 as Quantity)
    .orderBy('lineNo'),
);

const linesOfShipments = read((db, p: { shipmentIds: string }) =>
  db
    .selectFrom('shipmentLine as part')
    .innerJoin('orderLine as line', 'line.id', 'part.orderLineId')
    .select(['part.shipmentId', 'line.variantId', 'line.sku', 'line.name', 'part.quantity', 'line.unitPrice', 'line.taxRate', 'part.net', 'part.tax', 'part.discount'])
    .select(sql<Minor>`part.net + part.tax`.as('gross'))
    .select(sql<string>`(select json_group_array(lot.code order by lot.id) from movementLot moved join lot on lot.id = moved.lotId where moved.movementId = part.movementId)`.as('lots'))
    .where('part.shipmentId', 'in', sql<number>`(select value from json_each(${p.shipmentIds}))`)
    .orderBy('part.id'),
);

const chargesOf = read((db, p: { orderId: number }) => db.selectFrom('orderCharge').select(['kind', 'name', 'net', 'tax', 'gross']).where('orderId', '=', p.orderId).orderBy('chargeNo'));

const nowhere = { bin: null, on: null };

/** The lines of an order as they were taken. */
export const orderLines = (reader: Reader, orderId: number): DocumentLine[] =>
  linesOfOrder.all(reader, { orderId }).map(({ id: _line, variantId: _variant, lots: _lots, ...line }) => ({ ...line, ...nowhere }));

/** The same with the lots and pieces that were handed over. */
export const soldLines = (reader: Reader, orderId: number): DocumentLine[] =>
  linesOfOrder.all(reader, { orderId }).map(({ id: _line, variantId: _variant, lots, ...line }) => ({ ...line, ...nowhere, ...namedIn(lots) }));

function namedIn(json: string): { lots?: string[] } {
  // The query made the list.
  const lots = JSON.parse(json) as string[];
  return lots.length === 0 ? {} : { lots };
}

/** What left with parcels, with each part's own share of price and tax. */
export const shippedLines = (reader: Reader, shipmentIds: readonly number[]): DocumentLine[] =>
  linesOfShipments.all(reader, { shipmentIds: JSON.stringify(shipmentIds) }).map(({ shipmentId: _parcel, variantId: _variant, lots, ...line }) => ({ ...line, ...nowhere, ...namedIn(lots) }));

export const orderCharges = (reader: Reader, orderId: number): DocumentCharge[] => chargesOf.all(reader, { orderId });

const shipmentFacts = read((db, p: { shipmentIds: string }) =>
  db
    .selectFrom('shipment')
    .select(['id', 'number', 'orderId', 'kind', 'carrier', 'trackingNumber', 'withCharges', 'due', 'postedOn', 'occurredAt', 'voidedAt'])
    .where('id', 'in', sql<number>`(select value from json_each(${p.shipmentIds}))`)
    .orderBy('id'),
);
export type ShipmentFacts = ReturnType<typeof shipmentFacts.all>[number];
export const shipmentsOf = (reader: Reader, shipmentIds: readonly number[]): ShipmentFacts[] => shipmentFacts.all(reader, { shipmentIds: JSON.stringify(shipmentIds) });

const standingOfOrder = read((db, p: { orderId: number }) =>
  db.selectFrom('shipment').select('id').where('orderId', '=', p.orderId).where('kind', '=', 'ours').where('voidedAt', 'is', null).orderBy('id'),
);
export const standingShipments = (reader: Reader, orderId: number): number[] => standingOfOrder.all(reader, { orderId }).map(({ id }) => id);

const shipmentByNumber = read((db, p: { number: string }) => db.selectFrom('shipment').select('id').where('number', '=', p.number));
export const shipmentIdOf = (reader: Reader, number: string): number | undefined => shipmentByNumber.get(reader, { number })?.id;

const paymentsOfOrder = read((db, p: { orderId: number }) =>
  db.selectFrom('payment').select(['method', 'amount', 'given', 'occurredAt', 'postedOn']).where('orderId', '=', p.orderId).where('voidedAt', 'is', null).orderBy('id'),
);
export const orderPayments = (reader: Reader, orderId: number) => paymentsOfOrder.all(reader, { orderId }).map(({ method, amount, given }) => ({ method, amount, given }));

const lastHash = read((db) => db.selectFrom('command').select(['id', 'hash']).where('hash', '<>', '').orderBy('id', 'desc').limit(1));
const hashOf = read((db, p: { id: number }) => db.selectFrom('command').select('hash').where('id', '=', p.id));

/** Where the record stood when a paper was made, by number and the first signs of its hash: nobody can make that up afterwards. */
export function chainHeadOf(reader: Reader): string {
  const last = lastHash.get(reader, {});
  return last ? `${last.id}-${last.hash.slice(0, 8)}` : '';
}

export function isChainHead(reader: Reader, head: string): boolean {
  const [, id, signs = ''] = /^(\d{1,15})-([0-9a-f]{8})$/.exec(head) ?? [];
  return id !== undefined && hashOf.get(reader, { id: Number(id) })?.hash.startsWith(signs) === true;
}

/** What every paper has from the shop itself. */
export function frameOf(reader: Reader): { shop: Party; timeZone: string; letterhead: Letterhead; language: Language; country: string } {
  const { name, timeZone, language, country } = getShop(reader);
  const letterhead = letterheadOf(reader);
  return { shop: { name, lines: letterhead.lines, taxNumber: letterhead.taxNumber || null }, timeZone, letterhead, language, country };
}

/** A customer as an envelope names them, and the language they read; nobody when an order has no customer. */
export function partyOf(reader: Reader, customerId: number | null): { party: Party | null; language: Language | null } {
  if (customerId === null) return { party: null, language: null };
  const { name, taxNumber, language } = requireCustomer(reader, customerId);
  const addresses = addressesOf(reader, customerId);
  const address = addresses.find(({ kind }) => kind === 'billing') ?? addresses[0];
  return { party: { name, taxNumber, lines: address ? linesOf(address, getShop(reader).country) : [] }, language };
}

interface Written {
  recipient?: string | null;
  company?: string | null;
  line1?: string | null;
  line2?: string | null;
  city?: string | null;
  region?: string | null;
  postcode?: string | null;
  country?: string | null;
}

/** The country is written only on what goes abroad. */
const linesOf = ({ company, line1, line2, city, region, postcode, country }: Written, home: string): string[] =>
  [company, line1, line2, [postcode, city, region].filter(Boolean).join(' '), country === home ? '' : country].flatMap((line) => (line ? [line] : []));

/** Where an order goes, as its label says. */
export const deliveryOf = (order: OrderFacts, home: string): Party | null => (order.recipient ? { name: order.recipient, lines: linesOf(order, home), taxNumber: null } : null);

export const nothing = minor(0);
