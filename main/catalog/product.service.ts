import type { NewProduct, ProductChanges } from '../../shared/catalog/product.contract.ts';
import { sortName } from '../../shared/catalog/search-text.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { before } from '../company/before.ts';
import { db } from '../database/builder.ts';
import type { Tx } from '../database/handles.ts';
import { write } from '../database/statement.ts';
import { requireCategory } from './category.queries.ts';
import { recordChanges } from './history.service.ts';
import { requireProduct, tagsOfProduct } from './product.queries.ts';
import { indexProduct } from './search.service.ts';
import { saveTags } from './tag.service.ts';
import { requireTaxClass, standardTaxClassId } from './tax-class.queries.ts';
import { insertVariant } from './variant.service.ts';

type State = 'draft' | 'active' | 'archived';

interface NewRow {
  name: string;
  sortName: string;
  description: string;
  state: State;
  categoryId: number | null;
  taxClassId: number;
  createdAt: Tx['now'];
}

const insertRow = write((db, p: NewRow) =>
  db.insertInto('product').values({
    name: p.name,
    sortName: p.sortName,
    description: p.description,
    state: p.state,
    categoryId: p.categoryId,
    taxClassId: p.taxClassId,
    createdAt: p.createdAt,
  }),
);

/** @throws Refusal `sku.taken`, `barcode.taken`, `record.missing` for its category or tax class */
export function createProduct(tx: Tx, product: NewProduct) {
  requirePlaces(tx, product);
  const { lastId: productId } = insertRow.run(tx, {
    name: product.name,
    sortName: sortName(product.name),
    description: product.description ?? '',
    state: product.state ?? 'active',
    categoryId: product.categoryId ?? null,
    taxClassId: product.taxClassId ?? standardTaxClassId(tx),
    createdAt: tx.now,
  });
  const variants = product.variants.map((variant) => ({ id: insertVariant(tx, productId, variant), sku: variant.sku }));
  if (product.tags) saveTags(tx, productId, product.tags);
  tx.changed('product', productId);
  indexProduct(tx, productId);
  return { productId, variants };
}

/** Changes a product's fields and answers what stood there before. @throws Refusal as reviseProduct */
export function updateProduct(tx: Tx, { productId, changes }: { productId: number; changes: ProductChanges }): { before: ProductChanges } {
  return { before: reviseProduct(tx, productId, changes).before };
}

/**
 * Changes a product's fields; says what stood there before and whether anything differs now.
 * @throws Refusal `record.missing`; `product.alreadyArchived` when the state of an archived product changes: restore it
 */
export function reviseProduct(tx: Tx, productId: number, changes: ProductChanges): { before: ProductChanges; changed: boolean } {
  const { name, description, state, categoryId, taxClassId } = requireProduct(tx, productId);
  if (state === 'archived' && changes.state !== undefined) throw new Refusal('product.alreadyArchived', { productId });
  requirePlaces(tx, changes);
  const sorted = changes.tags && { tags: [...new Set(changes.tags)].sort() };
  const record = { name, description, categoryId, taxClassId, tags: tagsOfProduct(tx, productId), ...(state !== 'archived' && { state }) };
  const differing = recordChanges(tx, 'product', productId, record, { ...changes, ...sorted });
  saveChanges(tx, productId, differing);
  return { before: before(record, changes), changed: Object.keys(differing).length > 0 };
}

function saveChanges(tx: Tx, productId: number, { tags, ...changes }: ProductChanges): void {
  if (tags) saveTags(tx, productId, tags);
  const fields = { ...changes, ...(changes.name !== undefined && { sortName: sortName(changes.name) }) };
  if (Object.keys(fields).length > 0) tx.run(db.updateTable('product').set(fields).where('id', '=', productId));
  if (tags || fields.name !== undefined) indexProduct(tx, productId);
}

/** Takes products out of sale; what was sold, counted and posted under their name stays. */
export const archiveProducts = (tx: Tx, { ids }: { ids: number[] }) => ({
  results: ids.map((productId) => tx.attempt(() => moveState(tx, productId, 'archived'))),
});

/** Brings archived products back: active, unless said otherwise. */
export const restoreProducts = (tx: Tx, { ids, state = 'active' }: { ids: number[]; state?: 'draft' | 'active' }) => ({
  results: ids.map((productId) => tx.attempt(() => moveState(tx, productId, state))),
});

function moveState(tx: Tx, productId: number, state: State): { productId: number; before: State } {
  const product = requireProduct(tx, productId);
  const wasArchived = product.state === 'archived';
  if (wasArchived && state === 'archived') throw new Refusal('product.alreadyArchived', { productId });
  if (!wasArchived && state !== 'archived') throw new Refusal('product.notArchived', { productId });
  recordChanges(tx, 'product', productId, product, { state });
  tx.run(db.updateTable('product').set({ state }).where('id', '=', productId));
  return { productId, before: product.state };
}

function requirePlaces(tx: Tx, { categoryId, taxClassId }: { categoryId?: number | null; taxClassId?: number }): void {
  if (categoryId !== undefined && categoryId !== null) requireCategory(tx, categoryId);
  if (taxClassId !== undefined) requireTaxClass(tx, taxClassId);
}
