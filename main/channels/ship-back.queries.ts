import { sql } from 'kysely';
import { type ShippedParcel } from '../../shared/channels/ship-back.rules.ts';
import type { SheetPlatform } from '../../shared/channels/sheet-layouts.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { getShop } from '../company/company.queries.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import type { FulfilmentNews } from '../sales/fulfilment-news.ts';
import { getSheetChannel } from './sheet-channel.statements.ts';

const shipped = read((db, p: { shipmentId: number }) =>
  db.selectFrom('shipment').innerJoin('salesOrder', 'salesOrder.id', 'shipment.orderId').select(['salesOrder.externalId', 'shipment.occurredAt']).where('shipment.id', '=', p.shipmentId),
);

const linesIn = read((db, p: { shipmentId: number }) =>
  db
    .selectFrom('shipmentLine')
    .innerJoin('orderLine', 'orderLine.id', 'shipmentLine.orderLineId')
    .select(['orderLine.externalId', 'orderLine.sku', 'shipmentLine.quantity'])
    .where('shipmentLine.shipmentId', '=', p.shipmentId)
    .orderBy('shipmentLine.id'),
);

/** What a platform is told of a parcel, by its own names of order and lines. */
export function parcelToTell(reader: Reader, { shipmentId, externalId }: FulfilmentNews): Omit<ShippedParcel, 'carrier' | 'trackingNumber'> {
  const { occurredAt } = shipped.get(reader, { shipmentId }) ?? { occurredAt: 0 as Instant };
  const lines = new Map<string, { id: string; sku: string; quantity: Quantity }>();
  for (const line of linesIn.all(reader, { shipmentId })) {
    const id = (line.externalId ?? '').replace(/#\d+$/, '');
    lines.set(id, { id, sku: line.sku, quantity: quantity((lines.get(id)?.quantity ?? 0) + line.quantity) });
  }
  return { orderNumber: externalId, shippedAt: occurredAt, lines: [...lines.values()] };
}

const waitingNews = read((db, p: { channelId: number }) =>
  db
    .selectFrom('outbox')
    .select([
      sql<number>`count(*) filter (where json_extract(payload, '$.cancelled') = 0 and json_extract(payload, '$.tracking') is not null)`.as('parcels'),
      sql<number>`count(*) filter (where json_extract(payload, '$.cancelled') = 0 and json_extract(payload, '$.tracking') is null)`.as('untracked'),
    ])
    .where(sql<boolean>`state in ('waiting', 'sending')`)
    .where('channelId', '=', p.channelId)
    .where('capability', '=', 'fulfilment'),
);

/** What the next file would tell. */
export const shipBackWaiting = (reader: Reader, { channelId }: { channelId: number }) => waitingNews.get(reader, { channelId }) ?? { parcels: 0, untracked: 0 };

const newest = read((db, p: { channelId: number }) =>
  db
    .selectFrom('shipBack')
    .select((eb) => ['id', 'writtenAt', eb.selectFrom('shipBackParcel').select(({ fn }) => fn.countAll<number>().as('count')).whereRef('shipBackId', '=', 'shipBack.id').as('parcels')])
    .where('channelId', '=', p.channelId)
    .orderBy('id', 'desc')
    .limit(100),
);

/** The last hundred files. */
export const listShipBacks = (reader: Reader, { channelId }: { channelId: number }) => ({ rows: newest.all(reader, { channelId }).map((row) => ({ ...row, parcels: row.parcels ?? 0 })) });

const file = read((db, p: { id: number }) => db.selectFrom('shipBack').innerJoin('channel', 'channel.id', 'shipBack.channelId').select(['shipBack.channelId', 'channel.name', 'shipBack.writtenAt']).where('shipBack.id', '=', p.id));

const parcelsOf = read((db, p: { id: number }) =>
  db.selectFrom('shipBackParcel').select(['orderNumber', 'carrier', 'trackingNumber', 'shippedAt', 'lines']).where('shipBackId', '=', p.id).orderBy('shipmentId'),
);

export interface ShipBackTold {
  name: string;
  platform: SheetPlatform;
  timeZone: string;
  writtenAt: Instant;
  parcels: ShippedParcel[];
}

/** What a file told, as it was told then. @throws Refusal record.missing */
export function shipBackTold(reader: Reader, { shipBackId }: { shipBackId: number }): ShipBackTold {
  const found = file.get(reader, { id: shipBackId });
  if (!found) throw new Refusal('record.missing', { kind: 'shipBack', id: shipBackId });
  const { name, writtenAt, channelId } = found;
  // Written by ship-back.service.ts.
  const parcels = parcelsOf.all(reader, { id: shipBackId }).map((row) => ({ ...row, lines: JSON.parse(row.lines) as ShippedParcel['lines'] }));
  return { name, writtenAt, platform: getSheetChannel(reader, channelId).platform, timeZone: getShop(reader).timeZone, parcels };
}
