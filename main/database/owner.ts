import Database from 'better-sqlite3';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Refusal } from '../../shared/refusal/refusal.ts';

/** How another process of the same person reaches the owner. */
export interface OwnerAddress {
  processId: number;
  socket: string;
  secret: string;
}

export interface Ownership {
  address: OwnerAddress;
  release(): void;
}

const addressFile = (folder: string): string => path.join(folder, 'owner.json');

/**
 * Makes this process the folder's one owner by an exclusive transaction on a small SQLite file: the system frees it at any
 * death, so there is no stale lock to clear.
 * @throws Refusal `file.ownedElsewhere`, `file.synced`
 */
export function takeOwnership(folder: string): Ownership {
  refuseSyncedFolder(folder);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lockFile = path.join(folder, 'owner.lock');
  // Only where there is none: closing a file this process has locked would free the lock.
  if (!fs.existsSync(lockFile)) fs.closeSync(fs.openSync(lockFile, 'a', 0o600));
  const lock = new Database(lockFile, { timeout: 0 });
  try {
    lockAlone(lock, folder);
  } catch (error) {
    lock.close();
    throw error;
  }
  const address = { processId: process.pid, socket: socketPath(folder), secret: randomBytes(32).toString('hex') };
  fs.writeFileSync(addressFile(folder), JSON.stringify(address), { mode: 0o600 });
  return {
    address,
    release: () => {
      fs.rmSync(addressFile(folder), { force: true });
      lock.close();
    },
  };
}

/** Two that start at once stand in each other's way, and SQLite refuses both: whoever sees no owner alive tries again. */
const contest = { tries: 40, pauseMs: 25 };

/** @throws Refusal `file.ownedElsewhere` */
function lockAlone(lock: Database.Database, folder: string): void {
  for (let tries = 1; ; tries += 1) {
    try {
      lock.exec('begin exclusive');
      return;
    } catch (error) {
      if (!isBusy(error)) throw error;
      const owner = findOwner(folder);
      if ((owner && isAlive(owner.processId)) || tries === contest.tries) throw new Refusal('file.ownedElsewhere', { folder, processId: owner?.processId ?? 0 });
      // Of different length, or both would meet again.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1 + (randomBytes(1)[0]! / 256) * contest.pauseMs);
    }
  }
}

const isBusy = (error: unknown): boolean => error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be asked, but it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The address the present owner left, if there is one; it may have died since. */
export function findOwner(folder: string): OwnerAddress | undefined {
  try {
    return JSON.parse(fs.readFileSync(addressFile(folder), 'utf8')) as OwnerAddress;
  } catch {
    return undefined;
  }
}

/**
 * In the folder, where nobody else can put a socket of their own in its place. A socket's path has a length limit of about 100
 * bytes: in a folder too deep for it, it stands in the temporary folder under the folder's hash.
 */
function socketPath(folder: string): string {
  const name = `shopwright-${createHash('sha256').update(fs.realpathSync(folder)).digest('hex').slice(0, 16)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  const here = path.resolve(folder, 'owner.sock');
  return Buffer.byteLength(here) <= 100 ? here : path.join(os.tmpdir(), `${name}.sock`);
}

const syncClients: [RegExp, string][] = [
  [/[\\/]onedrive/i, 'OneDrive'],
  [/[\\/]dropbox/i, 'Dropbox'],
  [/[\\/]icloud|mobile documents/i, 'iCloud'],
  [/坚果云|nutstore/i, '坚果云'],
  [/[\\/]google ?drive/i, 'Google Drive'],
  [/^\\\\|^\/\//, 'network'],
];

/** A sync client or a network drive copies a live database in halves. @throws Refusal `file.synced` */
function refuseSyncedFolder(folder: string): void {
  const service = syncClients.find(([pattern]) => pattern.test(path.resolve(folder)))?.[1];
  if (service) throw new Refusal('file.synced', { folder, service });
}
