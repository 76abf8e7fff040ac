import type { NewAgreement, SupplierItem } from '../../shared/purchasing/agreement.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { getVariant } from '../catalog/variant.queries.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { requireSupplier } from '../parties/supplier.queries.ts';
import { findItem } from './agreement.queries.ts';

const insertAgreement = write((db, p: NewAgreement & { commandId: number }) =>
  db.insertInto('priceAgreement').values({
    supplierId: p.supplierId,
    variantId: p.variantId,
    fromQuantity: p.fromQuantity,
    price: p.price,
    validFromOn: p.validFromOn,
    validThroughOn: p.validThroughOn,
    commandId: p.commandId,
  }),
);
const agreementById = read((db, p: { id: number }) =>
  db.selectFrom('priceAgreement').select(['supplierId', 'variantId', 'fromQuantity', 'price', 'validFromOn', 'validThroughOn']).where('id', '=', p.id),
);
const deleteAgreement = write((db, p: { id: number }) => db.deleteFrom('priceAgreement').where('id', '=', p.id));
const deleteItem = write((db, p: { supplierId: number; variantId: number }) =>
  db.deleteFrom('supplierItem').where('supplierId', '=', p.supplierId).where('variantId', '=', p.variantId),
);
const insertItem = write((db, p: SupplierItem & { supplierId: number; variantId: number }) =>
  db.insertInto('supplierItem').values({
    supplierId: p.supplierId,
    variantId: p.variantId,
    supplierSku: p.supplierSku,
    packQuantity: p.packQuantity,
    minimumQuantity: p.minimumQuantity,
    unitVolume: p.unitVolume,
  }),
);

/** @throws Refusal `record.missing`; `agreement.endsBeforeItBegins` */
export function addAgreement(tx: Tx, input: NewAgreement): { agreementId: number } {
  requireSupplier(tx, input.supplierId);
  getVariant(tx, input.variantId);
  const { validFromOn, validThroughOn } = input;
  if (validThroughOn !== null && validThroughOn < validFromOn) throw new Refusal('agreement.endsBeforeItBegins', { validFromOn, validThroughOn });
  const { lastId: agreementId } = insertAgreement.run(tx, { ...input, commandId: tx.commandId });
  tx.changed('priceAgreement', agreementId);
  return { agreementId };
}

/** @throws Refusal `record.missing` */
export function removeAgreement(tx: Tx, { agreementId }: { agreementId: number }): { before: NewAgreement } {
  const before = agreementById.get(tx, { id: agreementId });
  if (!before) throw new Refusal('record.missing', { kind: 'priceAgreement', id: agreementId });
  deleteAgreement.run(tx, { id: agreementId });
  tx.changed('priceAgreement', agreementId);
  return { before };
}

/** @throws Refusal `record.missing`; `agreement.endsBeforeItBegins`: then none of them is agreed */
export const addAgreements = (tx: Tx, { agreements }: { agreements: readonly NewAgreement[] }) => ({ agreementIds: agreements.map((one) => addAgreement(tx, one).agreementId) });

/** @throws Refusal `record.missing`: then none of them is taken back */
export const removeAgreements = (tx: Tx, { agreementIds }: { agreementIds: readonly number[] }) => ({ before: agreementIds.map((agreementId) => removeAgreement(tx, { agreementId }).before) });

/** Says how a supplier packs and names a variant, and answers what was said before. @throws Refusal `record.missing` */
export function setSupplierItem(tx: Tx, { supplierId, variantId, item }: { supplierId: number; variantId: number; item: SupplierItem | null }) {
  requireSupplier(tx, supplierId);
  getVariant(tx, variantId);
  const before = findItem(tx, supplierId, variantId);
  deleteItem.run(tx, { supplierId, variantId });
  if (item) insertItem.run(tx, { supplierId, variantId, ...item });
  tx.changed('supplier', supplierId);
  return { before };
}
