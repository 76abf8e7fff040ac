import { sql } from 'kysely';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

export interface ParcelLine {
  /** The channel's own name of the line. */
  lineId: string;
  /** What of it is still to be shipped after this parcel, in whole pieces as it was sold. */
  openAfter: number;
}

/** The lines in a parcel, with what was still open once it had left; parcels after it do not count. */
const linesIn = read((db, p: { shipmentId: number }) =>
  db
    .selectFrom('shipmentLine')
    .innerJoin('orderLine', 'orderLine.id', 'shipmentLine.orderLineId')
    .leftJoin('orderLineBundle', 'orderLineBundle.orderLineId', 'orderLine.id')
    .select(['orderLine.externalId', 'orderLine.quantity', 'orderLineBundle.quantity as bundles'])
    .select(
      sql<Quantity>`orderLine.quantity - orderLine.cancelled - (
        select coalesce(sum(earlier.quantity), 0) from shipmentLine earlier join shipment on shipment.id = earlier.shipmentId
        where earlier.orderLineId = orderLine.id and earlier.shipmentId <= ${p.shipmentId} and shipment.voidedAt is null
      )`.as('open'),
    )
    .where('shipmentLine.shipmentId', '=', p.shipmentId)
    .orderBy('orderLine.id'),
);

/** A bundle was sold as one line: of it is open what its most backward component lacks. */
export function parcelLines(reader: Reader, shipmentId: number): ParcelLine[] {
  const open = new Map<string, number>();
  for (const row of linesIn.all(reader, { shipmentId })) {
    if (row.externalId === null) continue;
    const [lineId = ''] = row.bundles === null ? [row.externalId] : row.externalId.split('#');
    const sold = row.bundles === null ? row.open : Math.ceil((row.open * row.bundles) / row.quantity);
    open.set(lineId, Math.max(open.get(lineId) ?? 0, Math.ceil(Math.max(0, sold) / 1000)));
  }
  return [...open].map(([lineId, openAfter]) => ({ lineId, openAfter }));
}
