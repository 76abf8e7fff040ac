import { sql } from 'kysely';
import type { OrderFigure } from '../../shared/purchasing/purchase-order.contract.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, sumMinor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { entryOf } from '../inventory/explain-value.queries.ts';
import { requireOrderLine } from './purchase-order.statements.ts';
import { unbilledParts } from './receipt-explain.queries.ts';

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
        ${unbilledParts}
        union all select 'received', 'received', 'goodsReceipt', goodsReceiptId, number, occurredAt, quantity - over, 0 from line where quantity > over
        union all select 'over', 'received', 'goodsReceipt', goodsReceiptId, number, occurredAt, over, 0 from line where over > 0
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
