import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type JournalExport, journalLines } from '../../main/exports/journal-text.queries.ts';
import { postEntry } from '../../main/accounting/journal.service.ts';
import { row } from '../../shared/accounting/export/csv.rules.ts';
import { credit, debit, type Leg } from '../../shared/accounting/entry.rules.ts';
import { minorDigits } from '../../shared/units/currency.ts';
import { addDays } from '../../shared/units/calendar.ts';
import { decimalText } from '../../shared/units/decimal.ts';
import { type Day, day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { installed, judges } from '../support/ledger-tools.ts';
import { newShop, openingTime, type TestShop } from '../support/shop.ts';
import { trial } from '../accounting/support.ts';

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
      const channelId = 2;
      post([debit('accountsReceivable', gross, { item, channelId }), credit('salesRevenue', net, { channelId }), credit('outputTax', tax)]);
      post([debit('bank', gross, n % 5 === 0 ? usd : {}), credit('accountsReceivable', gross, { item })]);
      post([debit('cogs', minor(4321)), credit('purchasePriceVariance', minor(4321))]);
    }
  });
}

const text = (shop: TestShop, input: Omit<JournalExport, 'userId'>): string => [...journalLines(shop.read, { ...input, userId: 1 })].join('');

function save(name: string, content: string): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, content);
  return file;
}

/** Changes the last digit of the first cost of goods sold. */
const corrupted = (content: string): string =>
  content.replace(/(:(?:5000|510100|5401)\b[^\n]*?)(\d)( [A-Z]{3})\n/, (_all, before, digit, after) => `${before}${(Number(digit) + 1) % 10}${after}\n`);

describe.each(cases)('the books in $currency on the chart $chart in $language', ({ currency, chart, language }) => {
  let shop: TestShop;
  beforeAll(() => {
    shop = newShop({ baseCurrency: currency, chart, language });
    fill(shop);
    shop.raw.prepare('update ledgerAccount set name = ? where id = 1').run(hostile);
  });
  afterAll(() => shop.close());

  describe.each(judges)('judged by $tool', ({ tool, format, accepts, balances }) => {
    const there = installed(tool);
    const file = (name: string, content: string): string => save(`${currency}-${tool}-${name}`, content);

    test.runIf(there)('pass its strictest check with our balances', () => {
      const books = file('good', text(shop, { format, from, to }));
      expect(accepts(books)).toBe(true);
      const ours = Object.entries(trial(shop, to)).filter(([, balance]) => balance !== 0);
      const decimal = (balance: number) => Number(decimalText(balance, minorDigits(currency)));
      expect(balances(books)).toEqual(Object.fromEntries(ours.map(([code, balance]) => [code, decimal(balance)])));
    });

    test.runIf(there)('pass as everything so far, with no last day given', () => {
      expect(accepts(file('all', text(shop, { format, to: day('9999-12-31') })))).toBe(true);
    });

    test.runIf(there)('are refused when one posting is a cent off', () => {
      const good = text(shop, { format, from, to });
      const wrong = corrupted(good);
      expect(wrong).not.toBe(good);
      expect(accepts(file('wrong', wrong))).toBe(false);
    });

    test.runIf(there)('are refused when a kept balance is a cent off', () => {
      shop.raw.exec('begin; update ledgerDay set debit = debit + 1 where dayOn = (select min(dayOn) from ledgerDay)');
      const drifted = text(shop, { format, from, to });
      shop.raw.exec('rollback');
      expect(accepts(file('drifted', drifted))).toBe(false);
    });

    test.runIf(there)('open with the balances before when they begin in February', () => {
      const february = text(shop, { format, from: day('2026-02-01'), to });
      expect(february).toMatch(/2026-02-01 \* .*opening/);
      expect(accepts(file('february', february))).toBe(true);
    });
  });

  test('have one CSV row a posting, a byte order mark, and totals that agree', () => {
    const content = text(shop, { format: 'csv', from, to });
    expect(content.startsWith('\uFEFFnumber,date,')).toBe(true);
    const rows = parse(content, { bom: true, columns: true }) as Record<string, string>[];
    const total = rows.pop();
    const [count, debits] = shop.raw.prepare('select count(*), sum(max(amount, 0)) from posting').raw().get() as [number, number];
    expect(rows).toHaveLength(count);
    const asText = decimalText(debits, minorDigits(currency));
    expect(total).toMatchObject({ number: 'total', debit: asText, credit: asText });
    const first = { number: 'JE-000001', date: '2025-12-30', item: 'customer 2', channel: '2' };
    expect(rows[0]).toMatchObject({ ...first, memo: `test.sale customer=${hostile} n=1` });
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
