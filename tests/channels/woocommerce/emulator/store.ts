import type { Json } from '../recorded.ts';
import type { ApiKey } from './auth.ts';
import type { TrackingPlugin } from './trackings.ts';

/** Everything the shop behind the emulator knows. Rows are kept in WooCommerce's own form, so answers need no translation. */
export interface Store {
  keys: ApiKey[];
  stripsAuthorization: boolean;
  /** Whether the gateways customers pay with can pay back. */
  paysBack: boolean;
  nonces: Set<string>;
  orders: Map<number, Json>;
  refunds: Map<number, Json[]>;
  notes: Map<number, Json[]>;
  /** The plugin that keeps tracking numbers, if there is one, and what it keeps by order. */
  tracking: TrackingPlugin | null;
  trackings: Map<number, Json[]>;
  products: Map<number, Json>;
  /** Variations by their own id; `parent_id` names the product. */
  variations: Map<number, Json>;
  /** Orders whose goods were taken out of stock. */
  stockTaken: Set<number>;
  currency: string;
  nextId: number;
  now(): number;
}

export const wpTimeZoneHours = 8;

export const gmtStamp = (at: number): string => new Date(at).toISOString().slice(0, 19);
export const localStamp = (at: number): string => gmtStamp(at + wpTimeZoneHours * 3_600_000);

/** Both forms of a moment, as every row carries them. */
export const stamped = (name: string, at: number): Json => ({
  [`date_${name}`]: localStamp(at),
  [`date_${name}_gmt`]: gmtStamp(at),
});

export const takeId = (store: Store): number => (store.nextId += 1);

export const money = (cents: number): string =>
  `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;
export const centsOf = (text: unknown): number => Math.round(Number(text) * 100);

export function links(origin: string, self: string, collection: string, up?: string): Json {
  const at = (path: string) => `${origin}/wp-json/wc/v3/${path}`;
  return {
    self: [{ href: at(self), targetHints: { allow: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] } }],
    collection: [{ href: at(collection) }],
    ...(up === undefined ? {} : { up: [{ href: at(up) }] }),
  };
}
