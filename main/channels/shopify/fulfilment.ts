import { z } from 'zod';
import { Fault } from '../../platform/fault.ts';
import type { FulfilmentPush, PushResult } from '../connector.ts';
import { pageOf, restOf, type ShopifyClient, userErrors } from './client.ts';
import { answerOf } from './client-faults.ts';
import { gidOf, numberOf } from './gid.ts';

const toShip = z.object({ id: z.string(), remainingQuantity: z.int(), lineItem: z.object({ id: z.string() }) });
const job = z.object({
  id: z.string(),
  status: z.string(),
  assignedLocation: z.object({ location: z.object({ id: z.string() }).nullable() }),
  lineItems: pageOf(toShip),
});
const jobs = pageOf(job);
const first = z.object({
  order: z
    .object({
      cancelledAt: z.string().nullable(),
      fulfillments: z.array(z.object({ status: z.string(), trackingInfo: z.array(z.object({ number: z.string().nullable() })) })),
      fulfillmentOrders: jobs,
    })
    .nullable(),
});
const done = z.object({ fulfillmentCreate: z.object({ userErrors }) });

/** What Shopify lets us ship; the others are held, scheduled, or over. */
const shippable = new Set(['OPEN', 'IN_PROGRESS']);

type Job = Omit<z.output<typeof job>, 'lineItems'> & { lines: z.output<typeof toShip>[] };

/**
 * Tells of a parcel what of its lines is open there and no longer here: asked that way, a repeat finds nothing left to tell. Each
 * place ships for itself. The customer is told by the shop. @throws Fault
 */
export async function pushFulfilment(client: ShopifyClient, item: FulfilmentPush): Promise<PushResult> {
  const id = gidOf('Order', item.orderId);
  const { order } = await client.ask('toFulfil', { id }, first);
  if (!order || order.cancelledAt !== null) return refused('never', 'The order is cancelled in the shop.', 'orderClosed');
  const known = order.fulfillments.filter(({ status }) => status !== 'CANCELLED').flatMap(({ trackingInfo }) => trackingInfo.map((info) => info.number));
  if (item.tracking !== null && known.includes(item.tracking.number)) return { ok: true, answer: 'already told' };
  const all = await jobsOf(client, id, order.fulfillmentOrders);
  const places = Map.groupBy(shareOf(item, all), ({ job: { assignedLocation } }) => assignedLocation.location?.id ?? '');
  if (places.size === 0) return held(item, all) ? refused('later', 'The shop holds this order back.') : { ok: true, answer: 'already shipped there' };
  for (const parts of places.values()) {
    const { fulfillmentCreate } = await client.ask('fulfil', { fulfillment: fulfillmentOf(item, parts) }, done);
    const [error] = fulfillmentCreate.userErrors;
    if (error) return { ok: false, fault: { code: 'refused', retry: 'never', says: error.message, ...answerOf([error]) } };
  }
  return { ok: true, answer: 'shipped' };
}

async function jobsOf(client: ShopifyClient, id: string, page: z.output<typeof jobs>): Promise<Job[]> {
  const more = z.object({ order: z.object({ fulfillmentOrders: jobs }) });
  const rows = await restOf(page, async (after) => (await client.ask('moreToFulfil', { id, after }, more)).order.fulfillmentOrders);
  const all: Job[] = [];
  for (const { lineItems, ...row } of rows) all.push({ ...row, lines: await restOf(lineItems, (after) => linesOf(client, row.id, after)) });
  return all;
}

async function linesOf(client: ShopifyClient, id: string, after: string) {
  const answer = z.object({ fulfillmentOrder: z.object({ lineItems: pageOf(toShip) }) });
  return (await client.ask('linesToFulfil', { id, after }, answer)).fulfillmentOrder.lineItems;
}

interface Part {
  job: Job;
  lines: { id: string; quantity: number }[];
}

/** What of each job this parcel ships: what is open there beyond what is open here. */
function shareOf({ lines, complete }: FulfilmentPush, all: readonly Job[]): Part[] {
  const openHere = new Map(lines.map((line) => [line.lineId, line.openAfter]));
  const ready = all.filter((one) => shippable.has(one.status));
  const surplus = new Map<string, number>();
  for (const line of ready.flatMap((one) => one.lines)) {
    const lineId = numberOf(line.lineItem.id);
    const open = openHere.get(lineId) ?? (complete ? 0 : undefined);
    if (open !== undefined) surplus.set(lineId, (surplus.get(lineId) ?? -open) + line.remainingQuantity);
  }
  return ready.flatMap((one) => {
    const shipped = one.lines.flatMap((line) => {
      const lineId = numberOf(line.lineItem.id);
      const quantity = Math.min(line.remainingQuantity, surplus.get(lineId) ?? 0);
      if (quantity <= 0) return [];
      surplus.set(lineId, (surplus.get(lineId) ?? 0) - quantity);
      return [{ id: line.id, quantity }];
    });
    return shipped.length === 0 ? [] : [{ job: one, lines: shipped }];
  });
}

/** Whether something of this parcel waits there in a job that cannot be shipped now. */
function held({ lines, complete }: FulfilmentPush, all: readonly Job[]): boolean {
  const named = new Set(lines.map((line) => line.lineId));
  return all.some(({ status, lines: rows }) => (status === 'ON_HOLD' || status === 'SCHEDULED') && rows.some((row) => row.remainingQuantity > 0 && (complete || named.has(numberOf(row.lineItem.id)))));
}

const fulfillmentOf = ({ tracking }: FulfilmentPush, parts: readonly Part[]) => ({
  notifyCustomer: true,
  lineItemsByFulfillmentOrder: parts.map((part) => ({ fulfillmentOrderId: part.job.id, fulfillmentOrderLineItems: part.lines })),
  ...(tracking && { trackingInfo: { number: tracking.number, ...(tracking.carrier !== '' && { company: tracking.carrier }) } }),
});

const refused = (retry: 'later' | 'never', says: string, why?: 'orderClosed'): PushResult => ({
  ok: false,
  fault: new Fault('refused', { retry, says, ...(why && { why }) }).data(),
});
