import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { requireLocation } from './location.queries.ts';

interface NewLocation {
  name: string;
  kind: 'shop' | 'warehouse' | 'inTransit';
  negativePolicy: 'refuse' | 'allow';
  sellable: 0 | 1;
}

const insertLocation = write((db, p: NewLocation) =>
  db.insertInto('location').values({ name: p.name, kind: p.kind, negativePolicy: p.negativePolicy, sellable: p.sellable }),
);
const locationNamed = read((db, p: { name: string }) => db.selectFrom('location').select('id').where('name', '=', p.name));
const inTransit = read((db) => db.selectFrom('location').select('id').where('kind', '=', 'inTransit'));
const setLocationBlocked = write((db, p: { id: number; blocked: 0 | 1 }) => db.updateTable('location').set({ blocked: p.blocked }).where('id', '=', p.id));

const insertBin = write((db, p: { locationId: number; code: string }) => db.insertInto('bin').values({ locationId: p.locationId, code: p.code }));
const binCoded = read((db, p: { locationId: number; code: string }) =>
  db.selectFrom('bin').select('id').where('locationId', '=', p.locationId).where('code', '=', p.code),
);
const setBinBlocked = write((db, p: { id: number; blocked: 0 | 1 }) => db.updateTable('bin').set({ blocked: p.blocked }).where('id', '=', p.id));

/**
 * Adds a place where goods are kept. Unless said otherwise a shop may sell what the book has not, a warehouse may not.
 * @throws Refusal location.nameTaken
 */
export function createLocation(tx: Tx, input: { name: string; kind: 'shop' | 'warehouse'; negativePolicy?: 'refuse' | 'allow'; sellable?: boolean }) {
  if (locationNamed.get(tx, input)) throw new Refusal('location.nameTaken', { name: input.name });
  const negativePolicy = input.negativePolicy ?? (input.kind === 'shop' ? 'allow' : 'refuse');
  const { lastId } = insertLocation.run(tx, { name: input.name, kind: input.kind, negativePolicy, sellable: input.sellable === false ? 0 : 1 });
  tx.changed('location', lastId);
  return { locationId: lastId };
}

/** The one place goods are in while they are on their way between locations; made at the first transfer. */
export function inTransitLocation(tx: Tx): number {
  const known = inTransit.get(tx, {});
  if (known) return known.id;
  const { lastId } = insertLocation.run(tx, { name: 'In transit', kind: 'inTransit', negativePolicy: 'refuse', sellable: 0 });
  tx.changed('location', lastId);
  return lastId;
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
