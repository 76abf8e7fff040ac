import path from 'node:path';
import { BrowserWindow, type BrowserWindowConstructorOptions, type WebPreferences } from 'electron';
import type { Log } from '../../platform/log.ts';
import { lockContents } from './locks.ts';

/** Never weakened, for no window: the page is a web page and is treated as one. */
const hardened: WebPreferences = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
};

/** The only place a window is made. */
export function makeWindow(log: Log, options: BrowserWindowConstructorOptions, preferences: WebPreferences = {}): BrowserWindow {
  const window = new BrowserWindow({ show: false, ...options, webPreferences: { ...preferences, ...hardened } });
  lockContents(window.webContents, log);
  return window;
}

/** The shop's window, shown when its first picture is ready. */
export function makeShopWindow(log: Log, folderOfMain: string): BrowserWindow {
  const window = makeWindow(
    log,
    { width: 1280, height: 800, minWidth: 960, minHeight: 600, title: 'Shopwright', autoHideMenuBar: false },
    { preload: path.join(folderOfMain, 'preload.cjs') },
  );
  window.once('ready-to-show', () => window.show());
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log.warn('window.gone', { reason });
    if (reason !== 'clean-exit') window.webContents.reload();
  });
  return window;
}
