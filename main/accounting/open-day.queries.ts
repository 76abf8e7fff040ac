import { sql } from 'kysely';
import type { AccountRole } from '../../shared/accounting/account-role.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, sumMinor } from '../../shared/units/minor.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { ledgerAccountOf } from './ledger-accounts.ts';

/** Items of an account that began on one day with one channel (0: with none), as they stood at the end of a day; debit positive. */
export interface OpenGroup {
  channelId: number;
  sinceOn: Day;
  items: number;
  open: Minor;
}

const groups = read((db, p: { account: number; on: Day }) =>
  db
    .selectFrom('openDay')
    .select(['channelId', 'sinceOn', sql<number>`sum(items)`.as('items'), sql<Minor>`sum(amount)`.as('open')])
    .where('ledgerAccountId', '=', p.account)
    .where('postedOn', '<=', p.on)
    .groupBy(['channelId', 'sinceOn'])
    .having(sql<boolean>`sum(items) <> 0`)
    .orderBy('sinceOn'),
);

/** What was open on a role's account at the end of a day, by the day it began, the oldest first: the kept days added up. */
export const openGroups = (reader: Reader, role: AccountRole, on: Day): OpenGroup[] => groups.all(reader, { account: ledgerAccountOf(reader, role), on });

/** How many items were open on a role's account at a day, what they came to (debit positive), and how many had been on it since before another. */
export function openOn(reader: Reader, role: AccountRole, on: Day, before: Day): { items: number; open: Minor; aged: number } {
  const found = openGroups(reader, role, on);
  const count = (some: readonly OpenGroup[]): number => some.reduce((sum, { items }) => sum + items, 0);
  return { items: count(found), open: sumMinor(found.map(({ open }) => open)), aged: count(found.filter(({ sinceOn }) => sinceOn < before)) };
}

/**
 * The days from one on whose items make a page: each item of them is looked at, and no other. The first day may have been
 * shown in part, so it counts for nothing.
 */
export function daysOfPage(found: readonly OpenGroup[], from: Day, limit: number): string {
  const days: Day[] = [];
  let items = 0;
  for (const { sinceOn, items: of } of found) {
    if (sinceOn < from || sinceOn === days.at(-1)) {
      items += sinceOn > from ? of : 0;
      continue;
    }
    if (items >= limit) break;
    days.push(sinceOn);
    items += sinceOn > from ? of : 0;
  }
  return JSON.stringify(days);
}

/**
 * Items open on an account at the end of a day of those that began on some days, a JSON list. What was settled by then stays
 * outside: its last posting lies no later. Columns: itemKind, itemId, sinceOn, channelId, balance.
 */
export const openFrom = (account: number, on: Day, days: string) => sql<{ itemKind: string; itemId: number; sinceOn: Day; channelId: number; balance: Minor }>`(
  select itemKind, itemId, sinceOn, channelId, balance from (
    select i.itemKind, i.itemId, i.sinceOn, i.channelId, i.balance - iif(i.lastOn <= ${on}, 0, (
      select coalesce(sum(p.amount), 0) from posting p where p.itemKind = i.itemKind and p.itemId = i.itemId and +p.ledgerAccountId = i.ledgerAccountId and p.postedOn > ${on})) as balance
    from json_each(${days}) d cross join openItem i indexed by openItemBySince on i.ledgerAccountId = ${account} and i.sinceOn = d.value
    where i.balance <> 0 or i.lastOn > ${on}
  ) where balance <> 0)`;
