import { backOf, lineCents, type Line, type Order, paidOf, type Product, type Refund, type Store, takeId, totalOf, type Variant, variantOf } from './store.ts';

/** What customers and the shop's owner do. Every change moves the order's date. */
export interface NewLine {
  variantId?: string;
  name?: string;
  sku?: string;
  quantity: number;
  cents?: number;
  discountCents?: number;
  taxCents?: number;
  channelLiable?: boolean;
}

export interface NewOrder extends Partial<Pick<Order, 'currency' | 'presentment' | 'taxesIncluded' | 'shippingCents' | 'tipCents' | 'dutyCents' | 'test' | 'note' | 'email' | 'address' | 'at'>> {
  lines: NewLine[];
  money?: 'paid' | 'authorised' | 'pending';
  /** Which place the shop takes it from; the first that keeps it where left out. */
  from?: string;
}

export function placeOrder(store: Store, order: NewOrder): Order {
  const id = takeId(store);
  const at = order.at ?? store.now();
  const placed: Order = {
    id,
    name: `#${id}`,
    at,
    updatedAt: at,
    cancelledAt: null,
    closedAt: null,
    test: order.test ?? false,
    currency: order.currency ?? store.currency,
    presentment: order.presentment ?? { currency: order.currency ?? store.currency, rate: 1 },
    taxesIncluded: order.taxesIncluded ?? false,
    lines: order.lines.map((line) => lineIn(store, line)),
    shippingCents: order.shippingCents ?? 0,
    tipCents: order.tipCents ?? 0,
    dutyCents: order.dutyCents ?? 0,
    transactions: [],
    refunds: [],
    jobs: [],
    returns: [],
    fulfillments: [],
    note: order.note ?? '',
    email: order.email ?? 'buyer@shop.example',
    address: order.address ?? { name: 'Ada Lake', address1: '1 Pier', city: 'Erie', province: 'Pennsylvania', zip: '16501', countryCodeV2: 'US' },
    spoilt: false,
  };
  for (const line of placed.lines) move(line.variant, -line.quantity, order.from);
  const location = order.from ?? store.locations[0] ?? '';
  placed.jobs = [{ id: takeId(store), status: 'OPEN', location, rows: placed.lines.map((line) => ({ id: takeId(store), line, total: line.quantity, shipped: 0 })) }];
  store.orders.push(placed);
  if (order.money === 'authorised') placed.transactions.push({ id: takeId(store), kind: 'AUTHORIZATION', status: 'SUCCESS', cents: totalOf(placed), at });
  else if (order.money !== 'pending') pay(store, placed, at);
  return placed;
}

function lineIn(store: Store, line: NewLine): Line {
  const variant = line.variantId === undefined ? null : (variantOf(store, line.variantId) ?? null);
  return {
    id: takeId(store),
    variant,
    name: line.name ?? variant?.product.title ?? 'Gone',
    sku: line.sku ?? variant?.sku ?? null,
    quantity: line.quantity,
    cents: line.cents ?? variant?.cents ?? 0,
    discountCents: line.discountCents ?? 0,
    taxCents: line.taxCents ?? 0,
    channelLiable: line.channelLiable ?? false,
    fulfilled: 0,
    removed: 0,
    returned: 0,
  };
}

/** What a sale, its cancellation or a return does to what is available: at the first place that keeps it. */
function move(variant: Variant | null, pieces: number, from?: string): void {
  const place = from ?? [...(variant?.levels.keys() ?? [])][0];
  if (variant?.tracked === true && place !== undefined) variant.levels.set(place, (variant.levels.get(place) ?? 0) + pieces);
}

/** The shop's owner changes how many pieces of its first line an order asks; nothing was paid or sent yet. */
export function changePieces(store: Store, order: Order, pieces: number): void {
  const [line] = order.lines;
  if (!line) return;
  const more = pieces - line.quantity;
  line.quantity = pieces;
  move(line.variant, -more);
  for (const row of order.jobs.flatMap((job) => job.rows)) if (row.line === line) row.total += more;
  touch(store, order);
}

export const touch = (store: Store, order: Order): void => void (order.updatedAt = store.now());

export function pay(store: Store, order: Order, at = store.now()): void {
  const cents = totalOf(order) - paidOf(order);
  if (cents > 0) order.transactions.push({ id: takeId(store), kind: 'SALE', status: 'SUCCESS', cents, at });
  order.updatedAt = at;
}

export function cancel(store: Store, order: Order): void {
  order.cancelledAt = order.closedAt = store.now();
  for (const line of order.lines) takeOut(line, openOf(line));
  for (const job of order.jobs) job.status = 'CANCELLED';
  touch(store, order);
}

/** The shop's owner ships all that is open there, by hand. */
export function finish(store: Store, order: Order): void {
  for (const job of order.jobs.filter(({ status }) => status === 'OPEN')) {
    for (const row of job.rows) {
      const left = Math.min(row.total - row.shipped, openOf(row.line));
      row.line.fulfilled += left;
      row.shipped += left;
    }
    job.status = 'CLOSED';
  }
  order.closedAt = store.now();
  touch(store, order);
}

export const openOf = (line: Line): number => line.quantity - line.removed - line.fulfilled;

export function takeOut(line: Line, pieces: number): void {
  line.removed += pieces;
  move(line.variant, pieces);
}

export interface NewRefund {
  rows?: { line: Line; quantity: number; restock: 'CANCEL' | 'RETURN' | 'NO_RESTOCK' }[];
  /** What goes back; the rows' own sum where it is left out. */
  cents?: number;
  shippingCents?: number;
  note?: string;
  /** The bank has not said yes yet. */
  pending?: boolean;
}

const parentOf = ({ transactions }: Order): { parentId?: number } => {
  const paid = transactions.find(({ kind, status }) => (kind === 'SALE' || kind === 'CAPTURE') && status === 'SUCCESS');
  return paid ? { parentId: paid.id } : {};
};

export function refund(store: Store, order: Order, { rows = [], cents, shippingCents = 0, note = '', pending = false }: NewRefund): Refund {
  const share = (line: Line, whole: number, quantity: number) => Math.round((whole * quantity) / line.quantity);
  const given = rows.map(({ line, quantity, restock }) => ({ line, quantity, restock, cents: share(line, lineCents(line), quantity), taxCents: share(line, line.taxCents, quantity) }));
  const sum = given.reduce((total, row) => total + row.cents + (order.taxesIncluded ? 0 : row.taxCents), 0) + shippingCents;
  const money = Math.min(cents ?? sum, paidOf(order) - backOf(order));
  const at = store.now();
  const transactions = money <= 0 ? [] : [{ id: takeId(store), kind: 'REFUND', status: pending ? 'PENDING' : 'SUCCESS', cents: money, at, ...parentOf(order) }];
  const made: Refund = { id: takeId(store), at, note, rows: given, shippingCents, transactions };
  order.refunds.push(made);
  for (const { line, quantity, restock } of rows) {
    if (restock === 'RETURN') line.returned += quantity;
    else takeOut(line, Math.min(quantity, openOf(line)));
  }
  touch(store, order);
  return made;
}

/** A customer asks to send pieces back; what is not of the order nobody can verify. */
export function askReturn(store: Store, order: Order, rows: { line: Line; quantity: number; reason?: string; note?: string }[]): Order['returns'][number] {
  const made = { id: takeId(store), name: `${order.name}-R${order.returns.length + 1}`, status: 'REQUESTED', rows: rows.map(({ line, quantity, reason = 'UNWANTED', note = '' }) => ({ line, quantity, reason, note })) };
  order.returns.push(made);
  touch(store, order);
  return made;
}

export interface NewProduct {
  name: string;
  sku?: string;
  cents?: number;
  /** Left out: the shop does not count it. */
  stock?: number;
  barcode?: string;
  giftCard?: boolean;
  /** Names of an option's values, each a variant; their SKUs get the value behind. */
  sizes?: string[];
}

export function addProduct(store: Store, product: NewProduct): Product {
  const made: Product = { id: takeId(store), title: product.name, description: '', status: 'ACTIVE', type: '', options: [product.sizes ? 'Size' : 'Title'], giftCard: product.giftCard ?? false, variants: [] };
  for (const value of product.sizes ?? ['Default Title']) {
    const sku = product.sku === undefined ? null : product.sizes ? `${product.sku}-${value}` : product.sku;
    made.variants.push({
      id: takeId(store),
      itemId: takeId(store),
      product: made,
      values: [value],
      sku,
      barcode: product.barcode ?? null,
      cents: product.cents ?? 0,
      tracked: product.stock !== undefined,
      levels: new Map([[store.locations[0] ?? '', product.stock ?? 0]]),
    });
  }
  store.products.push(made);
  return made;
}
