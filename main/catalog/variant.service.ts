import type { VariantInput } from '../../shared/catalog/fields.ts';
import type { ArrangedVariant, VariantChanges } from '../../shared/catalog/variant.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { before } from '../company/before.ts';
import { db } from '../database/builder.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { insertBarcode, keepBarcode } from './barcode.service.ts';
import { recordChange, recordChanges } from './history.service.ts';
import { setPrice } from './price.service.ts';
import { requireProduct } from './product.queries.ts';
import { indexProduct } from './search.service.ts';
import { asVariant, findVariantBySku, getVariant, type VariantRow } from './variant.queries.ts';

type NewRow = Pick<VariantRow, 'productId' | 'sku' | 'optionValues' | 'unitOfMeasure' | 'unitDecimals' | 'weightGrams' | 'position'>;

const insertRow = write((db, p: NewRow) =>
  db.insertInto('variant').values({
    productId: p.productId,
    sku: p.sku,
    optionValues: p.optionValues,
    unitOfMeasure: p.unitOfMeasure,
    unitDecimals: p.unitDecimals,
    weightGrams: p.weightGrams,
    position: p.position,
  }),
);

const lastPosition = read((db, p: { productId: number }) =>
  db.selectFrom('variant').select((eb) => eb.fn.max('position').as('position')).where('productId', '=', p.productId),
);

/** @throws Refusal `record.missing`, `sku.taken`, `barcode.taken` */
export function addVariant(tx: Tx, { productId, variant }: { productId: number; variant: VariantInput }): { variantId: number } {
  requireProduct(tx, productId);
  const variantId = insertVariant(tx, productId, variant);
  recordChange(tx, { kind: 'product', subjectId: productId, field: 'variant', oldValue: null, newValue: variant.sku });
  tx.changed('product', productId);
  indexProduct(tx, productId);
  return { variantId };
}

/** Stores a variant behind its product's others, with its barcodes and prices. @throws Refusal `sku.taken`, `barcode.taken` */
export function insertVariant(tx: Tx, productId: number, variant: VariantInput): number {
  requireFreeSku(tx, variant.sku);
  const { lastId } = insertRow.run(tx, {
    productId,
    sku: variant.sku,
    optionValues: JSON.stringify(variant.optionValues ?? {}),
    unitOfMeasure: variant.unitOfMeasure ?? 'piece',
    unitDecimals: variant.unitDecimals ?? 0,
    weightGrams: variant.weightGrams ?? 0,
    position: (lastPosition.get(tx, { productId })?.position ?? 0) + 1,
  });
  for (const barcode of variant.barcodes ?? []) insertBarcode(tx, lastId, barcode);
  for (const price of variant.prices ?? []) setPrice(tx, { variantId: lastId, ...price });
  tx.changed('variant', lastId);
  return lastId;
}

/** @throws Refusal `record.missing`, `sku.taken`, `variant.unitInUse` */
export function updateVariant(tx: Tx, { variantId, changes }: { variantId: number; changes: VariantChanges }): { before: VariantChanges } {
  const variant = getVariant(tx, variantId);
  const { sku, optionValues, unitOfMeasure, unitDecimals, weightGrams, state } = asVariant(variant);
  const record = { sku, optionValues, unitOfMeasure, unitDecimals, weightGrams, state };
  requireUnusedUnit(tx, variant, changes);
  saveChanges(tx, variant, recordChanges(tx, 'variant', variantId, record, changes));
  return { before: before(record, changes) };
}

/**
 * Says of the variants of a product what a matrix of options wants, and adds those it lacks; answers what stood there before.
 * @throws Refusal `record.missing`, also for a variant of another product; `sku.taken`
 */
export function arrangeVariants(tx: Tx, { productId, variants, add }: { productId: number; variants: ArrangedVariant[]; add: VariantInput[] }) {
  requireProduct(tx, productId);
  const before = variants.map(({ variantId, optionValues, state }) => {
    const row = getVariant(tx, variantId);
    if (row.productId !== productId) throw new Refusal('record.missing', { kind: 'variant', id: variantId });
    const was = asVariant(row);
    saveChanges(tx, row, recordChanges(tx, 'variant', variantId, was, { optionValues, state }));
    return { variantId, optionValues: was.optionValues, state: was.state };
  });
  return { before, variantIds: add.map((variant) => addVariant(tx, { productId, variant }).variantId) };
}

/**
 * Brings a known variant up to date with what a sheet or channel says of it; what it leaves out stays, barcodes are only
 * added. The unit of measure is left alone, since every movement was written in it. Answers whether anything changed.
 * @throws Refusal `barcode.taken`
 */
export function refreshVariant(tx: Tx, variant: VariantRow, { optionValues, weightGrams, barcodes = [], prices = [] }: VariantInput): boolean {
  const said = { ...(optionValues && { optionValues }), ...(weightGrams !== undefined && { weightGrams }) };
  const changes = recordChanges(tx, 'variant', variant.id, asVariant(variant), said);
  saveChanges(tx, variant, changes);
  const barcodesAdded = barcodes.map((barcode) => keepBarcode(tx, variant.id, barcode)).includes(true);
  const pricesChanged = prices.map((price) => setPrice(tx, { variantId: variant.id, ...price }).changed).includes(true);
  if (barcodesAdded) indexProduct(tx, variant.productId);
  return Object.keys(changes).length > 0 || barcodesAdded || pricesChanged;
}

function saveChanges(tx: Tx, { id, productId }: VariantRow, { optionValues, ...changes }: VariantChanges): void {
  if (changes.sku !== undefined) requireFreeSku(tx, changes.sku);
  const fields = { ...changes, ...(optionValues && { optionValues: JSON.stringify(optionValues) }) };
  if (Object.keys(fields).length === 0) return;
  tx.run(db.updateTable('variant').set(fields).where('id', '=', id));
  indexProduct(tx, productId);
}

const counted = read((db, p: { variantId: number }) => db.selectFrom('stockMovement').select('id').where('variantId', '=', p.variantId).limit(1));

const sold = read((db, p: { variantId: number }) => db.selectFrom('orderLine').select('id').where('variantId', '=', p.variantId).limit(1));

/** What was counted or sold was written down in the unit it had then. @throws Refusal `variant.unitInUse` */
function requireUnusedUnit(tx: Tx, { id, sku, unitOfMeasure, unitDecimals }: VariantRow, changes: VariantChanges): void {
  const same = (changes.unitOfMeasure ?? unitOfMeasure) === unitOfMeasure && (changes.unitDecimals ?? unitDecimals) >= unitDecimals;
  if (same || !(counted.get(tx, { variantId: id }) ?? sold.get(tx, { variantId: id }))) return;
  throw new Refusal('variant.unitInUse', { sku, unit: unitOfMeasure });
}

function requireFreeSku(tx: Tx, sku: string): void {
  const owner = findVariantBySku(tx, sku);
  if (owner) throw new Refusal('sku.taken', { sku, variantId: owner.id });
}
