import { sql } from 'kysely';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

type EventKind = 'asked' | 'quoted' | 'drafted' | 'placed' | 'received' | 'receiptCancelled' | 'billed' | 'billCancelled' | 'paid' | 'returned' | 'claimed' | 'landed' | 'cancelled' | 'reopened';

interface EventRow {
  kind: EventKind;
  documentKind: string;
  documentId: number;
  number: string;
  quantity: Quantity | null;
  amount: Minor | null;
  at: Instant;
  commandId: number;
}

/** More entries than one document of purchasing ever causes. */
const entriesOfOneCommand = 500;

/** What happened to an order, from its documents: nothing is written for the timeline's sake. */
const eventsOf = read((db, p: { id: number }) =>
  db
    .selectFrom(
      sql<EventRow>`(
        with orders as (select * from purchaseOrder where id = ${p.id}),
          line as (select id from purchaseOrderLine where purchaseOrderId = ${p.id}),
          receipt as (select * from purchaseReceipt join goodsReceipt on goodsReceipt.id = goodsReceiptId where purchaseOrderId = ${p.id}),
          received as (select * from purchaseReceiptLine where goodsReceiptId in (select goodsReceiptId from receipt)),
          bill as (
            select * from supplierBill where id in (
              select b.supplierBillId from line cross join supplierBillLine b on b.purchaseOrderLineId = line.id
              union select b.supplierBillId from received cross join supplierBillLine b on b.purchaseReceiptLineId = received.id))
        select 'asked' as kind, 'quotationRequest' as documentKind, request.id as documentId, request.number, null as quantity, null as amount, request.createdAt as at, request.commandId
          from quotationOrder link join supplierQuotation answer on answer.id = link.supplierQuotationId
          join quotationRequest request on request.id = answer.quotationRequestId where link.purchaseOrderId = ${p.id}
        union all select 'quoted', 'supplierQuotation', answer.id, request.number, null, null, answer.recordedAt, answer.commandId
          from quotationOrder link join supplierQuotation answer on answer.id = link.supplierQuotationId
          join quotationRequest request on request.id = answer.quotationRequestId where link.purchaseOrderId = ${p.id}
        union all select 'drafted' as kind, 'purchaseOrder' as documentKind, id as documentId, number, null as quantity, null as amount, createdAt as at, commandId from orders
        union all select 'placed', 'purchaseOrder', id, number, null, null, orderedAt, orderedCommandId from orders where orderedAt is not null
        union all select 'received', 'goodsReceipt', r.goodsReceiptId, r.number, (select sum(quantity) from received where goodsReceiptId = r.goodsReceiptId),
          (select sum(orderValue) from received where goodsReceiptId = r.goodsReceiptId), r.occurredAt, (select commandId from purchaseReceipt where goodsReceiptId = r.goodsReceiptId) from receipt r
        union all select 'receiptCancelled', 'purchaseReturn', (
            select back.id from received line join purchaseReturnLine l on l.purchaseReceiptLineId = line.id join purchaseReturn back on back.id = l.purchaseReturnId
            where line.goodsReceiptId = receipt.goodsReceiptId and back.kind = 'cancelled'), number, null, null, cancelledAt, cancelCommandId from receipt where cancelledAt is not null
        union all select 'billed', 'supplierBill', id, supplierNumber, null, total, occurredAt, commandId from bill
        union all select 'billCancelled', 'supplierBill', id, supplierNumber, null, total, cancelledAt, cancelCommandId from bill where cancelledAt is not null
        union all select 'paid', iif(s.kind = 'payment', 'supplierPayment', 'supplierBill'), iif(s.kind = 'payment', s.sourceId, b.id), b.supplierNumber, null, s.amount, c.recordedAt, s.commandId
          from billSettlement s join bill b on b.id = s.supplierBillId join command c on c.id = s.commandId where s.kind in ('payment', 'prepayment')
        union all select 'returned', 'purchaseReturn', back.id, back.number, sum(l.quantity), sum(l.claimed), back.occurredAt, back.commandId
          from purchaseReturn back join purchaseReturnLine l on l.purchaseReturnId = back.id
          where back.kind = 'return' and l.purchaseReceiptLineId in (select id from received) group by back.id
        union all select 'claimed', 'supplierClaim', id, number, quantity, nullif(open, 0), raisedAt, commandId from supplierClaim where id in (
            select claim.id from line cross join supplierClaim claim on claim.purchaseOrderLineId = line.id
            union select claim.id from receipt cross join supplierClaim claim on claim.goodsReceiptId = receipt.goodsReceiptId)
        union all select 'landed', 'landedCost', cost.id, cost.number, null, sum(part.amount), cost.occurredAt, cost.commandId
          from landedCost cost join landedCostPart part on part.landedCostId = cost.id where part.purchaseReceiptLineId in (select id from received) group by cost.id
        union all select iif(sum(quantity) > 0, 'cancelled', 'reopened'), 'purchaseOrder', ${p.id}, (select number from orders), abs(sum(quantity)), null, recordedAt, commandId
          from purchaseOrderCancellation where purchaseOrderLineId in line group by commandId
      )`.as('event'),
    )
    .innerJoin('command', 'command.id', 'event.commandId')
    .leftJoin('user', 'user.id', 'command.userId')
    .select(['event.kind', 'event.documentKind', 'event.documentId', 'event.number', 'event.quantity', 'event.amount', 'event.at', 'event.commandId'])
    .select(({ fn, val }) => fn.coalesce('user.name', val('')).as('who'))
    .orderBy('event.at', 'desc')
    .orderBy('event.commandId', 'desc'),
);

/**
 * The entries of documents' commands. One command's entries stand one behind the other: its document's first, then those of
 * goods it made the shop cost again, found without an index of their own.
 */
const entriesOf = read((db, p: { documents: string }) =>
  db
    .selectFrom(sql<{ kind: string; id: number; commandId: number }>`(select value ->> 'kind' as kind, value ->> 'id' as id, value ->> 'commandId' as commandId from json_each(${p.documents}))`.as('asked'))
    .crossJoin('journalEntry as own')
    .whereRef('own.sourceKind', '=', 'asked.kind')
    .whereRef('own.sourceId', '=', 'asked.id')
    .whereRef('own.commandId', '=', 'asked.commandId')
    .crossJoin('journalEntry as entry')
    .where(sql<boolean>`entry.id between own.id and own.id + ${sql.lit(entriesOfOneCommand)}`)
    .whereRef('entry.commandId', '=', 'own.commandId')
    .select(['entry.id as entryId', 'entry.number', 'entry.postedOn', 'entry.memoKey', 'entry.memoValues', 'entry.commandId'])
    .distinct()
    .orderBy('entry.id'),
);

/** An order's story, newest first: every document with all entries of its command, those of goods costed again included. */
export function timelineOf(reader: Reader, purchaseOrderId: number) {
  const events = eventsOf.all(reader, { id: purchaseOrderId });
  const documents = events.map((event) => ({ kind: event.documentKind, id: event.documentId, commandId: event.commandId }));
  const entries = Map.groupBy(entriesOf.all(reader, { documents: JSON.stringify(documents) }), (entry) => entry.commandId);
  return events.map(({ commandId, ...event }) => ({ ...event, entries: (entries.get(commandId) ?? []).map(asEntry) }));
}

const asEntry = (entry: { entryId: number; number: string; postedOn: Day; memoKey: string; memoValues: string }) => ({
  entryId: entry.entryId,
  number: entry.number,
  postedOn: entry.postedOn,
  // Written by postEntry from a memo's values.
  memo: { key: entry.memoKey, values: JSON.parse(entry.memoValues) as Record<string, string | number> },
});
