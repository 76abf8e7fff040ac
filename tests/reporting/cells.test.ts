import { afterAll, beforeAll, expect, test } from 'vitest';
import { charts, type ChartId } from '../../shared/accounting/charts/charts.ts';
import { accountsBehind, figureIn } from '../../shared/reporting/cell-parts.rules.ts';
import { layoutsOf } from '../../shared/reporting/layouts/layouts.ts';
import { lineOf } from '../../shared/reporting/statement.rules.ts';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { accountId } from '../accounting/support.ts';
import { refused } from '../support/refused.ts';
import { newShop, type TestShop } from '../support/shop.ts';

const types = ['asset', 'liability', 'equity', 'income', 'expense'] as const;

test.each(Object.keys(charts) as ChartId[])('every account the chart %s has, and any it could get, has one place in each statement', (chart) => {
  const layouts = layoutsOf[chart];
  const placeIn = { asset: ['balanceSheet', 'cashFlowDirect', 'cashFlowIndirect'], liability: ['balanceSheet', 'cashFlowDirect', 'cashFlowIndirect'], equity: ['balanceSheet', 'cashFlowDirect', 'cashFlowIndirect'], income: ['profitAndLoss', 'cashFlowDirect', 'cashFlowIndirect'], expense: ['profitAndLoss', 'cashFlowDirect', 'cashFlowIndirect'] } as const;
  const strangers = types.map((type) => ({ code: 'Z9', type, roles: [] as string[] }));
  const own = charts[chart].accounts.map(({ code, type, roles }) => ({ code, type, roles: [...roles] as string[] }));
  for (const account of [...own, ...strangers]) {
    for (const name of placeIn[account.type]) {
      for (const flow of ['in', 'out'] as const) expect(lineOf(layouts[name], { ...account, ledgerAccountId: 1, name: '' }, flow).kind, `${name} ${account.code}`).toBe('line');
    }
  }
});

test.each(Object.keys(charts) as ChartId[])('each line of the statements of %s is part of one sum at most, and every total reaches all of them', (chart) => {
  for (const name of ['profitAndLoss', 'balanceSheet', 'cashFlowDirect', 'cashFlowIndirect'] as const) {
    const layout = layoutsOf[chart][name];
    const parts = layout.flatMap(({ of }) => of ?? []);
    expect(new Set(parts).size, name).toBe(parts.length);
    const held = layout.filter(({ kind }) => kind === 'line').map(({ id }) => id);
    expect(held.filter((id) => !parts.includes(id)), name).toEqual([]);
    expect(parts.filter((id) => !layout.some((line) => line.id === id)), name).toEqual([]);
  }
});

let shop: TestShop;
beforeAll(() => {
  shop = newShop({ language: 'en' });
  shop.clock.set(Date.UTC(2027, 4, 1));
  const post = (on: string, debits: string, credits: string, amount: number, channelId: number | null = null) =>
    shop.call('journal.post', { postedOn: day(on), text: 'x', lines: [{ ledgerAccountId: accountId(shop, debits), amount: minor(amount), channelId }, { ledgerAccountId: accountId(shop, credits), amount: minor(-amount), channelId }] });
  for (let on = 1; on <= 9; on += 1) post(`2026-03-0${on}`, '1010', '4200', on * 100, on % 2 === 0 ? 7 : null);
  post('2026-03-15', '6900', '3100', 50);
  post('2026-04-02', '6900', '1010', 40);
  shop.call('closing.close', { throughOn: day('2026-12-31') });
});
afterAll(() => shop.close());

/** All pages of a cell, two postings at a time. */
function cellSum(input: { name: 'profitAndLoss' | 'balanceSheet' | 'cashFlow'; code: string; from: string | null; to: string; centreId?: number; method?: 'direct' | 'indirect' }): number {
  const { code, from, to, ...rest } = input;
  const asked = { ...rest, ...(rest.centreId !== undefined && { by: 'channel' as const }), ledgerAccountId: accountId(shop, code), from: from === null ? null : day(from), to: day(to), limit: 2 };
  let page = shop.call('report.postings', asked);
  let total = 0;
  for (;;) {
    total += page.rows.reduce((sum, { amount }) => sum + amount, 0);
    if (!page.next) return total;
    page = shop.call('report.postings', { ...asked, after: page.next });
  }
}

test('the postings a cell opens to add up to the cell', () => {
  expect(cellSum({ name: 'profitAndLoss', code: '4200', from: '2026-03-01', to: '2026-12-31' })).toBe(-4_500);
  expect(cellSum({ name: 'profitAndLoss', code: '4200', from: '2026-03-01', to: '2026-12-31', centreId: 7 })).toBe(-2_000);
  expect(cellSum({ name: 'profitAndLoss', code: '4200', from: '2026-03-01', to: '2026-12-31', centreId: 0 })).toBe(-2_500);
  expect(cellSum({ name: 'balanceSheet', code: '1010', from: null, to: '2026-12-31' })).toBe(4_460);
  expect(cellSum({ name: 'balanceSheet', code: '3300', from: null, to: '2026-12-31' })).toBe(0);
  expect(cellSum({ name: 'balanceSheet', code: '3300', from: null, to: '2027-01-31' })).toBe(-4_410);
  // The entry of 15 March moved no money.
  expect(cellSum({ name: 'cashFlow', code: '6900', from: '2026-03-01', to: '2026-04-30' })).toBe(40);
  expect(cellSum({ name: 'cashFlow', code: '6900', from: '2026-03-01', to: '2026-04-30', method: 'indirect' })).toBe(90);
});

test('months stand side by side and add up; too many, and days that run backwards, are refused', () => {
  const report = shop.call('report.get', { name: 'profitAndLoss', from: day('2026-03-01'), to: day('2026-04-30'), by: 'month' });
  expect(report.columns.map(({ from, to }) => [from, to]).slice(2)).toEqual([['2026-03-01', '2026-03-31'], ['2026-04-01', '2026-04-30'], ['2026-03-01', '2026-04-30']]);
  expect(report.rows.findLast(({ kind }) => kind === 'total')?.cells.slice(2)).toEqual([4_450, -40, 4_410]);
  refused(() => shop.call('report.get', { name: 'profitAndLoss', from: day('2020-03-01'), to: day('2026-04-30'), by: 'month' }), 'report.tooManyMonths');
  refused(() => shop.call('report.get', { name: 'cashFlow', from: day('2026-05-01'), to: day('2026-04-30') }), 'report.backwards');
});

test('beside a period stands the one before, the year before, or the year so far', () => {
  const columns = (compare: 'previous' | 'lastYear' | 'year') =>
    shop.call('report.get', { name: 'profitAndLoss', from: day('2026-02-01'), to: day('2026-02-28'), compare }).columns.slice(2).map(({ id, from, to }) => [id, from, to]);
  expect(columns('previous')).toEqual([['amount0', '2026-02-01', '2026-02-28'], ['amount1', '2026-01-01', '2026-01-31'], ['change', null, null]]);
  expect(columns('lastYear')[1]).toEqual(['amount1', '2025-02-01', '2025-02-28']);
  expect(columns('year')).toEqual([['amount0', '2026-01-01', '2026-02-28'], ['amount1', '2026-02-01', '2026-02-28']]);
});

test('every figure of every statement is its accounts with their signs, and what no account has stands on its own line', () => {
  for (const name of ['profitAndLoss', 'balanceSheet', 'cashFlow'] as const) {
    for (const method of ['direct', 'indirect'] as const) {
      const { rows, columns } = shop.call('report.get', { name, method, from: day('2026-03-02'), to: day('2026-04-30'), compare: 'previous' });
      columns.forEach(({ unit }, at) => {
        if (unit !== 'money') return;
        for (const row of rows) {
          const behind = accountsBehind(rows, row, at);
          expect(behind.reduce((sum, { amount }) => sum + amount, 0), `${name} ${row.id}`).toBe(figureIn(row, at));
          // A sum has nothing that is not of its lines.
          expect(behind.filter(({ row: part }) => part.kind !== 'account' && part.parts.length > 0), `${name} ${row.id}`).toEqual([]);
          expect(behind.filter(({ row: part }) => part.kind !== 'account' && part.id !== 'openingMoney' && name !== 'balanceSheet')).toEqual([]);
        }
      });
    }
  }
  const { rows } = shop.call('report.get', { name: 'profitAndLoss', from: day('2026-03-01'), to: day('2026-04-30') });
  const profit = rows.findLast(({ kind }) => kind === 'total')!;
  expect(accountsBehind(rows, profit, 2).map(({ row, amount }) => [row.cells[0], amount])).toEqual([['6900', -90], ['4200', 4_500]]);
});
