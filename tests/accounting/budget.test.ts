import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { budgetLeft, differenceRate, guardSays, guards, pastedBlock, scaled, twelveMonths } from '../../shared/accounting/budget.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import { refused } from '../support/refused.ts';
import { newShop, type TestShop } from '../support/shop.ts';
import { runs } from '../support/soak.ts';
import { accountId } from './support.ts';

const amounts = fc.integer({ min: -1_000_000, max: 1_000_000 }).map(minor);

describe('the rules', () => {
  test('a guard speaks exactly where the four terms leave less than nothing', () => {
    fc.assert(
      fc.property(amounts, amounts, amounts, amounts, fc.constantFrom(...guards), (budget, actual, ordered, own, guard) => {
        const use = { budget, actual, ordered, own };
        const beyond = actual + ordered + own > budget;
        expect(guardSays(guard, use)).toBe(beyond && guard !== 'off' ? guard : 'pass');
        expect(budgetLeft(use) < 0).toBe(beyond);
      }),
      { numRuns: runs(300, 30_000, 'uses of a budget'), seed: 5 },
    );
  });

  test('a year is twelve months from any of them on', () => {
    expect(twelveMonths(day('2026-01-01'))).toEqual(['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'].map((month) => `2026-${month}-01`));
    expect([twelveMonths(day('2026-04-01'))[0], twelveMonths(day('2026-04-01'))[11]]).toEqual(['2026-04-01', '2027-03-01']);
  });

  test('what differs is measured by the budget; without one by nothing', () => {
    expect([differenceRate(minor(110), minor(100)), differenceRate(minor(50), minor(-100)), differenceRate(minor(5), minor(0))]).toEqual([100_000, 1_500_000, null]);
    expect(scaled(minor(12_345), ratePpm(1_050_000))).toBe(12_962);
  });

  test('a block as spreadsheets copy it has its rows and cells, and no row more', () => {
    expect(pastedBlock('1\t2\r\n3\t\r\n')).toEqual([['1', '2'], ['3', '']]);
    expect(pastedBlock('7')).toEqual([['7']]);
  });
});

let shop: TestShop;
beforeEach(() => {
  shop = newShop({ language: 'en' });
  shop.clock.set(Date.UTC(2027, 5, 1));
});
afterEach(() => shop.close());

const budgeted = (code: string, monthOn: string, amount: number | null, centre: { kind: 'campaign' | 'location'; id: number } | null = null) => ({ ledgerAccountId: accountId(shop, code), monthOn: day(monthOn), centre, amount: amount === null ? null : minor(amount) });
const post = (on: string, debits: string, credits: string, amount: number, campaignId?: number) =>
  shop.call('journal.post', { postedOn: day(on), text: 'x', lines: [{ ledgerAccountId: accountId(shop, debits), amount: minor(amount), campaignId }, { ledgerAccountId: accountId(shop, credits), amount: minor(-amount), campaignId }] });
const gridRow = (code: string, from = '2026-01-01') => shop.call('budget.grid', { from: day(from) }).rows.find((row) => row.code === code)!;

test('kept purchases that differ from what buying posted are found', () => {
  shop.raw.exec(`insert into boughtDay (dayOn, ledgerAccountId, amount) values ('2026-03-02', 1, 5)`);
  expect(() => shop.check()).toThrow(/INV-L4 boughtDay 2026-03-02 \d+/);
});

describe('a budget', () => {
  test('keeps every version with who wrote it, and shows the last', () => {
    shop.call('budget.set', { figures: [budgeted('6900', '2026-03-01', 500)] });
    expect(shop.call('budget.set', { figures: [budgeted('6900', '2026-03-01', 700), budgeted('6900', '2026-04-01', 100)] })).toEqual({ written: 2, before: [budgeted('6900', '2026-03-01', 500), budgeted('6900', '2026-04-01', null)] });
    expect(shop.call('budget.set', { figures: [budgeted('6900', '2026-03-01', 700)] }).written).toBe(0);
    expect(gridRow('6900').amounts.slice(2, 5)).toEqual([700, 100, null]);
    const { rows } = shop.call('budget.versions', { ledgerAccountId: accountId(shop, '6900'), monthOn: day('2026-03-01') });
    expect(rows.map(({ amount, userName }) => [amount, userName])).toEqual([[700, 'Lin'], [500, 'Lin']]);
    expect(() => shop.raw.exec('update budgetFigure set amount = 1')).toThrow('never edited');
    shop.check();
  });

  test('is taken back, and undone from the record', () => {
    shop.call('budget.set', { figures: [budgeted('6900', '2026-03-01', 500)] });
    shop.call('budget.set', { figures: [budgeted('6900', '2026-03-01', null)] });
    expect(gridRow('6900').amounts[2]).toBe(null);
    shop.call('activity.undo', { commandId: shop.raw.prepare('select max(id) from command').pluck().get() as number });
    expect(gridRow('6900').amounts[2]).toBe(500);
  });

  test('is of results, of goods for the whole shop, and of centres that are there', () => {
    refused(() => shop.call('budget.set', { figures: [budgeted('1010', '2026-03-01', 5)] }), 'budget.account');
    const { campaignId } = shop.call('campaign.add', { name: '618', fromOn: day('2026-03-01') });
    const goods = shop.call('account.list', undefined).find(({ roles }) => (roles as string[]).includes('inventory'))!.code;
    shop.call('budget.set', { figures: [budgeted(goods, '2026-03-01', 5)] });
    refused(() => shop.call('budget.set', { figures: [budgeted(goods, '2026-03-01', 5, { kind: 'campaign', id: campaignId })] }), 'budget.account');
    refused(() => shop.call('budget.set', { figures: [budgeted('6900', '2026-03-01', 5, { kind: 'campaign', id: 99 })] }), 'record.missing');
    refused(() => shop.call('budget.setGuard', { ledgerAccountId: accountId(shop, '6900'), guard: 'off' }), 'budget.account');
    refused(() => shop.call('budget.set', { figures: [{ ...budgeted('6900', '2026-03-01', 5), monthOn: day('2026-03-02') }] }), 'input.invalid');
  });

  test('begins with last year’s figures, on the account’s own side', () => {
    post('2025-02-10', '1010', '4200', 900);
    post('2025-02-11', '6900', '3100', 40);
    expect([gridRow('4200').lastYear[1], gridRow('6900').lastYear[1]]).toEqual([900, 40]);
  });
});

/** A year whose entries take each other off has nothing to close. */
function closeYear(own: TestShop): void {
  try {
    own.call('closing.close', { throughOn: day('2025-12-31') });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'closing.nothing') throw error;
  }
}

describe('budget and books', () => {
  const report = (input: object = {}) => shop.call('report.get', { name: 'budget', from: day('2026-03-01'), to: day('2026-03-31'), ...input });
  const cells = (of: ReturnType<typeof report>, code: string) => of.rows.find((row) => row.cells[0] === code)?.cells.slice(2);

  test('stand beside each other for the month and the year through it, and the result is that of profit and loss', () => {
    shop.call('budget.set', { figures: [budgeted('6900', '2026-02-01', 300), budgeted('6900', '2026-03-01', 500), budgeted('4200', '2026-03-01', 1_000), budgeted('6900', '2026-04-01', 9_999)] });
    post('2026-02-10', '6900', '3100', 200);
    post('2026-03-10', '6900', '3100', 600);
    post('2026-03-11', '1010', '4200', 900);
    const made = report();
    expect(cells(made, '6900')).toEqual([500, 600, 100, 200_000, 800, 800, 0, 0]);
    expect(cells(made, '4200')).toEqual([1_000, 900, -100, -100_000, 1_000, 900, -100, -100_000]);
    expect(made.rows.find(({ id }) => id === 'result')?.cells.slice(2)).toEqual([500, 300, -200, -400_000, 200, 100, -100, -500_000]);
    expect(made.controls.map(({ left, right }) => [left, right])).toEqual([[300, 300]]);
  });

  test('are of one campaign where one is asked for, and its figure opens to its entries', () => {
    const { campaignId } = shop.call('campaign.add', { name: '618', fromOn: day('2026-03-01') });
    shop.call('budget.set', { figures: [budgeted('6900', '2026-03-01', 500), budgeted('6900', '2026-03-01', 80, { kind: 'campaign', id: campaignId })] });
    post('2026-03-10', '6900', '3100', 600);
    post('2026-03-12', '6900', '3100', 70, campaignId);
    const made = report({ by: 'campaign', centreId: campaignId });
    expect([cells(made, '6900'), cells(report(), '6900')?.slice(0, 2)]).toEqual([[80, 70, -10, -125_000, 80, 70, -10, -125_000], [500, 670]]);
    expect(made.title).toBe('Budget and actual · 618');
    const opened = shop.call('report.postings', { name: 'budget', by: 'campaign', centreId: campaignId, ledgerAccountId: accountId(shop, '6900'), from: day('2026-03-01'), to: day('2026-03-31') });
    expect(opened.rows.map(({ amount }) => amount)).toEqual([70]);
    shop.check();
  });

  test('are what versions and raw lines add up to, over random months, with closings', () => {
    const month = fc.integer({ min: 0, max: 17 });
    const history = fc.array(fc.oneof(
      fc.record({ kind: fc.constant('budget' as const), code: fc.constantFrom('6900', '4200', '6010'), month, amount: fc.option(amounts, { nil: null }) }),
      fc.record({ kind: fc.constant('entry' as const), code: fc.constantFrom('6900', '4200'), month, amount: amounts.filter((value) => value !== 0) }),
    ), { minLength: 1, maxLength: 16 });
    const dayOf = (index: number): Day => day(`${2025 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`);
    fc.assert(
      fc.property(history, fc.integer({ min: 12, max: 17 }), (steps, asked) => {
        const own = newShop({ language: 'en' });
        try {
          own.clock.set(Date.UTC(2027, 5, 1));
          const id = (code: string): number => accountId(own, code);
          const [budget, actual] = [new Map<string, number | null>(), new Map<string, number>()];
          for (const step of steps) {
            const key = `${step.code} ${step.month}`;
            if (step.kind === 'budget') {
              own.call('budget.set', { figures: [{ ledgerAccountId: id(step.code), monthOn: dayOf(step.month), amount: step.amount }] });
              budget.set(key, step.amount);
            } else {
              own.call('journal.post', { postedOn: dayOf(step.month), text: 'x', lines: [{ ledgerAccountId: id(step.code), amount: step.amount }, { ledgerAccountId: id('3100'), amount: minor(0 - step.amount) }] });
              actual.set(key, (actual.get(key) ?? 0) + step.amount);
            }
          }
          closeYear(own);
          const made = own.call('report.get', { name: 'budget', from: dayOf(asked), to: dayOf(asked) });
          for (const code of ['6900', '4200', '6010']) {
            const sign = code.startsWith('4') ? -1 : 1;
            const sum = (of: ReadonlyMap<string, number | null>, from: number): number => { let total = 0; for (let at = from; at <= asked; at += 1) total += of.get(`${code} ${at}`) ?? 0; return total; };
            const expected = [sum(budget, asked), sign * sum(actual, asked), sum(budget, 12), sign * sum(actual, 12)].map((value) => value + 0);
            const row = made.rows.find(({ cells: own1 }) => own1[0] === code)?.cells ?? [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
            expect([row[2], row[3], row[6], row[7]].map((value) => Number(value) + 0), code).toEqual(expected);
          }
          expect(made.controls.filter(({ left, right }) => left !== right)).toEqual([]);
        } finally {
          own.close();
        }
      }),
      { numRuns: runs(6, 1_000, 'random budgets beside random books'), seed: 8 },
    );
  });
});

