import { createRequire } from 'node:module';
import fs from 'node:fs';
import path from 'node:path';
import { _electron, type Browser, type Page } from 'playwright-core';
import { ElectronDouble } from '../support/electron-double/double.ts';

/** The program in its window, whichever Electron runs it. */
export interface Running {
  page: Page;
  /** The double's world, for what a real window hides; undefined in a real Electron. */
  double: ElectronDouble | undefined;
  /** Quits as a person would and waits for the end. */
  quit(): Promise<void>;
}

const root = path.resolve(import.meta.dirname, '../..');
export const main = path.join(root, 'dist/main/main.cjs');

/** The downloaded Electron, if this machine has one. Its module is not loaded: that would start a download. */
function electronBinary(): string | undefined {
  const folder = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const named = path.join(folder, 'path.txt');
  const file = fs.existsSync(named) ? path.join(folder, 'dist', fs.readFileSync(named, 'utf8')) : '';
  return file && fs.existsSync(file) ? file : undefined;
}

/** Starts the compiled program on a folder: in the real Electron where there is one, else under the double. */
export async function launch(folder: string, browser: Browser): Promise<Running> {
  const binary = electronBinary();
  const running = binary ? await launchReal(binary, folder) : await launchDouble(folder, browser);
  await running.page.waitForURL('**/index.html');
  return running;
}

async function launchReal(executablePath: string, folder: string): Promise<Running> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({ executablePath, args: [...sandbox, `--user-data-dir=${folder}/window`, root, '--data', folder] });
  return { page: await app.firstWindow(), double: undefined, quit: () => app.close() };
}

async function launchDouble(folder: string, browser: Browser): Promise<Running> {
  const double = await ElectronDouble.launch({ main, args: ['--data', folder], browser, userData: path.join(folder, 'window') });
  return { page: await double.firstPage(), double, quit: () => double.close() };
}
