import type { Arrival } from '../../shared/purchasing/receipt.rules.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Tx } from '../database/handles.ts';
import { write } from '../database/statement.ts';

interface NewMatch {
  supplierBillLineId: number;
  purchaseReceiptLineId: number;
  kind: 'afterGoods' | 'beforeGoods';
  quantity: Quantity;
  accrued: Minor;
  difference: Minor;
  treatment: 'layers' | 'variance';
  net: Minor;
  tax: Minor;
}

export const insertMatch = write((db, p: NewMatch & { commandId: number }) =>
  db.insertInto('supplierBillMatch').values({
    supplierBillLineId: p.supplierBillLineId,
    purchaseReceiptLineId: p.purchaseReceiptLineId,
    kind: p.kind,
    quantity: p.quantity,
    accrued: p.accrued,
    difference: p.difference,
    treatment: p.treatment,
    net: p.net,
    tax: p.tax,
    commandId: p.commandId,
  }),
);

/** Goods of a bill's line come (negative) or are expected (positive). */
export const changeTransit = write((db, p: { id: number; quantity: Quantity; net: Minor; tax: Minor }) =>
  db
    .updateTable('supplierBillLine')
    .set((eb) => ({ transit: eb('transit', '+', p.quantity), transitNet: eb('transitNet', '+', p.net), transitTax: eb('transitTax', '+', p.tax) }))
    .where('id', '=', p.id),
);

/** Goods that were billed before they came are here: the bill's line expects fewer, and names the receipt. */
export function matchFromTransit(tx: Tx, purchaseReceiptLineId: number, came: Arrival['fromTransit'][number]): void {
  const { billLineId, quantity: count, net, tax, value } = came;
  changeTransit.run(tx, { id: billLineId, quantity: quantity(-count), net: minor(-net), tax: minor(-tax) });
  insertMatch.run(tx, {
    supplierBillLineId: billLineId,
    purchaseReceiptLineId,
    kind: 'beforeGoods',
    quantity: count,
    accrued: value,
    difference: minor(0),
    treatment: 'layers',
    net,
    tax,
    commandId: tx.commandId,
  });
}
