import fs from 'node:fs';
import path from 'node:path';
import type { Migrations } from './migrate.ts';

/** Reads the migrations from their folder; the compiled program has them inlined instead. */
export function readMigrations(folder: string): Migrations {
  const names = fs.readdirSync(folder).filter((name) => name.endsWith('.sql')).sort();
  return Object.fromEntries(names.map((name) => [name.slice(0, -4), fs.readFileSync(path.join(folder, name), 'utf8')]));
}
