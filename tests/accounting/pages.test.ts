import { afterEach, beforeEach, expect, test } from 'vitest';
import { listEntries } from '../../main/accounting/journal.queries.ts';
import { listLedger, listOpenItems } from '../../main/accounting/ledger.queries.ts';
import type { Reader } from '../../main/database/handles.ts';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { newShop, type TestShop } from '../support/shop.ts';
import { accountId } from './support.ts';

let shop: TestShop;
const days = ['2026-03-01', '2026-03-02', '2026-03-02', '2026-03-01', '2026-03-04'].map(day);

/** Five expenses of 1.00, 2.00 … 5.00, the fourth entered late. */
beforeEach(() => {
  shop = newShop({ language: 'en' });
  const [expense, capital] = [accountId(shop, '6900'), accountId(shop, '3100')];
  days.forEach((postedOn, index) => {
    const amount = minor((index + 1) * 100);
    const lines = [{ ledgerAccountId: expense, amount }, { ledgerAccountId: capital, amount: minor(-amount) }];
    shop.call('journal.post', { postedOn, text: 'x', lines });
  });
});
afterEach(() => shop.close());

test('an account page by page has the same rows and running balance as in one page', () => {
  const ledgerAccountId = accountId(shop, '6900');
  const whole = shop.call('ledger.list', { ledgerAccountId, limit: 50 });
  expect(whole.rows.map((row) => [row.postedOn, row.amount, row.balance])).toEqual([
    ['2026-03-01', 100, 100], ['2026-03-01', 400, 500], ['2026-03-02', 200, 700], ['2026-03-02', 300, 1000], ['2026-03-04', 500, 1500],
  ]);
  const paged = [];
  let page = shop.call('ledger.list', { ledgerAccountId, limit: 1 });
  for (;;) {
    paged.push(...page.rows);
    if (!page.next) break;
    page = shop.call('ledger.list', { ledgerAccountId, limit: 1, after: page.next });
    expect(page.opening).toBe(paged.at(-1)?.balance);
  }
  expect(paged).toEqual(whole.rows);
  const middle = shop.call('ledger.list', { ledgerAccountId, from: day('2026-03-02'), to: day('2026-03-03'), limit: 50 });
  expect(middle).toMatchObject({ opening: 500, rows: [{ balance: 700 }, { balance: 1000 }] });
});

test('the journal filters by day, account and document, newest first', () => {
  type Filter = Omit<Parameters<typeof shop.call<'journal.list'>>[1], 'limit'>;
  const numbers = (input: Filter) => shop.call('journal.list', { ...input, limit: 50 }).rows.map((row) => row.number);
  expect(numbers({})).toEqual(['JE-000005', 'JE-000003', 'JE-000002', 'JE-000004', 'JE-000001']);
  expect(numbers({ from: day('2026-03-02'), to: day('2026-03-02') })).toEqual(['JE-000003', 'JE-000002']);
  expect(numbers({ ledgerAccountId: accountId(shop, '6900'), to: day('2026-03-01') })).toEqual(['JE-000004', 'JE-000001']);
  expect(numbers({ ledgerAccountId: accountId(shop, '1010') })).toEqual([]);
  const first = shop.call('journal.list', { limit: 50 }).rows.at(-1);
  expect(numbers({ source: first?.source ?? { kind: '', id: 0 } })).toEqual(['JE-000001']);
  const one = shop.call('journal.list', { limit: 2 });
  const two = shop.call('journal.list', { limit: 2, ledgerAccountId: accountId(shop, '6900') });
  expect(two.rows.map((row) => row.number)).toEqual(one.rows.map((row) => row.number));
  expect(numbers({ after: one.next ?? undefined })).toEqual(['JE-000002', 'JE-000004', 'JE-000001']);
  expect(numbers({ ledgerAccountId: accountId(shop, '6900'), after: one.next ?? undefined })).toEqual(['JE-000002', 'JE-000004', 'JE-000001']);
});

test('the trial balance of some days opens with what was before and closes at zero in sum', () => {
  const { rows, totals } = shop.call('trialBalance.get', { from: day('2026-03-02'), to: day('2026-03-03') });
  expect(rows.map(({ code, opening, debit, credit, closing }) => [code, opening, debit, credit, closing])).toEqual([
    ['3100', -500, 0, 500, -1000],
    ['6900', 500, 500, 0, 1000],
  ]);
  expect(totals).toEqual({ opening: 0, debit: 500, credit: 500, closing: 0 });
});

test('no page scans a table that grows', () => {
  const asked: string[] = [];
  const listening: Reader = {
    statements: 0,
    all: (query) => (asked.push(query.compile().sql), shop.read.all(query)),
    get: (query) => (asked.push(query.compile().sql), shop.read.get(query)),
    kept: (key, text) => (asked.push(text()), shop.read.kept(key, text)),
  };
  const after = { postedOn: day('2026-03-02'), entryId: 2, lineNo: 1 };
  listEntries(listening, { limit: 50, after });
  listEntries(listening, { limit: 50, after, ledgerAccountId: 1 });
  listEntries(listening, { limit: 50, source: { kind: 'command', id: 1 } });
  listLedger(listening, { limit: 50, after, ledgerAccountId: 1 });
  listOpenItems(listening, { limit: 50, ledgerAccountId: 1, after: { itemKind: 'a', itemId: 1 } });
  expect(asked.length).toBeGreaterThanOrEqual(8);
  for (const text of asked) {
    const plan = shop.raw.prepare(`explain query plan ${text}`).all(...(text.match(/\?/g) ?? []).map(() => null)) as { detail: string }[];
    const details = plan.map((row) => row.detail).join('\n');
    expect(details, text).not.toMatch(/SCAN (e|p|q|posting|journalEntry|ledgerDay|openItem)\b(?! USING)/);
  }
});
