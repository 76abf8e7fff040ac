import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportJson, reportTexts } from '../../shared/reporting/report-cells.rules.ts';
import { reportWords } from '../../shared/reporting/report-words.rules.ts';
import type { Report } from '../../shared/reporting/report.rules.ts';
import { day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { accountId } from '../accounting/support.ts';
import { channelId, channelOrder } from '../sales/support.ts';
import { refused } from '../support/refused.ts';
import { newShop, openingTime, type TestShop } from '../support/shop.ts';
import { newCashShop } from './cash-case.ts';

let shop: TestShop;
beforeAll(() => {
  shop = newCashShop();
});
afterAll(() => shop.close());

const [march, april, both] = [{ from: day('2026-03-01'), to: day('2026-03-31') }, { from: day('2026-04-01'), to: day('2026-04-30') }, { from: day('2026-03-01'), to: day('2026-04-30') }];

/** The accounts of a statement by code, in its first column, and its last total. */
function figures(report: Report): Record<string, number> {
  const accounts = report.rows.filter(({ kind }) => kind === 'account').map(({ cells }) => [String(cells[0]), Number(cells[2])]);
  expect(report.controls.filter(({ left, right }) => left !== right)).toEqual([]);
  return { ...Object.fromEntries(accounts), total: Number(report.rows.findLast(({ kind }) => kind === 'total')?.cells[2]) };
}
const profit = (span: typeof march, basis: 'accrual' | 'cash') => figures(shop.call('report.get', { name: 'profitAndLoss', ...span, basis }));

test('income counts when it is paid and expenses when they are, goods when they are sold, as the accountant has it by hand', () => {
  expect(profit(march, 'accrual')).toEqual({ 40000: 40_000, 50000: 24_000, 63000: 9_000, total: 7_000 });
  expect(profit(march, 'cash')).toEqual({ 40000: 30_000, 50000: 24_000, 63000: 3_000, total: 3_000 });
  expect(profit(april, 'accrual')).toMatchObject({ 40000: 10_000, 40200: -10_000, total: 0 });
  expect(profit(april, 'cash')).toMatchObject({ 40000: 20_000, 40200: -10_000, 63000: 6_000, total: 4_000 });
  // All of it was settled: both come to the same.
  expect(profit(both, 'cash')).toEqual(profit(both, 'accrual'));
});

test('months and comparisons stand on the basis too, and its head says which', () => {
  const months = shop.call('report.get', { name: 'profitAndLoss', ...both, by: 'month', basis: 'cash' });
  expect(months.rows.findLast(({ kind }) => kind === 'total')?.cells.slice(2)).toEqual([3_000, 4_000, 7_000]);
  const compared = shop.call('report.get', { name: 'profitAndLoss', ...april, compare: 'previous', basis: 'cash' });
  expect(compared.rows.findLast(({ kind }) => kind === 'total')?.cells.slice(2)).toEqual([4_000, 3_000, 1_000]);
  const places = shop.call('report.get', { name: 'profitAndLoss', ...march, by: 'location', basis: 'cash' });
  // Paid ahead of a parcel, a sale has no place yet.
  expect(places.columns.slice(2).map(({ heading }) => heading)).toEqual(['Shop', 'No location', 'Total']);
  expect(places.rows.find(({ cells }) => cells[0] === '40000')?.cells.slice(2)).toEqual([20_000, 10_000, 30_000]);
  const title = (basis: 'accrual' | 'cash', language: 'en' | 'zh-Hans' | 'zh-Hant') => shop.call('report.get', { name: 'balanceSheet', to: march.to, basis, language }).title;
  expect([title('cash', 'en'), title('accrual', 'en'), title('cash', 'zh-Hans'), title('cash', 'zh-Hant')]).toEqual(['Balance sheet, cash basis', 'Balance sheet, accrual basis', '资产负债表（收付实现制）', '資產負債表（現金收付制）']);
  expect(reportJson(compared, false)).toMatchObject({ title: 'Profit and loss, cash basis', holds: true });
  expect(reportTexts(compared, reportWords.en, false).at(-1)?.slice(1)).toEqual(['30.00', '30.00']);
});

test('of receivables and deposits only sales tax is left, of payables nothing, and equity differs by exactly what went', () => {
  const sheet = (basis: 'accrual' | 'cash') => figures(shop.call('report.get', { name: 'balanceSheet', to: march.to, basis }));
  const [books, cash] = [sheet('accrual'), sheet('cash')];
  expect(books).toMatchObject({ 11000: 21_600, 20000: 6_000, 22000: 3_200, 23000: 10_800 });
  expect(cash).toMatchObject({ 11000: 1_600, 22000: 3_200, 23000: 800 });
  expect(cash['20000']).toBeUndefined();
  const year = (basis: 'accrual' | 'cash') => Number(shop.call('report.get', { name: 'balanceSheet', to: march.to, basis }).rows.find(({ id }) => id === 'yearProfit')?.cells[2]);
  expect([year('accrual'), year('cash')]).toEqual([7_000, 3_000]);
});

/** What a cell opens to, two postings to a page: day, what counts, what was posted. */
function opened(span: { from: typeof march.from | null; to: typeof march.to }, code: string, name: 'profitAndLoss' | 'balanceSheet' = 'profitAndLoss') {
  const asked = { name, basis: 'cash' as const, ledgerAccountId: accountId(shop, code), ...span, limit: 2 };
  const found = [];
  for (let page = shop.call('report.postings', asked); ; page = shop.call('report.postings', { ...asked, after: page.next })) {
    found.push(...page.rows.map(({ postedOn, amount, posted }) => [postedOn, amount, posted]));
    if (!page.next) return found;
  }
}

test('a figure opens to the entries behind it, each with how much of it counts', () => {
  expect(opened(march, '40000')).toEqual([['2026-03-05', -10_000, -20_000], ['2026-03-12', -10_000, -10_000], ['2026-03-18', 0, -10_000], ['2026-03-28', -10_000, -10_800]]);
  // B's payment counted in March, so that its parcel counts for nothing more.
  expect(opened(april, '40000')).toEqual([['2026-03-05', -10_000, -20_000], ['2026-03-18', -10_000, -10_000], ['2026-03-28', 10_000, -10_800], ['2026-04-03', -10_000, -10_000]]);
  expect(opened(april, '63000')).toEqual([['2026-03-15', 6_000, 9_000]]);
  // What nobody paid yet of a sale is taken off the receivable by the sale's own line.
  expect(opened({ from: null, to: march.to }, '11000', 'balanceSheet')).toEqual([['2026-03-05', 21_600, 21_600], ['2026-03-05', -10_000, -20_000], ['2026-03-18', 10_800, 10_800], ['2026-03-18', -10_000, -10_000], ['2026-03-20', -10_800, -10_800]]);
});

test('other reports, and charts that know no cash basis, refuse it', () => {
  refused(() => shop.call('report.get', { name: 'cashFlow', to: march.to, basis: 'cash' }), 'report.noCashBasis');
  refused(() => shop.call('report.postings', { name: 'trialBalance', basis: 'cash', ledgerAccountId: accountId(shop, '40000'), from: march.from, to: march.to, limit: 2 }), 'report.noCashBasis');
  const german = newShop({ chart: 'skr03', country: 'DE', baseCurrency: 'EUR' });
  try {
    refused(() => german.call('report.get', { name: 'profitAndLoss', to: march.to, basis: 'cash' }), 'report.noCashBasis');
    expect(german.call('report.get', { name: 'profitAndLoss', to: march.to }).title).toBe('Profit and loss');
  } finally {
    german.close();
  }
});

test('what a marketplace collects and remits is no income, also where it is paid ahead; the money it holds for us is ours', () => {
  const other = newShop({ chart: 'us' });
  try {
    const at = instant(openingTime);
    const paid = (externalId: string, taxBy: 'shop' | 'channel', amount: number) =>
      channelOrder({ externalId, taxBy, customer: { name: externalId, email: `${externalId}@example.com`, phone: null }, payments: [{ externalId: `pay ${externalId}`, amount: minor(amount), method: 'card', occurredAt: at, fee: minor(0) }] });
    const { results } = other.call('order.importBatch', { channelId, items: [paid('M', 'channel', 22_000), paid('S', 'shop', 24_860)] });
    expect(results.every(({ ok }) => ok)).toBe(true);
    const span = { from: day('2026-03-01'), to: day('2026-03-31') };
    expect(figures(other.call('report.get', { name: 'profitAndLoss', ...span }))).toEqual({ total: 0 });
    expect(figures(other.call('report.get', { name: 'profitAndLoss', ...span, basis: 'cash' }))).toEqual({ 40000: 44_000, total: 44_000 });
    // Our own tax of the second is held until its goods leave.
    expect(figures(other.call('report.get', { name: 'balanceSheet', to: span.to, basis: 'cash' }))).toMatchObject({ 11100: 46_860, 23000: 2_860 });
  } finally {
    other.close();
  }
});
