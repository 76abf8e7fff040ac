import { z } from 'zod';
import { zId, zInstant, zMinor, zQuantity, zUnitPrice } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zLotCode } from '../inventory/fields.ts';

/** A sale as it stands on the screen: prices are asked anew when it comes back, unless somebody typed them. */
export const zCounterDraft = z.object({
  customer: z.object({ id: zId.nullable(), name: z.string().max(200), /** Of a card that is not made yet. */ phone: z.string().max(60).exactOptional() }).nullable(),
  lines: z
    .array(z.object({ variantId: zId, quantity: zQuantity.refine((value) => value > 0), unitPrice: zUnitPrice.nullable(), discount: zMinor.nullable(), /** The lots and pieces scanned for it, and what lay there. */ lots: z.array(z.object({ code: zLotCode, quantity: zQuantity, there: zQuantity.nullable() })).max(1_000).exactOptional() }))
    .min(1)
    .max(5_000),
  discount: zMinor.nullable(),
  note: z.string().max(10_000),
});
export type CounterDraft = z.output<typeof zCounterDraft>;

const which = z.object({ parkedSaleId: zId });

export const parkedSaleCommands = {
  park: command({ summary: 'Put a sale aside while another customer pays.', undo: { by: 'parkedSale.take' } })
    .input(z.object({ label: z.string().trim().max(80).default(''), draft: zCounterDraft }))
    .output(which),
  take: command({ summary: 'Take a parked sale back to the counter, or off the list.', undo: { by: 'parkedSale.putBack' } })
    .input(which)
    .output(which.extend({ draft: zCounterDraft })),
  putBack: command({ summary: 'Put a sale back among those that wait.', undo: { by: 'parkedSale.take' } }).input(which).output(which),
};

export const parkedSaleQueries = {
  list: query({ summary: 'The sales that wait, the longest first.' }).output(
    z.object({ rows: z.array(z.object({ id: zId, label: z.string(), userName: z.string(), parkedAt: zInstant, lines: z.int(), customerName: z.string().nullable() })) }),
  ),
};
