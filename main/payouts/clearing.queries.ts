import { sql } from 'kysely';
import type { AccountRole } from '../../shared/accounting/entry.rules.ts';
import { daysHeld, heldOf } from '../../shared/payouts/clearing.rules.ts';
import { addDays, dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { ledgerAccountOf } from '../accounting/ledger-accounts.ts';
import { openAt, openSince } from '../accounting/open-at.sql.ts';
import { accountBalanceBefore } from '../accounting/trial-balance.queries.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

interface At {
  account: number;
  on: Day;
}

const heldOrders = read((db, p: At) =>
  db
    .selectFrom(sql<{ itemKind: string; itemId: number; balance: Minor }>`${openAt(p.account, p.on)}`.as('i'))
    .innerJoin('salesOrder as o', 'o.id', 'i.itemId')
    .leftJoin('channel as c', 'c.id', 'o.channelId')
    .select(['o.id as orderId', 'o.shownNumber as number', 'i.balance as open'])
    .select([sql<number>`coalesce(o.channelId, 0)`.as('channelId'), sql<string>`coalesce(c.name, '')`.as('channel')])
    // Whatever is open was posted.
    .select(sql<Day>`${openSince(p.account)}`.as('sinceOn'))
    .where('i.itemKind', '=', 'salesOrder'),
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

/** Every order with something open on the clearing account at a day, the oldest first. */
export const heldAt = (reader: Reader, on: Day): HeldOrder[] =>
  heldOrders
    .all(reader, { account: ledgerAccountOf(reader, 'channelClearing'), on })
    .map((row) => ({ ...row, days: daysHeld(row.sinceOn, on) }))
    .toSorted((a, b) => (a.sinceOn < b.sinceOn ? -1 : a.sinceOn > b.sinceOn ? 1 : a.orderId - b.orderId));

/** What an account of settlements holds of each channel at a day. */
export const settledAt = (reader: Reader, role: AccountRole, on: Day): Map<number, Minor> =>
  new Map(sumByChannel.all(reader, { account: ledgerAccountOf(reader, role), on }).map(({ channelId, sum }) => [channelId, sum]));

/** What each channel holds at a day, by how long. The total is the clearing account (INV-L6). */
export function ageClearing(reader: Reader, { on: asked }: { on?: Day }, _actor: Actor, now: Instant) {
  const on = asked ?? today(reader, now);
  const held = heldAt(reader, on);
  const [reserves, sent] = [settledAt(reader, 'channelReserve', on), settledAt(reader, 'payoutInTransit', on)];
  const rows = channelNames.all(reader, {}).flatMap(({ id, name }) => {
    const own = held.filter(({ channelId }) => channelId === id);
    const [reserve, inTransit] = [reserves.get(id) ?? minor(0), sent.get(id) ?? minor(0)];
    return own.length === 0 && reserve === 0 && inTransit === 0 ? [] : [{ channelId: id, channel: name, orders: own.length, ...heldOf(own), reserve, inTransit }];
  });
  const totals = { orders: held.length, ...heldOf(held), reserve: sumMinor(rows.map(({ reserve }) => reserve)), inTransit: sumMinor(rows.map(({ inTransit }) => inTransit)) };
  return { on, currency: getShop(reader).baseCurrency, rows, totals, account: minor(accountBalanceBefore(reader, ledgerAccountOf(reader, 'channelClearing'), addDays(on, 1))) };
}

/** So many are shown; a list of more is a report. */
const shown = 500;

/** The orders a channel holds money of, the oldest first. */
export function listHeldOrders(reader: Reader, { channelId, on: asked }: { channelId?: number; on?: Day }, _actor: Actor, now: Instant) {
  const on = asked ?? today(reader, now);
  const held = heldAt(reader, on).filter((order) => channelId === undefined || order.channelId === channelId);
  return { on, rows: held.slice(0, shown), more: Math.max(0, held.length - shown), total: sumMinor(held.map(({ open }) => open)) };
}
