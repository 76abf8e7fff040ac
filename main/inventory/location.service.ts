import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Tx } from '../database/handles.ts';
import { db } from '../database/builder.ts';
import { read, write } from '../database/statement.ts';
import { requireLocation } from './location.queries.ts';

interface NewLocation {
  name: string;
  kind: 'shop' | 'warehouse' | 'inTransit';
  negativePolicy: 'refuse' | 'allow';
  sellable: 0 | 1;
  owner: string | null;
  holder: string | null;
}

const insertLocation = write((db, p: NewLocation) =>
  db.insertInto('location').values({ name: p.name, kind: p.kind, negativePolicy: p.negativePolicy, sellable: p.sellable, owner: p.owner, holder: p.holder }),
);
const locationNamed = read((db, p: { name: string }) => db.selectFrom('location').select('id').where('name', '=', p.name));
const inTransit = read((db) => db.selectFrom('location').select('id').where('kind', '=', 'inTransit'));
const setLocationBlocked = write((db, p: { id: number; blocked: 0 | 1 }) => db.updateTable('location').set({ blocked: p.blocked }).where('id', '=', p.id));

const insertBin = write((db, p: { locationId: number; code: string }) => db.insertInto('bin').values({ locationId: p.locationId, code: p.code }));
const binCoded = read((db, p: { locationId: number; code: string }) =>
  db.selectFrom('bin').select('id').where('locationId', '=', p.locationId).where('code', '=', p.code),
);
const setBinBlocked = write((db, p: { id: number; blocked: 0 | 1 }) => db.updateTable('bin').set({ blocked: p.blocked }).where('id', '=', p.id));

interface CreateLocation {
  name: string;
  kind: 'shop' | 'warehouse';
  negativePolicy?: 'refuse' | 'allow';
  sellable?: boolean;
  owner?: string;
  holder?: string;
}

/**
 * Adds a place where goods are kept. Unless said otherwise a shop may sell what the book has not, a warehouse may not.
 * Goods of others and goods others keep for us are neither sold from there nor ever below zero.
 * @throws Refusal location.nameTaken
 */
export function createLocation(tx: Tx, input: CreateLocation) {
  if (locationNamed.get(tx, input)) throw new Refusal('location.nameTaken', { name: input.name });
  const { name, kind, owner = null, holder = null } = input;
  const apart = owner !== null || holder !== null;
  const negativePolicy = apart ? 'refuse' : (input.negativePolicy ?? (kind === 'shop' ? 'allow' : 'refuse'));
  const { lastId } = insertLocation.run(tx, { name, kind, negativePolicy, sellable: apart || input.sellable === false ? 0 : 1, owner, holder: owner === null ? holder : null });
  tx.changed('location', lastId);
  return { locationId: lastId };
}

/** The one place goods are in while they are on their way between locations; made at the first transfer, without a name of its own. */
export function inTransitLocation(tx: Tx): number {
  const known = inTransit.get(tx, {});
  if (known) return known.id;
  const { lastId } = insertLocation.run(tx, { name: '', kind: 'inTransit', negativePolicy: 'refuse', sellable: 0, owner: null, holder: null });
  tx.changed('location', lastId);
  return lastId;
}

type LocationChanges = Partial<{ name: string; negativePolicy: 'refuse' | 'allow'; negativeDays: number; sellable: boolean; holder: string | null }>;

const locationById = read((db, p: { id: number }) => db.selectFrom('location').selectAll().where('id', '=', p.id));

/**
 * Changes a location and answers what stood there before.
 * @throws Refusal location.unknown, location.nameTaken, location.apart for selling what others keep or own
 */
export function updateLocation(tx: Tx, { locationId, changes }: { locationId: number; changes: LocationChanges }) {
  const location = locationById.get(tx, { id: locationId });
  if (!location) throw new Refusal('location.unknown', { locationId });
  const namesake = changes.name === undefined ? undefined : locationNamed.get(tx, { name: changes.name });
  if (namesake && namesake.id !== locationId) throw new Refusal('location.nameTaken', { name: changes.name ?? '' });
  const { sellable, ...rest } = changes;
  const after = { ...location, ...rest, sellable: sellable === undefined ? location.sellable : (Number(sellable) as 0 | 1) };
  const apart = after.owner !== null || after.holder !== null || after.kind === 'inTransit';
  if (apart && (after.sellable === 1 || after.negativePolicy === 'allow')) throw new Refusal('location.apart', { locationId });
  if (after.owner !== null && after.holder !== null) throw new Refusal('location.apart', { locationId });
  if (Object.keys(changes).length > 0) {
    const { name, negativePolicy, negativeDays, holder } = after;
    tx.run(db.updateTable('location').set({ name, negativePolicy, negativeDays, holder, sellable: after.sellable }).where('id', '=', locationId));
  }
  tx.changed('location', locationId);
  const old = { ...location, sellable: location.sellable === 1 };
  const before: LocationChanges = Object.fromEntries(Object.keys(changes).map((field) => [field, old[field as keyof LocationChanges]]));
  return { locationId, before };
}

/** @throws Refusal location.unknown */
export const blockLocation = (tx: Tx, { locationId }: { locationId: number }) => changeLocation(tx, locationId, 1);
/** @throws Refusal location.unknown */
export const unblockLocation = (tx: Tx, { locationId }: { locationId: number }) => changeLocation(tx, locationId, 0);

function changeLocation(tx: Tx, id: number, blocked: 0 | 1) {
  if (setLocationBlocked.run(tx, { id, blocked }).changes === 0) throw new Refusal('location.unknown', { locationId: id });
  tx.changed('location', id);
  return { locationId: id };
}

/** @throws Refusal location.unknown, bin.codeTaken */
export function createBin(tx: Tx, input: { locationId: number; code: string }) {
  requireLocation(tx, input.locationId);
  if (binCoded.get(tx, input)) throw new Refusal('bin.codeTaken', input);
  const { lastId } = insertBin.run(tx, input);
  tx.changed('bin', lastId);
  return { binId: lastId };
}

/** @throws Refusal record.missing */
export const blockBin = (tx: Tx, { binId }: { binId: number }) => changeBin(tx, binId, 1);
/** @throws Refusal record.missing */
export const unblockBin = (tx: Tx, { binId }: { binId: number }) => changeBin(tx, binId, 0);

function changeBin(tx: Tx, id: number, blocked: 0 | 1) {
  if (setBinBlocked.run(tx, { id, blocked }).changes === 0) throw new Refusal('record.missing', { kind: 'bin', id });
  tx.changed('bin', id);
  return { binId: id };
}
