import { z } from 'zod';

/** What a practice marketplace says: the contract between it and its connector. Amounts in minor units, times in milliseconds. */
export const shopAnswer = z.object({ name: z.string(), currency: z.string(), now: z.int() });

export const productHead = z.object({ id: z.string() });

export const productAnswer = productHead.extend({
  name: z.string(),
  description: z.string(),
  sku: z.string(),
  price: z.int(),
  level: z.int().nullable(),
  offered: z.boolean(),
});

export const orderHead = z.object({ id: z.string(), changedAt: z.int() });

const line = z.object({ id: z.string(), listing: z.string(), sku: z.string(), name: z.string(), pieces: z.int(), price: z.int(), tax: z.int() });
const refund = z.object({
  id: z.string(),
  at: z.int(),
  amount: z.int(),
  /** By what whoever asked for it knows it; none where its owner made it there. */
  mark: z.string().exactOptional(),
  lines: z.array(z.object({ lineId: z.string(), pieces: z.int(), amount: z.int(), tax: z.int() })),
});

export const orderAnswer = orderHead.extend({
  number: z.string(),
  placedAt: z.int(),
  paidAt: z.int().nullable(),
  cancelledAt: z.int().nullable(),
  currency: z.string(),
  buyer: z.object({ name: z.string(), email: z.string(), phone: z.string(), street: z.string(), city: z.string(), postcode: z.string(), country: z.string() }),
  lines: z.array(line),
  shipping: z.int(),
  shippingTax: z.int(),
  shipped: z.enum(['nothing', 'part', 'all']),
  refunds: z.array(refund),
  total: z.int(),
});
export type OrderAnswer = z.output<typeof orderAnswer>;

export const pageAnswer = z.object({ rows: z.array(z.unknown()), more: z.boolean() });
/** One per level asked to set: set, not counted there, gone, or another level than was said. */
export const levelsAnswer = z.array(z.object({ result: z.enum(['set', 'uncounted', 'gone', 'moved']), stands: z.int().nullable() }));
export const levelRows = z.array(z.int().nullable());
/** `closed`: the order is cancelled there. */
export const parcelAnswer = z.object({ result: z.enum(['shipped', 'known', 'closed']) });
/** `beyond`: more than is left of what was paid, which is told. */
export const paidBackAnswer = z.object({ result: z.enum(['paid', 'beyond']), id: z.string(), left: z.int() });
