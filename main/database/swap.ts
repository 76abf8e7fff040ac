import fs from 'node:fs';
import path from 'node:path';
import { noteKept } from './backup.ts';

/** What belongs together on the disk: the file and its write-ahead log. */
export const members = ['shop.db', 'shop.db-wal'];

const stageOf = (folder: string): string => path.join(folder, 'staged');
const proved = 'proved';

/** An empty place beside the live file, where another one is made and proved before it takes its place. */
export function stage(folder: string): string {
  const work = stageOf(folder);
  fs.rmSync(work, { recursive: true, force: true });
  fs.mkdirSync(work, { mode: 0o700 });
  return work;
}

/**
 * Puts the proved file of the stage in the place of the live one, whose set is kept where one is named. From the mark on, the swap is only
 * finished, never taken back: a kill at any point between leaves one whole file.
 */
export function swapIn(folder: string, keep?: string): void {
  const work = stageOf(folder);
  if (keep !== undefined) keepOld(folder, keep);
  syncToDisk(path.join(work, 'shop.db'));
  fs.writeFileSync(path.join(work, proved), '');
  syncToDisk(work);
  finishSwap(folder);
}

/** With a note of its own, so that it is verified and restored as a backup is. */
function keepOld(folder: string, keep: string): void {
  fs.rmSync(keep, { recursive: true, force: true });
  fs.mkdirSync(keep, { recursive: true, mode: 0o700 });
  for (const name of members) if (fs.existsSync(path.join(folder, name))) fs.copyFileSync(path.join(folder, name), path.join(keep, name));
  noteKept(path.join(keep, 'shop.db'));
}

/** Also called at every open, for a swap a kill interrupted. */
export function finishSwap(folder: string): void {
  const work = stageOf(folder);
  if (!fs.existsSync(path.join(work, proved))) return;
  if (fs.existsSync(path.join(work, 'shop.db'))) {
    // The old log must be gone first, or SQLite would replay it into the new file.
    fs.rmSync(path.join(folder, 'shop.db-wal'), { force: true });
    fs.rmSync(path.join(folder, 'shop.db-shm'), { force: true });
    moveIfThere(path.join(work, 'shop.mark'), path.join(folder, 'shop.mark'));
    moveIfThere(path.join(work, 'shop.db'), path.join(folder, 'shop.db'));
    syncToDisk(folder);
  }
  fs.rmSync(work, { recursive: true, force: true });
}

/** Clears away what was begun, unless it is proved: then the old log may be gone already, and only finishing is safe. */
export function discardStage(folder: string): void {
  const work = stageOf(folder);
  if (!fs.existsSync(path.join(work, proved))) fs.rmSync(work, { recursive: true, force: true });
}

function moveIfThere(from: string, to: string): void {
  if (fs.existsSync(from)) fs.renameSync(from, to);
}

function syncToDisk(target: string): void {
  const handle = fs.openSync(target, 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}
