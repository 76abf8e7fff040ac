import { type RawBuilder, sql } from 'kysely';
import type { ReceiptFigure } from '../../shared/purchasing/purchase-receipt.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, sumMinor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { entryOf } from '../inventory/explain-value.queries.ts';

interface PartRow {
  figure: ReceiptFigure;
  kind: 'received' | 'billed' | 'returned' | 'ordered' | 'typed';
  documentKind: string;
  documentId: number;
  number: string;
  at: Instant;
  quantity: Quantity;
  value: Minor;
}

/**
 * What of received goods waits for its bill: the columns figure, kind, documentKind, documentId, number, at, quantity and value of
 * rows named `line`, which are receipt lines with their receipt's number and instant. What was taken back counts no more.
 */
export const unbilledParts: RawBuilder<unknown> = sql`
  select 'unbilled' as figure, 'received' as kind, 'goodsReceipt' as documentKind, goodsReceiptId as documentId, number, occurredAt as at, quantity, accrued as value from line
  union all select 'unbilled', 'billed', 'supplierBill', bill.id, bill.supplierNumber, bill.occurredAt, -match.quantity, -iif(match.kind = 'afterGoods', match.accrued, 0)
    from line join supplierBillMatch match on match.purchaseReceiptLineId = line.id join supplierBillLine billed on billed.id = match.supplierBillLineId
    join supplierBill bill on bill.id = billed.supplierBillId where bill.cancelledAt is null or match.kind = 'beforeGoods'
  union all select 'unbilled', 'returned', 'purchaseReturn', back.id, back.number, back.occurredAt, -gone.unbilled, -gone.accrued
    from line join purchaseReturnLine gone on gone.purchaseReceiptLineId = line.id join purchaseReturn back on back.id = gone.purchaseReturnId
    where back.cancelledAt is null and gone.unbilled <> 0`;

const lineById = read((db, p: { id: number }) =>
  db
    .selectFrom('purchaseReceiptLine as line')
    .innerJoin('purchaseReceipt as receipt', 'receipt.goodsReceiptId', 'line.goodsReceiptId')
    .select(['line.variantId', 'receipt.cancelledAt'])
    .where('line.id', '=', p.id),
);

const partsOf = read((db, p: { id: number; figure: ReceiptFigure }) =>
  db
    .selectFrom(
      sql<PartRow>`(
        with line as (
          select line.*, goods.number, goods.occurredAt from purchaseReceiptLine line join purchaseReceipt receipt on receipt.goodsReceiptId = line.goodsReceiptId
          join goodsReceipt goods on goods.id = line.goodsReceiptId where line.id = ${p.id} and receipt.cancelledAt is null)
        ${unbilledParts}
        union all select 'returned', 'returned', 'purchaseReturn', back.id, back.number, back.occurredAt, gone.quantity, gone.net
          from line join purchaseReturnLine gone on gone.purchaseReceiptLineId = line.id join purchaseReturn back on back.id = gone.purchaseReturnId where back.cancelledAt is null
        union all select 'value', iif(o.id is null, 'typed', 'ordered'), iif(o.id is null, 'goodsReceipt', 'purchaseOrder'), coalesce(o.id, line.goodsReceiptId), coalesce(o.number, line.number), line.occurredAt, line.quantity, line.orderValue
          from line left join purchaseOrderLine ordered on ordered.id = line.purchaseOrderLineId left join purchaseOrder o on o.id = ordered.purchaseOrderId
      )`.as('part'),
    )
    .select(['kind', 'documentKind', 'documentId', 'number', 'at', 'quantity', 'value'])
    .select(
      sql<number | null>`(select max(id) from journalEntry where
        sourceKind = iif(part.documentKind = 'purchaseOrder', 'goodsReceipt', part.documentKind)
        and sourceId = iif(part.documentKind = 'purchaseOrder', (select goodsReceiptId from purchaseReceiptLine where id = ${p.id}), part.documentId))`.as('entryId'),
    )
    .where('figure', '=', p.figure)
    .orderBy('at', 'desc')
    .orderBy('documentId', 'desc'),
);

/**
 * Why a figure of a received line is what it is: documents whose quantities, and for `value` and `unbilled` amounts in minor units,
 * add up to it. Nothing is left of a receipt that was taken back. @throws Refusal `record.missing`
 */
export function explainReceiptLine(reader: Reader, { purchaseReceiptLineId: id, figure }: { purchaseReceiptLineId: number; figure: ReceiptFigure }) {
  const line = lineById.get(reader, { id });
  if (!line) throw new Refusal('record.missing', { kind: 'purchaseReceiptLine', id });
  const { variantId } = line;
  const parts = partsOf.all(reader, { id, figure }).map(({ entryId, documentKind, documentId, ...part }) => ({ variantId, ...part, source: { kind: documentKind, id: documentId }, entry: entryOf(reader, entryId) }));
  return { variantId, total: quantity(parts.reduce((sum, part) => sum + part.quantity, 0)), value: sumMinor(parts.map((part) => part.value)), parts };
}
