import { z } from 'zod';
import { needs, zId, zInstant, zMinor, zQuantity } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zLabelItem } from '../catalog/label.contract.ts';
import { zCostEffect } from '../inventory/costing.contract.ts';
import { zEntryName, zLots, zStockFigure } from '../inventory/fields.ts';
import { zAmountOrNone, zLimit, zLines, zNote, zOccurredAt, zPositive } from './fields.ts';

/** Goods as they were scanned. Those of an order find its lines by their variant; the others cost what was agreed or is said here. */
const zArrival = z.object({
  variantId: zId,
  quantity: zPositive,
  binId: zId.exactOptional(),
  /** Which lots or serial numbers, for goods that are followed. */
  lots: zLots.exactOptional(),
  /** How many of them came damaged: they are taken in on hold and claimed. */
  damaged: zPositive.exactOptional(),
  /** How many the delivery note says came; fewer in the box are claimed. */
  announced: zPositive.exactOptional(),
  /** What goods nobody ordered cost in all, without tax, where no price was agreed. */
  cost: zAmountOrNone.exactOptional(),
});
export type ArrivedGoods = z.output<typeof zArrival>;

const zComing = z.object({
  /** One of the two is given. */
  purchaseOrderId: zId.exactOptional(),
  supplierId: zId.exactOptional(),
  lines: zLines(zArrival),
});

const zReceived = z.object({ goodsReceiptId: zId, number: z.string() });

export const purchaseReceiptCommands = {
  receive: command({ summary: 'Take in goods from a supplier, for an order or without one.', undo: { document: 'purchaseReceipt.cancel' } })
    .input(
      zComing.extend({
        locationId: zId.exactOptional(),
        deliveryNote: z.string().trim().max(120).exactOptional(),
        note: zNote.exactOptional(),
        occurredAt: zOccurredAt,
      }),
    )
    .output(zReceived.extend({ over: zQuantity, claimIds: z.array(zId) })),
  cancel: command({ summary: 'Take back a receipt that was booked by mistake; the goods leave the book again.', undo: { document: 'purchaseReceipt.receive' } })
    .input(z.object({ goodsReceiptId: zId, reason: z.string().trim().min(1).max(500), occurredAt: zOccurredAt }))
    .output(zReceived),
};

/** Figures of a received line that say why. */
export const receiptFigures = ['value', 'unbilled', 'returned'] as const;
export type ReceiptFigure = (typeof receiptFigures)[number];

export const purchaseReceiptQueries = {
  list: query({ summary: 'One page of receipts from suppliers, the latest first.' })
    .input(z.object({ supplierId: zId.exactOptional(), unbilled: z.boolean().exactOptional(), after: z.object({ id: zId }).exactOptional(), limit: zLimit }))
    .output(
      z.object({
        rows: z.array(
          z.object({
            id: zId,
            number: z.string(),
            supplierId: zId,
            supplierName: z.string(),
            purchaseOrderId: zId.nullable(),
            orderNumber: z.string().nullable(),
            deliveryNote: z.string(),
            occurredAt: zInstant,
            cancelled: z.boolean(),
            quantity: zStockFigure,
            value: needs('stockValue', zMinor),
            unbilledValue: needs('stockValue', zMinor),
          }),
        ),
        next: z.object({ id: zId }).nullable(),
      }),
    ),
  get: query({ summary: 'One receipt with its lines: what of each is billed and what went back.' })
    .input(z.object({ goodsReceiptId: zId }))
    .output(
      z.object({
        id: zId,
        number: z.string(),
        supplierId: zId,
        supplierName: z.string(),
        purchaseOrderId: zId.nullable(),
        locationId: zId,
        deliveryNote: z.string(),
        occurredAt: zInstant,
        cancelled: z.boolean(),
        lines: z.array(
          z.object({
            id: zId,
            purchaseOrderLineId: zId.nullable(),
            variantId: zId,
            sku: z.string(),
            name: z.string(),
            quantity: zStockFigure,
            over: zStockFigure,
            returned: zQuantity,
            unbilled: zStockFigure,
            orderValue: needs('stockValue', zMinor),
            unbilledValue: needs('stockValue', zMinor),
          }),
        ),
      }),
    ),
  explain: query({ summary: 'Why a figure of a received line is what it is: documents that add up to it.' })
    .input(z.object({ purchaseReceiptLineId: zId, figure: z.enum(receiptFigures) }))
    .output(
      z.object({
        variantId: zId,
        total: zStockFigure,
        value: needs('stockValue', zMinor),
        parts: z.array(
          z.object({
            variantId: zId,
            kind: z.enum(['received', 'billed', 'returned', 'ordered', 'typed']),
            source: z.object({ kind: z.string(), id: zId }),
            number: z.string(),
            at: zInstant,
            quantity: zStockFigure,
            value: needs('stockValue', zMinor),
            entry: zEntryName,
          }),
        ),
      }),
    ),
  effect: query({ summary: 'Every posted figure that goods of an earlier day would change, before and after, before they are taken in.' })
    .input(zComing.extend({ occurredAt: zInstant }))
    .output(zCostEffect.extend({ /** Something of these goods happened after they came. */ late: z.boolean() })),
  labels: query({ summary: 'A label for every piece of receipts that stayed, with its lot or serial number and its day of expiry where they were read.', tellsStock: true })
    .input(z.object({ goodsReceiptIds: z.array(zId).min(1).max(100) }))
    .output(z.object({ items: z.array(zLabelItem).max(200), /** Lines there was no room for: 200 are printed at once. */ left: z.int() })),
};
