import fs from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../../shared/refusal/refusal.ts';
import { type Connection, openReader } from '../../database/connection.ts';
import type { Actor } from '../../database/handles.ts';
import { latestVersion, type Migrations } from '../../database/migrate.ts';
import { inspect, shopFileName } from '../../database/shop-file.ts';
import { refuseDamage } from '../../database/damage.ts';

/** Whoever has the folder is its owner; who they are to a count is the first user. */
export const reader: Actor = { userId: 1, role: 'owner', deviceId: null, via: 'cli' };

/**
 * Reads a folder's shop on a connection of its own, beside whoever owns it: SQLite keeps both apart.
 * @throws Refusal `record.missing` when the folder holds no shop, `file.…`
 */
export function readShop<T>(folder: string, migrations: Migrations, work: (connection: Connection) => T): T {
  const file = path.join(folder, shopFileName);
  if (!fs.existsSync(file)) throw new Refusal('record.missing', { kind: 'shop', id: folder });
  return refuseDamage(file, () => {
    inspect(file, latestVersion(migrations));
    const connection = openReader(file);
    try {
      return work(connection);
    } finally {
      connection.close();
    }
  });
}

/** The same for work that waits for something between two questions. @throws Refusal as `readShop` */
export async function readShopLater<T>(folder: string, migrations: Migrations, work: (connection: Connection) => Promise<T>): Promise<T> {
  const file = path.join(folder, shopFileName);
  readShop(folder, migrations, () => undefined);
  const connection = openReader(file);
  try {
    return await work(connection);
  } finally {
    connection.close();
  }
}
