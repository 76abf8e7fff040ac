import { afterEach, beforeEach, expect, test } from 'vitest';
import { firstOpenDay, openDay } from '../../main/accounting/period.queries.ts';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { refused } from '../support/refused.ts';
import { newShop, type TestShop } from '../support/shop.ts';
import { accountId, trial } from './support.ts';

let shop: TestShop;
beforeEach(() => {
  shop = newShop({ language: 'en' });
  // 2 April 2026, 09:00 in Shanghai: March can be closed.
  shop.clock.set(Date.UTC(2026, 3, 2, 1));
});
afterEach(() => shop.close());

const march = day('2026-03-31');
const rent = (on: string, amount = 100) =>
  shop.call('journal.post', {
    postedOn: day(on),
    text: 'rent',
    lines: [
      { ledgerAccountId: accountId(shop, '6900'), amount: minor(amount) },
      { ledgerAccountId: accountId(shop, '3100'), amount: minor(-amount) },
    ],
  });

test('a closed month takes no entry, and what belonged there goes to the first open day', () => {
  rent('2026-03-10');
  shop.call('period.lock', { throughOn: march, reason: 'month end' });
  refused(() => rent('2026-03-31'), 'period.locked');
  expect(firstOpenDay(shop.read)).toBe('2026-04-01');
  expect(openDay(shop.read, day('2026-03-15'))).toBe('2026-04-01');
  expect(openDay(shop.read, day('2026-04-02'))).toBe('2026-04-02');
  rent('2026-04-01');
  shop.check();
});

test('SQLite refuses an entry in a closed month even from a service that forgot to ask', () => {
  rent('2026-04-01');
  shop.call('period.lock', { throughOn: march, reason: 'month end' });
  shop.raw.exec(`insert into journalEntry (number, postedOn, occurredAt, recordedAt, sourceKind, sourceId, ruleId, ruleVersion,
      memoKey, memoValues, terms, commandId)
    values ('JE-X', '2026-03-31', 0, 0, 'command', 1, 'test', 1, '', '{}', '{}', 1)`);
  expect(() => shop.raw.exec("update journalEntry set postedAt = 0, digest = '' where number = 'JE-X'")).toThrow('closed period');
});

test('a reopening is a scar: both rows stay, and the days between take entries again', () => {
  rent('2026-03-10');
  shop.call('period.lock', { throughOn: march, reason: 'month end' });
  shop.call('period.reopen', { from: day('2026-03-20'), reason: 'late bill' });
  rent('2026-03-25', 50);
  refused(() => rent('2026-03-19'), 'period.locked');
  shop.call('period.lock', { throughOn: march, reason: 'closed again' });
  const { history } = shop.call('period.get', undefined);
  expect(history.map(({ kind, throughOn, atSequence, reason }) => [kind, throughOn, atSequence, reason])).toEqual([
    ['lock', '2026-03-31', 2, 'closed again'],
    ['reopen', '2026-03-19', 1, 'late bill'],
    ['lock', '2026-03-31', 1, 'month end'],
  ]);
  expect(trial(shop, march)).toEqual({ '3100': -150, '6900': 150 });
  expect(() => shop.raw.exec('delete from periodLock')).toThrow('never removed');
  expect(() => shop.raw.exec("update periodLock set throughOn = '2026-01-31'")).toThrow('never edited');
  shop.check();
});

test('a day that is not over, one closed already, and an open one to reopen are refused', () => {
  refused(() => shop.call('period.lock', { throughOn: day('2026-04-02'), reason: 'early' }), 'period.notOver');
  refused(() => shop.call('period.reopen', { from: march, reason: 'open already' }), 'period.notLocked');
  shop.call('period.lock', { throughOn: march, reason: 'month end' });
  refused(() => shop.call('period.lock', { throughOn: day('2026-03-30'), reason: 'again' }), 'period.alreadyLocked');
});
