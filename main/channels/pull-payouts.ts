import type { ChannelPlan } from './channel.queries.ts';
import type { Connector } from './connector.ts';
import type { EngineSetting } from './engine.ts';

/**
 * Reads the payouts since the channel went live, page by page; each page is taken with its cursor before the next is asked for.
 * @throws Fault; what was taken until then stays
 */
export async function pullPayouts(setting: EngineSetting, connector: Connector, { channel, payouts }: ChannelPlan): Promise<void> {
  if (!connector.readPayouts) return;
  let cursor = payouts?.cursor ?? null;
  for (let more = true; more;) {
    const page = await connector.readPayouts(channel.goLiveAt, cursor);
    await setting.tell('settlement.takePage', { channelId: channel.id, ...page });
    ({ cursor, more } = page);
  }
}
