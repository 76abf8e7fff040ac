import { createHash } from 'node:crypto';
import type { ChannelPlan } from './channel.queries.ts';
import type { Connector, OrderPage } from './connector.ts';
import type { EngineSetting } from './engine.ts';

/**
 * Reads all changed orders, page by page; each page is stored with its cursor before the next is asked for. `memory` holds
 * what the last round already stored: the overlap shows the newest orders every time, and storing them again would only
 * lengthen the record. @throws Fault; what was stored until then stays
 */
export async function pullOrders(
  setting: EngineSetting,
  connector: Connector,
  plan: ChannelPlan,
  memory: Set<string>,
  tally: { pulled: number },
): Promise<void> {
  if (!connector.pullOrders) return;
  const seen = new Set<string>();
  let cursor = plan.cursor;
  let stored = JSON.stringify(cursor);
  for (let more = true; more;) {
    const page: OrderPage = await connector.pullOrders(cursor);
    const digests = page.orders.map(({ payload }) => createHash('sha256').update(payload).digest('hex'));
    const news = page.orders.filter((_order, index) => {
      const digest = digests[index] ?? '';
      return !memory.has(digest) && !seen.has(digest) && digests.indexOf(digest) === index;
    });
    ({ cursor, more } = page);
    // A resting cursor is stored even with nothing new, so that the next round begins a new one.
    if (news.length > 0 || (!more && JSON.stringify(cursor) !== stored)) {
      const { troubles } = await setting.tell<{ troubles: number }>('channel.storePage', {
        channelId: plan.channel.id,
        ...page,
        orders: news,
      });
      stored = JSON.stringify(cursor);
      tally.pulled += news.length;
      // What could not be taken is tried again: the reason may be gone by then.
      if (troubles > 0) continue;
    }
    for (const digest of digests) seen.add(digest);
  }
  memory.clear();
  for (const digest of seen) memory.add(digest);
}
