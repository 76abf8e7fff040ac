import { z } from 'zod';
import { zId, zMinor, zQuantity, zRatePpm, zUnitPrice } from '../contract/fields.ts';
import { command } from '../contract/method.ts';

const zReason = z.string().trim().max(500).default('');
const zAmount = zMinor.refine((value) => value >= 0);

/** A line that is there by its id, a new one by its variant. Without a price it keeps its own; a new one gets the shop's. */
const zEditedLine = z
  .object({
    orderLineId: zId.exactOptional(),
    variantId: zId.exactOptional(),
    quantity: zQuantity.refine((value) => value >= 0),
    unitPrice: zUnitPrice.refine((value) => value >= 0).exactOptional(),
    discount: zAmount.exactOptional(),
  })
  .refine(({ orderLineId, variantId }) => (orderLineId === undefined) !== (variantId === undefined), { error: 'a line is one of the order’s or a new one' });

const zEditedCharge = z.object({ kind: z.enum(['shipping', 'fee']), name: z.string().max(120), amount: zAmount, taxRate: zRatePpm.refine((value) => value >= 0).default(0 as never) });

export const zOrderEdit = z.object({
  orderId: zId,
  lines: z.array(zEditedLine).min(1).max(5_000),
  /** Without charges, those of the order stay. */
  charges: z.array(zEditedCharge).max(50).exactOptional(),
  /** Every line that says no price is priced from the lists as they are today. */
  reprice: z.boolean().default(false),
  reason: zReason,
  underFloorAccepted: z.boolean().default(false),
});
export type OrderEdit = z.output<typeof zOrderEdit>;

const zRevised = z.object({ orderId: zId, orderRevisionId: zId, total: zMinor });

/** Changing an order before it leaves: each change is a revision, and taken back as one. */
export const orderRevisionCommands = {
  edit: command({ summary: 'Change the lines, prices and charges of an order before anything of it left.', undo: { by: 'order.takeBack' } })
    .input(zOrderEdit)
    .output(zRevised),
  split: command({ summary: 'Put some goods of an order into a new one; its money follows.', undo: { by: 'order.takeBack' } })
    .input(z.object({ orderId: zId, lines: z.array(z.object({ orderLineId: zId, quantity: zQuantity })).min(1).max(5_000), reason: zReason }))
    .output(zRevised.extend({ newOrderId: zId, number: z.string() })),
  join: command({ summary: 'Put the goods and the money of one order into another of the same buyer.', undo: { by: 'order.takeBack' } })
    .input(z.object({ orderId: zId, otherOrderId: zId, reason: zReason }))
    .output(zRevised),
  takeBack: command({ summary: 'Take a change of an order back, to the cent.', undo: { by: 'order.takeBack' } })
    .input(z.object({ orderRevisionId: zId, reason: zReason }))
    .output(zRevised),
};
