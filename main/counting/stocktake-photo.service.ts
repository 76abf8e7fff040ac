import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { findImage } from '../catalog/image.queries.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { stocktakeIn } from './plan.service.ts';
import { lineById } from './stocktake.statements.ts';

interface NewPhoto {
  stocktakeId: number;
  lineId: number;
  hash: string;
  note: string;
  userId: number;
  takenAt: Instant;
  commandId: number;
}

const insertPhoto = write((db, p: NewPhoto) => db.insertInto('stocktakePhoto').values({ stocktakeId: p.stocktakeId, lineId: p.lineId, hash: p.hash, note: p.note, userId: p.userId, takenAt: p.takenAt, commandId: p.commandId }));
const setRemoved = write((db, p: { id: number; removedAt: Instant | null }) => db.updateTable('stocktakePhoto').set({ removedAt: p.removedAt }).where('id', '=', p.id));
const photoById = read((db, p: { id: number }) => db.selectFrom('stocktakePhoto').selectAll().where('id', '=', p.id));
const photoOf = read((db, p: { lineId: number; hash: string }) => db.selectFrom('stocktakePhoto').select(['id', 'removedAt']).where('lineId', '=', p.lineId).where('hash', '=', p.hash));
const photosOf = read((db, p: { lineId: number }) =>
  db
    .selectFrom('stocktakePhoto as photo')
    .innerJoin('user', 'user.id', 'photo.userId')
    .select(['photo.id as photoId', 'photo.hash', 'photo.note', 'user.name as by', 'photo.takenAt'])
    .where('photo.lineId', '=', p.lineId)
    .where('photo.removedAt', 'is', null)
    .orderBy('photo.id'),
);

/** @throws Refusal `record.missing`, `stocktake.wrongState` once the count is closed */
function openLine(tx: Tx, lineId: number) {
  const line = lineById.get(tx, { id: lineId });
  if (!line) throw new Refusal('record.missing', { kind: 'stocktakeLine', id: lineId });
  stocktakeIn(tx, line.stocktakeId, 'counting', 'paused', 'review');
  return line;
}

/** Keeps a known picture with a line; the same one again is the one that is there. @throws Refusal as openLine, `record.missing` */
export function attachPhoto(tx: Tx, { lineId, hash, note = '' }: { lineId: number; hash: string; note?: string }): { photoId: number } {
  const { stocktakeId } = openLine(tx, lineId);
  if (!findImage(tx, hash)) throw new Refusal('record.missing', { kind: 'image', id: hash });
  const known = photoOf.get(tx, { lineId, hash });
  tx.changed('stocktakePhoto', stocktakeId);
  if (known) {
    setRemoved.run(tx, { id: known.id, removedAt: null });
    return { photoId: known.id };
  }
  const { lastId: photoId } = insertPhoto.run(tx, { stocktakeId, lineId, hash, note, userId: tx.actor.userId, takenAt: tx.now, commandId: tx.commandId });
  return { photoId };
}

/** Sets a picture aside; its row stays. @throws Refusal `record.missing`, and as attachPhoto */
export function removePhoto(tx: Tx, { photoId }: { photoId: number }) {
  const photo = photoById.get(tx, { id: photoId });
  if (!photo || photo.removedAt !== null) throw new Refusal('record.missing', { kind: 'stocktakePhoto', id: photoId });
  const { lineId, hash, note } = photo;
  openLine(tx, lineId);
  setRemoved.run(tx, { id: photoId, removedAt: tx.now });
  tx.changed('stocktakePhoto', photo.stocktakeId);
  return { before: { lineId, hash, note } };
}

/** What somebody saw on a line. A picture may show how much lies there: it is proof, not the book. */
export const listPhotos = (reader: Reader, { lineId }: { lineId: number }) => ({ photos: photosOf.all(reader, { lineId }) });
