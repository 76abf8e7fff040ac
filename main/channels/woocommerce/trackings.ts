import { z } from 'zod';
import { Fault } from '../../platform/fault.ts';
import type { FulfilmentPush } from '../connector.ts';
import { readAs } from '../reading.ts';
import type { WooClient } from './client.ts';
import { isSame } from './tracking-words.ts';

type Tracking = NonNullable<FulfilmentPush['tracking']>;

/** The plugin of a shop that keeps tracking numbers as data: customers see them in their account and in the shop's mails, with a link. */
export interface Trackings {
  /** Whether the order has this number there; null where the shop has no such plugin. @throws Fault */
  has(orderId: string, number: string): Promise<boolean | null>;
  /** Adds it, as often as it is called. False where the plugin will not take it. @throws Fault */
  add(orderId: string, tracking: Tracking): Promise<boolean>;
}

/**
 * Advanced Shipment Tracking (zorem) and WooCommerce Shipment Tracking. The first answers to the name of the second as well, so it is
 * looked for first. Source: both plugins' REST controllers and documentation.
 */
const namespaces = ['wc-ast/v3', 'wc-shipment-tracking/v3'] as const;
type Namespace = (typeof namespaces)[number];

const index = z.object({ namespaces: z.array(z.string()).default([]) });
const items = z.array(z.object({ tracking_number: z.union([z.string(), z.number()]).transform(String) }));
/** Names of carriers with their links, by country; PHP writes an empty list as one. */
const carriers = z.union([z.record(z.string(), z.record(z.string(), z.unknown())), z.array(z.unknown()).transform((): Record<string, Record<string, unknown>> => ({}))]);

export function openTrackings(client: WooClient): Trackings {
  const found = once(() => findPlugin(client));
  const known = once(() => carriersOf(client));
  const path = (plugin: Namespace, orderId: string): string => `/${plugin}/orders/${orderId}/shipment-trackings`;
  return {
    has: async (orderId, number) => {
      const plugin = await found();
      if (plugin === null) return null;
      const rows = await unlessRefused(async () => readAs(items, (await client.get(path(plugin, orderId))).body));
      return rows && rows.some((row) => isSame(row.tracking_number, number));
    },
    add: async (orderId, tracking) => {
      const plugin = await found();
      if (plugin === null) return false;
      const item = plugin === 'wc-ast/v3' ? advancedItem(tracking) : itemOf(tracking, await known());
      return (await unlessRefused(() => client.post(path(plugin, orderId), item))) !== null;
    },
  };
}

/** It finds the carrier by its name itself. Its statuses stay as they are (`status_shipped` 0): completing an order is told apart. */
const advancedItem = ({ carrier, number }: Tracking) => ({ tracking_provider: carrier, tracking_number: number, status_shipped: 0 });

/** A carrier it does not know goes by its name alone. Without the empty link the plugin breaks off, after it has stored the number. */
function itemOf({ carrier, number }: Tracking, known: readonly string[]): object {
  const name = known.find((one) => isSame(one, carrier));
  return { ...(name === undefined ? { custom_tracking_provider: carrier, custom_tracking_link: '' } : { tracking_provider: name }), tracking_number: number };
}

/** The shop's index names what its plugins answer to. One that shows it to nobody is taken to have none. */
async function findPlugin(client: WooClient): Promise<Namespace | null> {
  const there = await unlessRefused(async () => readAs(index, (await client.getOpenly('/', { _fields: 'namespaces' })).body));
  return namespaces.find((one) => there?.namespaces.includes(one)) ?? null;
}

async function carriersOf(client: WooClient): Promise<string[]> {
  const byCountry = await unlessRefused(async () => readAs(carriers, (await client.get('/wc-shipment-tracking/v3/shipment-trackings/providers')).body));
  return Object.values(byCountry ?? {}).flatMap((country) => Object.keys(country));
}

/** Null where the shop says no for good: what a plugin will not do is no reason to keep a customer from knowing. */
async function unlessRefused<Answer>(ask: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Fault && error.details.status !== undefined && isRefusal(error.details.status)) return null;
    throw error;
  }
}

const isRefusal = (status: number): boolean => status >= 300 && status < 500 && status !== 408 && status !== 429;

/** Asks once; what could not be answered is asked again. */
function once<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let answer: { is: Answer } | undefined;
  return async () => (answer ??= { is: await ask() }).is;
}
