import fs from 'node:fs';
import path from 'node:path';
import type { Files } from './platform.ts';

const onlyMine = { folder: 0o700, file: 0o600 };

/** A folder that existed before us is narrowed as well: an older version or a copy may have left it open. */
function ensureFolder(folder: string): void {
  fs.mkdirSync(folder, { recursive: true, mode: onlyMine.folder });
  fs.chmodSync(folder, onlyMine.folder);
}

function write(file: string, content: string | Uint8Array): void {
  const beside = `${file}.${process.pid}.tmp`;
  const descriptor = fs.openSync(beside, 'w', onlyMine.file);
  try {
    fs.writeFileSync(descriptor, content);
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
  fs.renameSync(beside, file);
  syncFolder(path.dirname(file));
}

/** The new name itself has to survive a power cut. Windows cannot open a folder and keeps names by itself. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

function read(file: string): Buffer | undefined {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

const remove = (file: string): void => fs.rmSync(file, { force: true });

export const privateFiles: Files = { ensureFolder, write, read, remove };
