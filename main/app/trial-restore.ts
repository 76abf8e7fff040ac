import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { verifyBackup } from '../database/backup.ts';
import { openReader } from '../database/connection.ts';
import type { Migrations } from '../database/migrate.ts';
import { shopFileName } from '../database/shop-file.ts';
import { type Checked, proveFile } from './check.ts';
import { restoreBackup } from './restore.ts';

/** What a backup says of itself, and what holds in the shop that was made of it. */
export interface TriedRestore {
  headId: number;
  head: string;
  sha256: string;
  proofs: Checked[];
}

/**
 * Puts a backup back the way a restore does, in a place of its own, proves every invariant there and throws the place away.
 * @throws Refusal as restoring does: `file.damaged`, `file.notShop`, `file.newer`, `file.diskFull`
 */
export async function tryRestore(file: string, migrations: Migrations, now: () => number): Promise<TriedRestore> {
  const { headId, head, sha256 } = verifyBackup(file);
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'shopwright-restored-'));
  try {
    await restoreBackup(place, file, migrations, now);
    const reader = openReader(path.join(place, shopFileName));
    try {
      return { headId, head, sha256, proofs: proveFile(reader, migrations).proofs };
    } finally {
      reader.close();
    }
  } finally {
    fs.rmSync(place, { recursive: true, force: true });
  }
}
