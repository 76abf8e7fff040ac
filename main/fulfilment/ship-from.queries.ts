import { sql } from 'kysely';
import { decidedBy, type LineToShip, type PlaceWithStock, planShipFrom, type Preference, type ShipPlan } from '../../shared/fulfilment/ship-from.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { addressOfOrder } from './address.statements.ts';
import { rateParcel } from './rating.queries.ts';

export const shipFromRule = read((db) => db.selectFrom('shipFromRule').select('prefers'));
export const sellingPlaces = read((db) =>
  db
    .selectFrom('location')
    .leftJoin('shipFromPlace as place', 'place.locationId', 'location.id')
    .select(['location.id', 'location.name', sql<Minor>`coalesce(place.handling, 0)`.as('handling')])
    .where('location.sellable', '=', 1)
    .where('location.blocked', '=', 0)
    .orderBy('location.id'),
);
export const distancesOf = read((db, p: { locationId: number }) =>
  db.selectFrom('shipFromDistance').select(['country', 'postcodeFrom', 'postcodeTo', 'kilometres']).where('locationId', '=', p.locationId).orderBy('country').orderBy('postcodeFrom'),
);

const openLines = read<{ orderId: number }, LineToShip & { shownNumber: string }>((db, p: { orderId: number }) =>
  db
    .selectFrom('orderLine as line')
    .innerJoin('salesOrder as o', 'o.id', 'line.orderId')
    .innerJoin('variant', 'variant.id', 'line.variantId')
    .select(['line.id as orderLineId', 'variant.id as variantId', 'variant.weightGrams as gramsEach', 'o.shownNumber'])
    .select(sql<Quantity>`line.quantity - line.shipped - line.cancelled`.as('quantity'))
    .where('line.orderId', '=', p.orderId)
    .where(sql<boolean>`line.quantity > line.shipped + line.cancelled`)
    .orderBy('line.lineNo'),
);

/** What a place could give an order: what is available there, and what it already set aside for it. */
const stockFor = read((db, p: { orderId: number }) =>
  db
    .selectFrom(
      sql<{ variantId: number }>`(select distinct variantId from orderLine where orderId = ${p.orderId} and variantId is not null)`.as('wanted'),
    )
    .innerJoin('stockLevel as level', 'level.variantId', 'wanted.variantId')
    .select(['level.variantId', 'level.locationId'])
    .select(
      sql<number>`level.onHand - level.onHold - level.allocated + coalesce((
        select sum(allocation.quantity) from orderLine line join allocation on allocation.orderLineId = line.id
        where line.orderId = ${p.orderId} and allocation.variantId = level.variantId and allocation.locationId = level.locationId), 0)`.as('free'),
    ),
);

export const setAsideNow = read((db, p: { orderId: number }) =>
  db
    .selectFrom('orderLine as line')
    .innerJoin('allocation', 'allocation.orderLineId', 'line.id')
    .select(['allocation.orderLineId', 'allocation.locationId', 'allocation.quantity'])
    .where('line.orderId', '=', p.orderId)
    .orderBy('allocation.orderLineId')
    .orderBy('allocation.locationId'),
);

/** Every way an order could leave, the best first, with the shop's rule. @throws Refusal order.nothingOpen */
export function plansFor(reader: Reader, orderId: number): { orderNumber: string; prefers: Preference; plans: ShipPlan[] } {
  const lines = openLines.all(reader, { orderId });
  if (lines.length === 0) throw new Refusal('order.nothingOpen', { orderId });
  const { country, postcode } = addressOfOrder.get(reader, { orderId }) ?? { country: '', postcode: '' };
  const stock = Map.groupBy(stockFor.all(reader, { orderId }), ({ locationId }) => locationId);
  const places = sellingPlaces.all(reader, {}).map(({ id, handling }): PlaceWithStock => ({
    locationId: id,
    handling,
    kilometres: kilometresTo(reader, id, country, postcode),
    free: new Map((stock.get(id) ?? []).map(({ variantId, free }) => [variantId, free])),
  }));
  const prefers = shipFromRule.get(reader, {})?.prefers ?? 'parcels';
  const carriage = (weightGrams: number): Minor | null => rateParcel(reader, { country, postcode, weightGrams, size: null }).price;
  return { orderNumber: lines[0]?.shownNumber ?? '', prefers, plans: planShipFrom(lines, places, prefers, carriage) };
}

function kilometresTo(reader: Reader, locationId: number, country: string, postcode: string): number | null {
  const signs = postcode.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  const serving = distancesOf.all(reader, { locationId }).filter((row) => {
    const begin = signs.slice(0, row.postcodeFrom.length);
    return row.country === country && begin.length === row.postcodeFrom.length && begin >= row.postcodeFrom && begin <= row.postcodeTo;
  });
  return serving.toSorted((a, b) => b.postcodeFrom.length - a.postcodeFrom.length)[0]?.kilometres ?? null;
}

const mostShown = 8;

export function explainShipFrom(reader: Reader, { orderId }: { orderId: number }) {
  const { orderNumber, prefers, plans } = plansFor(reader, orderId);
  const names = new Map(sellingPlaces.all(reader, {}).map(({ id, name }) => [id, name]));
  const whole = plans.filter((plan) => plan.missing === 0 && plan.parcels.length === 1 && plan.cost !== null).map(({ cost }) => cost ?? 0);
  const cheapestWhole = whole.length === 0 ? null : Math.min(...whole);
  return {
    orderNumber,
    prefers,
    decidedBy: decidedBy(plans, prefers),
    now: setAsideNow.all(reader, { orderId }),
    plans: plans.slice(0, mostShown).map(({ missing, cost, kilometres, parcels }) => ({
      missing,
      price: cost,
      kilometres,
      splitPrice: parcels.length < 2 || cost === null || cheapestWhole === null ? null : minor(cost - cheapestWhole),
      parcels: parcels.map((parcel) => ({ ...parcel, locationName: names.get(parcel.locationId) ?? '' })),
    })),
  };
}

export function readShipFromSettings(reader: Reader) {
  const places = sellingPlaces.all(reader, {}).map(({ id, name, handling }) => ({ locationId: id, name, handling, distances: distancesOf.all(reader, { locationId: id }) }));
  return { prefers: shipFromRule.get(reader, {})?.prefers ?? ('parcels' as const), places };
}
