import { sql } from 'kysely';
import type { AccountRole } from '../../shared/accounting/entry.rules.ts';
import { daysHeld, heldOf } from '../../shared/payouts/clearing.rules.ts';
import { addDays, dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { ledgerAccountOf } from '../accounting/ledger-accounts.ts';
import { daysOfPage, openFrom, openGroups, type OpenGroup } from '../accounting/open-day.queries.ts';
import { accountBalanceBefore } from '../accounting/trial-balance.queries.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

interface At {
  account: number;
  on: Day;
}

const heldOrders = read((db, p: At & { days: string; channelId: number | null; sinceOn: Day; orderId: number; limit: number }) =>
  db
    // The page first, then its names: a day has many more items than a page.
    .selectFrom(
      db
        .selectFrom(openFrom(p.account, p.on, p.days).as('open'))
        .selectAll()
        .where('itemKind', '=', 'salesOrder')
        .where(sql<boolean>`(${p.channelId} is null or channelId = ${p.channelId})`)
        .where(sql<boolean>`(sinceOn, itemId) > (${p.sinceOn}, ${p.orderId})`)
        .orderBy('sinceOn')
        .orderBy('itemId')
        .limit(p.limit)
        .as('page'),
    )
    .innerJoin('salesOrder as o', 'o.id', 'page.itemId')
    .leftJoin('channel as c', 'c.id', 'page.channelId')
    .select(['o.id as orderId', 'o.shownNumber as number', 'page.balance as open', 'page.sinceOn', 'page.channelId'])
    .select(sql<string>`coalesce(c.name, '')`.as('channel'))
    .orderBy('page.sinceOn')
    .orderBy('page.itemId'),
);

const sumByChannel = read((db, p: At) =>
  db
    .selectFrom('posting')
    .innerJoin('settlement as s', 's.id', 'posting.itemId')
    .select(['s.channelId', sql<Minor>`sum(amount)`.as('sum')])
    .where('ledgerAccountId', '=', p.account)
    .where('posting.postedOn', '<=', p.on)
    .where('itemKind', '=', 'settlement')
    .groupBy('s.channelId'),
);

const channelNames = read((db) => db.selectFrom('channel').select(['id', 'name']).orderBy('id'));

/** An order whose money its channel holds. */
export interface HeldOrder {
  orderId: number;
  number: string;
  channelId: number;
  channel: string;
  sinceOn: Day;
  days: number;
  open: Minor;
}

const today = (reader: Reader, now: Instant): Day => dayOf(now, getShop(reader).timeZone);

interface Page {
  channelId?: number | undefined;
  after?: { sinceOn: Day; orderId: number } | undefined;
  limit: number;
}

/** One page of the orders with something open on the clearing account at a day, the oldest first; `groups` are what the kept days say is there. */
function heldPage(reader: Reader, on: Day, groups: readonly OpenGroup[], { channelId, after = { sinceOn: '' as Day, orderId: 0 }, limit }: Page): HeldOrder[] {
  const days = daysOfPage(groups, after.sinceOn, limit);
  const found = heldOrders.all(reader, { account: ledgerAccountOf(reader, 'channelClearing'), on, days, channelId: channelId ?? null, ...after, limit });
  return found.map((row) => ({ ...row, days: daysHeld(row.sinceOn, on) }));
}

/** Every order with something open on the clearing account at a day, the oldest first. */
export const heldAt = (reader: Reader, on: Day): HeldOrder[] => heldPage(reader, on, openGroups(reader, 'channelClearing', on), { limit: Number.MAX_SAFE_INTEGER });

/** What an account of settlements holds of each channel at a day. */
export const settledAt = (reader: Reader, role: AccountRole, on: Day): Map<number, Minor> =>
  new Map(sumByChannel.all(reader, { account: ledgerAccountOf(reader, role), on }).map(({ channelId, sum }) => [channelId, sum]));

/** What each channel holds at a day, by how long. The total is the clearing account (INV-L6). */
export function ageClearing(reader: Reader, { on: asked }: { on?: Day }, _actor: Actor, now: Instant) {
  const on = asked ?? today(reader, now);
  const held = openGroups(reader, 'channelClearing', on).map((group) => ({ ...group, days: daysHeld(group.sinceOn, on) }));
  const [reserves, sent] = [settledAt(reader, 'channelReserve', on), settledAt(reader, 'payoutInTransit', on)];
  const rows = channelNames.all(reader, {}).flatMap(({ id, name }) => {
    const own = held.filter(({ channelId }) => channelId === id);
    const [reserve, inTransit] = [reserves.get(id) ?? minor(0), sent.get(id) ?? minor(0)];
    return own.length === 0 && reserve === 0 && inTransit === 0 ? [] : [{ channelId: id, channel: name, orders: itemsOf(own), ...heldOf(own), reserve, inTransit }];
  });
  const totals = { orders: itemsOf(held), ...heldOf(held), reserve: sumMinor(rows.map(({ reserve }) => reserve)), inTransit: sumMinor(rows.map(({ inTransit }) => inTransit)) };
  return { on, currency: getShop(reader).baseCurrency, rows, totals, account: minor(accountBalanceBefore(reader, ledgerAccountOf(reader, 'channelClearing'), addDays(on, 1))) };
}

const itemsOf = (groups: readonly OpenGroup[]): number => groups.reduce((sum, { items }) => sum + items, 0);

/** One page of the orders a channel holds money of, the oldest first, and what all of them come to. */
export function listHeldOrders(reader: Reader, { channelId, on: asked, after, limit }: Page & { on?: Day }, _actor: Actor, now: Instant) {
  const on = asked ?? today(reader, now);
  const groups = openGroups(reader, 'channelClearing', on).filter((group) => channelId === undefined || group.channelId === channelId);
  const found = heldPage(reader, on, groups, { channelId, after, limit: limit + 1 });
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { on, rows, next: last && found.length > limit ? { sinceOn: last.sinceOn, orderId: last.orderId } : null, orders: itemsOf(groups), total: sumMinor(groups.map(({ open }) => open)) };
}
