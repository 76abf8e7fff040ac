import { afterEach, beforeEach, expect, test } from 'vitest';
import { stockAnalysis } from '../../main/hosts/cli/stock-reports.ts';
import { reportJson } from '../../shared/reporting/report-cells.rules.ts';
import { stockAnalysisReport } from '../../shared/reporting/stock-analysis.rules.ts';
import { day } from '../../shared/units/day.ts';
import { openTestDoor, type TestDoor } from '../support/door.ts';

type Page = Parameters<typeof stockAnalysisReport>[0];

let shop: TestDoor;
const call = async <T>(method: string, input: object = {}): Promise<T> => (await shop.call(method, input)) as T;
const on = '2026-03-02';

/** More variants than a page holds, so that what is saved is put together from several. */
beforeEach(async () => {
  shop = await openTestDoor();
  const { locationId } = await call<{ locationId: number }>('location.create', { name: 'Shelf', kind: 'shop' });
  for (const name of ['Rod', 'Reel', 'Line']) {
    const made = Array.from({ length: 90 }, (_, index) => ({ sku: `${name}-${index}`, optionValues: { size: String(index) } }));
    // One product after another: the door asks in order.
    // oxlint-disable-next-line no-await-in-loop
    const { variants } = await call<{ variants: { id: number }[] }>('product.create', { name, state: 'active', variants: made });
    // oxlint-disable-next-line no-await-in-loop
    await call('stock.receive', { locationId, lines: variants.map(({ id }, index) => ({ variantId: id, quantity: 1000 * (index + 1), value: 100 * (index + 1) })) });
  }
});
afterEach(() => shop.close());

test('what the screen saves and what the command line prints is one table', async () => {
  const { name, data, rows } = await call<{ name: string; data: string; rows: number }>('analysis.file', { on, language: 'zh-Hant', format: 'json' });
  expect([rows, name]).toEqual([270, `渔具小店 庫存分析 2025-03-03 ${on}.json`]);
  const saved: unknown = JSON.parse(Buffer.from(data, 'base64').toString());
  const first = await call<Page & { next: number }>('analysis.list', { on, limit: 200 });
  const second = await call<Page>('analysis.list', { on, limit: 200, after: first.next });
  const printed = stockAnalysis({ ask: (_method, input) => ('after' in input ? second : first), name: '渔具小店', baseCurrency: 'CNY', timeZone: 'Asia/Shanghai', on: day(on), language: 'zh-Hant' });
  expect(reportJson(printed, true)).toEqual(saved);
  expect(printed.rows.at(-1)).toMatchObject({ kind: 'total' });
  expect(reportJson(printed, true).rows.at(-1)).toMatchObject({ name: '合計', value: '12285.00' });
});

test('every format is written, and the list is the one asked for', async () => {
  const file = (asked: object) => call<{ data: string; rows: number }>('analysis.file', { on, ...asked });
  const csv = Buffer.from((await file({ format: 'csv' })).data, 'base64').toString();
  expect(csv.split('\r\n')[0]).toContain('SKU,Name,Class,Rank,Running %,Sold,Cost of sales CNY');
  expect((await file({ format: 'csv', only: 'sold' })).rows).toBe(0);
  const begins = async (format: 'xlsx' | 'pdf'): Promise<string> => Buffer.from((await file({ format })).data, 'base64').subarray(0, 2).toString();
  expect([await begins('xlsx'), await begins('pdf')]).toEqual(['PK', '%P']);
});

test('whoever may not see a figure is told that there is one', async () => {
  const list = await call<Page>('analysis.list', { on, limit: 1 });
  const { value: _hidden, ...row } = list.rows[0]!;
  const { value: _sum, ...totals } = list.totals;
  const report = stockAnalysisReport({ ...list, rows: [row], totals }, { shop: 'S', currency: 'CNY', language: 'en' });
  const at = report.columns.findIndex(({ id }) => id === 'value');
  expect(report.rows.map(({ cells }) => cells[at])).toEqual(['···', '···']);
});
