import path from 'node:path';
import { parseArgs } from 'node:util';
import migrations from 'virtual:migrations';
import { Refusal } from '../../../shared/refusal/refusal.ts';
import { defaultDataFolder } from '../../platform/data-folder.ts';
import { Fault } from '../../platform/fault.ts';
import { nodePlatform } from '../../platform/node-platform.ts';
import { backup, restore, verify } from './backup-commands.ts';
import { call, check, sync } from './basic-commands.ts';
import { channel, shipBack } from './channel-commands.ts';
import type { Command, Context } from './command.ts';
import { demo } from './demo-command.ts';
import { printDocument } from './document-command.ts';
import { exportJournal } from './export-command.ts';
import { importFile } from './import-command.ts';
import { sayRefused } from './refused.ts';
import { month } from './month-command.ts';
import { report } from './report-command.ts';
import { serve } from './serve-command.ts';
import { usage, UsageError } from './usage.ts';

const commands: Record<string, Command> = { demo, check, call, import: importFile, document: printDocument, export: exportJournal, report, month, channel, 'ship-back': shipBack, sync, backup, restore, verify, serve };

const flags = {
  data: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  key: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  rejected: { type: 'string' },
  account: { type: 'string' },
  currency: { type: 'string' },
  format: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  on: { type: 'string' },
  out: { type: 'string' },
  language: { type: 'string' },
  compare: { type: 'string' },
  by: { type: 'string' },
  reason: { type: 'string' },
  note: { type: 'string' },
  method: { type: 'string' },
  'no-accounts': { type: 'boolean', default: false },
  orders: { type: 'string' },
  skus: { type: 'string' },
  days: { type: 'string' },
  seed: { type: 'string' },
  kind: { type: 'string' },
  url: { type: 'string' },
  platform: { type: 'string' },
  taxes: { type: 'string' },
  again: { type: 'string' },
  secret: { type: 'string' },
  fingerprint: { type: 'string' },
  'local-network': { type: 'boolean', default: false },
  once: { type: 'boolean', default: false },
  channel: { type: 'string' },
  port: { type: 'string' },
  demo: { type: 'boolean', default: false },
  open: { type: 'boolean', default: false },
} as const;

async function main(): Promise<number> {
  const { values, positionals } = readArguments();
  const [name, ...rest] = positionals;
  if (values.help || name === undefined) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const command = commands[name];
  if (!command) throw new UsageError(`There is no command “${name}”.`);
  const folder = path.resolve(values.data ?? defaultDataFolder());
  const context: Context = { folder, migrations, platform: () => nodePlatform(folder), args: rest, flags: values, json: values.json };
  return command(context).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    console.error(sayRefused(error.data(), context));
    return 1;
  });
}

function readArguments() {
  try {
    return parseArgs({ options: flags, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Says what went wrong where no rule of the shop refused: a mistake in writing, the outside world, or a bug of ours. */
function explain(error: unknown): number {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${usage}`);
    return 2;
  }
  if (error instanceof Fault) console.error(`Not our doing: ${error.message}`);
  else console.error(`This is our mistake, not yours: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return 1;
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`| head`) closes the pipe; that is no failure.
  if (error.code === 'EPIPE') process.exit(0);
});
process.exitCode = await main().catch(explain);
