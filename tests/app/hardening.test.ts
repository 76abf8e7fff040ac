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
  /** A page may look whether it could ask a person; that is not a request, and grants no port. */
  const onlyLookedAt = ['serial'];
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
    expect(check?.(null, permission, 'app://shop/', { mediaType: 'video' })).toBe(own || onlyLookedAt.includes(permission));
    for (const other of ['https://evil.example', 'app://print', 'app://shop.evil.example', '']) expect(check?.(null, permission, other, { mediaType: 'video' })).toBe(false);
    for (const deviceType of ['hid', 'usb', 'serial', 'bluetooth']) expect(device?.({ deviceType, origin: 'app://shop', device: scanner })).toBe(false);
  });

  /** As Electron tells of a port when one is chosen, and later when a page wants it. */
  const scanner = { portId: 'p1', portName: 'ttyACM0', displayName: 'Handheld scanner', vendorId: '1504', productId: '5889', serialNumber: 'S-7' };
  const scannerLater = { name: 'Handheld scanner', vendorId: 1504, productId: 5889, serialNumber: 'S-7' };
  const modem = { portId: 'p2', portName: 'ttyS0' };
  const choose = (ports: object[], url = 'app://shop/index.html'): Promise<string> =>
    new Promise((resolve, reject) => {
      let isOurs = false;
      double.world.session.emit('select-serial-port', { preventDefault: () => { isOurs = true; } }, ports, { getURL: () => url }, resolve);
      if (!isOurs) reject(new Error('Electron takes the first port'));
    });
  const mayHave = (device: object, origin = 'app://shop', deviceType = 'serial'): boolean | undefined => double.world.permissions.device?.({ deviceType, origin, device });

  test('of serial ports the page has the one a person chose, and no other', async () => {
    expect(await choose([])).toBe('');
    expect(await choose([scanner], 'https://evil.example/')).toBe('');
    expect(await choose([scanner], 'app://print/x')).toBe('');
    expect(double.world.asked).toEqual([]);
    expect(mayHave(scannerLater)).toBe(false);
    // Ports of the computer itself are asked about even where there is but one.
    expect(await choose([modem])).toBe('');
    double.world.presses.push(0);
    expect(await choose([modem, scanner])).toBe('p1');
    expect(double.world.asked).toEqual([['ttyS0', 'None of Them'], ['Handheld scanner (ttyACM0)', 'ttyS0', 'None of Them']]);
    expect(mayHave(scannerLater)).toBe(true);
    expect([mayHave({ name: 'ttyS0' }), mayHave({ ...scannerLater, serialNumber: 'S-8' }), mayHave({ ...scannerLater, vendorId: 1 })]).toEqual([false, false, false]);
    expect([mayHave(scannerLater, 'https://evil.example'), mayHave(scannerLater, 'app://print'), mayHave(scannerLater, 'app://shop', 'usb'), mayHave(scannerLater, 'app://shop', 'hid')]).toEqual([false, false, false, false]);
  });

  test('a chosen port is remembered beside the window, and given back it is forgotten', async () => {
    const note = path.join(double.world.userData, 'serial-scanners.json');
    expect(JSON.parse(fs.readFileSync(note, 'utf8'))).toEqual([{ names: ['Handheld scanner', 'ttyACM0'], plug: '1504:5889:S-7' }]);
    expect(await choose([scanner])).toBe('p1');
    expect(JSON.parse(fs.readFileSync(note, 'utf8'))).toHaveLength(1);
    double.world.session.emit('serial-port-revoked', {}, { port: scannerLater, frame: null, origin: 'app://shop' });
    expect(mayHave(scannerLater)).toBe(false);
    fs.writeFileSync(note, 'no note');
    expect(mayHave(scannerLater)).toBe(false);
    const onWindows = { portId: 'w', portName: 'COM3', displayName: 'USB Serial (COM3)', vendorId: '1504', productId: '5889', deviceInstanceId: 'USB\\VID_05E0&PID_1701\\S-7' };
    expect(await choose([onWindows])).toBe('w');
    expect([mayHave({ name: 'USB Serial (COM3)', deviceInstanceId: onWindows.deviceInstanceId }), mayHave({ name: 'USB Serial (COM3)', deviceInstanceId: 'USB\\OTHER' })]).toEqual([true, false]);
  });

  test('the page of the window may use serial ports, and its policy gives them to nobody else', async () => {
    const page = await double.firstPage();
    expect(await page.evaluate(() => (navigator as unknown as { serial: { getPorts(): Promise<unknown[]> } }).serial.getPorts())).toEqual([]);
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
