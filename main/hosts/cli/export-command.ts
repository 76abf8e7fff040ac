import fs from 'node:fs';
import { journalFormats, journalLines } from '../../accounting/export.queries.ts';
import { type Day, day, isDay } from '../../../shared/units/day.ts';
import { type Command, text } from './command.ts';
import { readShop } from './reading.ts';
import { UsageError } from './usage.ts';

/** Everything posted so far, also what is dated ahead. */
const endOfTime = day('9999-12-31');

const isFormat = (name: string): name is keyof typeof journalFormats => name in journalFormats;

/** The journal for other tools, written line by line: a year of it never stands in memory. */
export const exportJournal: Command = async ({ folder, migrations, args, flags }) => {
  if (args[0] !== 'journal') throw new UsageError('export knows: journal.');
  const format = text(flags, 'format') ?? 'hledger';
  if (!isFormat(format)) throw new UsageError(`There is no format “${format}”; there are ${Object.keys(journalFormats).join(', ')}.`);
  const range = { from: dayFlag(flags, 'from'), to: dayFlag(flags, 'to') ?? endOfTime };
  const out = text(flags, 'out');
  const file = out === undefined ? undefined : fs.openSync(out, 'w', 0o600);
  // A pipe may be full for a moment; the stream waits for it, a synchronous write would fail.
  const put = (line: string): unknown => (file === undefined ? process.stdout.write(line) : fs.writeSync(file, line));
  try {
    readShop(folder, migrations, (connection) => {
      const inOneSnapshot = connection.raw.transaction(() => {
        for (const line of journalLines(connection, { format, ...range })) put(line);
      });
      inOneSnapshot.deferred();
    });
  } finally {
    if (file !== undefined) fs.closeSync(file);
  }
  return 0;
};

/** A flag that takes a day. @throws UsageError */
export function dayFlag(flags: Readonly<Record<string, string | boolean | undefined>>, name: string): Day | undefined {
  const value = text(flags, name);
  if (value !== undefined && !isDay(value)) throw new UsageError(`--${name} takes a day as YYYY-MM-DD.`);
  return value;
}
