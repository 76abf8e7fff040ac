import { z } from 'zod';
import { pageOf } from './client.ts';
import { numberOf } from './gid.ts';

/** The parts of Shopify's answers we read; what else is in them passes by. Ids leave as the number in their gid. */
const id = z.string().startsWith('gid://').transform(numberOf);
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);
const time = z.iso.datetime({ offset: true });
const text = z.string().nullish().transform((value) => value ?? '');

/** What the shop counts in; what the customer saw is kept in the raw answer. */
export const money = z.object({ shopMoney: z.object({ amount: decimal }) }).transform(({ shopMoney }) => shopMoney.amount);
const taxLines = z.array(z.object({ channelLiable: z.boolean().nullable(), priceSet: money }));

const address = z.object({ name: text, company: text, address1: text, address2: text, city: text, province: text, zip: text, countryCodeV2: text, phone: text });

const line = z.object({
  id,
  name: z.string(),
  sku: z.string().nullable(),
  quantity: z.int(),
  currentQuantity: z.int(),
  unfulfilledQuantity: z.int(),
  variant: z.object({ id, barcode: z.string().nullable() }).nullable(),
  originalUnitPriceSet: money,
  discountAllocations: z.array(z.object({ allocatedAmountSet: money })),
  taxLines,
});

const transaction = z.object({ id, kind: z.string(), status: z.string(), test: z.boolean(), processedAt: time.nullable(), formattedGateway: text, amountSet: money });

export const orderHead = z.object({ id: z.string(), updatedAt: time });

/** `lineItems` are all of them, pages put together. */
export const orderAnswer = z.object({
  id,
  name: z.string(),
  processedAt: time,
  updatedAt: time,
  cancelledAt: time.nullable(),
  closedAt: time.nullable(),
  test: z.boolean(),
  currencyCode: z.string(),
  taxesIncluded: z.boolean(),
  displayFinancialStatus: z.string().nullable(),
  displayFulfillmentStatus: z.string(),
  note: text,
  email: text,
  phone: text,
  billingAddress: address.nullable(),
  shippingAddress: address.nullable(),
  totalPriceSet: money,
  totalTipReceivedSet: money,
  originalTotalDutiesSet: money.nullable(),
  additionalFees: z.array(z.object({ name: z.string(), price: money, taxLines })),
  shippingLines: z.object({ nodes: z.array(z.object({ title: z.string(), discountedPriceSet: money, taxLines })) }),
  transactions: z.array(transaction),
  lineItems: z.array(line),
});

const refundLine = z.object({ quantity: z.int(), restockType: z.string(), lineItem: z.object({ id }), subtotalSet: money, totalTaxSet: money });

/** `refundLineItems` are all of them. */
export const refundAnswer = z.object({
  id,
  createdAt: time.nullable(),
  processedAt: time,
  note: text,
  refundShippingLines: z.object({ nodes: z.array(z.object({ subtotalAmountSet: money, taxAmountSet: money })) }),
  transactions: z.object({ nodes: z.array(z.object({ kind: z.string(), status: z.string(), processedAt: time.nullable(), amountSet: money })) }),
  refundLineItems: z.array(refundLine),
});

const returnLine = z.object({
  quantity: z.int(),
  returnReason: z.string(),
  returnReasonNote: z.string(),
  customerNote: text,
  fulfillmentLineItem: z.object({ lineItem: z.object({ id }) }).optional(),
});

/** `returnLineItems` are all of them. */
export const returnAnswer = z.object({ id, name: z.string(), status: z.string(), returnLineItems: z.array(returnLine) });
export type ReturnAnswer = z.output<typeof returnAnswer>;

const level = z.object({ location: z.object({ id: z.string() }), quantities: z.array(z.object({ quantity: z.int() })) });
const counted = { id: z.string(), tracked: z.boolean() };
/** An item with the levels that were asked for: of all its places as far as two, or the one of the chosen place. */
export const inventoryItem = z.union([
  z.object({ ...counted, inventoryLevels: z.object({ nodes: z.array(level) }) }).transform(({ id, tracked, inventoryLevels: { nodes } }) => ({ id, tracked, levels: nodes })),
  z.object({ ...counted, inventoryLevel: level.nullable() }).transform(({ id, tracked, inventoryLevel }) => ({ id, tracked, levels: inventoryLevel === null ? [] : [inventoryLevel] })),
]);
export type InventoryItem = z.output<typeof inventoryItem>;

export const locationAnswer = z.object({ id, name: z.string(), isActive: z.boolean() });

export const variantAnswer = z.object({
  id,
  sku: z.string().nullable(),
  barcode: z.string().nullable(),
  price: decimal,
  compareAtPrice: decimal.nullable(),
  selectedOptions: z.array(z.object({ value: z.string() })),
  inventoryItem,
});

export const productAnswer = z.object({
  id: z.string(),
  title: z.string(),
  status: z.string(),
  descriptionHtml: z.string(),
  productType: z.string(),
  tags: z.array(z.string()),
  isGiftCard: z.boolean(),
  hasOnlyDefaultVariant: z.boolean(),
  options: z.array(z.object({ name: z.string() })),
  variants: pageOf(z.unknown()),
});

/** An order as a list shows it. */
export const recentAnswer = orderAnswer.pick({ id: true, updatedAt: true, test: true, cancelledAt: true, currencyCode: true, displayFinancialStatus: true, displayFulfillmentStatus: true, totalPriceSet: true });

export type OrderAnswer = z.output<typeof orderAnswer>;
export type RefundAnswer = z.output<typeof refundAnswer>;
export type VariantAnswer = z.output<typeof variantAnswer>;
export type ProductAnswer = z.output<typeof productAnswer>;

/** Shopify writes such numbers as text. */
const bigCount = z.union([z.string().regex(/^\d+$/), z.int()]).transform(Number);
export const bulkAnswer = z.object({
  id: z.string(),
  status: z.string(),
  errorCode: z.string().nullable(),
  createdAt: time,
  rootObjectCount: bigCount,
  fileSize: bigCount.nullable(),
  url: z.string().nullable(),
});
export type BulkAnswer = z.output<typeof bulkAnswer>;

/** A line of such a file: an order, or a row of one of its lists. */
export const bulkLine = z.looseObject({ __parentId: z.string().optional(), __typename: z.string().optional() });
export const bulkOrder = z.object({ id: z.string(), updatedAt: time, returnStatus: z.string(), refunds: z.array(z.object({ id: z.string() })) });
export type BulkOrder = z.output<typeof bulkOrder>;

const moneyAnswer = z.object({ amount: decimal, currencyCode: z.string() });
const longId = z.union([z.string(), z.int()]).transform(String);

export const payoutHead = z.looseObject({ id: z.string(), issuedAt: time, status: z.string() });
export const payoutAnswer = z.object({ id: z.string(), legacyResourceId: longId, issuedAt: time, transactionType: z.string(), net: moneyAnswer });
export type PayoutAnswer = z.output<typeof payoutAnswer>;

/** A movement of the balance that payouts are made from. */
export const movementAnswer = z.object({
  id,
  type: z.string(),
  test: z.boolean(),
  transactionDate: time,
  adjustmentReason: text,
  sourceOrderTransactionId: longId.nullish().transform((value) => value ?? ''),
  amount: moneyAnswer,
  net: moneyAnswer,
  associatedOrder: z.object({ name: z.string() }).nullable(),
  associatedPayout: z.object({ id: z.string().nullable() }),
});
export type MovementAnswer = z.output<typeof movementAnswer>;
