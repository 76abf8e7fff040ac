import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readXlsx } from 'hucre';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findFonts } from '../../main/documents/fonts.ts';
import { reportFile } from '../../main/reporting/report-file.ts';
import type { Report } from '../../shared/reporting/report.rules.ts';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { accountId } from '../accounting/support.ts';
import { newShop, type TestShop } from '../support/shop.ts';

let shop: TestShop;
beforeAll(() => {
  shop = newShop({ language: 'en', name: 'Reel & Co' });
  shop.clock.set(Date.UTC(2026, 4, 1));
  const post = (on: string, debits: string, credits: string, amount: number) =>
    shop.call('journal.post', { postedOn: day(on), text: '=1+1', lines: [{ ledgerAccountId: accountId(shop, debits), amount: minor(amount) }, { ledgerAccountId: accountId(shop, credits), amount: minor(-amount) }] });
  post('2026-03-03', '1010', '4200', 123_456);
  post('2026-03-09', '6900', '1010', 7_05);
});
afterAll(() => shop.close());

const profit = (): Report => shop.call('report.get', { name: 'profitAndLoss', from: day('2026-03-01'), to: day('2026-03-31') });
const ledger = (): Report => shop.call('report.get', { name: 'generalLedger', from: day('2026-03-01'), to: day('2026-03-31') });
const textOf = async (report: Report, format: 'csv' | 'json', withAccounts = true): Promise<string> => Buffer.from(await reportFile(report, format, withAccounts)).toString('utf8');

test('a table for spreadsheets begins with its mark, writes exact decimals and ends with its control totals', async () => {
  const text = await textOf(profit(), 'csv', false);
  expect(text.startsWith('\uFEFFNo.,Line,2026-03 CNY\r\n')).toBe(true);
  expect(text).toContain(',Other income,1234.56\r\n');
  expect(text).toContain(',Profit,1227.51\r\n');
  expect(text).toContain('Profit equals the growth of equity,1227.51,1227.51\r\n');
});

test('data keeps units, days and control totals', async () => {
  const data = JSON.parse(await textOf(profit(), 'json')) as { rows: Record<string, unknown>[]; controls: { holds: boolean }[]; holds: boolean; from: string; currency: string };
  expect(data).toMatchObject({ from: '2026-03-01', to: '2026-03-31', currency: 'CNY', holds: true });
  expect(data.rows.find(({ kind, number }) => kind === 'account' && number === '6900')).toMatchObject({ line: 'General expenses', amount0: '7.05' });
});

test('in a workbook days and amounts are real ones, the head is frozen, and its totals are ours', async () => {
  const bytes = await reportFile(ledger(), 'xlsx');
  const { sheets } = await readXlsx(bytes);
  const rows = sheets[0]!.rows;
  expect(rows[0]![0]).toBe('General ledger');
  const posting = rows.find((row) => row[1] === 'JE-000001')!;
  expect(posting[0]).toBeInstanceOf(Date);
  expect((posting[0] as Date).toISOString().slice(0, 10)).toBe('2026-03-03');
  expect(posting.slice(3, 6)).toEqual([1234.56, 0, 1234.56]);
  expect(sheets[0]!.freezePane).toMatchObject({ rows: 4 });
});

const office = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((one) => fs.existsSync(one)) ?? '';

test.skipIf(office === '')('a sheet program opens the workbook with the same total', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'report-'));
  const file = path.join(folder, 'profit.xlsx');
  fs.writeFileSync(file, await reportFile(profit(), 'xlsx', false));
  // Commas, quotes, UTF-8, and each cell as the sheet shows it.
  const asShown = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true';
  execFileSync(office, ['--headless', `-env:UserInstallation=file://${folder}/office`, '--convert-to', asShown, '--outdir', folder, file], { stdio: 'ignore' });
  expect(fs.readFileSync(path.join(folder, 'profit.csv'), 'utf8')).toContain(',Profit,"1,227.51"');
  fs.rmSync(folder, { recursive: true });
});

test.skipIf(findFonts('en') === undefined)('a paper is a PDF', async () => {
  const bytes = await reportFile(profit(), 'pdf');
  expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
  expect(bytes.length).toBeGreaterThan(3_000);
});
