import type { BulkRun } from './bulk.ts';

/** Everything the shop behind the emulator knows, in plain terms; graph.ts shows it as Shopify would. */
export interface Store {
  tokens: Map<string, { until: number }>;
  clientId: string;
  secret: string;
  scopes: string[];
  currency: string;
  products: Product[];
  orders: Order[];
  /** What Shopify Payments sent to the bank; `none`: somebody else pays this shop, `denied`: the app may not look. */
  payments: { access: 'granted' | 'none' | 'denied'; payouts: Payout[]; payoutsPerPage: number; movementsPerPage: number };
  /** Ids of the places stock is kept at, the first is where goods leave from; what they are called, and which are out of use. */
  locations: string[];
  places: Map<string, { name: string; isActive: boolean }>;
  /** Files asked for; whether the app may, how long the next takes, how it ends, and where files lie. */
  bulk: { allowed: boolean; takesMs: number; fate: string; errorCode: string | null; storage: string; runs: BulkRun[] };
  /** Outcomes of mutations by their idempotency key. */
  repeats: Map<string, { asked: string; outcome: unknown }>;
  mails: Map<string, number>;
  /** What comes of money that is to go back. */
  paysBack: 'SUCCESS' | 'PENDING' | 'FAILURE';
  /** A page of orders holds no more, however many were asked for. */
  ordersPerPage: number;
  nextId: number;
  now(): number;
}

export interface Product {
  id: number;
  title: string;
  description: string;
  status: string;
  type: string;
  options: string[];
  giftCard: boolean;
  variants: Variant[];
}

export interface Variant {
  id: number;
  itemId: number;
  product: Product;
  values: string[];
  sku: string | null;
  barcode: string | null;
  cents: number;
  tracked: boolean;
  /** Available, by location. */
  levels: Map<string, number>;
}

export interface Line {
  id: number;
  variant: Variant | null;
  name: string;
  sku: string | null;
  quantity: number;
  /** Of one piece, before discounts. */
  cents: number;
  /** Of the whole line. */
  discountCents: number;
  taxCents: number;
  channelLiable: boolean;
  fulfilled: number;
  /** Taken out before they left: by a refund, or by an edit. */
  removed: number;
  returned: number;
}

export interface Payout {
  id: number;
  at: number;
  status: string;
  direction: 'DEPOSIT' | 'WITHDRAWAL';
  currency: string;
  /** Its decimals come from its currency. */
  sent: string;
  movements: Movement[];
}

/** Amounts as Shopify writes them. */
export interface Movement {
  id: number;
  type: string;
  amount: string;
  fee: string;
  net: string;
  at: number;
  order: Order | null;
  transactionId: number | null;
  reason: string | null;
  test: boolean;
}

export interface Transaction {
  id: number;
  kind: string;
  status: string;
  cents: number;
  at: number;
  /** The payment that a refund gives back. */
  parentId?: number;
}

export interface Refund {
  id: number;
  at: number;
  note: string;
  rows: { line: Line; quantity: number; restock: string; cents: number; taxCents: number }[];
  shippingCents: number;
  transactions: Transaction[];
}

export interface Job {
  id: number;
  status: string;
  location: string;
  rows: { id: number; line: Line; total: number; shipped: number }[];
}

export interface Order {
  id: number;
  name: string;
  at: number;
  updatedAt: number;
  cancelledAt: number | null;
  closedAt: number | null;
  test: boolean;
  currency: string;
  /** What the customer saw, and how much of it one unit of the shop's money is. */
  presentment: { currency: string; rate: number };
  taxesIncluded: boolean;
  lines: Line[];
  shippingCents: number;
  tipCents: number;
  dutyCents: number;
  transactions: Transaction[];
  refunds: Refund[];
  jobs: Job[];
  returns: { id: number; name: string; status: string; rows: { line: Line; quantity: number; reason: string; note: string }[] }[];
  fulfillments: { id: number; status: string; tracking: { company: string; number: string } | null }[];
  note: string;
  email: string;
  address: Record<string, string | null> | null;
  /** A word where an amount belongs. */
  spoilt: boolean;
}

export const takeId = (store: Store): number => (store.nextId += 1);

export function newStore(now: () => number): Store {
  return {
    tokens: new Map(),
    clientId: '0123456789abcdef0123456789abcdef',
    secret: 'shpss_0123456789abcdef0123456789abcdef',
    scopes: ['write_orders', 'write_products', 'write_inventory', 'read_locations', 'write_merchant_managed_fulfillment_orders', 'read_returns'],
    currency: 'USD',
    products: [],
    orders: [],
    payments: { access: 'granted', payouts: [], payoutsPerPage: 250, movementsPerPage: 250 },
    locations: ['gid://shopify/Location/1', 'gid://shopify/Location/2'],
    places: new Map([
      ['gid://shopify/Location/1', { name: 'Pier', isActive: true }],
      ['gid://shopify/Location/2', { name: 'Barn', isActive: true }],
    ]),
    bulk: { allowed: true, takesMs: 0, fate: 'COMPLETED', errorCode: null, storage: '', runs: [] },
    repeats: new Map(),
    mails: new Map(),
    paysBack: 'SUCCESS',
    ordersPerPage: 250,
    nextId: 1000,
    now,
  };
}

export const lineCents = (line: Line): number => line.cents * line.quantity - line.discountCents;

/** What the order asks in all; a line taken out by an edit asks nothing. */
export function totalOf(order: Order): number {
  const lines = order.lines.reduce((sum, line) => sum + lineCents(line) + (order.taxesIncluded ? 0 : line.taxCents), 0);
  return lines + order.shippingCents + order.tipCents + order.dutyCents;
}

export const paidOf = (order: Order): number =>
  order.transactions.filter(({ kind, status }) => (kind === 'SALE' || kind === 'CAPTURE') && status === 'SUCCESS').reduce((sum, row) => sum + row.cents, 0);

export const backOf = (order: Order): number =>
  order.refunds.flatMap((refund) => refund.transactions).filter(({ status }) => status === 'SUCCESS').reduce((sum, row) => sum + row.cents, 0);

export const variantOf = (store: Store, id: string): Variant | undefined =>
  store.products.flatMap((product) => product.variants).find((variant) => String(variant.id) === id.slice(id.lastIndexOf('/') + 1));
