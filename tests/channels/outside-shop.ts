import type { WebFetch } from '../../main/platform/web.ts';
import type { ChannelKind } from '../../shared/channels/channel-kinds.ts';

/** What can go wrong on the way. `before` the shop did anything or `after` it did everything: the caller cannot tell them apart. */
export type Trouble =
  | { kind: 'timeout' | 'cut'; effect: 'before' | 'after' }
  /** Asked too much: a pause in seconds, where the shop says one. */
  | { kind: 'tooMany'; seconds?: number }
  | { kind: 'broken' }
  | { kind: 'halfAnswer' }
  /** Changes the rows of a list before they are cut into pages. */
  | { kind: 'list'; change: (rows: unknown[]) => unknown[] };

/** What a request is about; every kind of shop knows which of its requests these are. */
export type Topic = 'anything' | 'orders' | 'refunds' | 'levels' | 'parcels' | 'paybacks';

export interface Purchase {
  lines: { listingId: string; pieces: number }[];
  /** Paid at once; else the money is still to come. */
  paid: boolean;
  shippingCents?: number;
  currency?: string;
}

/**
 * A marketplace on this machine, in words every kind of it understands: what customers, the shop's owner and bad luck do there.
 * Its clock stands still until it is moved; prices are in cents of its currency, US dollars.
 */
export interface OutsideShop {
  kind: ChannelKind;
  url: string;
  credentials: Record<string, string>;
  clock: { now: number; ahead: number };
  /** Strikes the next requests of a kind. */
  plan(trouble: Trouble, on: Topic, times?: number): void;
  calm(): void;
  /** It will leave a request without an answer: whoever asks need not be patient. */
  willBeSilent(): boolean;
  /** How often it was asked anything, and asked to change something. */
  asked(): number;
  writes(): number;
  addProduct(product: { name: string; sku: string; cents: number; stock: number }): string;
  level(listingId: string): number | null;
  /** Its owner counts this no longer, or again. */
  stopCounting(listingId: string, stops?: boolean): void;
  buy(purchase: Purchase): string;
  pay(orderId: string): void;
  cancel(orderId: string): void;
  /** Money back for pieces of the first line, which then will not leave. */
  refundPieces(orderId: string, pieces: number): void;
  /** Money back for nothing in particular. */
  refundCents(orderId: string, cents: number): void;
  /** What went back of an order, refund by refund, in cents. */
  paidBack(orderId: string): number[];
  /** Its date moves, its content does not. */
  touch(orderId: string): void;
  /** What it says of the order makes no sense any more. */
  spoil(orderId: string): void;
  mend(orderId: string): void;
  /** How far it shows the order shipped, which tracking numbers it knows, how often the customer was told. */
  parcels(orderId: string): { shipped: 'nothing' | 'part' | 'all'; tracking: string[]; mails: number };
  /** The key is taken away for good. */
  revokeKey(): void;
  /** Where keys end by themselves and are renewed. */
  expireToken?(): void;
  /** One that is only played has no network. */
  fetch?: WebFetch;
  close(): Promise<void>;
}

/** One that can be put back to where it stood, so that many runs begin alike. */
export interface KeptShop extends OutsideShop {
  /** Its owner changes how many pieces of its first line an order asks that is not paid yet. */
  edit(orderId: string, pieces: number): void;
  /** Its owner sets a level by hand. */
  setLevel(listingId: string, pieces: number): void;
  /** Its owner ships it whole there, by hand. */
  finish(orderId: string): void;
  /** What one piece costs there, in cents. */
  price(listingId: string): number;
  /** Its owner changes what it shows, by hand. */
  reword(listingId: string, changes: { name?: string; description?: string; offered?: boolean; cents?: number }): void;
  /** What it shows customers now. */
  page(listingId: string): { name: string; description: string; offered: boolean; cents: number };
  /** A customer, or its owner, says where an order goes after all. */
  readdress(orderId: string, street: string): void;
  /** Keeps all it knows, with its clock; the answer puts it back, as often as it is called. */
  keep(): () => void;
}
