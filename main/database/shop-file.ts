import Database from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { type Connection, type Durability, openWriter } from './connection.ts';
import { refuseDamage } from './damage.ts';
import { applicationId, latestVersion, migrate, type Migrations } from './migrate.ts';
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
 * @throws Refusal `file.notShop`, `file.newer`, `file.damaged`, `file.readOnly`, `file.diskFull`
 */
export function openShopFile(folder: string, migrations: Migrations, durability: Durability = 'FULL'): Connection {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, shopFileName);
  return refuseDamage(file, () => {
    finishSwap(folder);
    const state = inspect(file, latestVersion(migrations));
    if (state.exists && state.version < latestVersion(migrations)) migrateByCopy(folder, migrations);
    const connection = openWriter(file, durability);
    if (!state.exists) {
      fs.chmodSync(file, 0o600);
      migrate(connection, migrations);
    }
    return connection;
  });
}

/**
 * Looks without changing a byte.
 * @throws Refusal `file.notShop` when it is some other file, `file.newer` when a newer program wrote it
 */
export function inspect(file: string, programVersion: number): FileState {
  if (!fs.existsSync(file) || (fs.statSync(file).size === 0 && !fs.existsSync(`${file}-wal`))) return { exists: false, version: 0 };
  const raw = new Database(file, { readonly: true, fileMustExist: true });
  try {
    if (raw.pragma('application_id', { simple: true }) !== applicationId) throw new Refusal('file.notShop', { file });
    const version = raw.pragma('user_version', { simple: true }) as number;
    if (version > programVersion) throw new Refusal('file.newer', { fileVersion: version, programVersion });
    return { exists: true, version };
  } finally {
    raw.close();
  }
}
