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

/** The same of goods nobody ordered yet. */
const stockOf = read((db, p: { variantIds: string }) =>
  db
    .selectFrom('stockLevel as level')
    .select(['level.variantId', 'level.locationId', sql<number>`level.onHand - level.onHold - level.allocated`.as('free')])
    .where('level.variantId', 'in', sql<number>`(select value from json_each(${p.variantIds}))`),
);
const weightOf = read((db, p: { variantId: number }) => db.selectFrom('variant').select('weightGrams').where('id', '=', p.variantId));

interface Address {
  country: string;
  postcode: string;
}
interface Free {
  variantId: number;
  locationId: number;
  free: number;
}
interface Ranked {
  prefers: Preference;
  plans: ShipPlan[];
}

/** Every way some goods could leave to an address, the best first, with the shop's rule. */
function rankPlaces(reader: Reader, lines: readonly LineToShip[], { country, postcode }: Address, free: readonly Free[]): Ranked {
  const stock = Map.groupBy(free, ({ locationId }) => locationId);
  const places = sellingPlaces.all(reader, {}).map(({ id, handling }): PlaceWithStock => ({
    locationId: id,
    handling,
    kilometres: kilometresTo(reader, id, country, postcode),
    free: new Map((stock.get(id) ?? []).map((row) => [row.variantId, row.free])),
  }));
  const prefers = shipFromRule.get(reader, {})?.prefers ?? 'parcels';
  const carriage = (weightGrams: number): Minor | null => rateParcel(reader, { country, postcode, weightGrams, size: null }).price;
  return { prefers, plans: planShipFrom(lines, places, prefers, carriage) };
}

/** Every way an order could leave, the best first, with the shop's rule. @throws Refusal order.nothingOpen */
export function plansFor(reader: Reader, orderId: number): Ranked & { orderNumber: string } {
  const lines = openLines.all(reader, { orderId });
  if (lines.length === 0) throw new Refusal('order.nothingOpen', { orderId });
  const address = addressOfOrder.get(reader, { orderId }) ?? { country: '', postcode: '' };
  return { orderNumber: lines[0]?.shownNumber ?? '', ...rankPlaces(reader, lines, address, stockFor.all(reader, { orderId })) };
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
  const { orderNumber, ...ranked } = plansFor(reader, orderId);
  return { orderNumber, now: setAsideNow.all(reader, { orderId }), ...told(reader, ranked) };
}

interface Wanted {
  variantId: number;
  quantity: Quantity;
}

/** From where goods would leave that are being ordered: as explainShipFrom, of what is available now. */
export function previewShipFrom(reader: Reader, { lines: wanted, ...address }: Address & { lines: readonly Wanted[] }) {
  const variantIds = [...new Set(wanted.map(({ variantId }) => variantId))];
  const lines = wanted.map(({ variantId, quantity }, index): LineToShip => ({ orderLineId: index + 1, variantId, quantity, gramsEach: weightOf.get(reader, { variantId })?.weightGrams ?? 0 }));
  return told(reader, rankPlaces(reader, lines, address, stockOf.all(reader, { variantIds: JSON.stringify(variantIds) })));
}

/** The first of the plans with what each costs beside sending all from one place, and what decided. */
function told(reader: Reader, { prefers, plans }: Ranked) {
  const names = new Map(sellingPlaces.all(reader, {}).map(({ id, name }) => [id, name]));
  const whole = plans.filter((plan) => plan.missing === 0 && plan.parcels.length === 1 && plan.cost !== null).map(({ cost }) => cost ?? 0);
  const cheapestWhole = whole.length === 0 ? null : Math.min(...whole);
  return {
    prefers,
    decidedBy: decidedBy(plans, prefers),
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
