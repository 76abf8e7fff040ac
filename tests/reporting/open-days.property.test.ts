import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { daysOfPage, openFrom, openGroups, openOn } from '../../main/accounting/open-day.queries.ts';
import { askSql } from '../../main/database/raw-sql.ts';
import { accountRoles, type AccountRole, type RoleFacts } from '../../shared/accounting/account-role.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { TestShop } from '../support/shop.ts';
import { runs } from '../support/soak.ts';
import { firstDay, histories, newBooks, play } from './random-books.ts';

const controlled = (Object.keys(accountRoles) as AccountRole[]).filter((role) => (accountRoles[role] as RoleFacts).control !== undefined && role !== 'inventory');

interface Line {
  ledgerAccountId: number;
  itemId: number;
  postedOn: Day;
  amount: number;
  channelId: number;
}

interface Item {
  itemId: number;
  sinceOn: Day;
  channelId: number;
  open: number;
}

/** Each item added up by hand from its raw postings through a day; what comes to nothing is not open. */
function byHand(lines: readonly Line[], ledgerAccountId: number, on: Day): Item[] {
  const items = Map.groupBy(lines.filter((line) => line.ledgerAccountId === ledgerAccountId), ({ itemId }) => itemId);
  return [...items].flatMap(([itemId, own]): Item[] => {
    const open = own.filter(({ postedOn }) => postedOn <= on).reduce((sum, { amount }) => sum + amount, 0);
    // Which channel an item is of is said by any of its postings.
    return open === 0 ? [] : [{ itemId, sinceOn: own.map(({ postedOn }) => postedOn).toSorted()[0]!, channelId: Math.max(...own.map((line) => line.channelId)), open }];
  }).toSorted((a, b) => (a.sinceOn < b.sinceOn ? -1 : a.sinceOn > b.sinceOn ? 1 : a.itemId - b.itemId));
}

const sum = (items: readonly Item[]): number => items.reduce((total, { open }) => total + open, 0);

function judge(shop: TestShop, lines: readonly Line[], on: Day, before: Day): number {
  let seen = 0;
  for (const role of controlled) {
    const account = Number(shop.raw.prepare('select ledgerAccountId from accountRole where role = ?').pluck().get(role) ?? 0);
    if (account === 0) continue;
    const items = byHand(lines, account, on);
    seen += items.length;
    expect(openOn(shop.read, role, on, before), role).toEqual({ items: items.length, open: sum(items), aged: items.filter(({ sinceOn }) => sinceOn < before).length });
    const groups = openGroups(shop.read, role, on);
    expect(groups.map(({ channelId, sinceOn, open }) => `${sinceOn} ${channelId} ${open}`).toSorted()).toEqual(
      [...Map.groupBy(items, ({ sinceOn, channelId }) => `${sinceOn} ${channelId}`)].map(([key, own]) => `${key} ${sum(own)}`).toSorted(),
    );
    // The days that make a page of two hold the first two items, and pages of all days hold all.
    const itemsOf = (days: string) => askSql(shop.read, sql<{ itemId: number; balance: number }>`select itemId, balance from ${openFrom(account, on, days)} i`);
    const first = itemsOf(daysOfPage(groups, '' as Day, 2));
    expect(items.slice(0, 2).every(({ itemId, open }) => first.some((one) => one.itemId === itemId && one.balance === open))).toBe(true);
    expect(itemsOf(daysOfPage(groups, '' as Day, 1_000_000))).toHaveLength(items.length);
  }
  return seen;
}

test('over random books, posted in any order of days, what was open on any day is what its postings add up to', () => {
  let seen = 0;
  fc.assert(
    fc.property(histories, fc.array(fc.tuple(fc.integer({ min: -5, max: 830 }), fc.integer({ min: 0, max: 400 })), { minLength: 3, maxLength: 6 }), (steps, days) => {
      const shop = newBooks('generic');
      try {
        play(shop, steps);
        const lines = shop.raw.prepare('select ledgerAccountId, itemId, postedOn, amount, coalesce(channelId, 0) as channelId from posting where itemId is not null').all() as Line[];
        for (const [after, age] of days) seen += judge(shop, lines, addDays(firstDay, after), addDays(firstDay, after - age));
      } finally {
        shop.close();
      }
    }),
    { seed: 20261201, numRuns: runs(15, 3_000, 'random books whose open items were added up by hand, day by day') },
  );
  expect(seen).toBeGreaterThan(100);
});
