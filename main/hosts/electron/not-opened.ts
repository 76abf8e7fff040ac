import { app, dialog } from 'electron';
import { Refusal, type RefusalData } from '../../../shared/refusal/refusal.ts';
import { type KnownBackup, listBackups } from '../../app/backups.ts';
import { choosePutBack } from '../../app/put-back.ts';
import { type MenuWords, wordsFor } from './menu.ts';

/** What a backup mends: the file is broken, or older than what was written to it. */
const mended: ReadonlySet<RefusalData['code']> = new Set(['file.damaged', 'file.olderThanMark']);

/** What can be said before there is a page: the code is what a person can look up, and the newest backup is one press away where it helps. */
export async function sayNotOpened(folder: string, error: unknown): Promise<void> {
  const words = wordsFor(app.getLocale());
  const says = `${words.notOpened}\n\n${error instanceof Refusal ? `${error.code}\n${JSON.stringify(error.details, null, 2)}` : String(error)}`;
  const [newest] = error instanceof Refusal && mended.has(error.code) ? listBackups(folder) : [];
  if (!newest) dialog.showErrorBox('Shopwright', says);
  else if (await wantsBackup(words, says, newest)) {
    choosePutBack(folder, newest.name);
    app.relaunch({ args: process.argv.slice(1) });
  }
  app.exit(1);
}

async function wantsBackup(words: MenuWords, says: string, { name, madeAt }: KnownBackup): Promise<boolean> {
  const made = new Date(madeAt).toLocaleString(app.getLocale());
  const { response } = await dialog.showMessageBox({ type: 'error', title: 'Shopwright', message: says, detail: `${words.newestBackup} ${made}\n${name}`, buttons: [words.putBack, words.quit], defaultId: 1, cancelId: 1 });
  return response === 0;
}
