import { createHash } from 'node:crypto';
import type { ChannelPlan } from './channel.queries.ts';
import type { Connector, OrderPage } from './connector.ts';
import type { EngineSetting } from './engine.ts';

/** So few that storing them leaves the store free again within about 30 ms; each such part is a command of its own. */
const ordersAtOnce = 20;

/**
 * Reads all changed orders, page by page; each page is stored with its cursor before the next is asked for. `memory` holds
 * what the last round already stored: the overlap shows the newest orders every time, and storing them again would only
 * lengthen the record. Answers false where a person stopped the first reading: it goes on from there when he says so.
 * @throws Fault; what was stored until then stays
 */
export async function pullOrders(
  setting: EngineSetting,
  connector: Connector,
  plan: ChannelPlan,
  memory: Set<string>,
  tally: { pulled: number },
): Promise<boolean> {
  if (!connector.pullOrders) return true;
  const seen = new Set<string>();
  let cursor = plan.cursor;
  let stored = JSON.stringify(cursor);
  let stopped = false;
  for (let more = true; more && !stopped;) {
    const page: OrderPage = await connector.pullOrders(cursor);
    const digests = page.orders.map(({ payload }) => createHash('sha256').update(payload).digest('hex'));
    const news = page.orders.filter((_order, index) => {
      const digest = digests[index] ?? '';
      return !memory.has(digest) && !seen.has(digest) && digests.indexOf(digest) === index;
    });
    ({ cursor, more } = page);
    // A resting cursor is stored even with nothing new, so that the next round begins a new one; so is what we wait for.
    if (news.length > 0 || page.prepared !== undefined || (!more && JSON.stringify(cursor) !== stored)) {
      const answer = await storeInParts(setting, plan.channel.id, { ...page, orders: news, ...leftBeside(page, news.length) });
      ({ stopped } = answer);
      stored = JSON.stringify(cursor);
      tally.pulled += answer.stored;
      // What could not be taken is tried again: the reason may be gone by then.
      if (answer.troubles > 0) continue;
    }
    for (const digest of digests) seen.add(digest);
  }
  memory.clear();
  for (const digest of seen) memory.add(digest);
  return !stopped;
}

/** A page begins with what its predecessor ended with, where the shop can only be asked for whole seconds: those orders are counted already. */
const leftBeside = ({ left, orders }: OrderPage, fresh: number): Pick<OrderPage, 'left'> => (left === undefined || left === null ? {} : { left: left - (orders.length - fresh) });

interface Stored {
  stored: number;
  troubles: number;
  stopped: boolean;
}

/** The cursor goes with the last part: a page of which only some came is asked for again. */
async function storeInParts(setting: EngineSetting, channelId: number, { orders, left = null, prepared, ...page }: OrderPage): Promise<Stored> {
  const sum: Stored = { stored: 0, troubles: 0, stopped: false };
  for (let from = 0; from === 0 || (from < orders.length && !sum.stopped); from += ordersAtOnce) {
    const part = orders.slice(from, from + ordersAtOnce);
    const isLast = from + ordersAtOnce >= orders.length;
    const answer = await setting.tell<{ troubles: number; stopped: boolean }>('channel.storePage', {
      channelId,
      orders: part,
      ...(from === 0 && { left }),
      ...(prepared !== undefined && { prepared }),
      ...(isLast && { page }),
    });
    sum.stored += part.length;
    sum.troubles += answer.troubles;
    ({ stopped: sum.stopped } = answer);
  }
  return sum;
}
