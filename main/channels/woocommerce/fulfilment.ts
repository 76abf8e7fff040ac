import { z } from 'zod';
import type { FulfilmentPush, PushResult } from '../connector.ts';
import { readAs } from '../reading.ts';
import { type WooClient } from './client.ts';

const statusAnswer = z.object({ status: z.string() });
const notesAnswer = z.array(z.object({ note: z.string() }));

/** States in which telling the customer "on its way" would be wrong: the shop's owner has decided otherwise meanwhile. */
const closed = new Set(['cancelled', 'refunded', 'failed', 'trash']);

/**
 * Tracking becomes a note to the customer, a whole shipment the status "completed"; WooCommerce knows no part of an order. Both
 * mail the customer and neither is idempotent, so the shop is read first and only what is missing is written. @throws Fault
 */
export async function pushFulfilment(client: WooClient, item: FulfilmentPush): Promise<PushResult> {
  const { status } = readAs(statusAnswer, (await client.get(`orders/${item.orderId}`, { _fields: 'id,status' })).body);
  if (closed.has(status)) {
    return { ok: false, fault: { code: 'refused', retry: 'never', why: 'orderClosed', says: `The order is ${status} in the shop.` } };
  }
  const noted = item.tracking !== null && (await noteTracking(client, item.orderId, item.tracking));
  if (!item.complete || status === 'completed') return { ok: true, answer: noted ? 'noted' : `already ${status}` };
  const answer = readAs(statusAnswer, (await client.put(`orders/${item.orderId}`, { status: 'completed' })).body);
  return { ok: true, answer: answer.status };
}

async function noteTracking(
  client: WooClient,
  orderId: string,
  tracking: NonNullable<FulfilmentPush['tracking']>,
): Promise<boolean> {
  const path = `orders/${orderId}/notes`;
  const notes = readAs(notesAnswer, (await client.get(path)).body);
  if (notes.some(({ note }) => names(note, tracking.number))) return false;
  await client.post(path, { note: `${tracking.carrier} ${tracking.number}`.trim(), customer_note: true });
  return true;
}

const wordsOf = (text: string): string => ` ${text.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;

/** As a word of its own: a note about SF201 tells nobody of SF20. */
const names = (note: string, number: string): boolean => wordsOf(note).includes(wordsOf(number));
