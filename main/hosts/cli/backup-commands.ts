import path from 'node:path';
import { backUp, verifyBackup } from '../../database/backup.ts';
import { restoreBackup } from '../../app/restore.ts';
import { copyImages, faultyImages } from '../../catalog/image-files.ts';
import { attachedFiles } from '../../company/attachment.queries.ts';
import { listImages } from '../../catalog/image.queries.ts';
import { type Command, printJson } from './command.ts';
import { readShop } from './reading.ts';
import { UsageError } from './usage.ts';
import { openReader } from '../../database/connection.ts';
import { shopFileName } from '../../database/shop-file.ts';
import { proveFile } from '../../app/check.ts';
import { tryRestore } from '../../app/trial-restore.ts';
import { latestVersion, versionOf } from '../../database/migrate.ts';

/** Copies the live shop, whole and proved, also while the app has it open. */
export const backup: Command = async ({ folder, migrations, args, platform }) => {
  const day = new Date(platform().clock.now()).toISOString().slice(0, 19).replaceAll(':', '');
  const file = path.resolve(args[0] ?? path.join(folder, 'backups', `shop-${day}.db`));
  readShop(folder, migrations, () => undefined);
  const reader = openReader(path.join(folder, shopFileName));
  try {
    const note = await backUp(reader, file);
    copyImages(folder, path.dirname(file));
    printJson({ file, ...note });
  } finally {
    reader.close();
  }
  return 0;
};

/**
 * Proves a backup: its bytes, its pages, its books, and the pictures and papers beside it. One of an older program, such as
 * the set kept before a migration, is proved by bringing a copy of it to today's schema.
 */
export const verify: Command = async ({ args, migrations, platform }) => {
  const file = fileArgument(args, 'verify');
  const note = verifyBackup(file);
  const copy = openReader(file);
  try {
    const older = versionOf(copy) < latestVersion(migrations);
    const { proofs } = older ? await tryRestore(file, migrations, () => platform().clock.now()) : proveFile(copy, migrations);
    const faults = proofs.flatMap((proof) => proof.faults);
    const images = older ? [] : faultyImages(path.dirname(file), [...listImages(copy), ...attachedFiles(copy)]);
    printJson({ file, ...note, faults, images });
    return faults.length + images.length === 0 ? 0 : 1;
  } finally {
    copy.close();
  }
};

/** Puts a backup in the place of the live shop and begins a new epoch; the app must be closed. */
export const restore: Command = async ({ folder, migrations, args, platform }) => {
  const { clock, stateFolder } = platform();
  printJson(await restoreBackup(folder, fileArgument(args, 'restore'), migrations, clock.now, stateFolder));
  return 0;
};

function fileArgument(args: string[], command: string): string {
  const [file] = args;
  if (file === undefined) throw new UsageError(`${command} needs the file of a backup.`);
  return path.resolve(file);
}
