import fs from 'node:fs';
import { writeXlsx } from 'hucre';
import { stringify } from 'csv-stringify/sync';
import { decimalText } from '../../../shared/units/decimal.ts';
import { minorDigits } from '../../../shared/units/currency.ts';
import { dayOf } from '../../../shared/units/calendar.ts';
import type { Day } from '../../../shared/units/day.ts';
import { instant } from '../../../shared/units/instant.ts';
import { Refusal } from '../../../shared/refusal/refusal.ts';
import { ask } from '../../app/ask.ts';
import type { Actor } from '../../database/handles.ts';
import { type Command, printJson, text } from './command.ts';
import { dayFlag } from './export-command.ts';
import { goodsApart, stockAgeing, stockAnalysis, stockLosses } from './stock-reports.ts';
import { readShop } from './reading.ts';
import { textTable } from './table.ts';
import { UsageError } from './usage.ts';

export interface Report {
  headings: string[];
  rows: (string | number)[][];
}

export interface Shop {
  ask(method: string, input: object): unknown;
  baseCurrency: string;
  on: Day;
}

const reader: Actor = { userId: 1, role: 'owner', deviceId: null, via: 'cli' };

const reports: Record<string, (shop: Shop) => Report> = { 'trial-balance': trialBalance, 'stock-valuation': stockValuation, 'stock-analysis': stockAnalysis, 'stock-ageing': stockAgeing, 'stock-losses': stockLosses, 'goods-apart': goodsApart, orders };

/** A report as a table for the terminal, JSON or CSV, read beside whoever has the shop open. */
export const report: Command = async ({ folder, migrations, platform, args, flags, json }) => {
  const make = reports[args[0] ?? ''];
  if (!make) throw new UsageError(`report knows ${Object.keys(reports).join(', ')}.`);
  const format = json ? 'json' : (text(flags, 'format') ?? 'table');
  const now = platform().clock.now();
  const made = readShop(folder, migrations, (connection) => {
    const shop = ask(connection, reader, 'shop.get', {}, now) as { baseCurrency: string; timeZone: string };
    return make({ ask: (method, input) => ask(connection, reader, method, input, now), baseCurrency: shop.baseCurrency, on: dayFlag(flags, 'on') ?? dayOf(now, shop.timeZone) });
  });
  if (format === 'xlsx') await writeWorkbook(made, args[0] ?? '', text(flags, 'out'));
  else print(made, format);
  return 0;
};

function print({ headings, rows }: Report, format: string): void {
  if (format === 'table') console.log(textTable(headings, rows));
  else if (format === 'json') printJson(rows.map((row) => Object.fromEntries(headings.map((heading, column) => [heading, row[column]]))));
  // A spreadsheet takes a text that begins like a formula for one.
  else if (format === 'csv') process.stdout.write(`\uFEFF${stringify([headings, ...rows], { record_delimiter: 'windows', escape_formulas: true })}`);
  else throw new UsageError(`There is no format “${format}”; there are table, json, csv, xlsx.`);
}

const isNumber = (cell: string): boolean => /^-?\d+(\.\d+)?$/.test(cell) && cell.length < 16;

/** Numbers as numbers, so that a sheet can add them up. @throws UsageError */
async function writeWorkbook({ headings, rows }: Report, name: string, out: string | undefined): Promise<void> {
  if (out === undefined) throw new UsageError('A workbook needs --out FILE.');
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'string' && isNumber(cell) ? Number(cell) : cell)));
  fs.writeFileSync(out, await writeXlsx({ sheets: [{ name, rows: [headings, ...cells] }] }), { mode: 0o600 });
}

function trialBalance({ ask: query, baseCurrency, on }: Shop): Report {
  interface Row { code: string; name: string; debit: number; credit: number; closing: number }
  const { rows, totals } = query('trialBalance.get', { to: on }) as { rows: Row[]; totals: Row };
  const money = (amount: number): string => decimalText(amount, minorDigits(baseCurrency));
  const line = ({ code, name, debit, credit, closing }: Row) => [code, name, money(debit), money(credit), money(closing)];
  return { headings: ['account', 'name', 'debit', 'credit', 'balance'], rows: [...rows.map(line), line({ ...totals, code: 'total', name: '' })] };
}

function stockValuation({ ask: query, baseCurrency, on }: Shop): Report {
  const { value } = query('stock.valuation', { on }) as { value?: number };
  // Whoever counts blind is told no figure of stock, here neither.
  if (value === undefined) throw new Refusal('stocktake.figureHidden', { code: 'stock.valuation' });
  return { headings: ['on', 'value'], rows: [[on, decimalText(value, minorDigits(baseCurrency))]] };
}

function orders({ ask: query }: Shop): Report {
  interface Row { id: number; number: string; orderedAt: number; customerName: string | null; currency: string; total: number; payment: string; fulfilment: string }
  const rows: Row[] = [];
  let after: unknown = null;
  do {
    const page = query('order.list', { after, limit: 100 }) as { rows: Row[]; next: unknown };
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null && rows.length < 1_000_000);
  const line = (row: Row) => [
    row.number, new Date(instant(row.orderedAt)).toISOString(), row.customerName ?? '', row.currency, decimalText(row.total, minorDigits(row.currency)), row.payment, row.fulfilment,
  ];
  return { headings: ['number', 'ordered', 'customer', 'currency', 'total', 'payment', 'fulfilment'], rows: rows.map(line) };
}

