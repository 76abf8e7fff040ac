import fs from 'node:fs';
import path from 'node:path';
import { type ExportFormat, exportFormats } from '../../../shared/exports/formats.rules.ts';
import { type Day, day, isDay } from '../../../shared/units/day.ts';
import { dayOf } from '../../../shared/units/calendar.ts';
import { exportFiles } from '../../exports/files.ts';
import { journalFormats, journalLines } from '../../exports/journal-text.queries.ts';
import { bytesOf } from '../../exports/write-export.ts';
import { type Command, type Context, printJson, text } from './command.ts';
import { reader, readShop, readShopLater } from './reading.ts';
import { UsageError } from './usage.ts';

/** Everything posted so far, also what is dated ahead. */
const endOfTime = day('9999-12-31');

const isFormat = (name: string): name is ExportFormat => exportFormats.some((one) => one === name);
const isText = (name: ExportFormat): name is keyof typeof journalFormats => name in journalFormats;

/** The journal for other programs: the plain-text ones line by line, the others as files in a folder. */
export const exportJournal: Command = async (context) => {
  const { args, flags } = context;
  if (args[0] !== 'journal') throw new UsageError('export knows: journal.');
  const format = text(flags, 'format') ?? 'hledger';
  if (!isFormat(format)) throw new UsageError(`There is no format “${format}”; there are ${exportFormats.join(', ')}.`);
  return isText(format) ? writeText(context, format) : writeFiles(context, format);
};

/** Line by line: a year of it never stands in memory. */
function writeText({ folder, migrations, flags }: Context, format: keyof typeof journalFormats): number {
  const range = { from: dayFlag(flags, 'from'), to: dayFlag(flags, 'to') ?? endOfTime };
  const out = text(flags, 'out');
  const file = out === undefined ? undefined : fs.openSync(out, 'w', 0o600);
  // A pipe may be full for a moment; the stream waits for it, a synchronous write would fail.
  const put = (line: string): unknown => (file === undefined ? process.stdout.write(line) : fs.writeSync(file, line));
  try {
    readShop(folder, migrations, (connection) => {
      const inOneSnapshot = connection.raw.transaction(() => {
        for (const line of journalLines(connection, { format, userId: reader.userId, ...range })) put(line);
      });
      inOneSnapshot.deferred();
    });
  } finally {
    if (file !== undefined) fs.closeSync(file);
  }
  return 0;
}

/** Each file of the export under its own name. @throws UsageError without a folder and days */
async function writeFiles({ folder, migrations, platform, flags, json }: Context, format: ExportFormat): Promise<number> {
  const [from, to, out] = [dayFlag(flags, 'from'), dayFlag(flags, 'to'), text(flags, 'out')];
  if (from === undefined || to === undefined || out === undefined) throw new UsageError(`export journal --format ${format} needs --from DAY, --to DAY and --out FOLDER.`);
  const now = platform().clock.now();
  fs.mkdirSync(out, { recursive: true, mode: 0o700 });
  const done: { files: string[]; leftOut: { number: string; lacks: string }[] } = { files: [], leftOut: [] };
  const listener = { total: () => undefined, seen: () => undefined, leftOut: (paper: { number: string; lacks: string }) => void done.leftOut.push(paper) };
  await readShopLater(folder, migrations, async (connection) => {
    connection.raw.exec('begin');
    for (const file of exportFiles(connection, { format, userId: reader.userId, from, to, madeOn: dayOf(now, 'UTC') }, listener)) {
      // One file after another, so that one stands in memory.
      // oxlint-disable-next-line no-await-in-loop
      fs.writeFileSync(path.join(out, path.basename(file.name)), await bytesOf(file), { mode: 0o600 });
      done.files.push(file.name);
    }
  });
  if (json) printJson(done);
  else console.log([...done.files, ...done.leftOut.map(({ number, lacks }) => `left out: ${number} (${lacks})`)].join('\n'));
  return 0;
}

/** A flag that takes a day. @throws UsageError */
export function dayFlag(flags: Readonly<Record<string, string | boolean | undefined>>, name: string): Day | undefined {
  const value = text(flags, name);
  if (value !== undefined && !isDay(value)) throw new UsageError(`--${name} takes a day as YYYY-MM-DD.`);
  return value;
}
