import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bytesOf } from '../../main/exports/write-export.ts';
import { windows1252 } from '../../main/exports/windows1252.ts';
import { ZipFile } from '../../main/exports/zip.ts';
import { bookingColumns, partyColumns } from '../../shared/exports/datev-columns.rules.ts';
import { pairsOf } from '../../shared/exports/datev.rules.ts';
import { usualLayouts } from '../../shared/exports/voucher.rules.ts';
import { day } from '../../shared/units/day.ts';
import { refused } from '../support/refused.ts';
import type { TestShop } from '../support/shop.ts';
import { booksShop, cents, debitsOf, made, textOf, to } from './support.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pack-'));
let shop: TestShop;
beforeAll(() => {
  shop = booksShop();
  shop.call('document.setLetterhead', { letterhead: { lines: ['Gate 1', 'Oslo'], taxNumber: 'FR12345678901', logo: null, paymentDays: 30 } });
});
afterAll(() => {
  shop.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const table = (text: string, delimiter = ','): Record<string, string>[] => parse(text, { bom: true, columns: true, delimiter, relax_quotes: true, quote: delimiter === '\t' ? null : '"' });
const sum = (rows: Record<string, string>[], column: string): number => rows.reduce((total, row) => total + cents(row[column]), 0);
const controlSays = (text: string): Record<string, string> => Object.fromEntries(text.trim().split('\r\n').map((line) => line.split(': ') as [string, string]));

test('every export counts what it writes, and the totals beside it are the journal’s', () => {
  for (const format of ['xeroJournal', 'quickBooksOnline', 'quickBooksDesktop', 'datev', 'fec'] as const) {
    const { files, total, seen } = made(shop, format);
    expect([format, seen]).toEqual([format, total]);
    const control = controlSays(textOf(files.at(-1)));
    expect([format, cents(control['debit']?.split(' ')[0]), cents(control['credit']?.split(' ')[0])]).toEqual([format, debitsOf(shop), debitsOf(shop)]);
  }
});

test('days in which nothing was posted are refused', () => {
  refused(() => made(shop, 'fec', { from: day('2020-01-01'), to: day('2020-12-31') }), 'export.empty');
});

test('Xero gets journals of at most 300 lines a file, none cut in two, each adding up to nothing', () => {
  const files = made(shop, 'xeroJournal').files.slice(0, -1);
  const rows = files.map((file) => table(textOf(file)));
  expect(rows.every((one) => one.length <= 300)).toBe(true);
  for (const one of rows) for (const lines of Map.groupBy(one, (row) => row['*Narration']).values()) expect(sum(lines, '*Amount')).toBe(0);
  expect(rows.flat().every((row) => row['*TaxRate'] !== '')).toBe(true);
  expect(rows.flat().filter((row) => !row['*Amount']?.startsWith('-')).reduce((total, row) => total + cents(row['*Amount']), 0)).toBe(debitsOf(shop));
});

test('QuickBooks Online gets both sides equal by entry, and names that are its own', () => {
  const rows = made(shop, 'quickBooksOnline').files.slice(0, -1).flatMap((file) => table(textOf(file)));
  for (const lines of Map.groupBy(rows, (row) => row['JournalNo']).values()) expect(sum(lines, 'Debits')).toBe(sum(lines, 'Credits'));
  expect(sum(rows, 'Debits')).toBe(debitsOf(shop));
  expect(rows.every((row) => /^\d\d\/\d\d\/\d{4}$/.test(row['JournalDate'] ?? ''))).toBe(true);
});

test('an IIF block begins with TRNS, ends with ENDTRNS and sums to zero', () => {
  const lines = textOf(made(shop, 'quickBooksDesktop').files[0]).split('\r\n').filter((line) => line !== '').map((line) => line.split('\t'));
  const accounts = new Set(lines.filter(([kind]) => kind === 'ACCNT').map(([, name]) => name));
  const body = lines.filter(([name]) => name && !name.startsWith('!') && name !== 'ACCNT');
  const blocks: number[] = [0];
  for (const [kind, , , , , amount] of body) {
    if (kind === 'ENDTRNS') blocks.push(0);
    else blocks[blocks.length - 1]! += cents(amount);
  }
  const legs = body.filter(([kind]) => kind !== 'ENDTRNS');
  expect(blocks.every((sumOfBlock) => sumOfBlock === 0)).toBe(true);
  expect(legs.every(([, , , account]) => accounts.has(account))).toBe(true);
  expect(blocks.length - 1).toBe(made(shop, 'quickBooksDesktop').total);
  expect(legs.reduce((total, [, , , , , amount]) => total + Math.max(0, cents(amount)), 0)).toBe(debitsOf(shop));
});

describe('DATEV', () => {
  const fields = (line: string): string[] => parse(line, { delimiter: ';', relax_quotes: true })[0] as string[];

  test('has 125 and 254 columns under its header of 31 fields, amounts unsigned, a file a month', () => {
    expect([bookingColumns.length, partyColumns.length]).toEqual([125, 254]);
    const files = made(shop, 'datev').files;
    expect(files.map(({ name }) => name)).toEqual(['EXTF_Buchungsstapel_2026-01.csv', 'EXTF_Buchungsstapel_2026-02.csv', 'EXTF_Buchungsstapel_2026-03.csv', 'EXTF_DebitorenKreditoren.csv', 'control-totals.txt']);
    const [head = '', columns = '', ...rows] = textOf(files[0]).trim().split('\r\n');
    expect(fields(head)).toHaveLength(31);
    expect(fields(head).slice(0, 5)).toEqual(['EXTF', '700', '21', 'Buchungsstapel', '13']);
    expect(fields(head).slice(12, 16)).toEqual(['20260101', '4', '20260105', '20260131']);
    expect(columns.split(';')).toHaveLength(125);
    expect(rows.every((row) => fields(row).length === 125 && /^\d+,\d\d$/.test(fields(row)[0] ?? '') && /^\d{4}$/.test(fields(row)[9] ?? ''))).toBe(true);
    const [partyHead = '', partyNames = '', ...parties] = textOf(files[3]).trim().split('\r\n');
    expect([fields(partyHead)[2], fields(partyHead)[4], partyNames.split(';').length, parties.length]).toEqual(['16', '5', 254, 7]);
  });

  test('keeps every account’s sum, customers on accounts of their own', () => {
    const sums = new Map<string, number>();
    for (const file of made(shop, 'datev').files.slice(0, 3)) {
      for (const row of textOf(file).trim().split('\r\n').slice(2)) {
        const [amount, side, , , , , account = '', counter = ''] = fields(row);
        expect(side).toBe('S');
        sums.set(account, (sums.get(account) ?? 0) + cents(amount));
        sums.set(counter, (sums.get(counter) ?? 0) - cents(amount));
      }
    }
    const due = shop.raw.prepare('select code, sum(amount) as amount from posting join ledgerAccount a on a.id = ledgerAccountId where control is not \'receivable\' group by code').all() as { code: string; amount: number }[];
    for (const { code, amount } of due) expect([code, sums.get(code)]).toEqual([code, amount]);
    const personal = [...sums].filter(([account]) => account.length === 5 && account.startsWith('1000'));
    expect(personal).toHaveLength(7);
    expect(personal.reduce((total, [, amount]) => total + amount, 0)).toBe(0);
  });

  test('pairs of an entry are as few as can be and lose nothing', () => {
    const pairs = pairsOf([{ account: 'a', amount: 700 }, { account: 'b', amount: 300 }, { account: 'c', amount: -400 }, { account: 'd', amount: -600 }]);
    expect(pairs).toHaveLength(3);
    expect(pairs.reduce((total, { amount }) => total + amount, 0)).toBe(1000);
  });

  test('is written in Windows-1252, with what that lacks replaced', () => {
    expect([...windows1252('Ä€–č鱼')]).toEqual([0xc4, 0x80, 0x96, 0x63, 0x3f]);
  });
});

test('the FEC has eighteen fields, numbers without a gap in each journal, and balances carried forward', () => {
  const days = { from: day('2026-02-01'), to };
  const { files } = made(shop, 'fec', days);
  expect(files[0]?.name).toBe('345678901FEC20260315.txt');
  const text = textOf(files[0]);
  const rows = table(text, '\t');
  expect(text.split('\r\n').filter((line) => line !== '').every((line) => line.split('\t').length === 18)).toBe(true);
  for (const [journal, lines] of Map.groupBy(rows, (row) => row['JournalCode'] ?? '')) {
    const numbers = [...new Set(lines.map((row) => row['EcritureNum']))];
    expect(numbers).toEqual(numbers.map((_number, index) => `${journal}${String(index + 1).padStart(7, '0')}`));
  }
  expect(rows[0]?.['JournalCode']).toBe('AN');
  expect(sum(rows, 'Debit')).toBe(sum(rows, 'Credit'));
  expect(sum(rows.filter((row) => row['JournalCode'] !== 'AN'), 'Debit')).toBe(debitsOf(shop, days));
  expect(rows.filter((row) => row['CompAuxNum'] !== '').length).toBeGreaterThan(0);
});

test('voucher sheets number each month without a gap, and a mapping of the shop’s own changes codes and headings', () => {
  const file = made(shop, 'kingdeeKis', { from: day('2026-01-20'), to }).files[0];
  if (!file || !('sheets' in file)) throw new Error('no workbook');
  const [heading = [], ...rows] = file.sheets[0]!.rows;
  const at = (name: string): number => heading.indexOf(name);
  const byMonth = Map.groupBy(rows, (row) => String(row[at('日期')]).slice(0, 7));
  // January begins where the entries before the twentieth ended.
  expect(byMonth.get('2026-01')?.[0]?.[at('凭证号')]).toBe(15 * 3 + 1);
  for (const month of ['2026-02', '2026-03']) {
    const numbers = [...new Set(byMonth.get(month)?.map((row) => row[at('凭证号')]))];
    expect(numbers).toEqual(numbers.map((_number, index) => index + 1));
  }
  expect(rows.reduce((total, row) => total + cents(row[at('借方金额')]), 0)).toBe(rows.reduce((total, row) => total + cents(row[at('贷方金额')]), 0));
  const layout = usualLayouts.yonyouT3;
  shop.call('exportSetting.setVoucher', { version: 'yonyouT3', layout: { ...layout, accounts: { '5000': '640101' }, columns: [{ heading: '代码', field: 'accountCode' }, { heading: '借', field: 'debit' }, { heading: '贷', field: 'credit' }] } });
  const own = made(shop, 'yonyouT3').files[0];
  expect('sheets' in own! && own.sheets[0]?.rows[0]).toEqual(['代码', '借', '贷']);
  expect('sheets' in own! && own.sheets[0]?.rows.some(([code]) => code === '640101')).toBe(true);
  refused(() => shop.call('exportSetting.setVoucher', { version: 'yonyouT3', layout: { ...layout, columns: layout.columns.filter(({ field }) => field !== 'debit') } }), 'export.columnMissing');
});

test('a workbook is one', async () => {
  const bytes = await bytesOf(made(shop, 'kingdeeCloud').files[0]!);
  expect(Buffer.from(bytes.slice(0, 2)).toString()).toBe('PK');
});

const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) console.log('python3 is not there: nobody else opens our archive');

test.runIf(hasPython)('an archive opens with another program, names in Chinese too', () => {
  const file = path.join(folder, 'a.zip');
  const zip = new ZipFile(file);
  zip.add('发票.txt', Buffer.from('一二三'.repeat(500)));
  zip.add('b.csv', Buffer.from(''));
  zip.close();
  const listed = spawnSync('python3', ['-c', `import zipfile,sys; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip(), z.namelist(), len(z.read('发票.txt')))`, file], { encoding: 'utf8' });
  expect(listed.stdout.trim()).toBe("None ['发票.txt', 'b.csv'] 4500");
});

const xsd = new URL('../../../shared/specs/accounting/saf-t-no-financial-1.30.xsd', import.meta.url).pathname;
const hasXmllint = spawnSync('xmllint', ['--version']).status === 0;
const schemaThere = hasXmllint && fs.existsSync(xsd);
if (!schemaThere) console.log('xmllint or the SAF-T schema is not there: its test is skipped');

test.runIf(schemaThere)('SAF-T validates against the official schema, and does not when a date is broken', () => {
  const file = path.join(folder, 'saf-t.xml');
  const text = textOf(made(shop, 'safT').files[0]);
  const validates = (): boolean => spawnSync('xmllint', ['--noout', '--schema', xsd, file]).status === 0;
  fs.writeFileSync(file, text);
  expect(validates()).toBe(true);
  fs.writeFileSync(file, text.replace('<TransactionDate>2026-01-05', '<TransactionDate>2026-13-05'));
  expect(validates()).toBe(false);
});

test('SAF-T says beforehand what its entries add up to', () => {
  const text = textOf(made(shop, 'safT').files[0]);
  const amounts = (name: string): number => [...text.matchAll(new RegExp(`<${name}>\\s*<Amount>([\\d.]+)`, 'g'))].reduce((total, [, amount]) => total + cents(amount), 0);
  expect(cents(/<TotalDebit>([\d.]+)/.exec(text)?.[1])).toBe(amounts('DebitAmount'));
  expect(cents(/<TotalCredit>([\d.]+)/.exec(text)?.[1])).toBe(amounts('CreditAmount'));
  expect(amounts('DebitAmount')).toBe(debitsOf(shop));
});

const hasOfxdump = spawnSync('ofxdump', ['--version']).error === undefined;
if (!hasOfxdump) console.log('ofxdump is not installed: its test is skipped');

test.runIf(hasOfxdump)('OFX reads back through ofxdump, every movement of the bank and none besides', () => {
  const file = path.join(folder, 'bank.ofx');
  fs.writeFileSync(file, textOf(made(shop, 'ofx').files[0]));
  const said = spawnSync('ofxdump', [file], { encoding: 'utf8' }).stdout;
  const read = [...said.matchAll(/Total money amount: (-?[\d.]+)/g)].map(([, amount]) => cents(amount));
  const due = shop.raw.prepare("select amount from posting join accountRole r on r.ledgerAccountId = posting.ledgerAccountId where role = 'bank' order by postedOn, entryId, lineNo").pluck().all() as number[];
  expect(read).toEqual(due);
});
