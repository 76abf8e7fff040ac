import { sql } from 'kysely';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import { read, write, writeRows } from '../database/statement.ts';

/** A line's own columns. `shipped` and `cancelled` are given for history only: those goods have no documents of ours. */
export interface NewLineRow {
  orderId: number;
  lineNo: number;
  externalId: string | null;
  variantId: number | null;
  sku: string;
  name: string;
  quantity: Quantity;
  unitPrice: UnitPrice;
  taxRate: RatePpm | null;
  /** The class it is sold under, where it is not the variant's own of today (a bundle's part has the bundle's). */
  taxClassId: number | null;
  net: Minor;
  tax: Minor;
  gross: Minor;
  discount: Minor;
  shipped: Quantity;
  cancelled: Quantity;
}

const classOf = (variantId: number | null) => sql`(select product.taxClassId from variant join product on product.id = variant.productId where variant.id = ${variantId})`;

export const insertLines = writeRows<NewLineRow & { commandId: number }>((db, lines) =>
  db.insertInto('orderLine').values(
    lines.map((p) => ({
      orderId: p.orderId,
      lineNo: p.lineNo,
      externalId: p.externalId,
      variantId: p.variantId,
      sku: p.sku,
      name: p.name,
      quantity: p.quantity,
      unitPrice: p.unitPrice,
      taxRate: p.taxRate,
      taxClassId: sql<number | null>`coalesce(${p.taxClassId}, ${classOf(p.variantId)})`,
      net: p.net,
      tax: p.tax,
      gross: p.gross,
      discount: p.discount,
      shipped: p.shipped,
      cancelled: p.cancelled,
      commandId: p.commandId,
    })),
  ),
);

/** The lines of an order with what is set aside for each. */
export const linesOf = read((db, p: { orderId: number }) =>
  db
    .selectFrom('orderLine as line')
    .selectAll('line')
    .select(sql<Quantity>`coalesce((select sum(quantity) from allocation where orderLineId = line.id), 0)`.as('allocated'))
    .where('line.orderId', '=', p.orderId)
    .orderBy('line.lineNo'),
);

export const changeLine = write(
  (db, p: { id: number; variantId: number | null; sku: string; name: string; quantity: Quantity; unitPrice: UnitPrice; taxRate: RatePpm | null; net: Minor; tax: Minor; gross: Minor; discount: Minor }) =>
    db
      .updateTable('orderLine')
      .set({
        variantId: p.variantId,
        sku: p.sku,
        name: p.name,
        quantity: p.quantity,
        unitPrice: p.unitPrice,
        taxRate: p.taxRate,
        taxClassId: sql<number | null>`iif(variantId is ${p.variantId}, taxClassId, ${classOf(p.variantId)})`,
        net: p.net,
        tax: p.tax,
        gross: p.gross,
        discount: p.discount,
      })
      .where('id', '=', p.id),
);

export const findLine = read((db, p: { orderLineId: number }) => db.selectFrom('orderLine').selectAll().where('id', '=', p.orderLineId));

/** Lines of other live orders that wait for the same unknown SKU. */
export const unmappedLines = read((db, p: { sku: string }) =>
  db
    .selectFrom('orderLine as line')
    .innerJoin('salesOrder as salesOrder', 'salesOrder.id', 'line.orderId')
    .select(['line.id', 'line.orderId'])
    .where('line.sku', '=', p.sku)
    .where('line.variantId', 'is', null)
    .where('salesOrder.intake', '<>', 'history'),
);

export const mapLine = write((db, p: { orderLineId: number; variantId: number }) =>
  db.updateTable('orderLine').set({ variantId: p.variantId, taxClassId: sql<number | null>`${classOf(p.variantId)}` }).where('id', '=', p.orderLineId),
);
