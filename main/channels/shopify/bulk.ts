import { z } from 'zod';
import { instant } from '../../../shared/units/instant.ts';
import { Fault } from '../../platform/fault.ts';
import type { WebAnswer } from '../../platform/web.ts';
import type { ConnectorSetting, Cursor, OrderPage, PulledOrder } from '../connector.ts';
import { type BulkAnswer, bulkAnswer } from './answers.ts';
import { type FileOrder, ordersIn } from './bulk-file.ts';
import { isThisMachine, type ShopifyClient, userErrors } from './client.ts';
import { numberOf } from './gid.ts';
import { momentOf } from './mapping.ts';
import { ordersAtOnce, ordersInBulk } from './operations.ts';
import { countOrders, overlapMs, pagesSince, pulled, pulledFrom, pullPage } from './orders.ts';

/**
 * The first reading goes by a file that Shopify puts together (a bulk operation), since page by page every order is a question of
 * its own. The place in it is kept in the cursor, the file's address nowhere: whoever has that needs no key.
 */
const place = z.object({
  operation: z.string(),
  /** When it was begun, by our clock and by the shop's. */
  begunAt: z.int(),
  createdAt: z.int(),
  /** Files that were begun before this one and ran out before they were read. */
  before: z.int(),
  /** How many orders it was to hold when it was begun. */
  total: z.int().nullable(),
  /** How many it held when we last looked, and when we saw one more. */
  prepared: z.int(),
  movedAt: z.int(),
  /** Where the next order begins, in bytes, how many came before it, and the newest change of these. */
  from: z.int(),
  read: z.int(),
  reachedAt: z.int().nullable(),
});
type Place = z.output<typeof place>;

/** One that holds no order more for so long is given up. */
const patienceMs = 30 * 60_000;
const pauses = { shortest: 1_000, longest: 20_000 };
/** About a hundred orders; one that is longer is asked for with more, up to what nobody's order is. */
const partBytes = 256 * 1024;
const longestBytes = 32 * 1024 * 1024;
/** Before each further try to get at a part of the file. */
const pausesBetween = [1_000, 5_000, 20_000];

const started = z.object({ bulkOperationRunQuery: z.object({ bulkOperation: bulkAnswer.nullable(), userErrors }) });
const looked = z.object({ bulkOperation: bulkAnswer.nullable() });

/** Reads the orders of a shop: the first time from a file, where it makes one, and from then on page by page. */
export function orderReader(client: ShopifyClient, setting: ConnectorSetting): (cursor: Cursor | null) => Promise<OrderPage> {
  /** What was asked about last; its address holds while we read. */
  let known: BulkAnswer | null = null;

  async function begun(total: number | null, before = 0): Promise<OrderPage | null> {
    const operation = await startOperation(client);
    if (!operation) return null;
    const now = setting.now();
    const at: Place = { operation: operation.id, begunAt: now, createdAt: momentOf(operation.createdAt), before, total, prepared: 0, movedAt: now, from: 0, read: 0, reachedAt: null };
    return waiting(at, 0);
  }

  async function stateOf(id: string): Promise<BulkAnswer | null> {
    ({ bulkOperation: known } = await client.ask('bulk', { id }, looked));
    return known;
  }

  /** One page from the file; null where there is none to be had. */
  async function read(at: Place): Promise<OrderPage | null> {
    const operation = known?.id === at.operation && known.status === 'COMPLETED' ? known : await stateOf(at.operation);
    switch (operation?.status) {
      case 'CREATED':
      case 'RUNNING':
        return wait(at, operation);
      case 'COMPLETED':
        return part(at, operation);
      case 'EXPIRED':
        return anew(at);
      default:
        return null;
    }
  }

  /** Nothing is held meanwhile but this channel's turn; each look is told, so that a person can stop it. */
  async function wait(at: Place, { rootObjectCount: prepared }: BulkAnswer): Promise<OrderPage | null> {
    const now = setting.now();
    const next = prepared > at.prepared ? { ...at, prepared, movedAt: now } : at;
    if (now - next.movedAt > patienceMs) {
      await client.ask('cancelBulk', { id: at.operation }, z.unknown());
      return null;
    }
    await setting.pause(Math.min(pauses.longest, Math.max(pauses.shortest, Math.ceil((now - at.begunAt) / 4))));
    return waiting(next, prepared);
  }

  /** What ran out once is begun once more. */
  const anew = async ({ before, total }: Place): Promise<OrderPage | null> => (before > 0 ? null : begun(total, 1));

  async function part(at: Place, operation: BulkAnswer): Promise<OrderPage | null> {
    // A shop without orders has no file.
    if (operation.url === null) return operation.rootObjectCount === at.read ? ended(at, [], operation) : anew(at);
    const size = operation.fileSize;
    for (let bytes = partBytes; bytes <= longestBytes; bytes *= 4) {
      const text = await download(at, bytes);
      if (typeof text !== 'string') return text.ranOut ? anew(at) : null;
      const length = Buffer.byteLength(text);
      const isEnd = size === null ? length < bytes : at.from + length >= size;
      const found = ordersIn(text, isEnd);
      if (!found) return null;
      if (isEnd || found.orders.length > 0) return page(at, operation, { ...found, isEnd });
      // What is there is less than there is to be.
      if (length < bytes) return null;
    }
    return null;
  }

  async function page(at: Place, operation: BulkAnswer, { orders: rows, bytes, isEnd }: { orders: FileOrder[]; bytes: number; isEnd: boolean }): Promise<OrderPage | null> {
    const orders: PulledOrder[] = [];
    for (const row of rows) orders.push(await orderIn(row));
    const newest = orders.reduce((latest, order) => Math.max(latest, order.modifiedAt), at.reachedAt ?? 0);
    const next: Place = { ...at, from: at.from + bytes, read: at.read + orders.length, reachedAt: newest === 0 ? null : newest };
    if (isEnd) return next.read === operation.rootObjectCount ? ended(next, orders, operation) : null;
    return { orders, cursor: next, ...standing(next), left: leftFrom(at, operation) };
  }

  /** What changed since the file was begun is read page by page, in the same reading. */
  const ended = (at: Place, orders: PulledOrder[], operation: BulkAnswer): OrderPage => ({
    orders,
    cursor: pagesSince(at.createdAt - overlapMs, { reachedAt: at.reachedAt, left: 0 }),
    ...standing(at),
    left: leftFrom({ ...at, read: at.read - orders.length }, operation),
  });

  /** What of an order the file cannot hold is asked for. */
  const orderIn = async ({ order, payload }: FileOrder): Promise<PulledOrder> =>
    order.refunds.length > 0 || order.returnStatus !== 'NO_RETURN' ? pulled(client, order) : pulledFrom(payload, { externalId: numberOf(order.id), modifiedAt: momentOf(order.updatedAt) });

  /**
   * A part of the file as text. The file lies with somebody else, who is shown no key of the shop and no trust in its certificate.
   * Where it is not to be had the shop itself is asked before the next try: without a network that is the fault, and the place is kept.
   */
  async function download(at: Place, bytes: number): Promise<string | { ranOut: boolean }> {
    let ranOut = false;
    for (const pause of [0, ...pausesBetween]) {
      if (pause > 0) await setting.pause(pause);
      const url = (pause > 0 ? await stateOf(at.operation) : known)?.url ?? null;
      if (url === null) return { ranOut: true };
      if (!isUsable(url)) return { ranOut: false };
      const answer = await fetchPart(url, at.from, bytes);
      if (answer && (answer.status === 200 || answer.status === 206)) return answer.text;
      if (answer && (answer.status < 400 || answer.status === 416)) return { ranOut: false };
      ranOut = answer !== null && answer.status < 500;
    }
    return { ranOut };
  }

  async function fetchPart(url: string, from: number, bytes: number): Promise<WebAnswer | null> {
    try {
      return await setting.fetch({ method: 'GET', url, headers: { accept: 'application/jsonl, */*' }, timeoutMs: 60_000, maxBytes: bytes, part: { from, bytes } });
    } catch (error) {
      if (error instanceof Fault) return null;
      throw error;
    }
  }

  const isUsable = (address: string): boolean => {
    const url = URL.parse(address);
    const isOwn = isThisMachine(new URL(setting.url).hostname);
    return url !== null && url.username === '' && (url.protocol === 'https:' || (url.protocol === 'http:' && isOwn && isThisMachine(url.hostname)));
  };

  return async (cursor) => {
    if (cursor !== null && 'operation' in cursor) return (await read(place.parse(cursor))) ?? pullPage(client, pagesSince(null, { reachedAt: null, left: null }));
    if (cursor !== null) return pullPage(client, cursor);
    const left = await countOrders(client);
    // What one page holds is sooner read than put together.
    const first = left !== null && left <= ordersAtOnce ? null : await begun(left);
    return first ?? pullPage(client, pagesSince(null, { reachedAt: null, left }));
  };
}

/** Asks for the file; null where this app is not let, or others of its files are in the making. @throws Fault */
async function startOperation(client: ShopifyClient): Promise<BulkAnswer | null> {
  try {
    return (await client.ask('startBulk', { query: ordersInBulk }, started)).bulkOperationRunQuery.bulkOperation;
  } catch (error) {
    if (error instanceof Fault && error.details.status === 200 && error.details.retry === 'never') return null;
    throw error;
  }
}

const standing = ({ reachedAt }: Place) => ({ reachedAt: reachedAt === null ? null : instant(reachedAt), more: true });

const waiting = (at: Place, prepared: number): OrderPage => ({ orders: [], cursor: at, ...standing(at), left: at.before > 0 ? null : at.total, prepared });

/** Of a file that was begun again nobody knows how many of its orders came before. */
const leftFrom = ({ before, read }: Place, { rootObjectCount }: BulkAnswer): number | null => (before > 0 ? null : rootObjectCount - read);
