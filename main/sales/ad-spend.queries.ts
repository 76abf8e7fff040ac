import { Refusal } from '../../shared/refusal/refusal.ts';
import { adShares, isOver } from '../../shared/sales/ad-spend.rules.ts';
import { addDays, dayOf, startOfDay } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { numbersOf, soldOfAll, soldOfChannel, spendsOver, standingSpends } from './ad-spend.statements.ts';
import type { OrderRow } from './order-record.ts';

type Spend = ReturnType<typeof spendsOver.all>[number];
interface Cursor {
  throughOn: Day;
  adSpendId: number;
}

/** More orders than these are told in sum. */
const mostShown = 200;

/** Who bears a spend, and what they sell for. */
function bearersOf(reader: Reader, { channelId, fromOn, throughOn }: Pick<Spend, 'channelId' | 'fromOn' | 'throughOn'>, timeZone: string) {
  const span = { from: startOfDay(fromOn, timeZone), before: startOfDay(addDays(throughOn, 1), timeZone) };
  return channelId === null ? soldOfAll.all(reader, span) : soldOfChannel.all(reader, { ...span, channelId });
}

const named = (spend: Spend, today: Day) => ({ ...spend, name: spend.campaign ?? spend.channel, isOver: isOver(spend, today) });

/** One page of what advertising cost, the latest days first. */
export function listAdSpends(reader: Reader, { before, limit }: { before?: Cursor; limit: number }, _actor: Actor, now: Instant) {
  const { timeZone, baseCurrency: currency } = getShop(reader);
  let page = standingSpends().orderBy('spend.throughOn', 'desc').orderBy('spend.id', 'desc');
  if (before) page = page.where((eb) => eb(eb.refTuple('spend.throughOn', 'spend.id'), '<', eb.tuple(before.throughOn, before.adSpendId)));
  const found = reader.all(page.limit(limit + 1));
  const rows = found.slice(0, limit).map((spend) => {
    const bearers = bearersOf(reader, spend, timeZone);
    return { ...named(spend, dayOf(now, timeZone)), orders: bearers.length, sold: sumMinor(bearers.map(({ sold }) => sold)) };
  });
  const last = rows.at(-1);
  return { currency, rows, next: found.length > limit && last ? { throughOn: last.throughOn, adSpendId: last.adSpendId } : null };
}

/** What each order bears of one spend, those that bear most first. @throws Refusal record.missing */
export function readAdShares(reader: Reader, { adSpendId }: { adSpendId: number }, _actor: Actor, now: Instant) {
  const { timeZone, baseCurrency: currency } = getShop(reader);
  const spend = reader.get(standingSpends().where('spend.id', '=', adSpendId));
  if (!spend) throw new Refusal('record.missing', { kind: 'adSpend', id: adSpendId });
  const bearers = bearersOf(reader, spend, timeZone);
  const shares = adShares(spend.amount, bearers.map(({ sold }) => sold));
  const sharing = bearers.map((order, index) => ({ ...order, share: shares[index] ?? minor(0) })).toSorted((a, b) => Math.abs(b.share) - Math.abs(a.share) || b.orderId - a.orderId);
  const [shown, rest] = [sharing.slice(0, mostShown), sharing.slice(mostShown)];
  const names = new Map(numbersOf.all(reader, { orderIds: JSON.stringify(shown.map(({ orderId }) => orderId)) }).map((row) => [row.orderId, row]));
  return {
    ...named(spend, dayOf(now, timeZone)),
    currency,
    orders: shown.flatMap((row) => {
      const name = names.get(row.orderId);
      return name ? [{ ...row, number: name.number, orderedOn: name.orderedOn }] : [];
    }),
    rest: { orders: rest.length, sold: sumMinor(rest.map(({ sold }) => sold)), share: sumMinor(rest.map(({ share }) => share)) },
  };
}

/** What an order bears of advertising, spend by spend. */
export function adsOf(reader: Reader, order: Pick<OrderRow, 'id' | 'channelId' | 'orderedOn' | 'fulfilment'>, now: Instant) {
  if (order.fulfilment === 'cancelled') return [];
  const { timeZone } = getShop(reader);
  return spendsOver.all(reader, { channelId: order.channelId, on: order.orderedOn }).flatMap((spend) => {
    const bearers = bearersOf(reader, spend, timeZone);
    const own = bearers.findIndex(({ orderId }) => orderId === order.id);
    if (own === -1) return [];
    const share: Minor = adShares(spend.amount, bearers.map(({ sold }) => sold))[own] ?? minor(0);
    return [{ ...named(spend, dayOf(now, timeZone)), orders: bearers.length, share }];
  });
}
