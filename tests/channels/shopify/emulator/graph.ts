import { type Job, type Line, type Order, type Product, type Refund, type Store, totalOf, type Transaction, type Variant, backOf, paidOf } from './store.ts';
import { openOf } from './deeds.ts';

/** The store in Shopify's form: what executing a question on the real schema walks over. */
export interface PageArgs {
  first?: number;
  after?: string | null;
}

export const gid = (kind: string, id: number): string => `gid://shopify/${kind}/${id}`;
const text = (cents: number): string => `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;
export const time = (at: number): string => new Date(Math.floor(at / 1000) * 1000).toISOString().replace('.000Z', 'Z');

/** One page of rows, each with a mark of its own; `after` is the mark of the row before. */
export function connection<Row>(rows: readonly Row[], show: (row: Row) => unknown, { first = 50, after }: PageArgs, markOf = (row: Row) => String(rows.indexOf(row)).padStart(9, '0')) {
  if (first > 250 && first !== Infinity) throw new Error('first cannot exceed 250');
  const from = typeof after === 'string' ? Buffer.from(after, 'base64').toString() : '';
  const rest = rows.filter((row) => from === '' || markOf(row) > from);
  const page = rest.slice(0, first);
  const last = page.at(-1);
  const endCursor = last === undefined ? null : Buffer.from(markOf(last)).toString('base64');
  return { nodes: page.map(show), edges: page.map((row) => ({ node: show(row) })), pageInfo: { hasNextPage: rest.length > page.length, hasPreviousPage: from !== '', startCursor: null, endCursor } };
}

export function productNode(store: Store, product: Product): object {
  return {
    __typename: 'Product',
    id: gid('Product', product.id),
    title: product.title,
    descriptionHtml: product.description,
    productType: product.type,
    tags: [],
    status: product.status,
    isGiftCard: product.giftCard,
    hasOnlyDefaultVariant: product.options[0] === 'Title',
    options: product.options.map((name) => ({ name })),
    variants: (args: PageArgs) => connection(product.variants, (variant) => variantNode(store, variant), args),
  };
}

export function variantNode(store: Store, variant: Variant): object {
  return {
    __typename: 'ProductVariant',
    id: gid('ProductVariant', variant.id),
    sku: variant.sku,
    barcode: variant.barcode,
    price: text(variant.cents),
    compareAtPrice: null,
    selectedOptions: variant.values.map((value, index) => ({ name: variant.product.options[index], value })),
    product: () => productNode(store, variant.product),
    inventoryItem: () => ({
      __typename: 'InventoryItem',
      id: gid('InventoryItem', variant.itemId),
      tracked: variant.tracked,
      inventoryLevels: (args: PageArgs) =>
        connection(
          [...variant.levels].filter(([location]) => store.places.get(location)?.isActive === true),
          ([location, available]) => levelNode(location, available),
          args,
        ),
      inventoryLevel: ({ locationId }: { locationId: string }) => {
        const available = variant.levels.get(locationId);
        return available === undefined || store.places.get(locationId)?.isActive !== true ? null : levelNode(locationId, available);
      },
    }),
  };
}

const levelNode = (location: string, available: number): object => ({
  location: { id: location },
  quantities: ({ names }: { names: string[] }) => names.map((name) => ({ name, quantity: available })),
});

export function orderNode(store: Store, order: Order): object {
  const money = bag(order);
  return {
    __typename: 'Order',
    id: gid('Order', order.id),
    name: order.name,
    processedAt: time(order.at),
    createdAt: time(order.at),
    updatedAt: time(order.updatedAt),
    cancelledAt: order.cancelledAt === null ? null : time(order.cancelledAt),
    closedAt: order.closedAt === null ? null : time(order.closedAt),
    test: order.test,
    currencyCode: order.currency,
    presentmentCurrencyCode: order.presentment.currency,
    taxesIncluded: order.taxesIncluded,
    displayFinancialStatus: financialStatus(order),
    displayFulfillmentStatus: fulfilmentStatus(order),
    returnStatus: order.returns.length > 0 ? 'RETURN_REQUESTED' : 'NO_RETURN',
    returns: (args: PageArgs) => connection(order.returns, returnNode, args),
    note: order.note === '' ? null : order.note,
    email: order.email,
    phone: null,
    billingAddress: order.address,
    shippingAddress: order.address,
    totalPriceSet: order.spoilt ? { shopMoney: { amount: 'free', currencyCode: order.currency }, presentmentMoney: { amount: 'free', currencyCode: order.currency } } : money(totalOf(order)),
    totalTipReceivedSet: money(order.tipCents),
    originalTotalDutiesSet: order.dutyCents === 0 ? null : money(order.dutyCents),
    additionalFees: [],
    shippingLines: (args: PageArgs) => connection(order.shippingCents === 0 ? [] : [order], () => ({ title: 'Parcel', discountedPriceSet: money(order.shippingCents), taxLines: [] }), args),
    transactions: ({ first = 50 }: PageArgs) => [...order.transactions, ...order.refunds.flatMap((refund) => refund.transactions)].slice(0, first).map((row) => transactionNode(row, money)),
    refunds: ({ first = 50 }: PageArgs) => order.refunds.slice(0, first).map((row) => refundNode(order, row)),
    lineItems: (args: PageArgs) => connection(order.lines, (line) => lineNode(store, order, line), args),
    fulfillments: ({ first = 50 }: PageArgs) => order.fulfillments.slice(0, first).map((row) => ({ id: gid('Fulfillment', row.id), status: row.status, trackingInfo: row.tracking ? [row.tracking] : [] })),
    fulfillmentOrders: (args: PageArgs) => connection(order.jobs, jobNode, args),
  };
}

const bag = (order: Order) => (cents: number) => ({
  shopMoney: { amount: text(cents), currencyCode: order.currency },
  presentmentMoney: { amount: text(Math.round(cents * order.presentment.rate)), currencyCode: order.presentment.currency },
});

function lineNode(store: Store, order: Order, line: Line): object {
  const money = bag(order);
  return {
    id: gid('LineItem', line.id),
    name: line.name,
    sku: line.sku,
    quantity: line.quantity,
    currentQuantity: line.quantity - line.removed - line.returned,
    unfulfilledQuantity: openOf(line),
    variant: line.variant ? variantNode(store, line.variant) : null,
    originalUnitPriceSet: money(line.cents),
    discountAllocations: line.discountCents === 0 ? [] : [{ allocatedAmountSet: money(line.discountCents) }],
    taxLines: line.taxCents === 0 ? [] : [{ title: 'Tax', channelLiable: line.channelLiable, priceSet: money(line.taxCents) }],
  };
}

const transactionNode = (row: Transaction, money: ReturnType<typeof bag>): object => ({
  id: gid('OrderTransaction', row.id),
  kind: row.kind,
  status: row.status,
  test: false,
  processedAt: time(row.at),
  gateway: 'shopify_payments',
  formattedGateway: 'Shopify Payments',
  parentTransaction: row.parentId === undefined ? null : { id: gid('OrderTransaction', row.parentId) },
  amountSet: money(row.cents),
});

export function refundNode(order: Order, refund: Refund): object {
  const money = bag(order);
  return {
    __typename: 'Refund',
    id: gid('Refund', refund.id),
    createdAt: time(refund.at),
    processedAt: time(refund.at),
    note: refund.note,
    totalRefundedSet: money(refund.transactions.filter(({ status }) => status === 'SUCCESS').reduce((sum, row) => sum + row.cents, 0)),
    refundShippingLines: (args: PageArgs) => connection(refund.shippingCents === 0 ? [] : [refund], () => ({ id: gid('RefundShippingLine', refund.id), subtotalAmountSet: money(refund.shippingCents), taxAmountSet: money(0) }), args),
    transactions: (args: PageArgs) => connection(refund.transactions, (row) => transactionNode(row, money), args),
    refundLineItems: (args: PageArgs) =>
      connection(refund.rows, (row) => ({ quantity: row.quantity, restockType: row.restock, lineItem: { id: gid('LineItem', row.line.id) }, subtotalSet: money(row.cents), totalTaxSet: money(row.taxCents) }), args),
  };
}

export const jobNode = (job: Job): object => ({
  __typename: 'FulfillmentOrder',
  id: gid('FulfillmentOrder', job.id),
  status: job.status,
  assignedLocation: { name: 'Warehouse', countryCode: 'US', location: { id: job.location } },
  lineItems: (args: PageArgs) => connection(job.rows, (row) => ({ id: gid('FulfillmentOrderLineItem', row.id), remainingQuantity: remaining(row), totalQuantity: row.total, lineItem: { id: gid('LineItem', row.line.id) } }), args),
});

export const returnNode = (row: Order['returns'][number]): object => ({
  __typename: 'Return',
  id: gid('Return', row.id),
  name: row.name,
  status: row.status,
  returnLineItems: (args: PageArgs) =>
    connection(
      row.rows,
      ({ line, quantity, reason, note }) => ({ __typename: 'ReturnLineItem', quantity, returnReason: reason, returnReasonNote: '', customerNote: note, fulfillmentLineItem: { lineItem: { id: gid('LineItem', line.id) } } }),
      args,
    ),
});

/** What was taken out of the order is no more to be shipped, whichever job it was in. */
export const remaining = (row: Job['rows'][number]): number => Math.max(0, Math.min(row.total - row.shipped, openOf(row.line)));

function financialStatus(order: Order): string {
  const [paid, back] = [paidOf(order), backOf(order)];
  if (paid === 0 && order.transactions.some((row) => row.kind === 'AUTHORIZATION')) return 'AUTHORIZED';
  if (paid === 0) return 'PENDING';
  if (back >= paid) return 'REFUNDED';
  return back > 0 ? 'PARTIALLY_REFUNDED' : paid < totalOf(order) ? 'PARTIALLY_PAID' : 'PAID';
}

function fulfilmentStatus(order: Order): string {
  if (order.lines.every((line) => openOf(line) === 0)) return order.lines.some((line) => line.fulfilled > 0) ? 'FULFILLED' : 'RESTOCKED';
  return order.lines.some((line) => line.fulfilled > 0) ? 'PARTIALLY_FULFILLED' : 'UNFULFILLED';
}

/** Rows by their last change, then their number: an order that changes moves behind all others. */
export const byChange = (order: Order): string => `${String(order.updatedAt).padStart(15, '0')}/${String(order.id).padStart(12, '0')}`;

