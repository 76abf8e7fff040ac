import { normaliseCode } from '../../shared/catalog/gtin.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { pieces, type Quantity } from '../../shared/units/quantity.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { recordChange } from './history.service.ts';
import { indexProduct } from './search.service.ts';
import { findBarcode, getVariant, type VariantRow } from './variant.queries.ts';

export interface NewBarcode {
  code: string;
  packQuantity?: Quantity;
  supplierId?: number | null;
}

const insertRow = write((db, p: { variantId: number; code: string; kind: 'gtin' | 'text'; packQuantity: Quantity; supplierId: number | null }) =>
  db.insertInto('barcode').values({ variantId: p.variantId, code: p.code, kind: p.kind, packQuantity: p.packQuantity, supplierId: p.supplierId }),
);

const barcodeRow = read((db, p: { barcodeId: number }) => db.selectFrom('barcode').selectAll().where('id', '=', p.barcodeId));

const supplierRow = read((db, p: { supplierId: number }) => db.selectFrom('supplier').select('id').where('id', '=', p.supplierId));

const deleteRow = write((db, p: { barcodeId: number }) => db.deleteFrom('barcode').where('id', '=', p.barcodeId));

/** Gives a variant a code that may already be its own. Answers whether it is new. @throws Refusal `barcode.taken` */
export function keepBarcode(tx: Tx, variantId: number, barcode: NewBarcode): boolean {
  const owner = findBarcode(tx, normaliseCode(barcode.code).code);
  if (owner?.variantId === variantId) return false;
  insertBarcode(tx, variantId, barcode);
  return true;
}

/** @throws Refusal `barcode.taken`: a code names one variant; `record.missing` for its supplier */
export function insertBarcode(tx: Tx, variantId: number, { code, packQuantity = pieces(1), supplierId = null }: NewBarcode) {
  const normalised = normaliseCode(code);
  const owner = findBarcode(tx, normalised.code);
  if (owner) throw new Refusal('barcode.taken', { code: normalised.code, variantId: owner.variantId });
  if (supplierId !== null && !supplierRow.get(tx, { supplierId })) throw new Refusal('record.missing', { kind: 'supplier', id: supplierId });
  const { lastId } = insertRow.run(tx, { variantId, ...normalised, packQuantity, supplierId });
  return { id: lastId, ...normalised, packQuantity, supplierId };
}

/** @throws Refusal `record.missing`, `barcode.taken` */
export function addBarcode(tx: Tx, { variantId, barcode }: { variantId: number; barcode: NewBarcode }) {
  const variant = getVariant(tx, variantId);
  const added = insertBarcode(tx, variantId, barcode);
  noteBarcode(tx, variant, undefined, added.code);
  return { barcode: added };
}

/** @throws Refusal `record.missing` */
export function removeBarcode(tx: Tx, { barcodeId }: { barcodeId: number }) {
  const barcode = barcodeRow.get(tx, { barcodeId });
  if (!barcode) throw new Refusal('record.missing', { kind: 'barcode', id: barcodeId });
  const { variantId, code, packQuantity, supplierId } = barcode;
  deleteRow.run(tx, { barcodeId });
  noteBarcode(tx, getVariant(tx, variantId), code, undefined);
  return { before: { variantId, barcode: { code, packQuantity, supplierId } } };
}

function noteBarcode(tx: Tx, variant: VariantRow, oldValue?: string, newValue?: string): void {
  recordChange(tx, { kind: 'variant', subjectId: variant.id, field: 'barcode', oldValue, newValue });
  tx.changed('variant', variant.id);
  indexProduct(tx, variant.productId);
}
