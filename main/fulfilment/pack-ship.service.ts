import { toPack } from '../../shared/fulfilment/wave.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { shipOrder } from '../sales/shipment.service.ts';
import { carrierById, firstFreeWaybill, serviceById, takeWaybill, waybillByNumber } from './carrier.statements.ts';
import { addressOfOrder } from './address.statements.ts';
import { getOpenParcel } from './pack.service.ts';
import { goodsInParcel, shipParcelRow, toteById, wrongInside } from './pack.statements.ts';
import { requireWeight } from './parcel-weight.service.ts';
import { rateParcel, sizeOf } from './rating.queries.ts';
import { refreshTote } from './tote.service.ts';
import { linesOfTote } from './wave.statements.ts';

export interface ShipParcel {
  parcelId: number;
  weightGrams?: number;
  lengthMm?: number;
  widthMm?: number;
  heightMm?: number;
  carrierServiceId?: number;
  trackingNumber?: string;
}

/**
 * Closes a parcel and ships what is in it: one transaction with the shipment's stock, entry and news to the channel.
 * @throws Refusal record.missing, pack.closed, pack.wrongInside, pack.empty, pack.weightOff, carrier.unfit, and as shipOrder
 */
export function shipParcel(tx: Tx, input: ShipParcel) {
  const parcel = getOpenParcel(tx, input.parcelId);
  const wrong = wrongInside.all(tx, { parcelId: parcel.id });
  if (wrong[0]) throw new Refusal('pack.wrongInside', { count: wrong.length, code: wrong[0].name ?? wrong[0].code });
  const goods = goodsInParcel.all(tx, { parcelId: parcel.id });
  if (goods.length === 0) throw new Refusal('pack.empty', {});
  if (input.weightGrams !== undefined) requireWeight(tx, parcel.id, goods, input.weightGrams);
  const tote = toteById.get(tx, { id: parcel.pickToteId });
  if (!tote) throw new Refusal('record.missing', { kind: 'pickTote', id: parcel.pickToteId });
  const service = serviceFor(tx, tote.orderId, input);
  const number = numberFor(tx, parcel.id, service.carrierId, input.trackingNumber);
  const picked = goods.map((line) => ({ orderLineId: line.orderLineId, locationId: tote.locationId, binId: line.packingBinId ?? line.binId, quantity: line.quantity }));
  const shipment = shipOrder(tx, { orderId: tote.orderId, lines: picked, picked: sumByPlace(picked), carrier: service.carrierName, trackingNumber: number.trackingNumber });
  const { weightGrams = null, lengthMm = null, widthMm = null, heightMm = null } = input;
  const { carrierServiceId, price, usualPrice } = service;
  shipParcelRow.run(tx, { id: parcel.id, shipmentId: shipment.shipmentId, weightGrams, lengthMm, widthMm, heightMm, carrierServiceId, price, usualPrice, shippedAt: tx.now });
  tx.changed('parcel', parcel.id);
  refreshTote(tx, tote.id);
  const more = linesOfTote.all(tx, { pickToteId: tote.id }).some((line) => toPack(line) > 0);
  return { parcelId: parcel.id, number: parcel.number, shipmentId: shipment.shipmentId, shipmentNumber: shipment.number, orderId: tote.orderId, carrier: service.carrierName, ...number, price, usualPrice, more };
}

interface Picked {
  orderLineId: number;
  locationId: number;
  binId: number | null;
  quantity: Quantity;
}

/** One movement for each line and bin. */
function sumByPlace(parts: readonly Picked[]): Picked[] {
  const groups = Map.groupBy(parts, ({ orderLineId, binId }) => `${orderLineId} ${binId}`);
  return [...groups.values()].flatMap((same) => (same[0] ? [{ ...same[0], quantity: quantity(same.reduce<number>((sum, part) => sum + part.quantity, 0)) }] : []));
}

const nobody = { carrierServiceId: null, carrierId: null, carrierName: null, price: null, usualPrice: null };

/** Who carries the parcel: the named service, else the cheapest that may; nobody where there are no rates to choose by. */
function serviceFor(reader: Reader, orderId: number, input: ShipParcel) {
  const { country, postcode } = addressOfOrder.get(reader, { orderId }) ?? { country: '', postcode: '' };
  const choice = input.weightGrams === undefined ? undefined : rateParcel(reader, { country, postcode, weightGrams: input.weightGrams, size: sizeOf(input) });
  const serviceId = input.carrierServiceId ?? choice?.serviceId ?? null;
  if (serviceId === null) return nobody;
  const service = serviceById.get(reader, { id: serviceId });
  const carrier = service && carrierById.get(reader, { id: service.carrierId });
  if (!service || !carrier) throw new Refusal('record.missing', { kind: 'carrierService', id: serviceId });
  const quote = choice?.quotes.find((one) => one.serviceId === serviceId);
  if (quote?.unfit === 'tooHeavy' || quote?.unfit === 'tooLong') throw new Refusal('carrier.unfit', { service: service.name, why: quote.unfit });
  return { carrierServiceId: service.id, carrierId: carrier.id, carrierName: carrier.name, price: quote?.price ?? null, usualPrice: choice?.usualPrice ?? null };
}

type TrackingFrom = 'typed' | 'pool' | 'none';

/** The number on the label: the typed one, else the next the carrier gave in advance, which needs no network. */
function numberFor(tx: Tx, parcelId: number, carrierId: number | null, typed: string | undefined): { trackingNumber: string | null; trackingFrom: TrackingFrom } {
  const kept = carrierId === null ? undefined : typed ? waybillByNumber.get(tx, { carrierId, number: typed }) : firstFreeWaybill.get(tx, { carrierId });
  if (kept && kept.parcelId === null) takeWaybill.run(tx, { id: kept.id, parcelId, usedAt: tx.now });
  if (typed) return { trackingNumber: typed, trackingFrom: 'typed' };
  return kept ? { trackingNumber: kept.number, trackingFrom: 'pool' } : { trackingNumber: null, trackingFrom: 'none' };
}
