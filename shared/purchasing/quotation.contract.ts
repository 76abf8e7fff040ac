import { z } from 'zod';
import { needs, zDay, zId, zInstant, zMinor, zQuantity, zUnitPrice } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zAmountOrNone, zLimit, zLines, zNote, zPositive, zPrice } from './fields.ts';
import { zSheetUnreadable, zWorkbook } from './order-sheet.contract.ts';
import { purchaseOrderStatuses } from './purchase-order.rules.ts';
import { mostAsked, quotationStates } from './quotation.rules.ts';

const which = z.object({ quotationRequestId: zId });
const whichAnswer = z.object({ supplierQuotationId: zId });
const eachOnce = <Item>(of: (item: Item) => number) => (items: readonly Item[]): boolean => new Set(items.map(of)).size === items.length;
const once = { message: 'each only once' };

/** A line that is not offered is left out. Without a quantity the supplier has all that was asked for. */
const zOffer = z.object({ quotationRequestLineId: zId, price: zPrice, quantity: zPositive.exactOptional() });

const zAnswer = which.extend({
  supplierId: zId,
  /** When the goods would come; the day they are needed where it says nothing. */
  deliverOn: zDay.exactOptional(),
  validThroughOn: zDay.nullable().default(null),
  freight: zAmountOrNone.exactOptional(),
  note: zNote.exactOptional(),
  lines: zLines(zOffer).refine(eachOnce<{ quotationRequestLineId: number }>((line) => line.quotationRequestLineId), once),
});
export type NewQuotationAnswer = z.output<typeof zAnswer>;

export const quotationCommands = {
  ask: command({ summary: 'Ask suppliers what goods would cost.', undo: { by: 'quotation.close' } })
    .input(
      z.object({
        supplierIds: z.array(zId).min(1).max(mostAsked).refine(eachOnce<number>((id) => id), once),
        lines: zLines(z.object({ variantId: zId, quantity: zPositive })).refine(eachOnce<{ variantId: number }>((line) => line.variantId), once),
        locationId: zId.exactOptional(),
        /** When the goods are needed; after the longest lead time of the suppliers and a week to answer where left out. */
        neededOn: zDay.exactOptional(),
        answerByOn: zDay.exactOptional(),
        note: zNote.exactOptional(),
      }),
    )
    .output(which.extend({ number: z.string() })),
  close: command({ summary: 'Expect no more answers to a request.', undo: { by: 'quotation.reopen' } }).input(which).output(which),
  reopen: command({ summary: 'Expect answers again.', undo: { by: 'quotation.close' } }).input(which).output(which),
  answer: command({ summary: 'Write down what a supplier answers; it takes the place of what it answered before.', undo: { by: 'quotation.withdraw' } })
    .input(zAnswer)
    .output(whichAnswer),
  withdraw: command({ summary: 'Let an answer no longer stand: what the supplier answered before stands again.', undo: { by: 'quotation.restore' } }).input(whichAnswer).output(whichAnswer),
  restore: command({ summary: 'Let a withdrawn answer stand again.', undo: { by: 'quotation.withdraw' } }).input(whichAnswer).output(whichAnswer),
  order: command({ summary: 'Draft orders from answers, one for each supplier, at the prices offered: of each line what is still wanted and offered.', undo: { by: 'replenishment.withdraw' } })
    .input(which.extend({ awards: z.array(whichAnswer.extend({ quotationRequestLineIds: zLines(zId) })).min(1).max(mostAsked).refine(eachOnce<{ supplierQuotationId: number }>((award) => award.supplierQuotationId), once) }))
    .output(z.object({ purchaseOrderIds: z.array(zId) })),
};

const zHead = { id: zId, number: z.string(), state: z.enum(quotationStates), neededOn: zDay, answerByOn: zDay, createdAt: zInstant };
const money = needs('cost', zMinor);

const zStanding = z.object({
  supplierQuotationId: zId,
  deliverOn: zDay,
  /** After the day the goods are needed. */
  late: z.boolean(),
  validThroughOn: zDay.nullable(),
  expired: z.boolean(),
  freight: money,
  note: z.string(),
  recordedAt: zInstant,
  lines: z.array(z.object({ quotationRequestLineId: zId, price: needs('cost', zUnitPrice), quantity: zQuantity, cost: money })),
  /** What it comes to: goods + freight. */
  goods: money,
  total: money,
  /** Everything that was asked for is offered. */
  whole: z.boolean(),
  belowMinimum: z.boolean(),
});

const zPlan = z
  .object({
    awards: z.array(z.object({ supplierQuotationId: zId, supplierId: zId, lineId: zId, quantity: zQuantity, cost: money })),
    missing: z.array(z.object({ lineId: zId, quantity: zQuantity })),
    goods: money,
    freight: money,
    total: money,
  })
  .nullable();

const zCursor = z.object({ id: zId });
const zSheetFigures = z.object({ quantity: zQuantity, price: needs('cost', zUnitPrice.nullable()) });

export const quotationQueries = {
  list: query({ summary: 'One page of requests to suppliers, the latest first.' })
    .input(z.object({ view: z.enum(['open', 'all']).default('all'), text: z.string().max(200).exactOptional(), after: zCursor.exactOptional(), limit: zLimit }))
    .output(z.object({ rows: z.array(z.object({ ...zHead, lines: z.int(), asked: z.int(), answered: z.int() })), next: zCursor.nullable() })),
  get: query({ summary: 'A request with the answers side by side, and the cheapest way to order.' })
    .input(which)
    .output(
      z.object({
        ...zHead,
        /** No more answers are expected, whatever came of it. */
        closed: z.boolean(),
        locationName: z.string(),
        note: z.string(),
        lines: z.array(z.object({ id: zId, variantId: zId, sku: z.string(), name: z.string(), quantity: zQuantity, /** On orders that came of it. */ ordered: zQuantity })),
        suppliers: z.array(z.object({ supplierId: zId, code: z.string(), name: z.string(), email: z.string(), stoppedBy: z.array(z.string()), /** What its paper is called by. */ paper: z.string(), answer: zStanding.nullable() })),
        /** Of what is still wanted, among the answers that hold today. */
        best: zPlan,
        /** The cheapest that offers all of it alone. */
        whole: zPlan,
        orders: z.array(z.object({ purchaseOrderId: zId, number: z.string(), supplierName: z.string(), status: z.enum(purchaseOrderStatuses) })),
      }),
    ),
  exportSheet: query({ summary: 'A request as a sheet for one supplier to fill in (XLSX).' })
    .input(which.extend({ supplierId: zId }))
    .output(z.object({ fileName: z.string(), data: z.string() })),
  compareSheet: query({ summary: 'What a filled-in sheet says beside what that supplier answered before, prior to being written down.' })
    .input(which.extend({ supplierId: zId, data: zWorkbook }))
    .output(
      z.object({
        changed: z.array(z.object({ quotationRequestLineId: zId, sku: z.string(), before: zSheetFigures, after: zSheetFigures })),
        /** Asked for and not offered. */
        removed: z.array(z.object({ quotationRequestLineId: zId, sku: z.string(), quantity: zQuantity })),
        unknown: z.array(z.object({ row: z.int(), sku: z.string(), name: z.string() })),
        unreadable: z.array(zSheetUnreadable),
        deliverOn: zDay,
        lines: z.array(z.object({ quotationRequestLineId: zId, quantity: zQuantity, price: needs('cost', zUnitPrice) })),
      }),
    ),
};
