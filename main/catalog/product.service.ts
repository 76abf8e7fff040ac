import type { NewProduct, ProductChanges } from '../../shared/catalog/product.contract.ts';
import { sortName } from '../../shared/catalog/search-text.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { before } from '../company/before.ts';
import { db } from '../database/builder.ts';
import type { Tx } from '../database/handles.ts';
import { write } from '../database/statement.ts';
import { readAttributes, saveAttributes } from './attribute.service.ts';
import { attributesOfProduct } from './attribute.queries.ts';
import { categoriesOfProduct } from './category.queries.ts';
import { saveCategories } from './category.service.ts';
import { moveFacet } from './facet.service.ts';
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
  taxClassId: number;
  createdAt: Tx['now'];
}

const insertRow = write((db, p: NewRow) =>
  db.insertInto('product').values({
    name: p.name,
    sortName: p.sortName,
    description: p.description,
    state: p.state,
    taxClassId: p.taxClassId,
    createdAt: p.createdAt,
  }),
);

/** @throws Refusal `sku.taken`, `barcode.taken`, `record.missing` for its category or tax class */
export function createProduct(tx: Tx, product: NewProduct) {
  if (product.taxClassId !== undefined) requireTaxClass(tx, product.taxClassId);
  const { lastId: productId } = insertRow.run(tx, {
    name: product.name,
    sortName: sortName(product.name),
    description: product.description ?? '',
    state: product.state ?? 'active',
    taxClassId: product.taxClassId ?? standardTaxClassId(tx),
    createdAt: tx.now,
  });
  const variants = product.variants.map((variant) => ({ id: insertVariant(tx, productId, variant), sku: variant.sku }));
  moveFacet(tx, productId, 'state', [], [product.state ?? 'active']);
  saveSets(tx, productId, readSets(tx, product));
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
  const { name, description, state, taxClassId } = requireProduct(tx, productId);
  if (state === 'archived' && changes.state !== undefined) throw new Refusal('product.alreadyArchived', { productId });
  if (changes.taxClassId !== undefined) requireTaxClass(tx, changes.taxClassId);
  const record = { name, description, taxClassId, ...setsOf(tx, productId), ...(state !== 'archived' && { state }) };
  const differing = recordChanges(tx, 'product', productId, record, { ...changes, ...readSets(tx, changes) });
  if (differing.state) moveFacet(tx, productId, 'state', [state], [differing.state]);
  saveChanges(tx, productId, differing);
  return { before: before(record, changes), changed: Object.keys(differing).length > 0 };
}

type Sets = Pick<ProductChanges, 'tags' | 'categoryIds' | 'attributes'>;

const setsOf = (tx: Tx, productId: number): Required<Sets> => ({
  tags: tagsOfProduct(tx, productId),
  categoryIds: categoriesOfProduct(tx, productId),
  attributes: attributesOfProduct(tx, productId),
});

/** What is given as a whole set, in the order in which it is kept, so that the same set in another order changes nothing. */
const readSets = (tx: Tx, { tags, categoryIds, attributes }: Sets): Sets => ({
  ...(tags && { tags: [...new Set(tags)].sort() }),
  ...(categoryIds && { categoryIds: [...new Set(categoryIds)].sort((one, other) => one - other) }),
  ...(attributes && { attributes: readAttributes(tx, attributes) }),
});

function saveSets(tx: Tx, productId: number, { tags, categoryIds, attributes }: Sets): void {
  if (tags) saveTags(tx, productId, tags);
  if (categoryIds) saveCategories(tx, productId, categoryIds);
  if (attributes) saveAttributes(tx, productId, attributes);
}

function saveChanges(tx: Tx, productId: number, { tags, categoryIds, attributes, ...changes }: ProductChanges): void {
  saveSets(tx, productId, { ...(tags && { tags }), ...(categoryIds && { categoryIds }), ...(attributes && { attributes }) });
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
  moveFacet(tx, productId, 'state', [product.state], [state]);
  return { productId, before: product.state };
}
