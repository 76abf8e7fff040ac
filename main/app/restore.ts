import fs from 'node:fs';
import path from 'node:path';
import { copyImages } from '../catalog/image-files.ts';
import { verifyBackup } from '../database/backup.ts';
import { openReader } from '../database/connection.ts';
import type { Actor } from '../database/handles.ts';
import { furtherMark, type Mark, markAway, markBeside, readMark, readMarkAway } from '../database/mark.ts';
import type { Migrations } from '../database/migrate.ts';
import { takeOwnership } from '../database/owner.ts';
import { finishSwap, stage, swapIn } from '../database/swap.ts';
import { openCore } from './core.ts';

export interface Restored {
  file: string;
  headId: number;
  /** Where the file that stood there before is kept. */
  kept: string;
}

const owner: Actor = { userId: 1, role: 'owner', deviceId: null, via: 'cli' };

/**
 * Puts a proved backup in the place of the live shop and begins a new epoch: a new database id, a chained "restored" record,
 * every series behind the highest number the lost file had reached, all news to channels held back.
 * `state` is where this machine keeps its own marks.
 * @throws Refusal `file.ownedElsewhere` while the app is open, `file.damaged`, `file.notShop`, `file.newer`
 */
export async function restoreBackup(folder: string, file: string, migrations: Migrations, now: () => number, state?: string): Promise<Restored> {
  const note = verifyBackup(file);
  const ownership = takeOwnership(folder);
  try {
    // A restore that was interrupted is finished first: its half must not be taken for the shop that was there.
    finishSwap(folder);
    const lost = furthestMark(folder, file, state);
    const work = stage(folder);
    fs.copyFileSync(file, path.join(work, 'shop.db'));
    beginEpoch(work, migrations, now, lost);
    const kept = path.join(folder, 'backups', `replaced-${new Date(now()).toISOString().slice(0, 19).replaceAll(':', '')}`);
    swapIn(folder, kept);
    copyImages(path.dirname(file), folder);
    return { file, headId: note.headId, kept };
  } finally {
    ownership.release();
  }
}

/** How far the lost file had come, as far as anybody noted: beside it, or on this machine for it or for the shop of the backup. */
function furthestMark(folder: string, backup: string, state: string | undefined): Mark | undefined {
  const beside = readMark(markBeside(folder));
  if (state === undefined) return beside;
  const ofLost = beside && readMark(markAway(state, folder, beside.databaseId));
  const copy = openReader(backup);
  try {
    return [ofLost, readMarkAway(copy, state, folder)].reduce(furtherMark, beside);
  } finally {
    copy.close();
  }
}

function beginEpoch(work: string, migrations: Migrations, now: () => number, lost: Mark | undefined): void {
  const core = openCore({ folder: work, migrations, now });
  try {
    core.internal(owner, 'shop.restored', { lostEpoch: lost?.epoch ?? 0, lostSeries: lost?.series ?? {} });
    core.writer.raw.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    core.close();
  }
}
