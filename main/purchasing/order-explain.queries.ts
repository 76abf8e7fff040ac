import { sql } from 'kysely';
import type { OrderFigure } from '../../shared/purchasing/purchase-order.contract.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, sumMinor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { entryOf } from '../inventory/explain-value.queries.ts';
import { requireOrderLine } from './purchase-order.statements.ts';

interface PartRow {
  figure: OrderFigure;
  kind: 'received' | 'billed' | 'returned' | 'cancelled' | 'reopened';
  documentKind: string;
  documentId: number;
  number: string;
  at: Instant;
  quantity: Quantity;
  value: Minor;
}

/** The documents behind an ordered line's figures: the same rows INV-P1 sums. What was taken back counts no more. */
const partsOf = read((db, p: { id: number; figure: OrderFigure }) =>
  db
    .selectFrom(
      sql<PartRow>`(
        with line as (
          select line.*, goods.number, goods.occurredAt from purchaseReceiptLine line join purchaseReceipt receipt on receipt.goodsReceiptId = line.goodsReceiptId
          join goodsReceipt goods on goods.id = line.goodsReceiptId where line.purchaseOrderLineId = ${p.id} and receipt.cancelledAt is null)
        select 'received' as figure, 'received' as kind, 'goodsReceipt' as documentKind, goodsReceiptId as documentId, number, occurredAt as at, quantity - over as quantity, 0 as value from line where quantity > over
        union all select 'over', 'received', 'goodsReceipt', goodsReceiptId, number, occurredAt, over, 0 from line where over > 0
        union all select 'unbilled', 'received', 'goodsReceipt', goodsReceiptId, number, occurredAt, quantity, accrued from line
        union all select 'unbilled', 'billed', 'supplierBill', bill.id, bill.supplierNumber, bill.occurredAt, -match.quantity, -iif(match.kind = 'afterGoods', match.accrued, 0)
          from line join supplierBillMatch match on match.purchaseReceiptLineId = line.id join supplierBillLine billed on billed.id = match.supplierBillLineId
          join supplierBill bill on bill.id = billed.supplierBillId where bill.cancelledAt is null or match.kind = 'beforeGoods'
        union all select 'unbilled', 'returned', 'purchaseReturn', back.id, back.number, back.occurredAt, -gone.unbilled, -gone.accrued
          from line join purchaseReturnLine gone on gone.purchaseReceiptLineId = line.id join purchaseReturn back on back.id = gone.purchaseReturnId
          where back.cancelledAt is null and gone.unbilled <> 0
        union all select 'cancelled', iif(given.quantity > 0, 'cancelled', 'reopened'), 'purchaseOrder', ordered.purchaseOrderId, o.number, given.recordedAt, given.quantity, 0
          from purchaseOrderCancellation given join purchaseOrderLine ordered on ordered.id = given.purchaseOrderLineId join purchaseOrder o on o.id = ordered.purchaseOrderId
          where given.purchaseOrderLineId = ${p.id}
      )`.as('part'),
    )
    .select(['kind', 'documentKind', 'documentId', 'number', 'at', 'quantity', 'value'])
    .select(sql<number | null>`(select max(id) from journalEntry where sourceKind = part.documentKind and sourceId = part.documentId)`.as('entryId'))
    .where('figure', '=', p.figure)
    .orderBy('at', 'desc')
    .orderBy('documentId', 'desc'),
);

/** Why a figure of an ordered line is what it is: documents whose quantities, and for what waits for its bill amounts, add up to it. @throws Refusal `record.missing` */
export function explainOrderLine(reader: Reader, { purchaseOrderLineId, figure }: { purchaseOrderLineId: number; figure: OrderFigure }) {
  const { variantId } = requireOrderLine(reader, purchaseOrderLineId);
  const parts = partsOf.all(reader, { id: purchaseOrderLineId, figure }).map(({ entryId, documentKind, documentId, ...part }) => ({ variantId, ...part, source: { kind: documentKind, id: documentId }, entry: entryOf(reader, entryId) }));
  return { variantId, total: quantity(parts.reduce((sum, part) => sum + part.quantity, 0)), value: sumMinor(parts.map((part) => part.value)), parts };
}
