import fs from 'node:fs';
import path from 'node:path';
import { instant, type Instant } from '../../shared/units/instant.ts';
import { copyImages } from '../catalog/image-files.ts';
import type { BackupNote } from '../database/backup.ts';
import type { Store } from './store.ts';

export interface KnownBackup {
  name: string;
  madeAt: Instant;
  bytes: number;
  headId: number;
  head: string;
}

const folderOf = (folder: string): string => path.join(folder, 'backups');

/** Copies the live shop and its pictures into its own folder of backups; the copy is proved before it gets its name. */
export async function makeBackup(store: Store, folder: string, now: Instant): Promise<KnownBackup> {
  const name = `shop-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '')}.db`;
  await store.backup(path.join(folderOf(folder), name));
  copyImages(folder, folderOf(folder));
  const made = listBackups(folder).find((backup) => backup.name === name);
  if (!made) throw new Error(`The backup ${name} is not where it was written`);
  return made;
}

/** The backups beside the shop, newest first; a copy without its note was never finished and is not one. */
export function listBackups(folder: string): KnownBackup[] {
  if (!fs.existsSync(folderOf(folder))) return [];
  const notes = fs.readdirSync(folderOf(folder)).filter((name) => name.endsWith('.db.json'));
  return notes.map((note) => describe(folder, note)).sort((a, b) => b.madeAt - a.madeAt);
}

function describe(folder: string, note: string): KnownBackup {
  const file = path.join(folderOf(folder), note);
  const { bytes, headId, head } = JSON.parse(fs.readFileSync(file, 'utf8')) as BackupNote;
  return { name: note.slice(0, -'.json'.length), madeAt: instant(Math.round(fs.statSync(file).mtimeMs)), bytes, headId, head };
}
