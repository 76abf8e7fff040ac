import type { Tx } from '../database/handles.ts';
import { announce } from '../outbox/announce.ts';
import type { OrderRow } from './order-record.ts';

/** What a channel is told of a parcel. The connector asks the order for the rest when it sends. */
export interface FulfilmentNews {
  orderId: number;
  externalId: string;
  shipmentId: number;
  /** Whether the order is shipped whole with this parcel. */
  complete: boolean;
  tracking: { carrier: string; number: string } | null;
  /** The parcel was taken back before it left. */
  cancelled: boolean;
}

/** Owes the channel a fulfilment; each parcel is news of its own (DOMAIN §4). */
export function announceShipment(tx: Tx, order: OrderRow, shipmentId: number, parcel: { carrier: string | null; trackingNumber: string | null }, complete: boolean): void {
  const { carrier, trackingNumber } = parcel;
  const tracking = trackingNumber === null ? null : { carrier: carrier ?? '', number: trackingNumber };
  tell(tx, order, { shipmentId, complete, tracking, cancelled: false });
}

/** Supersedes the parcel's news where it still waits; else tells the channel that it was taken back. */
export function announceShipmentCancelled(tx: Tx, order: OrderRow, shipmentId: number): void {
  tell(tx, order, { shipmentId, complete: false, tracking: null, cancelled: true });
}

function tell(tx: Tx, order: OrderRow, news: Omit<FulfilmentNews, 'orderId' | 'externalId'>): void {
  if (order.channelId === null || order.externalId === null) return;
  const payload: FulfilmentNews = { orderId: order.id, externalId: order.externalId, ...news };
  announce(tx, { channelId: order.channelId, capability: 'fulfilment', key: `shipment:${news.shipmentId}`, payload });
}
