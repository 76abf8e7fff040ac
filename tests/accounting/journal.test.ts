import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { postEntry, reverseEntry } from '../../main/accounting/journal.service.ts';
import { openBalance } from '../../main/accounting/ledger.queries.ts';
import { credit, debit, type EntryDraft, entryDraft, type Leg } from '../../shared/accounting/entry.rules.ts';
import { day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { refused } from '../support/refused.ts';
import { newShop, openingTime, type TestShop } from '../support/shop.ts';
import { trial } from './support.ts';

let shop: TestShop;
beforeEach(() => {
  shop = newShop({ language: 'en' });
});
afterEach(() => shop.close());

const march = (date: number) => day(`2026-03-${String(date).padStart(2, '0')}`);

/** An entry of the first command of the shop, dated 2 March. */
const entry = (legs: Leg[], postedOn = march(2)): EntryDraft =>
  entryDraft({
    postedOn,
    occurredAt: instant(openingTime),
    source: { kind: 'command', id: 1 },
    rule: { id: 'test', version: 1 },
    memo: { key: 'test', values: {} },
    terms: {},
    legs,
  });
const post = (legs: Leg[], postedOn = march(2)) => shop.tx((tx) => postEntry(tx, entry(legs, postedOn)));
const user = { kind: 'customer' as const, id: 1 };

describe('posting', () => {
  test('a sale of 100.00 with 13.00 tax stands in three accounts and in the trial balance', () => {
    shop.tx((tx) => {
      const legs = [debit('bank', minor(11300)), credit('salesRevenue', minor(10000)), credit('outputTax', minor(1300))];
      const posted = postEntry(tx, entry(legs));
      expect(posted?.number).toBe('JE-000001');
    });
    expect(trial(shop, march(2))).toEqual({ '1010': 11300, '2200': -1300, '4000': -10000 });
    shop.check();
  });

  test('numbers follow each other without a gap, also when an entry in between is refused', () => {
    post([debit('bank', minor(1)), credit('salesRevenue', minor(1))]);
    expect(() => shop.tx((tx) => {
      postEntry(tx, entry([debit('bank', minor(2)), credit('salesRevenue', minor(2))]));
      throw new Error('the command fails later');
    })).toThrow('the command fails later');
    expect(post([debit('bank', minor(3)), credit('salesRevenue', minor(3))])?.number).toBe('JE-000002');
  });

  test('a document without value has no entry and draws no number', () => {
    shop.tx((tx) => {
      expect(postEntry(tx, entry([debit('bank', minor(0)), credit('salesRevenue', minor(0))]))).toBeUndefined();
    });
    expect(post([debit('bank', minor(1)), credit('salesRevenue', minor(1))])?.number).toBe('JE-000001');
  });

  test('equal legs become one line, and a debit and a credit of one account stay two', () => {
    const posted = post([debit('cogs', minor(5)), debit('cogs', minor(7)), credit('bank', minor(20)), debit('bank', minor(8))]);
    const { legs, total } = shop.call('journal.get', { entryId: posted?.entryId ?? 0 });
    expect(legs.map(({ code, amount }) => [code, amount])).toEqual([['5000', 12], ['1010', -20], ['1010', 8]]);
    expect(total).toBe(20);
  });

  test('an entry of one cent too much is a bug, and SQLite refuses it too', () => {
    expect(() => entry([debit('bank', minor(100)), credit('salesRevenue', minor(99))])).toThrow(RangeError);
    const unbalanced = { ...entry([]), legs: [debit('bank', minor(100)), credit('salesRevenue', minor(99))] };
    expect(() => shop.tx((tx) => postEntry(tx, unbalanced))).toThrow('an entry balances');
  });

  test('an entry all in dollars balances in dollars', () => {
    const usd = (amount: number) => ({ foreign: { currency: 'USD', amount: minor(amount) } });
    const legs = [debit('bank', minor(700), usd(100)), credit('salesRevenue', minor(700), usd(99))];
    expect(() => entry(legs)).toThrow(RangeError);
    expect(() => shop.tx((tx) => postEntry(tx, { ...entry([]), legs }))).toThrow('balances in that currency');
  });

  test('a posting on a control account names its open item', () => {
    expect(() => post([debit('bank', minor(50)), credit('customerDeposits', minor(50))])).toThrow('names its open item');
  });

  test('an open item is settled by its opposite', () => {
    post([debit('accountsReceivable', minor(5000), { item: user }), credit('salesRevenue', minor(5000))]);
    post([debit('bank', minor(2000)), credit('accountsReceivable', minor(2000), { item: user })]);
    expect(openBalance(shop.read, 'accountsReceivable', user)).toBe(3000);
    const account = shop.call('account.list', undefined).find(({ roles }) => roles.includes('accountsReceivable'));
    const page = shop.call('ledger.openItems', { ledgerAccountId: account?.ledgerAccountId ?? 0, limit: 50 });
    expect(page).toEqual({ rows: [{ itemKind: 'customer', itemId: 1, balance: 3000 }], next: null, balance: 3000 });
  });
});

describe('reversing', () => {
  test('a reversed entry restores every balance, names what it reverses, and happens once', () => {
    const owed = debit('accountsReceivable', minor(113), { item: user, channelId: 3 });
    const first = post([owed, credit('salesRevenue', minor(100)), credit('outputTax', minor(13))]);
    const entryId = first?.entryId ?? 0;
    const reversal = shop.tx((tx) => reverseEntry(tx, { entryId, postedOn: march(5), reason: 'wrong customer' }));
    expect(trial(shop, march(2))).toEqual({ '1100': 113, '2200': -13, '4000': -100 });
    expect(trial(shop, march(5))).toEqual({ '1100': 0, '2200': 0, '4000': 0 });
    expect(openBalance(shop.read, 'accountsReceivable', user)).toBe(0);
    expect(shop.call('journal.get', { entryId: reversal.entryId })).toMatchObject({
      reversesId: entryId,
      source: { kind: 'command', id: 1 },
      memo: { key: 'journal.reversal', values: { number: 'JE-000001', text: 'wrong customer' } },
    });
    refused(() => shop.tx((tx) => reverseEntry(tx, { entryId, postedOn: march(5), reason: 'again' })), 'entry.reversed');
  });
});

describe('the file refuses', () => {
  const into = 'insert or replace into posting (entryId, lineNo, ledgerAccountId, postedOn, amount)';
  const breaking = (statement: string) => () => shop.raw.exec(statement);
  beforeEach(() => post([debit('bank', minor(100)), credit('salesRevenue', minor(100))]));

  test('changing, moving or removing what was posted', () => {
    expect(breaking('update posting set amount = 101 where lineNo = 1')).toThrow('reversed, never edited');
    expect(breaking('delete from posting')).toThrow('reversed, never removed');
    expect(breaking("update journalEntry set postedOn = '2026-03-01'")).toThrow('reversed, never edited');
    expect(breaking('update journalEntry set postedAt = null, digest = null')).toThrow('reversed, never edited');
    expect(breaking('delete from journalEntry')).toThrow('reversed, never removed');
    expect(breaking(`${into} select entryId, lineNo, ledgerAccountId, postedOn, 7 from posting`)).toThrow('joins an open entry');
    expect(breaking('insert or replace into journalEntry select * from journalEntry')).toThrow('inserted open');
  });

  test('adding a posting to a posted entry', () => {
    expect(breaking(`${into} values (1, 3, 1, '2026-03-02', 5)`)).toThrow('joins an open entry');
  });

  test('turning an account with postings into another type', () => {
    expect(breaking("update ledgerAccount set type = 'expense' where code = '1010'")).toThrow('keeps its type');
  });
});
