import { z } from 'zod';
import { zCentres } from '../accounting/fields.ts';
import { needs, zCurrency, zDay, zId, zMinor, zQuantity, zRatePpm } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zCostEffect } from '../inventory/costing.contract.ts';
import { zStockFigure } from '../inventory/fields.ts';
import { zAmount, zAmountOrNone, zLimit, zLines, zPositive, zReason } from './fields.ts';
import { findingKinds } from './match.rules.ts';

/** Tax that is not got back (no proper invoice, a car, a small-scale taxpayer) is cost; the chart's policy where left out. */
const figures = { net: zAmountOrNone, tax: zAmountOrNone, deductible: z.boolean().exactOptional() };

const zBillLine = z.discriminatedUnion('kind', [
  /** Goods of an ordered line, or of a receipt's line that nobody ordered. */
  z.object({ kind: z.literal('goods'), purchaseOrderLineId: zId.exactOptional(), purchaseReceiptLineId: zId.exactOptional(), quantity: zPositive, ...figures }),
  z.object({ kind: z.literal('expense'), text: z.string().trim().min(1).max(300), ...figures, ...zCentres }),
]);
export type NewBillLine = z.output<typeof zBillLine>;

/** The supplier's own paper: its number and date, and when it is due (after the supplier's terms where left out). */
export const zBillHead = { supplierId: zId, supplierNumber: z.string().trim().min(1).max(120), billedOn: zDay, dueOn: zDay.exactOptional() };

const zNewBill = z.object({
  ...zBillHead,
  /** Of the bill's amounts, where it is not the currency of the books: converted as a whole by the last rate on or before its date. */
  currency: zCurrency.exactOptional(),
  /** The rate at which we owe the tax on all of the bill, which says none itself: a supplier abroad, or what the law names. */
  reverseCharge: zRatePpm.exactOptional(),
  lines: zLines(zBillLine),
  /** Why a bill is accepted that differs from order or receipt by more than the tolerance. */
  acceptedBecause: zReason.exactOptional(),
});
export type NewBill = z.output<typeof zNewBill>;

const zFinding = z.object({ lineNo: z.int(), kind: z.enum(findingKinds), expected: z.int(), found: z.int(), allowed: z.int(), within: z.boolean() });
const which = z.object({ supplierBillId: zId });
const made = which.extend({ number: z.string() });

const zTolerance = z.object({ priceRate: zRatePpm, priceAmount: zAmountOrNone, quantityRate: zRatePpm, varianceUpTo: zAmountOrNone });

export const supplierBillCommands = {
  record: command({ summary: "Record a supplier's bill against what was ordered and received.", undo: { document: 'supplierBill.cancel' } })
    .input(zNewBill)
    .output(made.extend({ total: needs('cost', zMinor), findings: z.array(zFinding) })),
  cancel: command({ summary: 'Take back a bill that was recorded by mistake.', undo: { document: 'supplierBill.record' } })
    .input(which.extend({ reason: zReason }))
    .output(made),
  usePrepayment: command({ summary: 'Meet a bill with money paid before it.', undo: { by: 'supplierBill.releasePrepayment' } })
    .input(which.extend({ amount: zAmount }))
    .output(which),
  releasePrepayment: command({ summary: 'Take a prepayment back from a bill it met.', undo: { by: 'supplierBill.usePrepayment' } })
    .input(which.extend({ amount: zAmount }))
    .output(which),
  setTolerance: command({ summary: 'Say how far bills may differ, of one supplier or of all.', undo: { by: 'supplierBill.setTolerance' } })
    .input(z.object({ supplierId: zId.nullable(), tolerance: zTolerance.nullable() }))
    .output(z.object({ before: zTolerance.nullable() })),
};

/** A bill in another currency: its whole, what of it is open, and the rate it was converted by; the other figures are in the base currency. */
const zForeign = z.object({ currency: z.string(), total: zMinor, open: zMinor, rate: z.string(), rateOn: zDay }).nullable();

const money = { net: needs('cost', zMinor), tax: needs('cost', zMinor), total: needs('cost', zMinor), open: needs('cost', zMinor), foreign: needs('cost', zForeign) };

export const supplierBillQueries = {
  match: query({ summary: 'Compares a bill with order and receipts before it is recorded, and says how it differs.', tellsStock: true })
    .input(zNewBill)
    .output(z.object({ findings: z.array(zFinding), accepted: z.boolean() })),
  effect: query({ summary: 'Every posted figure a bill would change, before and after, before it is recorded.', tellsStock: true }).input(zNewBill).output(zCostEffect),
  /** What of a supplier's goods waits for its bill: the lines a new bill begins with. */
  billable: query({ summary: "A supplier's received goods without a bill, as lines of the next one." })
    .input(z.object({ supplierId: zId }))
    .output(
      z.object({
        lines: z.array(
          z.object({
            purchaseOrderLineId: zId.nullable(),
            purchaseReceiptLineId: zId.nullable(),
            document: z.string(),
            variantId: zId,
            sku: z.string(),
            name: z.string(),
            unbilled: zStockFigure,
            net: needs('stockValue', zMinor),
            tax: needs('stockValue', zMinor),
          }),
        ),
        prepaid: needs('cost', zMinor),
      }),
    ),
  tolerance: query({ summary: 'How far bills of a supplier may differ.' })
    .input(z.object({ supplierId: zId.nullable() }))
    .output(zTolerance.extend({ own: z.boolean() })),
  list: query({ summary: 'One page of supplier bills: what is due first, or the latest.', tellsStock: true })
    .input(z.object({ view: z.enum(['open', 'all']).default('open'), supplierId: zId.exactOptional(), after: z.object({ dueOn: zDay, id: zId }).exactOptional(), limit: zLimit }))
    .output(
      z.object({
        rows: z.array(
          z.object({ id: zId, number: z.string(), supplierId: zId, supplierName: z.string(), supplierNumber: z.string(), billedOn: zDay, dueOn: zDay, cancelled: z.boolean(), accepted: z.boolean(), ...money }),
        ),
        next: z.object({ dueOn: zDay, id: zId }).nullable(),
        /** Of all open bills, and of those due. */
        open: needs('cost', zMinor),
        overdue: needs('cost', zMinor),
      }),
    ),
  get: query({ summary: 'One bill with its lines, how it matched, and what met it.', tellsStock: true })
    .input(which)
    .output(
      z.object({
        id: zId,
        number: z.string(),
        supplierId: zId,
        supplierName: z.string(),
        supplierNumber: z.string(),
        billedOn: zDay,
        dueOn: zDay,
        cancelled: z.boolean(),
        acceptedBecause: z.string().nullable(),
        findings: z.array(zFinding),
        ...money,
        /** Tax we owe on it ourselves and get back, told on both sides of the return. */
        reverse: needs('cost', z.object({ rate: zRatePpm, tax: zMinor }).nullable()),
        /** What the supplier holds of ours and no bill has used, and what this bill was met with of it. */
        prepaid: needs('cost', zMinor),
        prepaymentUsed: needs('cost', zMinor),
        lines: z.array(
          z.object({
            id: zId,
            lineNo: z.int(),
            kind: z.enum(['goods', 'expense', 'landedCost']),
            text: z.string(),
            sku: z.string().nullable(),
            name: z.string().nullable(),
            orderNumber: z.string().nullable(),
            purchaseOrderId: zId.nullable(),
            purchaseOrderLineId: zId.nullable(),
            quantity: zQuantity,
            inTransit: zQuantity,
            deductible: z.boolean(),
            net: needs('cost', zMinor),
            tax: needs('cost', zMinor),
            difference: needs('cost', zMinor),
          }),
        ),
        settlements: z.array(z.object({ kind: z.enum(['payment', 'prepayment', 'claim', 'cancelled']), sourceId: zId, amount: needs('cost', zMinor), postedOn: zDay })),
      }),
    ),
};
