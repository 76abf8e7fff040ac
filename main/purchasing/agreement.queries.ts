import { chooseAgreement, orderableQuantity } from '../../shared/purchasing/agreement.rules.ts';
import type { SupplierItem } from '../../shared/purchasing/agreement.contract.ts';
import type { Day } from '../../shared/units/day.ts';
import { pieces, type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

const itemOf = read((db, p: { supplierId: number; variantId: number }) =>
  db
    .selectFrom('supplierItem')
    .select(['supplierSku', 'packQuantity', 'minimumQuantity', 'unitVolume'])
    .where('supplierId', '=', p.supplierId)
    .where('variantId', '=', p.variantId),
);

const agreementsOf = read((db, p: { supplierId: number; variantId: number }) =>
  db
    .selectFrom('priceAgreement')
    .select(['id', 'fromQuantity', 'price', 'validFromOn', 'validThroughOn'])
    .where('supplierId', '=', p.supplierId)
    .where('variantId', '=', p.variantId)
    .orderBy('validFromOn', 'desc')
    .orderBy('fromQuantity')
    .orderBy('id'),
);

/** How a variant is sold where nobody said otherwise: one by one, under our own code. */
export const plainItem: SupplierItem = { supplierSku: '', packQuantity: pieces(1), minimumQuantity: quantity(0), unitVolume: 0 };

/** How a supplier packs and names a variant; null where nobody said. */
export const findItem = (reader: Reader, supplierId: number, variantId: number): SupplierItem | null => itemOf.get(reader, { supplierId, variantId }) ?? null;

/** The agreed price of a variant on a day for a quantity, how it is packed, and why each agreement was taken or passed over. */
export function chooseSupplierPrice(reader: Reader, asked: { supplierId: number; variantId: number; on: Day; quantity: Quantity }) {
  const item = findItem(reader, asked.supplierId, asked.variantId) ?? plainItem;
  const { chosen, reasons } = chooseAgreement(agreementsOf.all(reader, asked), asked.on, asked.quantity);
  return { price: chosen?.price ?? null, orderable: quantity(orderableQuantity(asked.quantity, item)), item, reasons: [...reasons] };
}

const goodsOf = read((db, p: { supplierId: number }) =>
  db
    .selectFrom('variant')
    .innerJoin('product', 'product.id', 'variant.productId')
    .select(['variant.id as variantId', 'variant.sku', 'product.name'])
    .where('variant.id', 'in', (eb) =>
      eb
        .selectFrom('supplierItem')
        .select('variantId')
        .where('supplierId', '=', p.supplierId)
        .union(eb.selectFrom('priceAgreement').select('variantId').where('supplierId', '=', p.supplierId)),
    )
    .orderBy('product.sortName')
    .orderBy('variant.id'),
);

/** Everything agreed with a supplier, variant by variant. */
export function listAgreements(reader: Reader, { supplierId }: { supplierId: number }) {
  const items = goodsOf.all(reader, { supplierId }).map((goods) => ({
    ...goods,
    item: findItem(reader, supplierId, goods.variantId) ?? plainItem,
    agreements: agreementsOf.all(reader, { supplierId, variantId: goods.variantId }),
  }));
  return { items };
}

/** The variants something was agreed about with a supplier. */
export const variantsOfSupplier = (reader: Reader, supplierId: number): number[] => goodsOf.all(reader, { supplierId }).map(({ variantId }) => variantId);

const suppliersOfVariant = read((db, p: { variantId: number }) =>
  db
    .selectFrom('supplier')
    .select(['supplier.id as supplierId', 'name', 'blocked'])
    .where('supplier.id', 'in', (eb) =>
      eb
        .selectFrom('supplierItem')
        .select('supplierId')
        .where('variantId', '=', p.variantId)
        .union(eb.selectFrom('priceAgreement').select('supplierId').where('variantId', '=', p.variantId)),
    )
    .orderBy('sortName')
    .orderBy('supplier.id'),
);

/** Who sells a variant, by an agreement or a packing. */
export function listSuppliersOf(reader: Reader, { variantId }: { variantId: number }) {
  const suppliers = suppliersOfVariant.all(reader, { variantId }).map(({ blocked, ...supplier }) => ({
    ...supplier,
    blocked: blocked === 1,
    item: findItem(reader, supplier.supplierId, variantId) ?? plainItem,
  }));
  return { suppliers };
}
