import { Refusal } from '../../shared/refusal/refusal.ts';
import { db } from '../database/builder.ts';
import type { Tx } from '../database/handles.ts';
import { removeUnused } from '../database/remove-unused.ts';
import { write } from '../database/statement.ts';
import { categoriesOfProduct, findCategory, requireCategory } from './category.queries.ts';
import { moveFacet } from './facet.service.ts';
import { recordChanges } from './history.service.ts';

const enter = write((db, p: { productId: number; categoryId: number }) => db.insertInto('productCategory').values({ productId: p.productId, categoryId: p.categoryId }));

const leave = write((db, p: { productId: number; categoryId: number }) =>
  db.deleteFrom('productCategory').where('productId', '=', p.productId).where('categoryId', '=', p.categoryId),
);

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

/** @throws Refusal `category.inUse` when a product, another category, an attribute or a price is in it, `record.missing` */
export function removeCategory(tx: Tx, { categoryId }: { categoryId: number }): { before: NewCategory } {
  const { name, parentId } = requireCategory(tx, categoryId);
  removeUnused(tx, db.deleteFrom('category').where('id', '=', categoryId), () => new Refusal('category.inUse', { categoryId }));
  tx.changed('category', categoryId);
  return { before: { name, parentId } };
}

/** The innermost category of a path from the outermost on; missing ones are made. */
export function keepCategoryPath(tx: Tx, path: readonly string[]): number | null {
  return path.reduce<number | null>((parentId, name) => findCategory(tx, parentId, name)?.id ?? insertCategory(tx, parentId, name), null);
}

/** Puts a product into exactly these categories. @throws Refusal `record.missing` */
export function saveCategories(tx: Tx, productId: number, categoryIds: readonly number[]): void {
  const had = categoriesOfProduct(tx, productId);
  for (const categoryId of had) if (!categoryIds.includes(categoryId)) leave.run(tx, { productId, categoryId });
  for (const categoryId of new Set(categoryIds)) {
    if (had.includes(categoryId)) continue;
    requireCategory(tx, categoryId);
    enter.run(tx, { productId, categoryId });
  }
  moveFacet(tx, productId, 'category', had.map(String), categoryIds.map(String));
}

function insertCategory(tx: Tx, parentId: number | null, name: string): number {
  const { lastId } = tx.run(db.insertInto('category').values({ parentId, name }));
  tx.changed('category', lastId);
  return lastId;
}

function requireFreeName(tx: Tx, parentId: number | null, name: string): void {
  if (findCategory(tx, parentId, name)) throw new Refusal('category.nameTaken', { name });
}
