import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

const allLocations = read((db) => db.selectFrom('location').selectAll().orderBy('id'));
const allBins = read((db) => db.selectFrom('bin').selectAll().orderBy('code'));
const byId = read((db, p: { id: number }) => db.selectFrom('location').select('id').where('id', '=', p.id));
const ownerById = read((db, p: { id: number }) => db.selectFrom('location').select('owner').where('id', '=', p.id));
const byName = read((db, p: { name: string }) => db.selectFrom('location').select('id').where('name', '=', p.name));
const firstSelling = read((db) =>
  db.selectFrom('location').select('id').where('sellable', '=', 1).where('blocked', '=', 0).orderBy('id').limit(1),
);

const sellingPlaces = read((db) => db.selectFrom('location').select('id').where('sellable', '=', 1).where('blocked', '=', 0).orderBy('id').limit(2));

/** The one place goods are sold from; null where there are several, or none. */
export function onlySellingPlace(reader: Reader): number | null {
  const [first, second] = sellingPlaces.all(reader, {});
  return first && !second ? first.id : null;
}

export function listLocations(reader: Reader) {
  const bins = Map.groupBy(allBins.all(reader, {}), (bin) => bin.locationId);
  const locations = allLocations.all(reader, {}).map((location) => ({
    ...location,
    sellable: location.sellable === 1,
    blocked: location.blocked === 1,
    bins: (bins.get(location.id) ?? []).map(({ id, code, blocked }) => ({ id, code, blocked: blocked === 1 })),
  }));
  return { locations };
}

/** @throws Refusal location.unknown */
export function requireLocation(reader: Reader, locationId: number): void {
  if (!byId.get(reader, { id: locationId })) throw new Refusal('location.unknown', { locationId });
}

/** Whose goods lie at a location; null where they are ours. @throws Refusal location.unknown */
export function ownerOf(reader: Reader, locationId: number): string | null {
  const location = ownerById.get(reader, { id: locationId });
  if (!location) throw new Refusal('location.unknown', { locationId });
  return location.owner;
}

const apartById = read((db, p: { id: number }) => db.selectFrom('location').select(['owner', 'holder']).where('id', '=', p.id));

/** A place whose goods are not ours, or not with us. @throws Refusal location.unknown, location.notApart */
export function placeApart(reader: Reader, locationId: number): { owner: string | null; holder: string | null } {
  const place = apartById.get(reader, { id: locationId });
  if (!place) throw new Refusal('location.unknown', { locationId });
  if (place.owner === null && place.holder === null) throw new Refusal('location.notApart', { locationId });
  return place;
}

/** @throws Refusal location.nameUnknown */
export function locationByName(reader: Reader, name: string): number {
  const location = byName.get(reader, { name });
  if (!location) throw new Refusal('location.nameUnknown', { name });
  return location.id;
}

/** Where goods lie if nobody says otherwise. @throws Refusal location.none */
export function firstSellingLocation(reader: Reader): number {
  const id = findSellingLocation(reader);
  if (id === undefined) throw new Refusal('location.none', {});
  return id;
}

export const findSellingLocation = (reader: Reader): number | undefined => firstSelling.get(reader, {})?.id;
