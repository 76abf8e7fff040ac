import { sql } from 'kysely';
import { dayOf, monthOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { getShop } from '../company/company.queries.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { jsonList } from './json-list.ts';

/** The states of a variant's stock at one moment. On hand = available + allocated + on hold; the others stand beside it. */
export interface StockFigures {
  onHand: Quantity;
  onHold: Quantity;
  allocated: Quantity;
  available: Quantity;
  incoming: Quantity;
  /** On their way between places of ours. */
  inTransit: Quantity;
  /** Ours, kept by somebody else. */
  elsewhere: Quantity;
  /** Somebody else's, kept by us. */
  ofOthers: Quantity;
}

interface PlaceRow {
  variantId: number;
  kind: 'here' | 'inTransit' | 'elsewhere' | 'ofOthers';
  onHand: number;
  onHold: number;
  allocated: number;
}

/** What a location's stock counts as: goods of others and goods elsewhere are never among ours here. */
export const placeKind = sql<PlaceRow['kind']>`case
  when location.owner is not null then 'ofOthers' when location.holder is not null then 'elsewhere'
  when location.kind = 'inTransit' then 'inTransit' else 'here' end`;

interface Asked {
  variantIds: string;
  locationId: number | null;
}

const levelsNow = read((db, p: Asked) =>
  db
    .selectFrom('stockLevel as level')
    .innerJoin('location', 'location.id', 'level.locationId')
    .select(['level.variantId', placeKind.as('kind'), 'level.onHand', 'level.onHold', 'level.allocated'])
    .where('level.variantId', 'in', jsonList(p.variantIds))
    .where(sql<boolean>`(${p.locationId} is null or level.locationId = ${p.locationId})`),
);

interface Then extends Asked {
  month: string;
  firstOn: Day;
  on: Day;
  at: Instant;
}

/** Whole months from the kept sums, the rest of the month movement by movement, and what was set aside by then. */
const levelsThen = read((db, p: Then) =>
  db
    .selectFrom(
      sql<{ variantId: number; locationId: number; onHand: number; onHold: number; allocated: number }>`(
        select variantId, locationId, quantity as onHand, held as onHold, 0 as allocated from stockMonth
        where variantId in ${jsonList(p.variantIds)} and month < ${p.month}
        union all
        select variantId, locationId, quantity, held, 0 from stockMovement
        where variantId in ${jsonList(p.variantIds)} and postedOn >= ${p.firstOn} and (postedOn, occurredAt) <= (${p.on}, ${p.at})
        union all
        select variantId, locationId, 0, 0, quantity from allocationChange
        where variantId in ${jsonList(p.variantIds)} and changedAt <= ${p.at})`.as('level'),
    )
    .innerJoin('location', 'location.id', 'level.locationId')
    .select(['level.variantId', placeKind.as('kind')])
    .select([sql<number>`sum(level.onHand)`.as('onHand'), sql<number>`sum(level.onHold)`.as('onHold'), sql<number>`sum(level.allocated)`.as('allocated')])
    .where(sql<boolean>`(${p.locationId} is null or level.locationId = ${p.locationId})`)
    .groupBy(['level.variantId', 'level.locationId']),
);

const incomingBy = read((db, p: Asked & { at: Instant }) =>
  db
    .selectFrom('incomingChange')
    .select(['variantId', sql<number>`sum(quantity)`.as('incoming')])
    .where('variantId', 'in', jsonList(p.variantIds))
    .where('changedAt', '<=', p.at)
    .where(sql<boolean>`(${p.locationId} is null or locationId = ${p.locationId})`)
    .groupBy('variantId'),
);

export interface AskedFigures {
  variantIds: readonly number[];
  locationId?: number | undefined;
  /** Now where it is left out. */
  asOf?: Instant | undefined;
}

/**
 * The states of variants now or at any instant, as the books have them: what was posted by then, in costing order. Asked of
 * one location, its stock is what lies there, whoever's it is. Source: DOMAIN §3 "States".
 */
export function stockFigures(reader: Reader, { variantIds, locationId, asOf }: AskedFigures): Map<number, StockFigures> {
  const asked = { variantIds: JSON.stringify(variantIds), locationId: locationId ?? null };
  const rows = asOf === undefined ? levelsNow.all(reader, asked) : levelsThen.all(reader, { ...asked, ...momentOf(reader, asOf) });
  const incoming = new Map(incomingBy.all(reader, { ...asked, at: asOf ?? endOfTime }).map((row) => [row.variantId, row.incoming]));
  const places = Map.groupBy(rows, (row) => row.variantId);
  return new Map(variantIds.map((id) => [id, figuresOf(places.get(id) ?? [], incoming.get(id) ?? 0, locationId !== undefined)]));
}

function figuresOf(places: readonly PlaceRow[], incoming: number, onePlace: boolean): StockFigures {
  const sum = (figure: 'onHand' | 'onHold' | 'allocated', kind: PlaceRow['kind']): number =>
    places.reduce((total, place) => total + (onePlace || place.kind === kind ? place[figure] : 0), 0);
  const [onHand, onHold, allocated] = [sum('onHand', 'here'), sum('onHold', 'here'), sum('allocated', 'here')];
  const beside = (kind: PlaceRow['kind']): Quantity => quantity(onePlace ? 0 : sum('onHand', kind));
  return {
    onHand: quantity(onHand),
    onHold: quantity(onHold),
    allocated: quantity(allocated),
    available: quantity(onHand - onHold - allocated),
    incoming: quantity(incoming),
    inTransit: beside('inTransit'),
    elsewhere: beside('elsewhere'),
    ofOthers: beside('ofOthers'),
  };
}

/** Where an instant stands among the days things are posted on. */
export function momentOf(reader: Reader, at: Instant): { month: string; firstOn: Day; on: Day; at: Instant } {
  const on = dayOf(at, getShop(reader).timeZone);
  const month = monthOf(on);
  // The first of its month is a day like any other.
  return { month, firstOn: `${month}-01` as Day, on, at };
}

export const endOfTime = Number.MAX_SAFE_INTEGER as Instant;
