import Database from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { type Connection, type Durability, openWriter } from './connection.ts';
import { refuseDamage } from './damage.ts';
import { applicationId, latestVersion, migrate, type Migrations } from './migrate.ts';
import { markBeside, readMark } from './mark.ts';
import { migrateByCopy } from './migrate-copy.ts';
import { finishSwap } from './swap.ts';

export const shopFileName = 'shop.db';

/** What a file says of itself before it is opened for writing. */
export interface FileState {
  exists: boolean;
  version: number;
}

/**
 * Opens the shop of a folder for its one owner, bringing an older file to the newest schema by copy, migrate, prove, swap.
 * @throws Refusal `file.notShop`, `file.newer`, `file.damaged`, `file.readOnly`, `file.diskFull`, `file.olderThanMark` where a shop was
 */
export function openShopFile(folder: string, migrations: Migrations, durability: Durability = 'FULL'): Connection {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, shopFileName);
  return refuseDamage(file, () => {
    finishSwap(folder);
    const state = inspect(file, latestVersion(migrations));
    if (!state.exists) return makeShopFile(folder, migrations, durability);
    if (state.version < latestVersion(migrations)) migrateByCopy(folder, migrations);
    return openWriter(file, durability);
  });
}

/** A mark or a log without its file means that a shop was here: making a new one in its place would hide the loss, and SQLite would drop the log. */
function makeShopFile(folder: string, migrations: Migrations, durability: Durability): Connection {
  const file = path.join(folder, shopFileName);
  if (readMark(markBeside(folder)) || fs.existsSync(`${file}-wal`)) throw new Refusal('file.olderThanMark', { file });
  // Made here, so that it and the log SQLite makes in its likeness are nobody else's to read from the first byte on.
  fs.closeSync(fs.openSync(file, 'a', 0o600));
  const connection = openWriter(file, durability);
  migrate(connection, migrations);
  return connection;
}

/**
 * Looks without changing a byte.
 * @throws Refusal `file.notShop` when it is some other file, `file.newer` when a newer program wrote it
 */
export function inspect(file: string, programVersion: number): FileState {
  if ((fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0) return { exists: false, version: 0 };
  const raw = new Database(file, { readonly: true, fileMustExist: true });
  try {
    // A kill while the file was first made leaves one that holds nothing yet; migrating makes it whole.
    const begun = raw.pragma('application_id', { simple: true }) === 0 && raw.prepare('select count(*) from sqlite_schema').pluck().get() === 0;
    if (begun) return { exists: true, version: 0 };
    if (raw.pragma('application_id', { simple: true }) !== applicationId) throw new Refusal('file.notShop', { file });
    const version = raw.pragma('user_version', { simple: true }) as number;
    if (version > programVersion) throw new Refusal('file.newer', { fileVersion: version, programVersion });
    return { exists: true, version };
  } finally {
    raw.close();
  }
}
