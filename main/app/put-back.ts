import fs from 'node:fs';
import path from 'node:path';
import { Refusal, type RefusalData } from '../../shared/refusal/refusal.ts';
import { listBackups } from './backups.ts';
import type { Migrations } from '../database/migrate.ts';
import { restoreBackup } from './restore.ts';

/** A backup waiting for the next start, or why the last one chosen was not put back; both empty: nothing was chosen. */
export interface PutBack {
  name: string | null;
  refusal: RefusalData | null;
}

const none: PutBack = { name: null, refusal: null };
const fileOf = (folder: string): string => path.join(folder, 'put-back.json');

/** What was chosen to be put back. A note nobody can read chose nothing. */
export function putBackOf(folder: string): PutBack {
  try {
    const { name, refusal } = JSON.parse(fs.readFileSync(fileOf(folder), 'utf8')) as Partial<PutBack>;
    return { name: name ?? null, refusal: refusal ?? null };
  } catch {
    return none;
  }
}

/** Has a backup put back when the program is started next: the file cannot be changed under a program that works with it. @throws Refusal `record.missing` */
export function choosePutBack(folder: string, name: string): { name: string } {
  if (!listBackups(folder).some((backup) => backup.name === name)) throw new Refusal('record.missing', { kind: 'backup', id: name });
  note(folder, { name, refusal: null });
  return { name };
}

/** The shop stays as it is. */
export function keepPresent(folder: string): Record<string, never> {
  fs.rmSync(fileOf(folder), { force: true });
  return {};
}

/**
 * Puts the chosen backup back before the shop is opened. It is tried once: one that cannot be put back leaves the shop as it is
 * and its reason for the settings to show.
 */
export async function putBackChosen(folder: string, migrations: Migrations, now: () => number, state?: string): Promise<void> {
  const { name } = putBackOf(folder);
  if (name === null) return;
  try {
    await restoreBackup(folder, path.join(folder, 'backups', name), migrations, now, state);
    keepPresent(folder);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'file.ownedElsewhere') throw error;
    keepPresent(folder);
    if (!(error instanceof Refusal)) throw error;
    note(folder, { name: null, refusal: error.data() });
  }
}

function note(folder: string, putBack: PutBack): void {
  const written = `${fileOf(folder)}.new`;
  fs.writeFileSync(written, JSON.stringify(putBack), { mode: 0o600 });
  fs.renameSync(written, fileOf(folder));
}
