import fs from 'node:fs';
import type { Contract } from '../../../shared/app/contract.ts';
import { reportTexts, rowsFor } from '../../../shared/reporting/report-cells.rules.ts';
import { type ReportName, reportNames, reportWords } from '../../../shared/reporting/report-words.rules.ts';
import { holds, type Report } from '../../../shared/reporting/report.rules.ts';
import { dayOf } from '../../../shared/units/calendar.ts';
import type { Day } from '../../../shared/units/day.ts';
import { type Language, languages } from '../../../shared/units/language.ts';
import { ask } from '../../app/ask.ts';
import type { OutputOf } from '../../database/handlers.ts';
import { reportFile, reportFormats } from '../../reporting/report-file.ts';
import { auditTrail } from './audit-trail.ts';
import { type Command, type Context, text } from './command.ts';
import { dayFlag } from './export-command.ts';
import { ordersReport } from './orders-report.ts';
import { reader, readShop } from './reading.ts';
import { cashRelease, goodsApart, stockAgeing, stockAnalysis, stockLosses, stockValuation } from './stock-reports.ts';
import { textTable } from './table.ts';
import { UsageError } from './usage.ts';

/** What a report of the command line is made from. */
export interface Shop {
  ask(method: string, input: object): unknown;
  name: string;
  baseCurrency: string;
  timeZone: string;
  /** The first day asked for, where one was. */
  from?: Day | undefined;
  on: Day;
  language: Language;
}


/** `balance-sheet` is the name a person types for balanceSheet. */
const typed = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const books = new Map<string, ReportName>(reportNames.map((name) => [typed(name), name]));
const lists: Record<string, (shop: Shop) => Report> = {
  'cash-release': cashRelease, 'stock-valuation': stockValuation, 'stock-analysis': stockAnalysis, 'stock-ageing': stockAgeing, 'stock-losses': stockLosses, 'goods-apart': goodsApart, orders: ordersReport, 'audit-trail': auditTrail,
};

/** A report as a table for the terminal or as a file, read beside whoever has the shop open; exit code 1 when what must agree does not. */
export const report: Command = async (context) => {
  const { folder, migrations, platform, args, flags, json } = context;
  const name = args[0] ?? '';
  if (!books.has(name) && !lists[name]) throw new UsageError(`report knows ${[...books.keys(), ...Object.keys(lists)].join(', ')}.`);
  const format = json ? 'json' : (text(flags, 'format') ?? 'table');
  const now = platform().clock.now();
  const made = readShop(folder, migrations, (connection) => {
    const profile = ask(connection, reader, 'shop.get', {}, now) as OutputOf<Contract, 'shop.get'>;
    const on = dayFlag(flags, 'on') ?? dayFlag(flags, 'to') ?? dayOf(now, profile.timeZone);
    const shop: Shop = { ask: (method, input) => ask(connection, reader, method, input, now), name: profile.name, baseCurrency: profile.baseCurrency, timeZone: profile.timeZone, from: dayFlag(flags, 'from'), on, language: languageOf(context) ?? 'en' };
    const book = books.get(name);
    return book === undefined ? lists[name]!(shop) : (shop.ask('report.get', { name: book, ...askedOf(context, on) }) as Report);
  });
  await give(made, format, { out: text(flags, 'out'), withAccounts: flags['no-accounts'] !== true });
  return holds(made) ? 0 : 1;
};

const languageOf = ({ flags }: Context): Language | undefined => languages.find((one) => one === text(flags, 'language'));

/** What the flags say of days, comparison, basis and language; the contract refuses what it does not know. */
function askedOf(context: Context, to: Day): object {
  const { flags } = context;
  const from = dayFlag(flags, 'from');
  const language = languageOf(context);
  const [compare, by, method, basis] = [text(flags, 'compare'), text(flags, 'by'), text(flags, 'method'), text(flags, 'basis')];
  return { to, ...(from && { from }), ...(language && { language }), ...(compare !== undefined && { compare }), ...(by !== undefined && { by }), ...(method !== undefined && { method }), ...(basis !== undefined && { basis }) };
}

async function give(made: Report, format: string, { out, withAccounts }: { out: string | undefined; withAccounts: boolean }): Promise<void> {
  if (format === 'table') return console.log(tableOf(made, withAccounts));
  const known = reportFormats.find((one) => one === format);
  if (!known) throw new UsageError(`There is no format “${format}”; there are table, ${reportFormats.join(', ')}.`);
  if (out === undefined && (known === 'xlsx' || known === 'pdf')) throw new UsageError(`${known === 'pdf' ? 'A PDF' : 'A workbook'} needs --out FILE.`);
  const bytes = await reportFile(made, known, withAccounts);
  if (out === undefined) process.stdout.write(bytes);
  else fs.writeFileSync(out, bytes, { mode: 0o600 });
}

/** Lines are moved in as deep as they stand, so that a statement reads as one in a terminal too. */
function tableOf(made: Report, withAccounts: boolean): string {
  const [headings = [], ...rows] = reportTexts(made, reportWords[made.language], withAccounts);
  const shown = rowsFor(made, withAccounts);
  const line = made.columns.findIndex(({ id }) => id === 'line');
  return textTable(headings, rows.map((row, index) => row.map((cell, at) => (at === line ? `${'  '.repeat(shown[index]?.level ?? 0)}${cell}` : cell))));
}
