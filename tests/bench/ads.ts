import type Database from 'better-sqlite3';
import type { Core } from '../../main/app/core.ts';
import { addDays } from '../../shared/units/calendar.ts';
import { days, firstDay } from './founding.ts';
import type { Screen } from './screens.ts';

/** Advertising of the last month, for one channel and for the whole shop. */
export function benchAds(core: Core): void {
  const through = addDays(firstDay, days);
  const channelId = core.writer.raw.prepare('select min(id) from channel').pluck().get();
  for (const whose of [{ channelId }, {}]) core.command({ userId: 1, role: 'owner', deviceId: null, via: 'cli' }, 'adSpend.record', { ...whose, fromOn: addDays(through, -29), throughOn: through, amount: 500_000 });
}

/** What is asked about advertising; its orders are those of its days, so as many as there were. */
export function adScreens(raw: Database.Database): Screen[] {
  const adSpendId = raw.prepare('select max(id) from adSpend').pluck().get() as number | null;
  if (adSpendId === null) return [];
  return [
    { name: 'advertising', method: 'adSpend.list', input: {} },
    { name: 'advertising: what each order bears', method: 'adSpend.shares', input: { adSpendId } },
    { name: 'orders: what one leaves that bears advertising', method: 'order.profit', input: { orderId: raw.prepare('select max(id) from salesOrder where intake <> \'history\' and channelId is not null').pluck().get() } },
  ];
}
