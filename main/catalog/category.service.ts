import { Refusal } from '../../shared/refusal/refusal.ts';
import { db } from '../database/builder.ts';
import type { Tx } from '../database/handles.ts';
import { findCategory, requireCategory } from './category.queries.ts';
import { recordChanges } from './history.service.ts';

interface NewCategory {
  name: string;
  parentId?: number | null;
}

/** @throws Refusal `category.nameTaken`, `record.missing` for its parent */
export function createCategory(tx: Tx, { name, parentId = null }: NewCategory): { categoryId: number } {
  if (parentId !== null) requireCategory(tx, parentId);
  requireFreeName(tx, parentId, name);
  return { categoryId: insertCategory(tx, parentId, name) };
}

/** @throws Refusal `category.nameTaken`, `record.missing` */
export function renameCategory(tx: Tx, { categoryId, name }: { categoryId: number; name: string }): { before: { name: string } } {
  const category = requireCategory(tx, categoryId);
  if (category.name === name) return { before: { name } };
  requireFreeName(tx, category.parentId, name);
  recordChanges(tx, 'category', categoryId, category, { name });
  tx.run(db.updateTable('category').set({ name }).where('id', '=', categoryId));
  return { before: { name: category.name } };
}

/** @throws Refusal `category.inUse` when a product or another category is in it, `record.missing` */
export function removeCategory(tx: Tx, { categoryId }: { categoryId: number }): { before: NewCategory } {
  const { name, parentId } = requireCategory(tx, categoryId);
  const inside =
    tx.get(db.selectFrom('product').select('id').where('categoryId', '=', categoryId).limit(1)) ??
    tx.get(db.selectFrom('category').select('id').where('parentId', '=', categoryId).limit(1));
  if (inside) throw new Refusal('category.inUse', { categoryId });
  tx.run(db.deleteFrom('category').where('id', '=', categoryId));
  tx.changed('category', categoryId);
  return { before: { name, parentId } };
}

/** The innermost category of a path from the outermost on; missing ones are made. */
export function keepCategoryPath(tx: Tx, path: readonly string[]): number | null {
  return path.reduce<number | null>((parentId, name) => findCategory(tx, parentId, name)?.id ?? insertCategory(tx, parentId, name), null);
}

function insertCategory(tx: Tx, parentId: number | null, name: string): number {
  const { lastId } = tx.run(db.insertInto('category').values({ parentId, name }));
  tx.changed('category', lastId);
  return lastId;
}

function requireFreeName(tx: Tx, parentId: number | null, name: string): void {
  if (findCategory(tx, parentId, name)) throw new Refusal('category.nameTaken', { name });
}
