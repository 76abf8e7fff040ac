import fs from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { digestTotals, totalsOf } from './business-totals.ts';
import { type Connection, openWriter } from './connection.ts';
import { migrate, type Migrations, versionOf } from './migrate.ts';
import { discardStage, members, stage, swapIn } from './swap.ts';

/**
 * Copies the set as it is, migrates and proves the copy, and only then swaps. The old set is kept until the next verified
 * backup; when anything fails the old file has not changed by a byte.
 * @throws Refusal `file.diskFull` when less than three times the file's size is free, `file.damaged` when the copy does not prove
 */
export function migrateByCopy(folder: string, migrations: Migrations): void {
  requireSpace(folder);
  const work = stage(folder);
  try {
    for (const name of members) if (fs.existsSync(path.join(folder, name))) fs.copyFileSync(path.join(folder, name), path.join(work, name));
    const oldVersion = migrateCopy(path.join(work, 'shop.db'), migrations);
    swapIn(folder, path.join(folder, 'backups', `before-migration-from-${oldVersion}`));
  } finally {
    discardStage(folder);
  }
}

function requireSpace(folder: string): void {
  const size = members.reduce((sum, name) => sum + (fs.statSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? 0), 0);
  const { bavail, bsize } = fs.statfsSync(folder);
  if (bavail * bsize < size * 3) throw new Refusal('file.diskFull', { file: path.join(folder, 'shop.db') });
}

function migrateCopy(file: string, migrations: Migrations): number {
  const copy = openWriter(file);
  try {
    const oldVersion = versionOf(copy);
    const [before, totals] = [rowCounts(copy), totalsOf(copy)];
    const digests = digestTotals(copy, totals);
    migrate(copy, migrations);
    requireProof(copy, file, before);
    const after = digestTotals(copy, totals);
    for (const [name, digest] of digests) {
      if (after.get(name) !== digest) throw new Refusal('file.damaged', { file, problem: `${name} would change` });
    }
    copy.raw.pragma('wal_checkpoint(TRUNCATE)');
    return oldVersion;
  } finally {
    copy.close();
  }
}

/** Facts are append-only, so no migration may lose one: every table that was there still has at least its rows. */
function requireProof(copy: Connection, file: string, before: Map<string, number>): void {
  const check = copy.raw.pragma('quick_check', { simple: true });
  if (check !== 'ok') throw new Refusal('file.damaged', { file, problem: String(check) });
  const broken = copy.raw.pragma('foreign_key_check') as unknown[];
  if (broken.length > 0) throw new Refusal('file.damaged', { file, problem: `${broken.length} rows point nowhere` });
  const after = rowCounts(copy);
  for (const [table, count] of before) {
    if ((after.get(table) ?? 0) < count) throw new Refusal('file.damaged', { file, problem: `${table} would lose rows` });
  }
}

function rowCounts(copy: Connection): Map<string, number> {
  const tables = copy.raw.prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and sql not like '%virtual%'").all() as { name: string }[];
  return new Map(tables.map(({ name }) => [name, copy.raw.prepare(`select count(*) from "${name}"`).pluck().get() as number]));
}
