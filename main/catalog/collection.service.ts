import type { CollectionChanges, NewCollection } from '../../shared/catalog/collection.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { before } from '../company/before.ts';
import { db } from '../database/builder.ts';
import type { Tx } from '../database/handles.ts';
import { removeUnused } from '../database/remove-unused.ts';
import { findCollection, requireCollection } from './collection.queries.ts';
import { recordChanges } from './history.service.ts';

/** @throws Refusal `collection.nameTaken` */
export function createCollection(tx: Tx, { name, filter }: NewCollection): { collectionId: number } {
  requireFreeName(tx, name);
  const { lastId } = tx.run(db.insertInto('collection').values({ name, filter: JSON.stringify(filter) }));
  tx.changed('collection', lastId);
  return { collectionId: lastId };
}

/** @throws Refusal `collection.nameTaken`, `record.missing` */
export function updateCollection(tx: Tx, { collectionId, changes }: { collectionId: number; changes: CollectionChanges }): { before: CollectionChanges } {
  const { name, filter } = requireCollection(tx, collectionId);
  const { filter: nextFilter, ...fields } = recordChanges(tx, 'collection', collectionId, { name, filter }, changes);
  if (fields.name !== undefined) requireFreeName(tx, fields.name);
  const set = { ...fields, ...(nextFilter && { filter: JSON.stringify(nextFilter) }) };
  if (Object.keys(set).length > 0) tx.run(db.updateTable('collection').set(set).where('id', '=', collectionId));
  return { before: before({ name, filter }, changes) };
}

/** @throws Refusal `collection.inUse` while a price list has a price for it, `record.missing` */
export function removeCollection(tx: Tx, { collectionId }: { collectionId: number }): { before: NewCollection } {
  const { name, filter } = requireCollection(tx, collectionId);
  removeUnused(tx, db.deleteFrom('collection').where('id', '=', collectionId), () => new Refusal('collection.inUse', { name }));
  tx.changed('collection', collectionId);
  return { before: { name, filter } };
}

function requireFreeName(tx: Tx, name: string): void {
  if (findCollection(tx, name)) throw new Refusal('collection.nameTaken', { name });
}
