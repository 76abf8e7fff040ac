import fs from 'node:fs';
import path from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import { defaultDataFolder } from '../../platform/data-folder.ts';
import type { MenuWords } from './menu.ts';

const noteFile = (): string => path.join(app.getPath('userData'), 'last-shop.json');

/** The folder of the shop that was opened last by hand, as far as it is still there; else this system's usual one. */
export function usualFolder(): string {
  try {
    const { folder } = JSON.parse(fs.readFileSync(noteFile(), 'utf8')) as { folder: string };
    return fs.existsSync(path.join(folder, 'shop.db')) ? folder : defaultDataFolder();
  } catch {
    return defaultDataFolder();
  }
}

/** Asks for a shop's folder and starts again with it: one program has one shop open. */
export async function openOtherShop(words: MenuWords): Promise<void> {
  const [window] = BrowserWindow.getAllWindows().filter((one) => one.isVisible());
  const options = { title: words.openShop, properties: ['openDirectory' as const] };
  const { filePaths: [folder] } = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options);
  if (folder === undefined) return;
  if (!fs.existsSync(path.join(folder, 'shop.db'))) return dialog.showErrorBox(words.noShop, words.noShopWhy);
  fs.mkdirSync(path.dirname(noteFile()), { recursive: true });
  fs.writeFileSync(noteFile(), JSON.stringify({ folder }));
  app.relaunch({ args: [...withoutShop(process.argv.slice(1)), '--data', folder] });
  app.quit();
}

/** The program's own arguments without the shop it was started with. */
export function withoutShop(given: readonly string[]): string[] {
  return given.filter((word, place) => !/^--(data|demo)(=|$)/.test(word) && given[place - 1] !== '--data');
}
