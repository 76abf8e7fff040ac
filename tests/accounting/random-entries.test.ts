import fc from 'fast-check';
import { expect, test } from 'vitest';
import { postEntry, reverseEntry } from '../../main/accounting/journal.service.ts';
import { balanced, debit, type EntryDraft, type Leg, tidyLegs } from '../../shared/accounting/entry.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import { day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { newShop, openingTime } from '../support/shop.ts';

const plainRoles = ['bank', 'till', 'salesRevenue', 'outputTax', 'cogs', 'channelFees'] as const;
const itemRoles = ['accountsReceivable', 'customerDeposits', 'channelClearing'] as const;

const amount = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -10_000_000, max: 10_000_000 })).map(minor);
const channelId = fc.constantFrom(null, 1, 2);
const leg: fc.Arbitrary<Leg> = fc.oneof(
  fc.record({ role: fc.constantFrom(...plainRoles), amount, channelId }),
  fc.record({ role: fc.constantFrom(...itemRoles), amount, channelId, id: fc.integer({ min: 1, max: 3 }) }).map(({ id, ...rest }) => {
    return { ...rest, item: { kind: 'customer' as const, id } };
  }),
);

/** Some legs and one on the bank that makes them balance. */
const balancedLegs = fc.array(leg, { minLength: 1, maxLength: 8 }).map((legs) => [...legs, debit('bank', minor(-sum(legs)), { channelId: null })]);
const entries = fc.array(fc.record({ legs: balancedLegs, after: fc.integer({ min: 0, max: 40 }) }), { minLength: 1, maxLength: 12 });

const sum = (legs: readonly Leg[]): number => legs.reduce((total, { amount: value }) => total + value, 0);
const seed = { seed: 20260302 };

const draft = (legs: readonly Leg[], after: number): EntryDraft => ({
  postedOn: addDays(day('2026-01-01'), after),
  occurredAt: instant(openingTime),
  source: { kind: 'command', id: 1 },
  rule: { id: 'random', version: 1 },
  memo: { key: 'random', values: {} },
  terms: {},
  legs,
});

/** The slow way: add up every leg by whatever one asks for. */
function sums(legs: readonly Leg[], key: (leg: Leg) => string): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const one of legs) totals[key(one)] = (totals[key(one)] ?? 0) + one.amount;
  return Object.fromEntries(Object.entries(totals).filter(([, total]) => total !== 0));
}

test('tidy legs say the same as the legs they came from, with no line twice and none of nothing', () => {
  const side = (one: Leg) => ['role' in one && one.role, one.channelId, one.item?.id, one.amount < 0].join(' ');
  fc.assert(
    fc.property(balancedLegs, (legs) => {
      const tidied = tidyLegs(legs);
      expect(sums(tidied, side)).toEqual(sums(legs, side));
      expect(tidied.every(({ amount: value }) => value !== 0)).toBe(true);
      expect(new Set(tidied.map(side)).size).toBe(tidied.length);
      expect(balanced(tidied)).toBe(true);
    }),
    seed,
  );
});

test('kept balances of random entries are what adding up by hand gives, and reversing all of them leaves nothing', () => {
  const role = (one: Leg) => ('role' in one ? one.role : '');
  fc.assert(
    fc.property(entries, (list) => {
      const shop = newShop();
      try {
        const roleOf = new Map(shop.call('account.list', undefined).flatMap((row) => row.roles.map((name) => [row.code, name] as const)));
        const byRole = () => {
          const moved = shop.call('trialBalance.get', { to: day('2026-12-31') }).rows.filter((row) => row.closing !== 0);
          return Object.fromEntries(moved.map((row) => [roleOf.get(row.code), row.closing]));
        };
        const items = () => shop.raw.prepare('select itemId, sum(balance) from openItem group by itemId having sum(balance) <> 0').raw().all();
        const posted = list.flatMap(({ legs, after }) => shop.tx((tx) => postEntry(tx, draft(legs, after))) ?? []);
        const all = list.flatMap(({ legs }) => legs);
        expect(byRole()).toEqual(sums(all, role));
        expect(Object.fromEntries(items() as [number, number][])).toEqual(sums(all.filter(({ item }) => item), ({ item }) => String(item?.id)));
        for (const { entryId } of posted) shop.tx((tx) => reverseEntry(tx, { entryId, postedOn: day('2026-03-01'), reason: 'all back' }));
        expect(byRole()).toEqual({});
        expect(items()).toEqual([]);
      } finally {
        shop.close();
      }
    }),
    { ...seed, numRuns: 30 },
  );
});
