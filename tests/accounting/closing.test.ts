import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { refused } from '../support/refused.ts';
import { newShop, type TestShop } from '../support/shop.ts';
import { accountId, trial } from './support.ts';

/** 10 April 2027 in Shanghai: the year 2026 and three months are over. */
const later = Date.UTC(2027, 3, 10);

const post = (shop: TestShop, on: string, debits: string, credits: string, amount: number) =>
  shop.call('journal.post', {
    postedOn: day(on),
    text: 'x',
    lines: [
      { ledgerAccountId: accountId(shop, debits), amount: minor(amount) },
      { ledgerAccountId: accountId(shop, credits), amount: minor(-amount) },
    ],
  });

const profitOf = (shop: TestShop, from: string, to: string): unknown =>
  shop.call('report.get', { name: 'profitAndLoss', from: day(from), to: day(to) }).rows.findLast(({ kind }) => kind === 'total')?.cells[2];

describe('a chart that closes yearly', () => {
  let shop: TestShop;
  beforeEach(() => {
    shop = newShop({ language: 'en' });
    shop.clock.set(later);
    post(shop, '2026-05-02', '1010', '4200', 1_000);
    post(shop, '2026-06-03', '6900', '1010', 300);
    post(shop, '2027-02-01', '1010', '4200', 50);
  });
  afterEach(() => shop.close());

  test('moves the result into retained earnings, and the statements read the same before and after', () => {
    const sheet = () => shop.call('report.get', { name: 'balanceSheet', to: day('2026-12-31') });
    const before = sheet();
    expect(shop.call('closing.list', undefined)).toMatchObject({ every: 'year', due: { throughOn: '2026-12-31', profit: 700 } });
    const { profit, entryIds } = shop.call('closing.close', { throughOn: day('2026-12-31') });
    expect([profit, entryIds.length]).toEqual([700, 1]);
    expect(trial(shop, day('2026-12-31'))).toMatchObject({ '4200': 0, '6900': 0, '3300': -700, '1010': 700 });
    expect(profitOf(shop, '2026-01-01', '2026-12-31')).toBe(700);
    expect(profitOf(shop, '2026-01-01', '2027-12-31')).toBe(750);
    expect(sheet()).toEqual(before);
    expect(shop.call('closing.list', undefined).due).toBeNull();
    shop.check();
  });

  test('shows an earlier year in retained earnings from the next year on, closed or not', () => {
    const equity = () =>
      Object.fromEntries(shop.call('report.get', { name: 'balanceSheet', to: day('2027-03-31') }).rows.filter(({ id }) => id === 'retained' || id === 'yearProfit').map(({ id, cells }) => [id, cells[2]]));
    expect(equity()).toEqual({ retained: 700, yearProfit: 50 });
    shop.call('closing.close', { throughOn: day('2026-12-31') });
    expect(equity()).toEqual({ retained: 700, yearProfit: 50 });
  });

  test('closes what came late by closing again, and takes back the latest first', () => {
    const first = shop.call('closing.close', { throughOn: day('2026-12-31') });
    refused(() => shop.call('closing.close', { throughOn: day('2026-12-31') }), 'closing.nothing');
    post(shop, '2026-12-30', '6900', '1010', 25);
    const second = shop.call('closing.close', { throughOn: day('2026-12-31') });
    expect(second.profit).toBe(-25);
    refused(() => shop.call('closing.takeBack', { resultClosingId: first.resultClosingId }), 'closing.notLatest');
    shop.call('closing.takeBack', { resultClosingId: second.resultClosingId });
    shop.call('closing.takeBack', { resultClosingId: first.resultClosingId });
    expect(trial(shop, day('2026-12-31'))).toMatchObject({ '4200': -1_000, '6900': 325, '3300': 0 });
    expect(shop.call('closing.list', undefined).rows.map(({ takenBack }) => takenBack)).toEqual([true, true]);
    shop.check();
  });

  test('refuses a day that ends no year, a year that is not over, and a closed period', () => {
    refused(() => shop.call('closing.close', { throughOn: day('2026-11-30') }), 'closing.notAnEnd');
    refused(() => shop.call('closing.close', { throughOn: day('2027-12-31') }), 'closing.notOver');
    shop.call('period.lock', { throughOn: day('2026-12-31'), reason: 'year end' });
    refused(() => shop.call('closing.close', { throughOn: day('2026-12-31') }), 'period.locked');
  });

  test('is undone from the record, and done again', () => {
    shop.call('closing.close', { throughOn: day('2026-12-31') });
    const last = () => (shop.raw.prepare('select max(id) from command').pluck().get() as number);
    shop.call('activity.undo', { commandId: last() });
    expect(trial(shop, day('2026-12-31'))['3300']).toBe(0);
    shop.call('activity.undo', { commandId: last() });
    expect(trial(shop, day('2026-12-31'))['3300']).toBe(-700);
    shop.check();
  });

  test('a result left behind, or a kept result of a channel that is wrong, is found', () => {
    shop.call('closing.close', { throughOn: day('2026-12-31') });
    shop.raw.exec('drop trigger postingIsFinal; drop trigger journalEntryIsFinal');
    shop.raw.exec("insert into centreDay (ledgerAccountId, kind, dayOn, centreId, amount) values (1, 'channel', '2026-01-01', 7, 5)");
    shop.raw.exec("update posting set amount = amount + 7 where entryId = (select max(id) from journalEntry) and amount > 0");
    expect(() => shop.check()).toThrow(/INV-L4 centreDay 1 2026-01-01 channel 7[\s\S]*INV-L5 closings journalEntry/);
  });
});

describe('小企业会计准则', () => {
  let shop: TestShop;
  beforeEach(() => {
    shop = newShop({ chart: 'smallBusinessCn' });
    shop.clock.set(later);
    post(shop, '2026-11-10', '1002', '530102', 500);
    post(shop, '2026-12-10', '560201', '1002', 200);
  });
  afterEach(() => shop.close());

  test('a closing taken back, then an earlier month closed alone, proves', () => {
    const { resultClosingId } = shop.call('closing.close', { throughOn: day('2026-12-31') });
    shop.call('closing.takeBack', { resultClosingId });
    expect(shop.call('closing.close', { throughOn: day('2026-11-30') }).profit).toBe(500);
    shop.check();
  });

  test('moves each month into 本年利润, and the year into 利润分配', () => {
    refused(() => shop.call('closing.close', { throughOn: day('2026-11-15') }), 'closing.notAnEnd');
    shop.call('closing.close', { throughOn: day('2026-11-30') });
    expect(trial(shop, day('2026-11-30'))).toMatchObject({ '530102': 0, '3103': -500 });
    const { entryIds } = shop.call('closing.close', { throughOn: day('2026-12-31') });
    expect(entryIds).toHaveLength(2);
    expect(trial(shop, day('2026-12-31'))).toEqual({ '1002': 300, '3103': 0, '3104': -300, '530102': 0, '560201': 0 });
    expect(profitOf(shop, '2026-12-01', '2026-12-31')).toBe(-200);
    shop.check();
  });

  test('prints the statutory forms with every number of theirs', () => {
    const numbers = (name: 'balanceSheet' | 'profitAndLoss' | 'cashFlow'): number[] =>
      shop.call('report.get', { name, from: day('2026-01-01'), to: day('2026-12-31'), language: 'zh-Hans' }).rows.flatMap(({ cells, kind }) => (kind !== 'account' && typeof cells[0] === 'number' ? [cells[0]] : []));
    const through = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);
    expect(numbers('balanceSheet')).toEqual(through(53));
    expect(numbers('profitAndLoss')).toEqual(through(32));
    expect(numbers('cashFlow')).toEqual(through(22));
  });

  test('puts money, capital and the open result where the form has them', () => {
    post(shop, '2026-12-20', '1002', '3001', 1_000);
    const shown = (id: string): unknown => shop.call('report.get', { name: 'balanceSheet', to: day('2026-12-31') }).rows.find((row) => row.id === id)?.cells[2];
    expect([shown('1'), shown('48'), shown('51'), shown('30'), shown('53')]).toEqual([1_300, 1_000, 300, 1_300, 1_300]);
  });
});
