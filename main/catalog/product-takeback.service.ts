import { sql } from 'kysely';
import type { ProductChanges } from '../../shared/catalog/product.contract.ts';
import type { VariantChanges } from '../../shared/catalog/variant.contract.ts';
import type { KeptRow } from '../../shared/company/sheet.contract.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { differing } from '../company/before.ts';
import type { DoneImport, MadeRows, TakenBack } from '../company/sheets/kind.ts';
import { db } from '../database/builder.ts';
import type { Tx } from '../database/handles.ts';
import { removeBarcode } from './barcode.service.ts';
import { attributesOfProduct } from './attribute.queries.ts';
import { categoriesOfProduct } from './category.queries.ts';
import { removeCategory } from './category.service.ts';
import { moveFacet } from './facet.service.ts';
import { setPrice } from './price.service.ts';
import { requireProduct, tagsOfProduct } from './product.queries.ts';
import { archiveProducts, updateProduct } from './product.service.ts';
import { addedBarcodes, changedFields, changedPrices, facetValues, madeCategories, madeProducts, madeVariants, touchedSince, usedIn } from './product-takeback.queries.ts';
import { asVariant, findVariant, getVariant } from './variant.queries.ts';
import { updateVariant } from './variant.service.ts';

type Made = Record<'category' | 'product' | 'variant' | 'barcode' | 'price' | 'fieldHistory', MadeRows>;

/** Takes a whole import of products back: what it changed says again what it said, what it made goes. */
export function takeBackProducts(tx: Tx, { made, importedAt }: DoneImport): TakenBack {
  // The tables of productSheet, which this very import noted.
  const ranges = made as Made;
  const back: TakenBack = { removed: 0, restored: 0, archived: 0, kept: [] };
  const restored = new Set<number>();
  restoreFields(tx, ranges, restored, back.kept);
  restorePrices(tx, ranges, importedAt, restored, back.kept);
  for (const { id } of addedBarcodes.all(tx, { ...ranges.barcode, variantsAfter: ranges.variant.after })) removeBarcode(tx, { barcodeId: id });
  removeAddedVariants(tx, ranges, back);
  removeProducts(tx, ranges, back);
  for (const { id } of madeCategories.all(tx, ranges.category)) tx.attempt(() => removeCategory(tx, { categoryId: id }));
  back.restored = restored.size;
  return back;
}

/** A field that says something else by now was changed on purpose: it stays, and so is the whole thing named. */
function restoreFields(tx: Tx, { fieldHistory }: Made, restored: Set<number>, kept: KeptRow[]): void {
  const bySubject = Map.groupBy(changedFields.all(tx, fieldHistory), ({ kind, subjectId }) => `${kind} ${subjectId}`);
  for (const fields of bySubject.values()) {
    const [{ kind, subjectId }] = fields as [(typeof fields)[number]];
    const [before, after] = [fieldsOf(fields, 'oldValue'), fieldsOf(fields, 'newValue')];
    const now = kind === 'product' ? productNow(tx, subjectId) : variantNow(tx, subjectId);
    if (!now) continue;
    if (Object.keys(differing(now.fields, after)).length > 0) kept.push({ name: now.name, reason: 'changedSince' });
    else {
      // What the record kept is what the contract let in.
      if (kind === 'product') updateProduct(tx, { productId: subjectId, changes: before as ProductChanges });
      else updateVariant(tx, { variantId: subjectId, changes: before as VariantChanges });
      restored.add(now.productId);
    }
  }
}

/** The first thing a field said, and the last: one command may change it twice. */
function fieldsOf(changes: readonly { field: string; oldValue: string; newValue: string }[], side: 'oldValue' | 'newValue'): Record<string, unknown> {
  const ordered = side === 'oldValue' ? changes.toReversed() : changes;
  return Object.fromEntries(ordered.map((change) => [change.field, JSON.parse(change[side]) as unknown]));
}

function productNow(tx: Tx, productId: number) {
  const product = requireProduct(tx, productId);
  const sets = { tags: tagsOfProduct(tx, productId), categoryIds: categoriesOfProduct(tx, productId), attributes: attributesOfProduct(tx, productId) };
  return { name: product.name, productId, fields: { ...product, ...sets } };
}

function variantNow(tx: Tx, variantId: number) {
  const variant = findVariant(tx, variantId);
  return variant && { name: variant.sku, productId: variant.productId, fields: asVariant(variant) };
}

/** A price set since is a decision; a price is history, so the old one is set anew. */
function restorePrices(tx: Tx, { price, variant }: Made, importedAt: DoneImport['importedAt'], restored: Set<number>, kept: KeptRow[]): void {
  for (const { id, variantId, currency, before, newest } of changedPrices(tx, price, variant, importedAt)) {
    const { sku, productId } = getVariant(tx, variantId);
    if (newest !== id) kept.push({ name: sku, reason: 'changedSince' });
    else {
      setPrice(tx, { variantId, currency, amount: before === null ? null : unitPrice(before) });
      restored.add(productId);
    }
  }
}

/** Variants that were added to products the shop had before. */
function removeAddedVariants(tx: Tx, { variant, product }: Made, back: TakenBack): void {
  const used = usedIn(tx, 'variant', variant);
  for (const { id, productId, sku } of madeVariants.all(tx, variant)) {
    if (productId > product.after) continue;
    if (used.has(id)) {
      updateVariant(tx, { variantId: id, changes: { state: 'archived' } });
      back.archived += 1;
      back.kept.push({ name: sku, reason: 'inUse' });
    } else {
      removeVariants(tx, [id]);
      back.removed += 1;
    }
    tx.changed('product', productId);
  }
}

/** Products the import made: used ones are archived, those worked on since stay, all others go. */
function removeProducts(tx: Tx, made: Made, back: TakenBack): void {
  const touched = touchedSince(tx, made.product, made);
  const usedVariants = usedIn(tx, 'variant', made.variant);
  const used = usedIn(tx, 'product', made.product);
  for (const { id, productId } of madeVariants.all(tx, made.variant)) if (usedVariants.has(id)) used.add(productId);
  const gone: number[] = [];
  for (const { id, name, state } of madeProducts.all(tx, made.product)) {
    if (used.has(id)) {
      if (state !== 'archived') archiveProducts(tx, { ids: [id] });
      back.archived += 1;
      back.kept.push({ name, reason: 'inUse' });
    } else if (touched.has(id)) back.kept.push({ name, reason: 'changedSince' });
    else gone.push(id);
  }
  removeWhole(tx, gone);
  back.removed += gone.length;
}

const idsAtOnce = 1_000;

/** So many at a time that a list stays a short text; SQLite does the rest set by set. */
function removeWhole(tx: Tx, productIds: readonly number[]): void {
  for (let from = 0; from < productIds.length; from += idsAtOnce) {
    const ids = productIds.slice(from, from + idsAtOnce);
    const variants = tx.all(db.selectFrom('variant').select('id').where('productId', 'in', listed(ids)));
    removeVariants(tx, variants.map(({ id }) => id));
    for (const { facet, value, productId } of facetValues(tx, ids)) moveFacet(tx, productId, facet, [value], []);
    for (const table of ['productTag', 'productCategory', 'productAttribute'] as const) tx.run(db.deleteFrom(table).where('productId', 'in', listed(ids)));
    tx.run(db.deleteFrom('productSearch').where('rowid', 'in', listed(ids)));
    tx.run(db.deleteFrom('product').where('id', 'in', listed(ids)));
    for (const id of ids) tx.changed('product', id);
  }
}

function removeVariants(tx: Tx, ids: readonly number[]): void {
  tx.run(db.deleteFrom('barcode').where('variantId', 'in', listed(ids)));
  tx.run(db.deleteFrom('price').where('variantId', 'in', listed(ids)));
  tx.run(db.deleteFrom('variant').where('id', 'in', listed(ids)));
}

const listed = (ids: readonly number[]) => sql<number>`(select value from json_each(${JSON.stringify(ids)}))`;
