import { z } from 'zod';

/**
 * The parts of WooCommerce's answers we read; everything else passes by. Ids may be text when they are beyond 2⁵³
 * (big-json.ts), and leave as text either way.
 */
const id = z.union([z.int(), z.string().regex(/^\d+$/)]).transform(String);
const money = z.string().regex(/^-?\d+(\.\d+)?$/);
const gmtTime = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
/** Fields PHP leaves out, sets to null or empties, depending on version and plugin. */
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

const meta = z.array(z.object({ key: z.string(), value: z.unknown() }));

const address = z.object({
  first_name: text,
  last_name: text,
  company: text,
  address_1: text,
  address_2: text,
  city: text,
  state: text,
  postcode: text,
  country: text,
  email: text,
  phone: text,
});

const row = z.object({ id, total: money, total_tax: money, meta_data: meta });

const lineItem = row.extend({
  name: text,
  product_id: id,
  variation_id: id,
  quantity: z.number(),
  subtotal: money,
  sku: z.string().nullish(),
  global_unique_id: z.string().nullish(),
});

const shippingLine = row.extend({ method_title: text });
const feeLine = row.extend({ name: text });

export const orderAnswer = z.object({
  id,
  number: z.coerce.string(),
  status: z.string(),
  currency: z.string(),
  prices_include_tax: z.boolean(),
  date_created_gmt: gmtTime,
  date_modified_gmt: gmtTime,
  date_paid_gmt: gmtTime.nullable(),
  date_completed_gmt: gmtTime.nullable(),
  total: money,
  billing: address,
  shipping: address,
  payment_method: text,
  payment_method_title: text,
  transaction_id: text,
  customer_note: text,
  line_items: z.array(lineItem),
  shipping_lines: z.array(shippingLine),
  fee_lines: z.array(feeLine),
  refunds: z.array(z.object({ id })),
});

export const refundAnswer = z.object({
  id,
  date_created_gmt: gmtTime,
  amount: money,
  reason: text,
  line_items: z.array(lineItem),
  shipping_lines: z.array(shippingLine),
  fee_lines: z.array(feeLine),
});

/** What every order has, however broken the rest: enough to name it and go on with the others. */
export const orderHead = z.object({ id, date_modified_gmt: gmtTime, refunds: z.array(z.unknown()).optional() });

const kept = z.object({
  sku: text,
  global_unique_id: text,
  price: text,
  regular_price: text,
  manage_stock: z.union([z.boolean(), z.literal('parent')]),
  stock_quantity: z.number().nullable(),
});

const named = z.object({ name: z.string() });

export const productAnswer = kept.extend({
  id,
  type: z.string(),
  name: text,
  description: text,
  status: text,
  categories: z.array(named),
  tags: z.array(named),
  attributes: z.array(z.object({ name: z.string(), variation: z.boolean().optional() })),
});

export const variationAnswer = kept.extend({
  id,
  attributes: z.array(z.object({ name: z.string(), option: z.string() })),
});

export type OrderAnswer = z.output<typeof orderAnswer>;
export type RefundAnswer = z.output<typeof refundAnswer>;
export type ProductAnswer = z.output<typeof productAnswer>;
export type VariationAnswer = z.output<typeof variationAnswer>;
export type RowAnswer = z.output<typeof row>;
