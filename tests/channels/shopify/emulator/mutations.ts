import { getDirectiveValues, type GraphQLResolveInfo } from 'graphql';
import { gid, orderNode, productNode, refundNode, remaining, variantNode } from './graph.ts';
import { type Order, type Refund, type Store, takeId, type Variant } from './store.ts';

interface UserError {
  field: string[];
  message: string;
  code?: string;
}

interface SetLevels {
  input: { name: string; reason: string; quantities: { inventoryItemId: string; locationId: string; quantity: number; changeFromQuantity?: number | null }[] };
}

/** Rules that stand in no schema: a key is a must, the same key with the same words is the same deed, all levels are set or none. */
export function setLevels(store: Store, { input }: SetLevels, info: GraphQLResolveInfo): unknown {
  return once(store, input, info, () => levelsSet(store, input));
}

function once(store: Store, input: object, info: GraphQLResolveInfo, act: () => unknown): unknown {
  const directive = info.schema.getDirective('idempotent');
  const [node] = info.fieldNodes;
  const key = directive && node ? (getDirectiveValues(directive, node, info.variableValues)?.['key'] as string | undefined) : undefined;
  if (key === undefined) throw new Error('The @idempotent directive is required for this mutation.');
  const asked = JSON.stringify(input);
  const known = store.repeats.get(key);
  if (known && known.asked !== asked) return { userErrors: [{ field: null, code: 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH', message: 'The same key with other parameters.' }] };
  const outcome = known?.outcome ?? act();
  store.repeats.set(key, { asked, outcome });
  return outcome;
}

function levelsSet(store: Store, { quantities }: SetLevels['input']): unknown {
  const variants = store.products.flatMap((product) => product.variants);
  const changes = quantities.map((row) => ({ row, variant: variants.find((variant) => gid('InventoryItem', variant.itemId) === row.inventoryItemId) }));
  const userErrors = changes.flatMap(({ row, variant }, index): UserError[] => {
    const said = levelError(store, row, variant);
    return said ? [{ field: ['input', 'quantities', String(index), said.on], code: said.code, message: said.message }] : [];
  });
  if (userErrors.length === 0) for (const { row, variant } of changes) variant?.levels.set(row.locationId, row.quantity);
  return { userErrors };
}

function levelError(store: Store, row: SetLevels['input']['quantities'][number], variant: Variant | undefined): { on: string; code: string; message: string } | null {
  if (!variant) return { on: 'inventoryItemId', code: 'INVALID_INVENTORY_ITEM', message: 'The specified inventory item could not be found.' };
  if (!variant.tracked) return { on: 'inventoryItemId', code: 'NON_MUTABLE_INVENTORY_ITEM', message: 'The item does not allow changes.' };
  if (!store.places.get(row.locationId)?.isActive || !variant.levels.has(row.locationId)) return { on: 'locationId', code: 'INVALID_LOCATION', message: 'The item is not stocked there.' };
  if (row.quantity < 0) return { on: 'quantity', code: 'INVALID_QUANTITY_NEGATIVE', message: 'The quantity cannot be negative.' };
  if (row.changeFromQuantity === undefined) throw new Error('changeFromQuantity must be given; null opts out.');
  const stale = row.changeFromQuantity !== null && variant.levels.get(row.locationId) !== row.changeFromQuantity;
  return stale ? { on: 'changeFromQuantity', code: 'CHANGE_FROM_QUANTITY_STALE', message: 'The quantity has changed.' } : null;
}

interface Fulfil {
  fulfillment: {
    notifyCustomer?: boolean;
    trackingInfo?: { company?: string; number?: string };
    lineItemsByFulfillmentOrder: { fulfillmentOrderId: string; fulfillmentOrderLineItems?: { id: string; quantity: number }[] }[];
  };
}

/** No key and no comparison here: the same parcel told twice ships twice, or fails where nothing is left. */
export function fulfil(store: Store, { fulfillment: asked }: Fulfil): unknown {
  const parts = asked.lineItemsByFulfillmentOrder.map((part) => {
    const order = store.orders.find((one) => one.jobs.some((job) => gid('FulfillmentOrder', job.id) === part.fulfillmentOrderId));
    return { part, order, job: order?.jobs.find((job) => gid('FulfillmentOrder', job.id) === part.fulfillmentOrderId) };
  });
  const failed = (message: string) => ({ fulfillment: null, userErrors: [{ field: ['fulfillment'], message }] });
  const shipped: { row: NonNullable<(typeof parts)[number]['job']>['rows'][number]; quantity: number }[] = [];
  for (const { part, job } of parts) {
    if (!job || (job.status !== 'OPEN' && job.status !== 'IN_PROGRESS')) return failed('The fulfillment order is not in an open state.');
    const wanted = part.fulfillmentOrderLineItems ?? job.rows.map((row) => ({ id: gid('FulfillmentOrderLineItem', row.id), quantity: remaining(row) }));
    for (const { id, quantity } of wanted) {
      const row = job.rows.find((one) => gid('FulfillmentOrderLineItem', one.id) === id);
      if (!row || quantity < 1 || quantity > remaining(row)) return failed('Invalid fulfillment order line item quantity requested.');
      shipped.push({ row, quantity });
    }
  }
  const [first] = parts;
  if (!first?.order || new Set(parts.map(({ job }) => job?.location)).size > 1) return failed('All fulfillment orders must be at one location.');
  for (const { row, quantity } of shipped) {
    row.shipped += quantity;
    row.line.fulfilled += quantity;
  }
  const id = noteParcel(store, first.order, asked.trackingInfo);
  for (const { job } of parts) if (job?.rows.every((row) => remaining(row) === 0)) job.status = 'CLOSED';
  if (asked.notifyCustomer === true) store.mails.set(String(first.order.id), (store.mails.get(String(first.order.id)) ?? 0) + 1);
  return { fulfillment: { id: gid('Fulfillment', id), status: 'SUCCESS' }, userErrors: [] };
}

function noteParcel(store: Store, order: Order, tracking: Fulfil['fulfillment']['trackingInfo']): number {
  const id = takeId(store);
  order.fulfillments.push({ id, status: 'SUCCESS', tracking: tracking?.number === undefined ? null : { company: tracking.company ?? '', number: tracking.number } });
  order.updatedAt = store.now();
  return id;
}

interface PayBack {
  input: { orderId: string; note?: string; notify?: boolean; transactions?: { orderId: string; parentId?: string; kind: string; gateway: string; amount: string }[] };
}

/** A key is a must here too; more than is left of a payment goes back from none. */
export function payBack(store: Store, { input }: PayBack, info: GraphQLResolveInfo): unknown {
  return once(store, input, info, () => paidBack(store, input));
}

function paidBack(store: Store, { orderId, note = '', notify = false, transactions = [] }: PayBack['input']): unknown {
  const failed = (message: string) => ({ refund: null, userErrors: [{ field: ['transactions'], message }] });
  const order = store.orders.find((one) => gid('Order', one.id) === orderId);
  if (!order) return { refund: null, userErrors: [{ field: ['orderId'], message: 'Order does not exist' }] };
  const back = order.refunds.flatMap((one) => one.transactions).filter(({ status }) => status !== 'FAILURE');
  const rows = transactions.map((row) => ({ cents: Math.round(Number(row.amount) * 100), parent: order.transactions.find((one) => gid('OrderTransaction', one.id) === row.parentId) }));
  for (const { cents, parent } of rows) {
    if (!parent) return failed('Parent transaction is invalid.');
    const given = back.filter((row) => row.parentId === parent.id).reduce((sum, row) => sum + row.cents, 0);
    if (cents <= 0 || given + cents > parent.cents) return failed('Refund amount cannot exceed the amount that is left of the payment.');
  }
  const at = store.now();
  const made: Refund = {
    id: takeId(store), at, note, rows: [], shippingCents: 0,
    transactions: rows.map(({ cents, parent }) => ({ id: takeId(store), kind: 'REFUND', status: store.paysBack, cents, at, ...(parent && { parentId: parent.id }) })),
  };
  order.refunds.push(made);
  order.updatedAt = at;
  if (notify) store.mails.set(`refund ${order.id}`, (store.mails.get(`refund ${order.id}`) ?? 0) + 1);
  return { refund: refundNode(order, made), order: orderNode(store, order), userErrors: [] };
}

interface SetPrices {
  productId: string;
  variants: { id: string; price?: string }[];
}

export function setPrices(store: Store, { productId, variants }: SetPrices): unknown {
  const product = store.products.find((one) => gid('Product', one.id) === productId);
  const found = variants.map(({ id, price }) => ({ price, variant: product?.variants.find((one) => gid('ProductVariant', one.id) === id) }));
  if (found.some(({ variant }) => variant === undefined)) return { productVariants: null, userErrors: [{ code: 'PRODUCT_VARIANT_DOES_NOT_EXIST', field: ['variants', '0', 'id'], message: 'Product variant does not exist' }] };
  for (const { price, variant } of found) if (variant && price !== undefined) variant.cents = Math.round(Number(price) * 100);
  return { productVariants: found.flatMap(({ variant }) => (variant ? [variantNode(store, variant)] : [])), userErrors: [] };
}

interface ShowProduct {
  product: { id: string; title?: string; descriptionHtml?: string; status?: string };
}

export function showProduct(store: Store, { product: asked }: ShowProduct): unknown {
  const product = store.products.find((one) => gid('Product', one.id) === asked.id);
  if (!product) return { product: null, userErrors: [{ field: ['id'], message: 'Product does not exist' }] };
  product.title = asked.title ?? product.title;
  product.description = asked.descriptionHtml ?? product.description;
  product.status = asked.status ?? product.status;
  return { product: productNode(store, product), userErrors: [] };
}
