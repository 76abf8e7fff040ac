import type { z } from 'zod';
import type { zImportedOrder } from '../../shared/sales/order-import.contract.ts';
import type { StockPlace } from '../../shared/channels/channel.contract.ts';
import type { DifferenceCause } from '../../shared/channels/sweep.rules.ts';
import type { Bucket } from '../../shared/channels/bucket.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import type { FaultData } from '../platform/fault.ts';
import type { WebFetch } from '../platform/web.ts';

/** What a connector works with. It has no database and no dispatch: it turns exchanges into plain data and back. */
export interface ConnectorSetting {
  fetch: WebFetch;
  /** Address of the shop as its owner reads it: `https://shop.example`. */
  url: string;
  credentials: Credentials;
  /** SHA-256 of a certificate the owner accepted although no authority vouches for it. */
  certificate?: string;
  /** Of the places the shop keeps stock at, the one its levels are read at and told to; an item’s only one where none is named. */
  stockPlace?: string;
  now: () => Instant;
  /** Waits while the shop's own budget of questions fills up again: seconds, never longer than `longestPauseMs`. */
  pause: (milliseconds: number) => Promise<void>;
  /** How much each shop may still be asked that does not say so itself; kept while the program runs. */
  paces: Map<string, Bucket>;
}

/** Longer waits are the engine's: the connector throws a Fault with `retryAt`, and the round ends. */
export const longestPauseMs = 20_000;

/** Key and secret as the marketplace names them; they live in the platform's secrets, never in the shop's file. */
export type Credentials = Readonly<Record<string, string>>;

/** Where reading goes on. Only the connector that made it understands it; it is stored as JSON. */
export type Cursor = Readonly<Record<string, string | number | null>>;

/** What a marketplace can do. A verb a connector lacks is never asked for; everything else is the engine's. */
export interface Verbs {
  /** The orders changed since the cursor, oldest change first; null starts at the beginning. @throws Fault */
  pullOrders(cursor: Cursor | null): Promise<OrderPage>;
  /** Orders placed since a moment as its list shows them, in few words each: also those that did not change. @throws Fault */
  recentOrders(since: Instant, cursor: Cursor | null): Promise<RecentPage>;
  /** One order whole; null where there is none of that id any more. @throws Fault */
  readOrder(externalId: string): Promise<PulledOrder | null>;
  /** The whole catalogue, page by page. @throws Fault */
  importProducts(cursor: Cursor | null): Promise<ProductPage>;
  /** Sets absolute stock levels. A bad item never takes the others with it. @throws Fault when the shop cannot be asked at all. */
  pushStock(items: readonly StockPush[]): Promise<PushResult[]>;
  /** The levels listings show now, in pieces; null where the shop counts none of its own. @throws Fault */
  readLevels(listingIds: readonly string[]): Promise<(number | null)[]>;
  /** Shows a product in these words, or takes it off sale; what is not named stays as it is there. @throws Fault */
  pushListing(item: ListingPush): Promise<PushResult>;
  /** Tells the shop what left. Reads back first, so that a repeat neither ships nor mails twice. @throws Fault */
  pushFulfilment(item: FulfilmentPush): Promise<PushResult>;
  /** Lets the shop pay back. Reads back first: what it paid back already, asked by us or by its owner, is not paid back again. @throws Fault */
  pushRefund(item: RefundPush): Promise<PushResult>;
}

interface Asked {
  /** Asks the shop who it is, by reading only: tells a wrong address from a wrong key. @throws Fault */
  probe(): Promise<ShopFacts>;
  /** Milliseconds the shop's clock is ahead of ours, by its last answer; null before one. */
  clockAhead(): number | null;
}

/** What only some marketplaces tell: the money they sent to the bank, and what it is made of. */
export interface PayoutVerb {
  /** The payouts issued since a moment and paid by now, oldest first, each whole; null starts at that moment. @throws Fault */
  readPayouts(since: Instant, cursor: Cursor | null): Promise<PayoutPage>;
}

/** What only some marketplaces have: several places of their own to keep stock at. */
export interface PlaceVerb {
  /** Those that are in use, all of them. @throws Fault */
  readPlaces(): Promise<StockPlace[]>;
}

export type Connector = Asked & Partial<Verbs> & Partial<PayoutVerb> & Partial<PlaceVerb>;
/** One that has every verb. */
export type FullConnector = Asked & Verbs;

export interface ShopFacts {
  currency: string;
}

export interface OrderPage {
  orders: PulledOrder[];
  /** Stored together with the page: what is on it need not be asked for again. */
  cursor: Cursor;
  /** The newest change on any page so far, by the shop's clock; null while nothing was read. */
  reachedAt: Instant | null;
  more: boolean;
  /** How many orders there were still to read, those on this page included, by the shop's own count; null where it does not say. */
  left?: number | null;
  /** How many orders the shop put together so far in a file that is read as soon as it is whole; left out where it makes none. */
  prepared?: number;
}

export interface PulledOrder {
  externalId: string;
  modifiedAt: Instant;
  /** The answer as it came, for the erasable store. */
  payload: string;
  /** The order in our terms, or why it could not be understood. `null`: a draft, no order yet. */
  reading: { ok: true; item: ChannelOrder | null } | { ok: false; problem: string };
}

export interface RecentPage {
  orders: RecentOrder[];
  cursor: Cursor;
  more: boolean;
}

/** An order as a list shows it; what of it cannot be read is null, and it is there all the same. */
export interface RecentOrder {
  externalId: string;
  modifiedAt: Instant;
  /** The channel's own word for its state, as `channelStatus` of the order read whole. */
  word: string | null;
  total: Minor | null;
}

export interface PayoutPage {
  payouts: ChannelPayout[];
  /** Payouts that are there and cannot be read; they are asked for again. */
  problems: { externalId: string; problem: string }[];
  /** Stored together with the page. */
  cursor: Cursor;
  more: boolean;
  /** Why there is nothing to read, where that is no trouble: it pays this shop nothing itself, or our key may not see it. */
  lacks: { why: 'noAccount' | 'notAllowed'; says: string } | null;
}

/** Money a channel sent to the bank. Its lines add up to it, except where the channel itself leaves something open. */
export interface ChannelPayout {
  externalId: string;
  currency: string;
  issuedAt: Instant;
  /** What was sent; negative where it was taken from the bank. */
  sent: Minor;
  lines: PayoutLine[];
}

/** A movement behind a payout, or its fee; what raises the payout is positive. */
export interface PayoutLine {
  kind: 'sale' | 'refund' | 'fee' | 'feeTax' | 'advertising' | 'shippingLabel' | 'reserveHeld' | 'reserveReleased' | 'chargeback' | 'taxWithheld' | 'adjustment';
  /** Of a fee alone. */
  feeKind: 'commission' | 'payment' | 'subscription' | 'other' | null;
  amount: Minor;
  occurredAt: Instant;
  /** The order's number as the channel shows it, its id of this movement, and of the payment it is about; empty where it names none. */
  orderRef: string;
  reference: string;
  about: string;
  /** What the channel calls it. */
  label: string;
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
  /** What customers asked to send back there; a channel that knows no returns leaves it out. */
  returns?: ChannelReturn[];
}

export interface ChannelReturn {
  externalId: string;
  /** As its owner reads it there. */
  name: string;
  /** `ended`: refused or called off there. One that is merely done there is still ours to receive. */
  state: 'asked' | 'done' | 'ended';
  lines: { lineId: string; pieces: number; reason: ReturnReason }[];
  note: string;
}

/** Reasons every shop has from the beginning. */
export type ReturnReason = 'changedMind' | 'doesNotFit' | 'wrongItem' | 'notAsDescribed' | 'defective';
export type ChannelRefund = NonNullable<OrderInput['refunds']>[number];

export interface ProductPage {
  products: ImportedProduct[];
  /** Products that are there and cannot be read; `?` where not even their id can. */
  problems: { externalId: string; problem: string }[];
  cursor: Cursor;
  more: boolean;
  /** Of which of the shop’s places the levels are; left out where none was named. */
  stockPlace?: string;
}

export interface ImportedProduct {
  externalId: string;
  name: string;
  description: string;
  /** Whether customers can buy it there. */
  offered: boolean;
  /** Names of what its variants differ by, in order: Color, Size. */
  options: string[];
  categories: string[];
  tags: string[];
  variants: ImportedVariant[];
}

/**
 * `own`: a level of its own; `shared`: the product's level for several variants; `several`: a level at each of several places, of
 * which none was chosen; `elsewhere`: none at the chosen place; `none`: the shop does not count it.
 */
export type StockKeeping = 'own' | 'shared' | 'several' | 'elsewhere' | 'none';
/** Why there is no level of its own to set, in the words of faults and differences. */
export const whyUncounted = { own: 'notCounted', shared: 'notCounted', none: 'notCounted', several: 'severalPlaces', elsewhere: 'notAtPlace' } as const satisfies Record<StockKeeping, DifferenceCause & FaultData['why']>;

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

/** What a listing shows; its price is the listing's alone, the rest its product's. */
export interface ShownFields {
  price?: UnitPrice;
  name?: string;
  description?: string;
  offered?: boolean;
}

export interface ListingPush extends ShownFields {
  /** Of one listing of the product. */
  listingId: string;
  /** What it showed when we last looked: a field that shows something else by now, and not what is sent, is left as it is. */
  was?: ShownFields;
}

export interface StockPush {
  listingId: string;
  /** Absolute, whole pieces as the shop counts. */
  pieces: number;
  /**
   * What it showed before we last read its orders; null where nobody looked. A shop that can compare sets the level only while it
   * still stands there: otherwise something was sold meanwhile that we do not know of.
   */
  was: number | null;
  /** The same for every repeat of one try, for shops that tell a repeat by a key. */
  key: string;
}

export interface FulfilmentPush {
  orderId: string;
  /** Whether the order is shipped whole with this parcel. */
  complete: boolean;
  tracking: { carrier: string; number: string } | null;
  /** The channel's lines in this parcel, each with what of it is still to be shipped after it, in pieces. */
  lines: { lineId: string; openAfter: number }[];
}

export interface RefundPush {
  orderId: string;
  amount: Minor;
  currency: string;
  /** As its owner reads it here. */
  number: string;
  /** By what it is known there; the same for every repeat. */
  mark: string;
  /** Refunds of this order that are accounted for here, by the channel's own names, and the marks of our others. */
  known: readonly string[];
  others: readonly string[];
}

/**
 * `answer` is a short note of what the shop said, for the outbox row; `seen` the level that stood there instead of `was`: the
 * orders are read again before the next try. `changed`: fields that were left alone, and what they show. `externalId`: how the channel
 * calls what stands there now for certain.
 */
export type PushResult = { ok: true; answer: string; changed?: ShownFields; externalId?: string } | { ok: false; fault: FaultData; seen?: number };
