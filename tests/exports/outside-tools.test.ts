import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'csv-parse/sync';
import { buildDemo } from '../../main/app/demo/demo.ts';
import { getTrialBalance } from '../../main/accounting/trial-balance.queries.ts';
import { type Connection, openReader } from '../../main/database/connection.ts';
import { shopFileName } from '../../main/database/shop-file.ts';
import { journalFormats, journalLines } from '../../main/exports/journal-text.queries.ts';
import { decimalText } from '../../shared/units/decimal.ts';
import { day } from '../../shared/units/day.ts';
import { installed, judges } from '../support/ledger-tools.ts';
import { migrations } from '../support/shop.ts';
import { figure, runs } from '../support/soak.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'outside-tools-'));
const until = day('2026-11-30');
const files = { hledger: path.join(folder, 'books.journal'), beancount: path.join(folder, 'books.beancount') };
let shop: Connection;

beforeAll(() => {
  buildDemo(path.join(folder, 'shop'), migrations, { orders: runs(60, 10_000, 'orders of a demo year judged by hledger, ledger and beancount'), skus: runs(24, 200), days: 365, seed: 1, until });
  shop = openReader(path.join(folder, 'shop', shopFileName));
  for (const format of ['hledger', 'beancount'] as const) fs.writeFileSync(files[format], [...journalLines(shop, { format, userId: 1, to: until })].join(''));
}, 7_200_000);
afterAll(() => {
  shop.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const ours = (): Record<string, number> =>
  Object.fromEntries(getTrialBalance(shop, { to: until }).rows.filter(({ closing }) => closing !== 0).map(({ code, closing }) => [code, Number(decimalText(closing, 2))]));

/** The figure in the first line that sells goods, a cent more. */
const centOff = (text: string): string => text.replace(/(Expenses:5401\b[^\n]*? )(\d+\.\d)(\d)( CNY)\n/, (_all, before, most, last, after) => `${before}${most}${(Number(last) + 1) % 10}${after}\n`);

describe.each(judges)('a whole year of the demo shop, judged by $tool', ({ tool, format, accepts, balances }) => {
  const there = installed(tool);

  test.runIf(there)('is accepted, and every balance is ours to the cent', () => {
    expect(accepts(files[format])).toBe(true);
    expect(balances(files[format])).toEqual(ours());
  });

  test.runIf(there)('is refused when one cent of it is changed', () => {
    const good = fs.readFileSync(files[format], 'utf8');
    const wrong = centOff(good);
    expect(wrong).not.toBe(good);
    const file = path.join(folder, `wrong-${tool}`);
    fs.writeFileSync(file, wrong);
    expect(accepts(file)).toBe(false);
  });
});

const moneyOf = (text = ''): number => Number(text.replaceAll(/[ ,A-Z]/g, '') || 0);

test.runIf(installed('hledger'))('the income statement of hledger is ours to the cent, and so is what the goods are worth', () => {
  const csv = (...args: string[]): string[][] => parse(spawnSync('hledger', ['-f', files.hledger, ...args, '-O', 'csv'], { encoding: 'utf8' }).stdout, { relax_column_count: true });
  const { rows } = getTrialBalance(shop, { to: until });
  const sum = (type: string): number => rows.filter((row) => row.type === type).reduce((total, { closing }) => total + closing, 0);
  const net = csv('is', '-B', '-e', '2026-12-01').find(([name]) => name === 'Net:')?.[1];
  expect(Math.round(moneyOf(net) * 100)).toBe(-sum('income') - sum('expense'));
  const goods = csv('bal', '-B', '-N', '--depth', '2', 'acct:1405').slice(1).reduce((total, [, amount]) => total + Math.round(moneyOf(amount) * 100), 0);
  expect(goods).toBe(rows.find(({ code }) => code === '1405')?.closing);
});

test('customers and suppliers stand there by number, their names stay at home', () => {
  const text = fs.readFileSync(files.hledger, 'utf8');
  const names = shop.raw.prepare('select name from customer').pluck().all() as string[];
  expect(text).toMatch(/^payee C-?\d+/m);
  expect(names.filter((name) => text.includes(` ${name}\n`))).toEqual([]);
});

test('beancount is left to find the lot of a draw, but for what stands out of line', () => {
  const lines = fs.readFileSync(files.beancount, 'utf8').split('\n');
  const named = lines.filter((line) => / -[\d.]+ V\d+ \{"L\d+"\}/.test(line)).length;
  const found = lines.filter((line) => / -[\d.]+ V\d+ \{\}/.test(line)).length;
  figure('draws beancount priced by itself', found);
  expect(found).toBeGreaterThan(named);
  expect(Object.keys(journalFormats)).toContain('beancount');
});
