import { afterEach, beforeEach, expect, test } from 'vitest';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { refused } from '../support/refused.ts';
import { newShop, type TestShop } from '../support/shop.ts';
import { accountId, trial } from './support.ts';

let shop: TestShop;
beforeEach(() => {
  shop = newShop({ language: 'en' });
});
afterEach(() => shop.close());

const on = day('2026-03-02');
function post(pairs: [code: string, amount: number][]) {
  const lines = pairs.map(([code, amount]) => ({ ledgerAccountId: accountId(shop, code), amount: minor(amount) }));
  return shop.call('journal.post', { postedOn: on, text: 'Rent of March', lines });
}

test('an accountant posts the rent and reverses it; both entries stay', () => {
  const { entryId, number } = post([['6900', 50000], ['1010', -50000]]);
  expect(number).toBe('JE-000001');
  shop.call('journal.reverse', { entryId, postedOn: on, reason: 'paid from another shop' });
  expect(trial(shop, on)).toEqual({ '1010': 0, '6900': 0 });
  const page = shop.call('journal.list', { limit: 50 });
  expect(page.rows.map((row) => [row.number, row.total, row.reversesId])).toEqual([
    ['JE-000002', 50000, entryId],
    ['JE-000001', 50000, null],
  ]);
  expect(page.rows.at(-1)?.reversedById).toBe(entryId + 1);
  shop.check();
});

test('an entry that does not balance, or is about nothing, is refused with both sides', () => {
  const sides = { code: 'entry.unbalanced', details: { debit: 50000, credit: 49999 } };
  expect(() => post([['6900', 50000], ['1010', -49999]])).toThrow(expect.objectContaining(sides));
  refused(() => post([['6900', 0], ['1010', 0]]), 'entry.unbalanced');
});

test('a control account is corrected by a document, not by hand', () => {
  refused(() => post([['1200', 100], ['3100', -100]]), 'account.control');
  refused(() => post([['2100', -100], ['1010', 100]]), 'account.control');
});

test('SQLite refuses a manual entry on a control account from a service that forgot to ask', () => {
  shop.raw.exec(`insert into journalEntry (number, postedOn, occurredAt, recordedAt, sourceKind, sourceId, ruleId, ruleVersion,
        memoKey, memoValues, terms, commandId)
      values ('JE-X', '2026-03-02', 0, 0, 'command', 1, 'manual', 1, '', '{}', '{}', 1);
    insert into posting (entryId, lineNo, ledgerAccountId, postedOn, amount, itemKind, itemId)
      select 1, 1, id, '2026-03-02', 5, 'variant', 1 from ledgerAccount where code = '1200';
    insert into posting (entryId, lineNo, ledgerAccountId, postedOn, amount) select 1, 2, id, '2026-03-02', -5 from ledgerAccount where code = '3100'`);
  expect(() => shop.raw.exec("update journalEntry set postedAt = 0, digest = '' where number = 'JE-X'")).toThrow('corrected by a document');
});
