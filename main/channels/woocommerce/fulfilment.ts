import { z } from 'zod';
import type { FulfilmentPush, PushResult } from '../connector.ts';
import { readAs } from '../reading.ts';
import { type WooClient } from './client.ts';
import { tells } from './tracking-words.ts';
import type { Trackings } from './trackings.ts';

type Tracking = NonNullable<FulfilmentPush['tracking']>;

const statusAnswer = z.object({ status: z.string() });
const notesAnswer = z.array(z.object({ note: z.string() }));

/** States in which telling the customer "on its way" would be wrong: the shop's owner has decided otherwise meanwhile. */
const closed = new Set(['cancelled', 'refunded', 'failed', 'trash']);

/**
 * Tracking goes to the shop's tracking plugin, else becomes a note to the customer; a whole shipment becomes the status "completed".
 * WooCommerce knows no part of an order. None of it is idempotent, and notes and "completed" mail the customer, so the shop is read
 * first and only what is missing is written. @throws Fault
 */
export async function pushFulfilment(client: WooClient, trackings: Trackings, item: FulfilmentPush): Promise<PushResult> {
  const { status } = readAs(statusAnswer, (await client.get(`orders/${item.orderId}`, { _fields: 'id,status' })).body);
  if (closed.has(status)) {
    return { ok: false, fault: { code: 'refused', retry: 'never', why: 'orderClosed', says: `The order is ${status} in the shop.` } };
  }
  const completes = item.complete && status !== 'completed';
  const told = item.tracking && (await tellTracking(client, trackings, { orderId: item.orderId, tracking: item.tracking, completes }));
  if (!completes) return { ok: true, answer: told ?? `already ${status}` };
  const answer = readAs(statusAnswer, (await client.put(`orders/${item.orderId}`, { status: 'completed' })).body);
  return { ok: true, answer: answer.status };
}

interface Telling {
  orderId: string;
  tracking: Tracking;
  /** Whether the order is about to be completed, which mails the customer what the plugin holds. */
  completes: boolean;
}

/** Null where the shop knows the number already. */
async function tellTracking(client: WooClient, trackings: Trackings, { orderId, tracking, completes }: Telling): Promise<string | null> {
  const known = await trackings.has(orderId, tracking.number);
  if (known === true) return null;
  // The note comes first: a repeat that finds the number with the plugin has told the customer.
  const noted = (known === null || !completes) && (await note(client, orderId, tracking));
  if (known === null) return noted ? 'noted' : null;
  if (await trackings.add(orderId, tracking)) return 'tracked';
  return noted || (completes && (await note(client, orderId, tracking))) ? 'noted' : null;
}

/** Whether it was not there yet. */
async function note(client: WooClient, orderId: string, { carrier, number }: Tracking): Promise<boolean> {
  const path = `orders/${orderId}/notes`;
  const notes = readAs(notesAnswer, (await client.get(path)).body);
  if (notes.some(({ note: text }) => tells(text, number))) return false;
  await client.post(path, { note: `${carrier} ${number}`.trim(), customer_note: true });
  return true;
}
