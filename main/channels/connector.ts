import type { z } from 'zod';
import type { zImportedOrder } from '../../shared/sales/order-import.contract.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import type { FaultData } from '../platform/fault.ts';
import type { WebFetch } from '../platform/web.ts';

/** What a marketplace can do. Every connector is the same verbs; screens and engine follow what it `has`. */
export type Verb = 'pullOrders' | 'importProducts' | 'pushStock' | 'pushListings' | 'pushFulfilments' | 'pullSettlements';

/** What a connector works with. It has no database and no dispatch: it turns exchanges into plain data and back. */
export interface ConnectorSetting {
  fetch: WebFetch;
  /** Address of the shop as its owner reads it: `https://shop.example`. */
  url: string;
  credentials: Credentials;
  /** SHA-256 of a certificate the owner accepted although no authority vouches for it. */
  certificate?: string;
  now: () => Instant;
}

/** Key and secret as the marketplace names them; they live in the platform's secrets, never in the shop's file. */
export type Credentials = Readonly<Record<string, string>>;

/** Where reading goes on. Only the connector that made it understands it; it is stored as JSON. */
export type Cursor = Readonly<Record<string, string | number | null>>;

export interface Connector {
  readonly has: ReadonlySet<Verb>;
  /** Asks the shop who it is, by reading only: tells a wrong address from a wrong key. @throws Fault */
  probe(): Promise<ShopFacts>;
  /** The orders changed since the cursor, oldest change first; null starts at the beginning. @throws Fault */
  pullOrders(cursor: Cursor | null): Promise<OrderPage>;
  /** The whole catalogue, page by page. @throws Fault */
  importProducts(cursor: Cursor | null): Promise<ProductPage>;
  /** Sets absolute stock levels. A bad item never takes the others with it. @throws Fault when the shop cannot be asked at all. */
  pushStock(items: readonly StockPush[]): Promise<PushResult[]>;
  /** Shows a product in these words, or takes it off sale; what is not named stays as it is there. @throws Fault */
  pushListing(item: ListingPush): Promise<PushResult>;
  /** Tells the shop what left. Reads back first, so that a repeat neither ships nor mails twice. @throws Fault */
  pushFulfilment(item: FulfilmentPush): Promise<PushResult>;
}

export interface ShopFacts {
  currency: string;
  /** Milliseconds the shop's clock is ahead of ours. */
  clockAhead: number;
}

export interface OrderPage {
  orders: PulledOrder[];
  /** Stored together with the page: what is on it need not be asked for again. */
  cursor: Cursor;
  /** The newest change on any page so far, by the shop's clock; null while nothing was read. */
  reachedAt: Instant | null;
  more: boolean;
}

export interface PulledOrder {
  externalId: string;
  modifiedAt: Instant;
  /** The answer as it came, for the erasable store. */
  payload: string;
  /** The order in our terms, or why it could not be understood. `null`: a draft, no order yet. */
  reading: { ok: true; item: ChannelOrder | null } | { ok: false; problem: string };
}

type OrderInput = z.input<typeof zImportedOrder>;

/**
 * An order as `order.importBatch` takes it, except that its lines name listings: which variant a listing is, only the shop's
 * file knows.
 */
export interface ChannelOrder extends Omit<OrderInput, 'lines'> {
  lines: (Omit<OrderInput['lines'][number], 'variantId'> & {
    /** The listing sold; null when it no longer exists. */
    listingId: string | null;
    barcode: string | null;
  })[];
}
export type ChannelRefund = NonNullable<OrderInput['refunds']>[number];

export interface ProductPage {
  products: ImportedProduct[];
  problems: { externalId: string; problem: string }[];
  cursor: Cursor;
  more: boolean;
}

export interface ImportedProduct {
  externalId: string;
  name: string;
  description: string;
  /** Names of what its variants differ by, in order: Color, Size. */
  options: string[];
  categories: string[];
  tags: string[];
  variants: ImportedVariant[];
}

/** `own`: a level of its own; `shared`: the product's level for several variants; `none`: the shop does not count it. */
export type StockKeeping = 'own' | 'shared' | 'none';

export interface ImportedVariant {
  /** The listing's id: what stock is pushed to and order lines point at. */
  externalId: string;
  sku: string | null;
  barcode: string | null;
  /** One per option of the product, in the same order; empty text where any value fits. */
  optionValues: string[];
  /** What a customer pays today; null where the shop shows none. */
  price: UnitPrice | null;
  listPrice: UnitPrice | null;
  stockKeeping: StockKeeping;
  stock: Quantity | null;
}

export interface ListingPush {
  /** Of one listing of the product. */
  listingId: string;
  name?: string;
  description?: string;
  offered?: boolean;
}

export interface StockPush {
  listingId: string;
  /** Absolute, whole pieces as the shop counts. */
  pieces: number;
}

export interface FulfilmentPush {
  orderId: string;
  /** Whether the order is shipped whole with this parcel. */
  complete: boolean;
  tracking: { carrier: string; number: string } | null;
}

/** `answer` is a short note of what the shop said, for the outbox row. */
export type PushResult = { ok: true; answer: string } | { ok: false; fault: FaultData };
