import fs from 'node:fs';
import path from 'node:path';
import type { Clock } from './platform.ts';
import { privateFiles } from './private-files.ts';
import { redact } from './redact.ts';

/** Codes, ids and counts. Names, addresses and tokens have no place here; what slips in is masked by its shape. */
export type LogFields = Record<string, string | number | boolean | undefined>;

export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  /** With the stack: this is where a bug's id leads. */
  error(event: string, error: unknown, fields?: LogFields): void;
}

const sizeOfOne = 5 * 1024 * 1024;
const keptFiles = 5;

/** One JSON object a line in `<folder>/shopwright.log`; at 5 MiB it becomes .1, and the fifth older one goes. */
export function openLog(folder: string, clock: Clock): Log {
  privateFiles.ensureFolder(folder);
  const file = path.join(folder, 'shopwright.log');
  const write = (level: string, event: string, fields: LogFields): void => {
    const line = JSON.stringify({ at: new Date(clock.now()).toISOString(), level, event, ...masked(fields) });
    try {
      rotate(file);
      fs.appendFileSync(file, `${line}\n`, { mode: 0o600 });
    } catch {
      // A full disk must not stop a sale because it cannot be logged.
      process.stderr.write(`${line}\n`);
    }
  };
  return {
    info: (event, fields = {}) => write('info', event, fields),
    warn: (event, fields = {}) => write('warn', event, fields),
    error: (event, error, fields = {}) => write('error', event, { ...fields, ...describe(error) }),
  };
}

function describe(error: unknown): LogFields {
  if (!(error instanceof Error)) return { message: String(error) };
  return { message: error.message, stack: error.stack?.split('\n').slice(1).join('\n') };
}

const masked = (fields: LogFields): LogFields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? redact(value) : value]));

function rotate(file: string): void {
  const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size < sizeOfOne) return;
  fs.rmSync(`${file}.${keptFiles}`, { force: true });
  for (let age = keptFiles - 1; age >= 1; age -= 1) {
    if (fs.existsSync(`${file}.${age}`)) fs.renameSync(`${file}.${age}`, `${file}.${age + 1}`);
  }
  fs.renameSync(file, `${file}.1`);
}
