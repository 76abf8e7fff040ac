import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type JournalExport, journalLines } from '../../main/accounting/export.queries.ts';
import { postEntry } from '../../main/accounting/journal.service.ts';
import { row } from '../../shared/accounting/export/csv.rules.ts';
import { credit, debit, type Leg } from '../../shared/accounting/entry.rules.ts';
import { minorDigits } from '../../shared/units/currency.ts';
import { addDays } from '../../shared/units/calendar.ts';
import { decimalText } from '../../shared/units/decimal.ts';
import { type Day, day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { newShop, openingTime, type TestShop } from '../support/shop.ts';
import { trial } from './support.ts';

const installed = (tool: string): boolean => spawnSync(tool, ['--version']).status === 0;
const tools = { hledger: installed('hledger'), ledger: installed('ledger'), beancount: installed('bean-check') };
for (const [tool, there] of Object.entries(tools)) if (!there) console.log(`${tool} is not installed: its tests are skipped`);

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'export-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Text in every field a person or a channel can fill, with what each tool would take as something else. */
const hostile = 'Müller; "渔具" : \\ | {1} [x] (y) @@ =2+3 \n2026-01-01 * evil\n\taccount Assets:Evil  5.00 CNY ; ‮ note: tag';

interface Case {
  currency: string;
  chart: 'generic' | 'ifrs' | 'smallBusinessCn';
  language: 'en' | 'zh-Hans' | 'zh-Hant';
}

const cases: Case[] = [
  { currency: 'CNY', chart: 'smallBusinessCn', language: 'zh-Hans' },
  { currency: 'USD', chart: 'generic', language: 'en' },
  { currency: 'JPY', chart: 'ifrs', language: 'zh-Hant' },
  { currency: 'KWD', chart: 'generic', language: 'en' },
];

const from = day('2025-12-30');
const to = day('2026-03-15');

/** Seventy-odd days with a sale, its payment and its cost each, hostile words, customers, dollars, and a reversal. */
function fill(shop: TestShop): void {
  shop.tx((tx) => {
    for (let [on, n] = [from as Day, 1]; on <= day('2026-03-14'); on = addDays(on, 1), n += 1) {
      const item = { kind: 'customer' as const, id: n % 7 + 1 };
      const net = minor(10_000 + n * 37);
      const tax = minor(Math.round(net * 0.13));
      const gross = minor(net + tax);
      const usd = { foreign: { currency: 'USD', amount: minor(n) } };
      const post = (legs: Leg[]) =>
        postEntry(tx, {
          postedOn: on, occurredAt: instant(openingTime), source: { kind: 'command', id: 1 }, rule: { id: 'test', version: 1 },
          memo: { key: 'test.sale', values: { customer: hostile, n } }, terms: {}, legs,
        });
      post([debit('accountsReceivable', gross, { item, channelId: 2 }), credit('salesRevenue', net, { channelId: 2 }), credit('outputTax', tax)]);
      post([debit('bank', gross, n % 5 === 0 ? usd : {}), credit('accountsReceivable', gross, { item })]);
      post([debit('cogs', minor(4321)), credit('inventory', minor(4321))]);
    }
  });
}

const text = (shop: TestShop, input: JournalExport): string => [...journalLines(shop.read, input)].join('');

function save(name: string, content: string): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, content);
  return file;
}

/** Takes one cent off the first amount of an entry. */
const corrupted = (content: string): string => content.replace(/(cogs|5401|5000|510100)([^\n]*?)(\d)( [A-Z]{3})\n/, (_all, a, b, digit, c) => `${a}${b}${(Number(digit) + 1) % 10}${c}\n`);

describe.each(cases)('a year in $currency on the chart $chart in $language', ({ currency, chart, language }) => {
  let shop: TestShop;
  beforeAll(() => {
    shop = newShop({ baseCurrency: currency, chart, language });
    fill(shop);
    shop.raw.prepare('update ledgerAccount set name = ? where id = 1').run(hostile);
  });
  afterAll(() => shop.close());

  /** Balances by account code, as decimal texts without zeros. */
  const ours = (through: Day): Record<string, string> =>
    Object.fromEntries(Object.entries(trial(shop, through)).filter(([, balance]) => balance !== 0).map(([code, balance]) => [code, decimalText(balance, minorDigits(currency))]));

  test.runIf(tools.hledger)('hledger accepts it in its strictest mode and has our balances', () => {
    const file = save(`${currency}.journal`, text(shop, { format: 'hledger', from, to }));
    execFileSync('hledger', ['-f', file, 'check', '--strict', 'ordereddates', 'payees', 'uniqueleafnames']);
    const rows = parse(execFileSync('hledger', ['-f', file, 'bal', '--flat', '-O', 'csv', '-N']).toString()) as string[][];
    const theirs = rows.slice(1).map(([account = '', amount = '']) => [account.split(':')[1]?.split(' ')[0], amount.replace(/[ ,A-Z]/g, '')]);
    expect(Object.fromEntries(theirs)).toEqual(ours(to));
  });

  test.runIf(tools.ledger)('ledger accepts the same file without a word on stderr and has our balances', () => {
    const file = save(`${currency}.ledger`, text(shop, { format: 'hledger', from, to }));
    const { stdout, stderr, status } = spawnSync('ledger', ['-f', file, '--pedantic', '--flat', '--no-total', 'bal', '--balance-format', '%(account)\t%(quantity(scrub(total)))\n'], { encoding: 'utf8' });
    expect([stderr, status]).toEqual(['', 0]);
    const theirs = stdout.trim().split('\n').map((line) => line.split('\t')).map(([account = '', amount = '']) => [account.split(':')[1]?.split(' ')[0], Number(amount)]);
    expect(Object.fromEntries(theirs)).toEqual(Object.fromEntries(Object.entries(ours(to)).map(([code, balance]) => [code, Number(balance)])));
  });

  test.runIf(tools.beancount)('beancount accepts it and has our balances', () => {
    const file = save(`${currency}.beancount`, text(shop, { format: 'beancount', from, to }));
    execFileSync('bean-check', ['-C', file]);
    const report = execFileSync('bean-query', ['-f', 'csv', file, 'select account, sum(number) as balance group by account']).toString();
    const rows = parse(report, { trim: true }) as string[][];
    const theirs = rows.slice(1).filter(([, amount]) => Number(amount) !== 0).map(([account = '', amount = '']) => [account.split(':')[1]?.split('-')[0], amount]);
    expect(Object.fromEntries(theirs)).toEqual(ours(to));
  });

  test('each tool refuses it when one cent is changed, and when one account’s kept balance is', () => {
    const plain = text(shop, { format: 'hledger', from, to });
    const wrong = corrupted(plain);
    expect(wrong).not.toBe(plain);
    const file = save(`${currency}-wrong.journal`, wrong);
    if (tools.hledger) expect(spawnSync('hledger', ['-f', file, 'check', '--strict']).status).toBe(1);
    if (tools.ledger) expect(spawnSync('ledger', ['-f', file, '--pedantic', 'bal']).stderr.toString()).not.toBe('');
    if (tools.beancount) {
      const bean = save(`${currency}-wrong.beancount`, corrupted(text(shop, { format: 'beancount', from, to })));
      expect(spawnSync('bean-check', ['-C', bean]).status).toBe(1);
    }
    shop.raw.exec('begin; update ledgerDay set debit = debit + 1 where dayOn = (select min(dayOn) from ledgerDay)');
    const drifted = text(shop, { format: 'hledger', from, to });
    const driftedBean = text(shop, { format: 'beancount', from, to });
    shop.raw.exec('rollback');
    if (tools.hledger) expect(spawnSync('hledger', ['-f', save('drifted.journal', drifted), 'check', '--strict']).status).toBe(1);
    if (tools.beancount) expect(spawnSync('bean-check', ['-C', save('drifted.beancount', driftedBean)]).status).toBe(1);
  });

  test('an export that begins in February opens with the balances before', () => {
    const february = { from: day('2026-02-01'), to } as const;
    if (tools.hledger) execFileSync('hledger', ['-f', save('february.journal', text(shop, { format: 'hledger', ...february })), 'check', '--strict', 'ordereddates', 'payees']);
    if (tools.ledger) expect(spawnSync('ledger', ['-f', save('february.ledger', text(shop, { format: 'hledger', ...february })), '--pedantic', 'bal']).stderr.toString()).toBe('');
    if (tools.beancount) execFileSync('bean-check', ['-C', save('february.beancount', text(shop, { format: 'beancount', ...february }))]);
    expect(text(shop, { format: 'hledger', ...february })).toContain('2026-02-01 * (opening) shop');
  });

  test('as CSV it has one row a posting, a byte order mark, and totals that agree', () => {
    const content = text(shop, { format: 'csv', from, to });
    expect(content.startsWith('\uFEFFnumber,date,')).toBe(true);
    const rows = parse(content, { bom: true, columns: true }) as Record<string, string>[];
    const total = rows.pop();
    const postings = shop.raw.prepare('select count(*), sum(max(amount, 0)) from posting').raw().get() as [number, number];
    expect(rows).toHaveLength(postings[0]);
    expect(total).toMatchObject({ number: 'total', debit: decimalText(postings[1], minorDigits(currency)), credit: decimalText(postings[1], minorDigits(currency)) });
    expect(rows[0]).toMatchObject({ number: 'JE-000001', date: '2025-12-30', item: 'customer 2', channel: '2', memo: `test.sale customer=${hostile} n=1` });
  });
});

test.each([
  ['=1+1', "'=1+1"],
  ['+86 138', "'+86 138"],
  ['-5', "'-5"],
  ['@sum(a1)', "'@sum(a1)"],
  ['  =cmd|calc', "'  =cmd|calc"],
  ['plain', 'plain'],
])('the text %s is no formula in a spreadsheet', (given, written) => expect(row([given])).toBe(`${written}\r\n`));

test('a negative amount stays a number', () => expect(row([-5, { decimal: '-5.00' }])).toBe('-5,-5.00\r\n'));
