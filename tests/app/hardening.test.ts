import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { ElectronDouble } from '../support/electron-double/double.ts';
import type { ContentsDouble } from '../support/electron-double/window.ts';
import { outsideUrls, refusedUrls } from './urls.ts';

const root = path.resolve(import.meta.dirname, '../..');

describe.skipIf(!chromiumPath())('what the window may not do', () => {
  let browser: Browser;
  let folder: string;
  let double: ElectronDouble;
  let contents: ContentsDouble;

  beforeAll(async () => {
    browser = await launchChromium();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'shop-locks-'));
    double = await ElectronDouble.launch({ main: path.join(root, 'dist/main/main.cjs'), args: ['--data', folder], browser, userData: path.join(folder, 'window') });
    const page = await double.firstPage();
    await page.waitForURL('**/index.html');
    // The page has its own port by then, so what is counted below is what the tests ask for.
    await page.locator('#root :is(h1, h2)').first().waitFor();
    contents = double.world.windows[0]!.webContents;
  });
  afterAll(async () => {
    await double.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('every window is sandboxed and isolated, and there is one place that makes windows', () => {
    expect(double.world.windows.map((window) => window.options.webPreferences)).toEqual([
      {
        preload: path.join(root, 'dist/main/preload.cjs'),
        contextIsolation: true, sandbox: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false, webSecurity: true,
        allowRunningInsecureContent: false, webviewTag: false, navigateOnDragDrop: false, spellcheck: false,
      },
    ]);
    const sources = fs.readdirSync(path.join(root, 'main'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const texts = sources.map((name) => ({ name, text: fs.readFileSync(path.join(root, 'main', name), 'utf8') }));
    const makers = texts.filter(({ text }) => /new (BrowserWindow|BaseWindow|WebContentsView|BrowserView)\b/.test(text)).map(({ name }) => name);
    expect(makers).toEqual([path.join('hosts', 'electron', 'window.ts')]);
    expect(texts.filter(({ text }) => /enableBlinkFeatures|webviewTag: true|loadFile\(|'file:\/\//.test(text)).map(({ name }) => name)).toEqual([]);
  });

  test('the only scheme is app:, standard and secure, without a way around the policy', () => {
    expect(double.world.protocol.privileged).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
    expect([...double.world.protocol.handlers.keys()]).toEqual(['app']);
  });

  const allowed = ['clipboard-sanitized-write', 'media'];
  test.each([
    ...allowed, 'clipboard-read', 'display-capture', 'fullscreen', 'geolocation', 'hid', 'idle-detection', 'mediaKeySystem', 'midi', 'midiSysex', 'notifications',
    'openExternal', 'pointerLock', 'keyboardLock', 'serial', 'speaker-selection', 'storage-access', 'top-level-storage-access', 'usb', 'window-management', 'fileSystem',
    'deprecated-sync-clipboard-read', 'background-sync', 'payment-handler', 'unknown', 'something-new',
  ])('the permission %s is answered by the list', (permission) => {
    const { request, check, device } = double.world.permissions;
    const answers: boolean[] = [];
    const ask = (url: string, mediaTypes: string[]) => request?.({ getURL: () => url }, permission, (granted) => answers.push(granted), { mediaTypes });
    ask('app://shop/index.html', ['video']);
    ask('app://shop/index.html', ['video', 'audio']);
    ask('app://print/x', ['video']);
    ask('https://evil.example/', ['video']);
    const own = allowed.includes(permission);
    expect(answers).toEqual([own, own && permission !== 'media', false, false]);
    expect(check?.(null, permission, 'app://shop/', { mediaType: 'video' })).toBe(own);
    expect(check?.(null, permission, 'https://evil.example', { mediaType: 'video' })).toBe(false);
    expect(device?.()).toBe(false);
  });

  test('the page goes nowhere by itself', () => {
    for (const url of [...outsideUrls, ...refusedUrls]) {
      for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect'] as const) expect({ url, event, went: contents.mayNavigate(url, event) }).toMatchObject({ went: false });
    }
    expect(contents.mayNavigate('app://shop/index.html#/orders')).toBe(true);
  });

  test('a link opens the person’s browser or mail program, and nothing else of this machine', async () => {
    expect(outsideUrls.length + refusedUrls.length).toBeGreaterThanOrEqual(50);
    for (const url of [...outsideUrls, ...refusedUrls]) expect(contents.windowOpen(url)).toBe('deny');
    expect(double.world.openedOutside).toEqual(outsideUrls);
    const page = await double.firstPage();
    await page.evaluate(() => void window.open('https://shopwright.example/help'));
    await expect.poll(() => double.world.openedOutside.at(-1)).toBe('https://shopwright.example/help');
  });

  test('a web page inside the page is never attached', () => {
    let prevented = false;
    contents.emit('will-attach-webview', { preventDefault: () => { prevented = true; } });
    expect(prevented).toBe(true);
  });

  test('a port is given to the page itself and to no other frame', async () => {
    const sent: unknown[] = [];
    const send = contents.postMessage.bind(contents);
    contents.postMessage = (...message) => { sent.push(message); send(...message); };
    const top = null;
    for (const url of ['https://evil.example/', 'app://print/x', 'app://shop.evil.example/', 'app://shopx/', 'about:blank', '', 'http://shop/']) contents.receive('shopwright:port', { url, parent: top });
    contents.receive('shopwright:port', { url: 'app://shop/index.html', parent: {} });
    double.world.ipcMain.emit('shopwright:port', { sender: contents, senderFrame: null });
    contents.receive('shopwright:port', { url: 'app://shop/index.html', parent: top });
    await expect.poll(() => sent.length).toBe(1);
    expect(double.world.ipcMain.eventNames()).toEqual(['shopwright:port', 'shopwright:other-shop']);
  });

  test('only the page itself may ask for the dialog of shops', async () => {
    const elsewhere = path.join(folder, 'elsewhere');
    double.world.answers.push(elsewhere);
    for (const url of ['https://evil.example/', 'app://print/x', 'about:blank']) contents.receive('shopwright:other-shop', { url, parent: null });
    contents.receive('shopwright:other-shop', { url: 'app://shop/index.html', parent: {} });
    expect(double.world.answers.splice(0)).toEqual([elsewhere]);
  });

  test('what is not modelled of Electron fails loudly', () => {
    const electron = (globalThis as Record<symbol, unknown>)[Symbol.for('shopwright.electron-double')] as { app: { getGPUInfo(): void }; Tray: unknown };
    expect(() => electron.app.getGPUInfo()).toThrow('app.getGPUInfo is not modelled');
    expect(() => electron.Tray).toThrow('electron.Tray is not modelled');
  });

  test('the menu speaks, and nothing went wrong unheard', () => {
    expect(double.world.menu.map(({ label }) => label)).toEqual(['Shop', 'Edit', 'View', 'Window']);
    expect(double.world.errorBoxes).toEqual([]);
  });
});
