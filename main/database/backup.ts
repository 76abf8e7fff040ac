import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { type Connection, openReader } from './connection.ts';
import { refuseDamage } from './damage.ts';
import { chainHead } from './transaction.ts';

/** What a backup says of itself, in a small file beside it. */
export interface BackupNote {
  sha256: string;
  headId: number;
  head: string;
  bytes: number;
}

const noteFile = (file: string): string => `${file}.json`;

/**
 * Copies the live file while work goes on, 500 pages a step. The copy is opened and proved before it gets its name:
 * a failed backup never replaces a good one.
 * @throws Refusal `file.diskFull`, `file.readOnly`, `file.damaged`
 */
export async function backUp(connection: Connection, file: string): Promise<BackupNote> {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const beside = `${file}.new`;
  for (const rest of [beside, `${beside}-wal`, `${beside}-shm`]) fs.rmSync(rest, { force: true });
  await connection.raw.backup(beside, { progress: () => 500 });
  fs.chmodSync(beside, 0o600);
  const note = inspectBackup(beside);
  fs.renameSync(beside, file);
  fs.writeFileSync(noteFile(file), JSON.stringify(note), { mode: 0o600 });
  return note;
}

/** Folds the log of a set that was kept into its file and writes its note. A set that is damaged is kept as it is, and is no backup. */
export function noteKept(file: string): void {
  if (!fs.existsSync(file)) return;
  try {
    if (refuseDamage(file, () => foldLog(file)) > 0) fs.writeFileSync(noteFile(file), JSON.stringify(inspectBackup(file)), { mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

/** Answers the schema's version: 0 in a file whose making was interrupted. */
function foldLog(file: string): number {
  const raw = new Database(file);
  try {
    raw.pragma('wal_checkpoint(TRUNCATE)');
    return raw.pragma('user_version', { simple: true }) as number;
  } finally {
    raw.close();
  }
}

/** Opens a backup, lets SQLite check its pages and reads its head. @throws Refusal `file.damaged`, `file.notShop` */
export function inspectBackup(file: string): BackupNote {
  return refuseDamage(file, () => {
    const copy = openReader(file);
    try {
      const check = copy.raw.pragma('quick_check', { simple: true });
      if (check !== 'ok') throw new Refusal('file.damaged', { file, problem: String(check) });
      const head = chainHead(copy);
      return { sha256: hashOfFile(file), headId: head?.id ?? 0, head: head?.hash ?? '', bytes: fs.statSync(file).size };
    } finally {
      copy.close();
      for (const rest of [`${file}-wal`, `${file}-shm`]) fs.rmSync(rest, { force: true });
    }
  });
}

/** Compares a backup with the note written when it was made. @throws Refusal `file.damaged` when one byte differs */
export function verifyBackup(file: string): BackupNote {
  const note = readNote(file);
  if (hashOfFile(file) !== note.sha256) throw new Refusal('file.damaged', { file, problem: 'its bytes are not those of the day it was made' });
  return inspectBackup(file);
}

/** Without its note nobody can say whether a copy is whole. */
function readNote(file: string): BackupNote {
  try {
    return JSON.parse(fs.readFileSync(noteFile(file), 'utf8')) as BackupNote;
  } catch {
    throw new Refusal('file.damaged', { file, problem: `its note ${path.basename(noteFile(file))} is missing or unreadable` });
  }
}

function hashOfFile(file: string): string {
  const hash = createHash('sha256');
  const handle = fs.openSync(file, 'r');
  const buffer = Buffer.alloc(1 << 20);
  try {
    for (let read = fs.readSync(handle, buffer); read > 0; read = fs.readSync(handle, buffer)) hash.update(buffer.subarray(0, read));
  } finally {
    fs.closeSync(handle);
  }
  return hash.digest('hex');
}
