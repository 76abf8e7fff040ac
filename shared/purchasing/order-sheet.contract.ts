import { z } from 'zod';
import { needs, zDay, zId, zQuantity, zRatePpm, zUnitPrice } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zLines, zPositive, zPrice } from './fields.ts';

const which = { purchaseOrderId: zId };
const zDraft = z.object({
  ...which,
  expectedOn: zDay,
  /** Without a tax rate a line keeps the one it had. */
  lines: zLines(z.object({ variantId: zId, quantity: zPositive, price: zPrice, taxRate: zRatePpm.exactOptional() })),
});
export type OrderSheetDraft = z.output<typeof zDraft>;

/** A workbook in base64: an order of 500 lines has some twenty kilobytes. */
export const zWorkbook = z.base64().max(4_000_000);
/** A cell nobody can read, and where it stands. */
export const zSheetUnreadable = z.object({ row: z.int(), column: z.enum(['sku', 'supplierSku', 'name', 'quantity', 'price', 'day']), text: z.string() });
const zFigures = z.object({ quantity: zQuantity, price: needs('cost', zUnitPrice) });

export const orderSheetCommands = {
  apply: command({ summary: 'Make a draft what its sheet says: quantities, prices and the day.', undo: { by: 'orderSheet.apply' } })
    .input(zDraft)
    .output(z.object({ before: zDraft })),
};

export const orderSheetQueries = {
  export: query({ summary: 'A purchase order as a sheet for its supplier (XLSX).' })
    .input(z.object(which))
    .output(z.object({ fileName: z.string(), data: z.string() })),
  compare: query({ summary: 'What a sheet that came back would change of a draft, before anything is applied.' })
    .input(z.object({ ...which, data: zWorkbook }))
    .output(
      z.object({
        changed: z.array(z.object({ variantId: zId, sku: z.string(), before: zFigures, after: zFigures })),
        removed: z.array(z.object({ variantId: zId, sku: z.string(), quantity: zQuantity })),
        unknown: z.array(z.object({ row: z.int(), sku: z.string(), name: z.string() })),
        unreadable: z.array(zSheetUnreadable),
        expectedOn: z.object({ before: zDay, after: zDay }).nullable(),
        lines: z.array(z.object({ variantId: zId, quantity: zQuantity, price: needs('cost', zUnitPrice) })),
      }),
    ),
};
