import type { Quantity } from '../../shared/units/quantity.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import { read, write } from '../database/statement.ts';

interface BundleOfLine {
  orderLineId: number;
  bundleVariantId: number;
  bundleNo: number;
  sku: string;
  name: string;
  quantity: Quantity;
  unitPrice: UnitPrice;
}

/** What a line was sold as; a newer version of an order from a channel may say another number of it. */
export const keepBundle = write((db, p: BundleOfLine) =>
  db
    .insertInto('orderLineBundle')
    .values({ orderLineId: p.orderLineId, bundleVariantId: p.bundleVariantId, bundleNo: p.bundleNo, sku: p.sku, name: p.name, quantity: p.quantity, unitPrice: p.unitPrice })
    .onConflict((conflict) => conflict.column('orderLineId').doUpdateSet({ bundleVariantId: p.bundleVariantId, bundleNo: p.bundleNo, sku: p.sku, name: p.name, quantity: p.quantity, unitPrice: p.unitPrice })),
);

export const bundlesOf = read((db, p: { orderId: number }) =>
  db
    .selectFrom('orderLine')
    .innerJoin('orderLineBundle as bundle', 'bundle.orderLineId', 'orderLine.id')
    .select(['bundle.orderLineId', 'bundle.bundleVariantId', 'bundle.bundleNo', 'bundle.sku', 'bundle.name', 'bundle.quantity', 'bundle.unitPrice'])
    .where('orderLine.orderId', '=', p.orderId),
);
