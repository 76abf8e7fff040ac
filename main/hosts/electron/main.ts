import path from 'node:path';
import { parseArgs } from 'node:util';
import { app, BrowserWindow, protocol, session } from 'electron';
import migrations from 'virtual:migrations';
import { buildDemo, demoDefaults } from '../../app/demo/demo.ts';
import type { Door } from '../../app/door.ts';
import { openApp } from '../../app/open-app.ts';
import type { Platform } from '../../platform/platform.ts';
import { localAddresses } from '../http/local-addresses.ts';
import { phoneListener, phonePort } from '../http/phone-server.ts';
import { loadPages } from '../pages.ts';
import { electronPlatform } from './electron-platform.ts';
import { lockSession } from './locks.ts';
import { setMenu, wordsFor } from './menu.ts';
import { sayNotOpened } from './not-opened.ts';
import { openOtherShop, usualFolder } from './other-shop.ts';
import { pageUrl } from './origin.ts';
import { registerScheme, servePages } from './page-protocol.ts';
import { servePorts } from './ports.ts';
import type { Prints } from './print.ts';
import { makeShopWindow } from './window.ts';

// This file is built as CommonJS: an ES module that awaits `whenReady` at its top level hangs for ever (electron#40719).

interface Running {
  door: Door;
  platform: Platform;
}

interface Arguments {
  folder: string;
  demo: boolean;
}

/** Chromium's and Electron's own switches stand among the arguments; only ours are read. */
function readArguments(): Arguments {
  const { values } = parseArgs({ args: process.argv.slice(1), options: { data: { type: 'string' }, demo: { type: 'boolean' } }, strict: false });
  return { folder: path.resolve(typeof values.data === 'string' ? values.data : usualFolder()), demo: values.demo === true };
}

async function start({ folder, demo }: Arguments): Promise<Running> {
  const prints: Prints = new Map();
  const platform = await electronPlatform(folder, prints);
  const pages = loadPages(path.join(__dirname, '..', 'renderer'));
  servePages(protocol, pages, prints);
  lockSession(session.defaultSession);
  setMenu();
  if (demo) buildDemo(folder, migrations, demoDefaults(platform.clock.now()));
  const door = await openApp({ folder, migrations, platform, threads: true, listen: phoneListener({ log: platform.log, pages, secrets: platform.secrets, now: () => platform.clock.now(), addresses: localAddresses, port: phonePort }) });
  servePorts(door, platform.log, () => void openOtherShop(wordsFor(app.getLocale())));
  showShop(platform);
  app.on('activate', () => showShop(platform));
  return { door, platform };
}

async function begin(): Promise<void> {
  const given = readArguments();
  await start(given).then(closeBeforeQuit, (error: unknown) => sayNotOpened(given.folder, error));
}

/** The shop's window, made when there is none; on macOS a program lives on without windows. */
function showShop(platform: Platform): void {
  const [open] = BrowserWindow.getAllWindows().filter((window) => window.isVisible());
  if (open) return bringForward(open);
  const window = makeShopWindow(platform.log, __dirname);
  window.loadURL(pageUrl).catch((error: unknown) => platform.log.error('window.load', error));
}

function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Quitting waits until the last command is in the file. */
function closeBeforeQuit({ door, platform }: Running): void {
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    door
      .close()
      .then(() => platform.close())
      .catch((error: unknown) => platform.log.error('close', error))
      .finally(() => {
        closed = true;
        app.quit();
      });
  });
}

registerScheme(protocol);
if (app.requestSingleInstanceLock()) {
  app.enableSandbox();
  app.on('second-instance', () => BrowserWindow.getAllWindows().filter((window) => window.isVisible()).forEach(bringForward));
  app.on('window-all-closed', () => { if (process.platform !== 'darwin') app.quit(); });
  void app.whenReady().then(begin);
} else {
  app.quit();
}
