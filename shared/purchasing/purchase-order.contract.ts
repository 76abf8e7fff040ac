import { z } from 'zod';
import { guards } from '../accounting/budget.rules.ts';
import { zMemo } from '../accounting/fields.ts';
import { zLabelItem } from '../catalog/label.contract.ts';
import { needs, zDay, zId, zInstant, zMinor, zQuantity, zRatePpm, zUnitPrice } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zEntryName, zStockFigure } from '../inventory/fields.ts';
import { zPriceReasons } from './agreement.contract.ts';
import { zLimit, zLines, zNote, zPositive, zPrice, zReason } from './fields.ts';
import { purchaseOrderStatuses } from './purchase-order.rules.ts';

const which = z.object({ purchaseOrderId: zId });
const zStatus = z.enum(purchaseOrderStatuses);

/** Without a price the agreement decides, without a tax rate the product's class in the shop's country. */
const zNewLine = z.object({ variantId: zId, quantity: zPositive, price: zPrice.exactOptional(), taxRate: zRatePpm.exactOptional() });
export type NewOrderLine = z.output<typeof zNewLine>;

const draft = {
  locationId: zId.exactOptional(),
  /** When the goods should come; the supplier's lead time from today when left out. */
  expectedOn: zDay.exactOptional(),
  note: zNote.exactOptional(),
};

const zState = which.extend({ status: zStatus });

export const purchaseOrderCommands = {
  create: command({ summary: 'Draft a purchase order.', undo: { document: 'purchaseOrder.cancel' } })
    .input(z.object({ supplierId: zId, ...draft, lines: zLines(zNewLine) }))
    .output(which.extend({ number: z.string() })),
  update: command({ summary: 'Change a draft: its lines are given whole.', undo: { document: 'purchaseOrder.cancel' } })
    .input(which.extend({ ...draft, lines: zLines(zNewLine).exactOptional() }))
    .output(which),
  place: command({ summary: 'Send the order to the supplier: its goods are incoming from now on.', undo: { document: 'purchaseOrder.cancel' } })
    .input(which.extend({ beyondBudgetBecause: zReason.exactOptional().meta({ description: 'Why it goes beyond the month’s budget, where that asks for a reason' }) }))
    .output(zState),
  cancel: command({ summary: 'Give up what is still open of an order, or of some of its lines.', undo: { by: 'purchaseOrder.reopen' } })
    .input(which.extend({ reason: zReason, lines: zLines(z.object({ purchaseOrderLineId: zId, quantity: zPositive })).exactOptional() }))
    .output(zState.extend({ cancelled: z.array(z.object({ purchaseOrderLineId: zId, quantity: zQuantity })) })),
  reopen: command({ summary: 'Expect again what was given up of an order.', undo: { by: 'purchaseOrder.cancel' } })
    .input(which.extend({ lines: zLines(z.object({ purchaseOrderLineId: zId, quantity: zPositive })) }))
    .output(zState),
};

const zFigures = { net: needs('stockValue', zMinor), tax: needs('stockValue', zMinor) };

const zLine = z.object({
  id: zId,
  lineNo: z.int(),
  variantId: zId,
  sku: z.string(),
  name: z.string(),
  supplierSku: z.string(),
  price: needs('cost', zUnitPrice),
  taxRate: zRatePpm,
  reasons: zPriceReasons,
  ordered: zStockFigure,
  received: zStockFigure,
  open: zQuantity,
  cancelled: zQuantity,
  over: zStockFigure,
  returned: zQuantity,
  /** Received and not on a bill yet, and what the books hold for it. */
  unbilled: zStockFigure,
  unbilledValue: needs('stockValue', zMinor),
  /** Billed and not received yet. */
  inTransit: zQuantity,
  ...zFigures,
});

/** What happened to an order, newest first: documents with their entries in words. */
const zEvent = z.object({
  kind: z.enum(['asked', 'quoted', 'drafted', 'placed', 'received', 'receiptCancelled', 'billed', 'billCancelled', 'paid', 'returned', 'claimed', 'landed', 'cancelled', 'reopened']),
  documentKind: z.string(),
  documentId: zId,
  number: z.string(),
  quantity: needs('stockFigure', zQuantity.nullable()),
  amount: needs('stockValue', zMinor.nullable()),
  at: zInstant,
  who: z.string(),
  entries: z.array(z.object({ entryId: zId, number: z.string(), postedOn: zDay, memo: zMemo })),
});

/** budget − actual − ordered − own = left. */
const zBudget = z.object({ monthOn: zDay, code: z.string(), budget: zMinor, actual: zMinor, ordered: zMinor, own: zMinor, left: zMinor, guard: z.enum(guards), says: z.enum(['pass', 'ask', 'refuse']) }).nullable();

export const orderFigures = ['received', 'over', 'unbilled', 'cancelled'] as const;
export type OrderFigure = (typeof orderFigures)[number];

const zCursor = z.object({ id: zId });

export const purchaseOrderQueries = {
  list: query({ summary: 'One page of purchase orders, the latest first.' })
    .input(
      z.object({
        /** `open`: drafts and what is still to come; `late`: goods should have come before today. */
        view: z.enum(['open', 'late', 'unbilled', 'all']).default('all'),
        supplierId: zId.exactOptional(),
        text: z.string().max(200).exactOptional(),
        after: zCursor.exactOptional(),
        limit: zLimit,
      }),
    )
    .output(
      z.object({
        rows: z.array(
          z.object({
            id: zId,
            number: z.string(),
            supplierId: zId,
            supplierName: z.string(),
            status: zStatus,
            expectedOn: zDay,
            orderedAt: zInstant.nullable(),
            lines: z.int(),
            ordered: zStockFigure,
            received: zStockFigure,
            open: zQuantity,
            net: needs('stockValue', zMinor),
          }),
        ),
        next: zCursor.nullable(),
      }),
    ),
  labels: query({ summary: 'A label for every piece of orders that is still to come, to have them ready when it comes.' })
    .input(z.object({ purchaseOrderIds: z.array(zId).min(1).max(100) }))
    .output(z.object({ items: z.array(zLabelItem).max(200), /** Lines there was no room for: 200 are printed at once. */ left: z.int() })),
  explain: query({ summary: 'Why a figure of an ordered line is what it is: documents that add up to it.' })
    .input(z.object({ purchaseOrderLineId: zId, figure: z.enum(orderFigures) }))
    .output(
      z.object({
        variantId: zId,
        total: zStockFigure,
        /** Of what waits for its bill: what the books hold for it. */
        value: needs('stockValue', zMinor),
        parts: z.array(
          z.object({
            variantId: zId,
            kind: z.enum(['received', 'billed', 'returned', 'cancelled', 'reopened']),
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
  get: query({ summary: 'One purchase order with its lines and its story.' })
    .input(which)
    .output(
      z.object({
        id: zId,
        number: z.string(),
        supplierId: zId,
        supplierName: z.string(),
        locationId: zId,
        locationName: z.string(),
        status: zStatus,
        expectedOn: zDay,
        orderedAt: zInstant.nullable(),
        createdAt: zInstant,
        note: z.string(),
        belowMinimum: z.boolean(),
        /** Required papers that have expired: they stop the order. */
        stoppedBy: z.array(z.string()),
        lines: z.array(zLine),
        ...zFigures,
        total: needs('stockValue', zMinor),
        budget: needs('stockValue', zBudget).meta({ description: 'Of a draft: what it would take of the budget of the month it should come in; null where there is none' }),
        beyondBudgetBecause: z.string().nullable(),
        timeline: z.array(zEvent),
      }),
    ),
};
