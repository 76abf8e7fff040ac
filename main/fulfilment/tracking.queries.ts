import { sql } from 'kysely';
import { parcelZpl } from '../../shared/fulfilment/parcel-label.rules.ts';
import { recogniseNumber, type NumberedCarrier } from '../../shared/fulfilment/tracking-number.rules.ts';
import { isOver, silentDays } from '../../shared/fulfilment/tracking.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { type Instant, instant } from '../../shared/units/instant.ts';
import { db } from '../database/builder.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { allCarriers } from './carrier.statements.ts';
import { firstSilent } from './tracking.statements.ts';
import { stuckDaysOf } from './tracking.service.ts';

const underWay = sql<boolean>`delivery.status not in ('delivered', 'returned')`;

const deliveries = () =>
  db
    .selectFrom('delivery')
    .innerJoin('shipment', 'shipment.id', 'delivery.shipmentId')
    .innerJoin('salesOrder as o', 'o.id', 'shipment.orderId')
    .leftJoin('orderRecipient as to', 'to.orderId', 'o.id')
    .leftJoin('customer', 'customer.id', 'o.customerId')
    .select(['delivery.shipmentId', 'shipment.orderId', 'o.shownNumber as orderNumber', 'shipment.number as shipmentNumber', 'shipment.carrier', 'delivery.number'])
    .select(['delivery.status', 'shipment.occurredAt as shippedAt', 'delivery.newsAt', 'delivery.stuckAt'])
    .select(sql<string>`coalesce(nullif("to".recipient, ''), customer.name, '')`.as('recipient'))
    .where('shipment.voidedAt', 'is', null);

type Row = ReturnType<typeof rowsType>[number];
const rowsType = (reader: Reader) => reader.all(deliveries());

function asDelivery(row: Row, carriers: readonly NumberedCarrier[], now: Instant) {
  const { stuckAt, ...same } = row;
  return { ...same, stuck: stuckAt !== null && !isOver(row.status), silentDays: isOver(row.status) ? null : silentDays(row.newsAt, now), link: recogniseNumber(carriers, row.number)[0]?.link ?? null };
}

interface Asked {
  view: 'underWay' | 'stuck' | 'all';
  after?: { newsAt: Instant; shipmentId: number };
  limit: number;
}

/** Parcels under way, the longest silent first; all of them, the latest first. */
export function listDeliveries(reader: Reader, { view, after, limit }: Asked, _actor: Actor, now: Instant) {
  let page = deliveries();
  if (view === 'all') {
    page = page.orderBy('delivery.shipmentId', 'desc');
    if (after) page = page.where('delivery.shipmentId', '<', after.shipmentId);
  } else {
    page = page.where(underWay).orderBy('delivery.newsAt').orderBy('delivery.shipmentId');
    if (view === 'stuck') page = page.where('delivery.stuckAt', 'is not', null);
    if (after) page = page.where(sql<boolean>`(delivery.newsAt, delivery.shipmentId) > (${after.newsAt}, ${after.shipmentId})`);
  }
  const found = reader.all(page.limit(limit + 1));
  const carriers = allCarriers.all(reader, {});
  const rows = found.slice(0, limit).map((row) => asDelivery(row, carriers, now));
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? { newsAt: last.newsAt, shipmentId: last.shipmentId } : null };
}

const eventsOf = read((builder, p: { shipmentId: number }) =>
  builder.selectFrom('trackingEvent').select(['id', 'status', 'happenedAt', 'place', 'says']).where('shipmentId', '=', p.shipmentId).orderBy('happenedAt', 'desc').orderBy('id', 'desc'),
);

/** @throws Refusal record.missing */
export function getDelivery(reader: Reader, { shipmentId }: { shipmentId: number }, _actor: Actor, now: Instant) {
  const [row] = reader.all(deliveries().where('delivery.shipmentId', '=', shipmentId));
  if (!row) throw new Refusal('record.missing', { kind: 'delivery', id: shipmentId });
  return { ...asDelivery(row, allCarriers.all(reader, {}), now), events: eventsOf.all(reader, { shipmentId }) };
}

const strays = read((builder) =>
  builder
    .selectFrom('trackingEvent')
    .select(['number', 'status', (eb) => eb.fn.countAll<number>().as('events'), (eb) => eb.fn.max('happenedAt').as('happenedAt')])
    .where('shipmentId', 'is', null)
    .groupBy('number')
    .orderBy('number')
    .limit(200),
);

/** The bare columns beside a maximum are those of its row (SQLite's own rule). */
export function listStrays(reader: Reader) {
  const carriers = allCarriers.all(reader, {});
  return { rows: strays.all(reader, {}).map((row) => ({ ...row, carrier: recogniseNumber(carriers, row.number)[0]?.name ?? null })) };
}

const counts = read((builder) =>
  builder
    .selectFrom('fulfilmentSetting as rule')
    .select('rule.stuckDays')
    .select([
      sql<number>`(select count(*) from delivery join shipment on shipment.id = delivery.shipmentId where delivery.status not in ('delivered', 'returned') and shipment.voidedAt is null)`.as('underWay'),
      sql<number>`(select count(*) from delivery join shipment on shipment.id = delivery.shipmentId where delivery.status not in ('delivered', 'returned') and delivery.stuckAt is not null and shipment.voidedAt is null)`.as('stuck'),
      sql<number>`(select count(distinct number) from trackingEvent where shipmentId is null)`.as('strays'),
    ]),
);

export const countDeliveries = (reader: Reader) => counts.get(reader, {}) ?? { underWay: 0, stuck: 0, strays: 0, stuckDays: stuckDaysOf(reader) };

/** When the next parcel has been silent for too long; the clock asks. */
export function nextStuck(reader: Reader): Instant | undefined {
  const first = firstSilent.get(reader, {});
  return first && instant(first.newsAt + first.stuckDays * 86_400_000);
}

const labelFacts = read((builder, p: { shipmentId: number }) =>
  builder
    .selectFrom('shipment as s')
    .innerJoin('salesOrder as o', 'o.id', 's.orderId')
    .leftJoin('orderRecipient as to', 'to.orderId', 'o.id')
    .leftJoin('customer', 'customer.id', 'o.customerId')
    .leftJoin('parcel', 'parcel.shipmentId', 's.id')
    .select(['s.carrier', 's.trackingNumber', 'o.shownNumber', 'customer.name', 'parcel.weightGrams', 'to.recipient', 'to.company', 'to.line1', 'to.line2'])
    .select(['to.city', 'to.region', 'to.postcode', 'to.country', 'to.phone', sql<string>`(select name from shop)`.as('shopName')])
    .where('s.id', '=', p.shipmentId),
);

/** A parcel's label. @throws Refusal record.missing */
export function readLabel(reader: Reader, { shipmentId }: { shipmentId: number }) {
  const facts = labelFacts.get(reader, { shipmentId });
  if (!facts) throw new Refusal('record.missing', { kind: 'shipment', id: shipmentId });
  const { recipient, company, line1, line2, city, region, postcode, country, phone } = facts;
  const place = [postcode, city, region, country].filter(Boolean).join(' ');
  const to = [recipient || facts.name, company, line1, line2, place, phone].filter((line): line is string => Boolean(line));
  const label = { from: facts.shopName, to, carrier: facts.carrier ?? '', trackingNumber: facts.trackingNumber ?? '', reference: facts.shownNumber, weightGrams: facts.weightGrams };
  return { ...label, zpl: parcelZpl(label) };
}
