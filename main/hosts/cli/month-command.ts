import type { Contract } from '../../../shared/app/contract.ts';
import { addMonths, monthEnd } from '../../../shared/accounting/fiscal-period.rules.ts';
import { type MonthItem, monthItemIds, type MonthRow, stillOpen, withProofs } from '../../../shared/reporting/month-close.rules.ts';
import { monthWords } from '../../../shared/reporting/month-words.rules.ts';
import { dayOf } from '../../../shared/units/calendar.ts';
import { minorDigits } from '../../../shared/units/currency.ts';
import { type Day, isDay } from '../../../shared/units/day.ts';
import { decimalText } from '../../../shared/units/decimal.ts';
import type { Instant } from '../../../shared/units/instant.ts';
import { ask } from '../../app/ask.ts';
import { proveFile } from '../../app/check.ts';
import type { OutputOf } from '../../database/handlers.ts';
import type { Connection } from '../../database/connection.ts';
import { type Command, type Context, printJson, text, withShop } from './command.ts';
import { reader, readShop } from './reading.ts';
import { textTable } from './table.ts';
import { UsageError } from './usage.ts';

const verbs = ['lock', 'reopen', 'tick'] as const;

/** A month's checklist with its proofs, exit code 1 while something is open; or what is done with it: lock, reopen, tick. */
export const month: Command = async (context) => {
  const [first = '', second = '', item] = context.args;
  const verb = verbs.find((one) => one === first);
  if (verb === undefined) return show(context, first === '' ? undefined : dayIn(first));
  const on = dayIn(second);
  const reason = text(context.flags, 'reason');
  printJson(await withShop(context, (shop) => {
    const despite = text(context.flags, 'despite');
    if (verb === 'lock') return shop.call('month.close', { on, ...(reason !== undefined && { reason }), ...(despite !== undefined && { despite }) });
    if (verb === 'tick') return shop.call('month.tick', { on, item: itemNamed(item), note: text(context.flags, 'note') ?? '' });
    if (reason === undefined) throw new UsageError('month reopen needs --reason: it stays with the month for good.');
    return shop.call('period.reopen', { from: `${second}-01`, reason });
  }));
  return 0;
};

function dayIn(name: string): Day {
  const first = `${name}-01`;
  if (!isDay(first)) throw new UsageError('A month is written YYYY-MM.');
  return monthEnd(first);
}

/** By its name or by its number on the list. */
function itemNamed(item = ''): MonthItem {
  const known = monthItemIds.find((id, index) => id === item || String(index + 1) === item);
  if (!known) throw new UsageError(`month tick needs an item: a number, or ${monthItemIds.join(', ')}.`);
  return known;
}

interface Seen {
  seen: OutputOf<Contract, 'month.get'>;
  rows: MonthRow[];
  head: string;
  currency: string;
  language: OutputOf<Contract, 'shop.get'>['language'];
}

function show({ folder, migrations, platform, json }: Context, asked: Day | undefined): number {
  const now = platform().clock.now();
  const { seen, rows, head, currency, language } = readShop(folder, migrations, (connection) => readMonth(connection, now, asked, migrations));
  const open = stillOpen(rows);
  if (json) printJson({ ...seen, rows, head, ready: open.length === 0 });
  else {
    const words = monthWords[language];
    console.log(`${seen.from} – ${seen.to} · ${seen.state}`);
    console.log(textTable(
      [words.number, words.item, words.state, words.open, currency, words.checked, words.who],
      rows.map((row, index) => [index + 1, words.items[row.item], words.states[row.state], row.open, decimalText(row.amount, minorDigits(currency)), row.checked ?? '', row.tick && !row.tick.stale ? row.tick.userName : '']),
    ));
    for (const { faults } of open) for (const { proof, says } of faults) console.log(`      ${proof}: ${says}`);
    for (const { kind, throughOn, reason } of seen.locks) console.log(words[kind](throughOn ?? '—', reason));
  }
  return open.length === 0 ? 0 : 1;
}

/** The month asked for, or the last one that is over. */
function readMonth(connection: Connection, now: Instant, asked: Day | undefined, migrations: Context['migrations']): Seen {
  const { baseCurrency, timeZone, language } = ask(connection, reader, 'shop.get', {}, now) as OutputOf<Contract, 'shop.get'>;
  const on = asked ?? monthEnd(addMonths(dayOf(now, timeZone), -1));
  const seen = ask(connection, reader, 'month.get', { on }, now) as Seen['seen'];
  const { head, proofs } = proveFile(connection, migrations);
  return { seen, rows: withProofs(seen.rows as MonthRow[], proofs), head, currency: baseCurrency, language };
}
