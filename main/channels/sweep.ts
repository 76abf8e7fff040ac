import { sweepIsDue } from '../../shared/channels/sweep.rules.ts';
import { type Instant, instant } from '../../shared/units/instant.ts';
import { pieces, type Quantity } from '../../shared/units/quantity.ts';
import type { ChannelPlan } from './channel.queries.ts';
import type { Connector, Cursor, RecentPage } from './connector.ts';
import type { EngineSetting } from './engine.ts';
import { readPages } from './read-catalogue.ts';
import type { Doubt, EndedSweep, SweptPage } from './sweep.service.ts';

/** Whether a night began since both sides were compared; what was never read whole is read first. */
export const isSweepDue = ({ listingsReadAt, sweep, reading }: ChannelPlan, now: Instant): boolean =>
  listingsReadAt !== null && (reading === null || reading.state === 'done') && sweepIsDue(sweep.at ?? instant(listingsReadAt), now, sweep.timeZone);

export interface Swept {
  startedAt: Instant;
  levels: number;
  prices: number;
  listings: number;
  doubts: Doubt[];
}

/** The first half: the whole catalogue, compared page by page. The orders behind its levels are read next. @throws Fault */
export async function sweepCatalogue(setting: EngineSetting, connector: Connector, channelId: number): Promise<Swept> {
  const startedAt = setting.platform.clock.now();
  const pages = await readPages<SweptPage>(setting, connector, channelId, 'channel.sweepListings');
  const sum = (field: 'levels' | 'prices' | 'listings'): number => pages.reduce((total, page) => total + page[field], 0);
  return { startedAt, levels: sum('levels'), prices: sum('prices'), listings: sum('listings'), doubts: pages.flatMap(({ doubts }) => doubts) };
}

/** The second half, once all changed orders were read: levels that differ are looked at again, orders of the last days compared. @throws Fault */
export async function endSweep(setting: EngineSetting, connector: Connector, channelId: number, { startedAt, doubts, ...counts }: Swept): Promise<void> {
  const looked = await lookAgain(connector, doubts);
  const { orders, gone } = await sweepOrders(setting, connector, channelId, startedAt);
  const ended: EndedSweep = { channelId, startedAt, counts: { ...counts, orders }, doubts: looked, gone };
  await setting.tell('channel.endSweep', ended);
}

async function lookAgain(connector: Connector, doubts: readonly Doubt[]): Promise<EndedSweep['doubts']> {
  if (doubts.length === 0) return [];
  const shown = await connector.readLevels?.(doubts.map(({ externalId }) => externalId));
  const levelAt = (index: number): Quantity | null => {
    const count = shown?.[index] ?? null;
    return count === null ? null : pieces(count);
  };
  return doubts.map((doubt, index) => ({ ...doubt, now: shown ? levelAt(index) : doubt.seen }));
}

/** Orders placed so long ago are compared again every night. */
const orderMs = 7 * 24 * 60 * 60_000;

async function sweepOrders(setting: EngineSetting, connector: Connector, channelId: number, startedAt: Instant): Promise<{ orders: number; gone: string[] }> {
  const { recentOrders, readOrder } = connector;
  if (!recentOrders || !readOrder) return { orders: 0, gone: [] };
  const since = instant(startedAt - orderMs);
  const seen = new Set<string>();
  let cursor: Cursor | null = null;
  for (let more = true; more;) {
    const page: RecentPage = await recentOrders(since, cursor);
    for (const { externalId } of page.orders) seen.add(externalId);
    await setting.tell('channel.sweepOrders', { channelId, orders: page.orders });
    ({ cursor, more } = page);
  }
  const { externalIds } = await setting.tell<{ externalIds: string[] }>('channel.unseenOrders', { channelId, since, seen: [...seen] });
  const gone: string[] = [];
  for (const externalId of externalIds) if ((await readOrder(externalId)) === null) gone.push(externalId);
  return { orders: seen.size, gone };
}
