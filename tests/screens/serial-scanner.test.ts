import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gtinCheckDigit } from '../../shared/catalog/gtin.rules.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { choose, does, isOpen, plugInto, say, setBusy, speeds } from '../support/fake-serial.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

const burst = 50;
const codes = Array.from({ length: burst }, (_, place) => `690123450${String(place).padStart(3, '0')}`).map((body) => body + gtinCheckDigit(body));
const english = { language: 'en', theme: 'light' } as const;
/** A busy computer is waited for; no time is promised here. */
const patience = { timeout: 15_000 };

describe.skipIf(!chromiumPath())('a scanner on a serial line', () => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const asked: string[] = [];
  const settings = () => page.locator('section', { hasText: 'Serial scanners' });
  const connect = () => page.getByRole('button', { name: 'Connect a serial scanner' });
  const panel = () => page.locator('.scan-panel');

  beforeAll(async () => {
    stage = await openStage(folder);
    await stage.call('shop.create', { ...founding, goLiveAt: stageTime });
    for (const [place, code] of codes.entries()) {
      // oxlint-disable-next-line no-await-in-loop
      await stage.call('product.create', { name: `Tea ${place}`, state: 'active', variants: [{ sku: `TEA-${place}`, barcodes: [{ code }] }] });
    }
    browser = await launchChromium();
    page = await stage.open(browser, { ...english, at: '/settings', before: plugInto });
    page.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => {
        const text = String(payload);
        const scanned = /"text":("(?:[^"\\]|\\.)+")/.exec(text)?.[1];
        if (text.includes('barcode') && text.includes('resolve') && scanned) asked.push(JSON.parse(scanned) as string);
      }),
    );
    // The socket is listened to from its beginning.
    await page.reload();
    await page.locator('.shell').waitFor();
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('is connected by a button, and nothing happens when nobody chooses one', async () => {
    await connect().click();
    await expect.poll(() => settings().textContent(), patience).toContain('No scanner was chosen. Nothing was changed.');
    await choose(page, 0);
    await connect().click();
    await expect.poll(() => settings().textContent(), patience).toContain('Scanner 05E0:1701heard');
    expect(await settings().textContent()).not.toContain('No scanner was chosen');
    await settled(page);
    await picture(page, 'settings', english, 'scanner');
    expect(await seriousFaults(page)).toEqual([]);
    expect(await speeds(page)).toEqual([9_600]);
  });

  test('fifty codes at once, cut at odd places, come in their order', async () => {
    const ends = ['\r', '\n', '\r\n', '\u0003'];
    await say(page, codes.map((code, place) => `${place % 3 === 0 ? '\u0002' : ''}${code}${ends[place % ends.length]}`).join(''), 7);
    await expect.poll(() => asked.length, patience).toBe(burst);
    expect(asked).toEqual(codes);
    await expect.poll(() => page.url(), patience).toContain('TEA-49');
  });

  test('is read as the wedge is: GS1 with its separators, on a scan screen, into a field that asks for a code', async () => {
    await goTo(page, '/station/move');
    await page.locator('.station').waitFor();
    await say(page, `]d2010${codes[3]}10AB7\u001D2112\r`, 5);
    await expect.poll(() => panel().getAttribute('data-kind'), patience).toBe('ok');
    expect(await panel().textContent()).toContain('Tea 3');
    expect(asked.at(-1)).toBe(`]d2010${codes[3]}10AB7\u001D2112`);
    expect(JSON.parse(await page.evaluate(() => localStorage.getItem('shopwright.hand') ?? ''))).toMatchObject({ state: { items: [{ lot: '12' }] } });
    await page.keyboard.press('0');
    await goTo(page, '/customers');
    const before = asked.length;
    await page.evaluate(() => {
      const field = document.body.appendChild(document.createElement('input'));
      field.id = 'code';
      field.dataset['asksForCode'] = '';
      field.focus();
    });
    await say(page, '4006381333931\r\n');
    await expect.poll(() => page.locator('#code').inputValue(), patience).toBe('4006381333931');
    expect(asked).toHaveLength(before);
    await page.evaluate(() => document.querySelector('#code')?.remove());
  });

  test('a fault of the line takes no rest of a code for a code', async () => {
    await goTo(page, '/station/move');
    await page.locator('.station').waitFor();
    const before = asked.length;
    await say(page, '69012345');
    await does(page, 'fault');
    await say(page, `6000\r${codes[1]}\r`);
    await expect.poll(() => panel().textContent(), patience).toContain('Tea 1');
    expect(asked.slice(before)).toEqual([codes[1]]);
  });

  test('unplugged in the middle of a code and plugged in again, it is heard without anybody doing anything', async () => {
    const before = asked.length;
    await say(page, '69012');
    await does(page, 'unplug');
    await goTo(page, '/settings');
    await expect.poll(() => settings().textContent(), patience).toContain('unplugged');
    await does(page, 'plug');
    await expect.poll(() => settings().textContent(), patience).toContain('Scanner 05E0:1701heard');
    expect(await settings().textContent()).not.toContain('unplugged');
    await goTo(page, '/station/move');
    await say(page, `${codes[2]}\r`);
    await expect.poll(() => panel().textContent(), patience).toContain('Tea 2');
    expect(asked.slice(before)).toEqual([codes[2]]);
  });

  test('is remembered over a restart, and heard on the first screen', async () => {
    await page.reload();
    await page.locator('.station').waitFor();
    await expect.poll(() => isOpen(page), patience).toBe(true);
    await say(page, `${codes[4]}\r`);
    await expect.poll(() => panel().textContent(), patience).toContain('Tea 4');
  });

  test('codes without an end are said, and none of them is taken', async () => {
    const before = asked.length;
    await goTo(page, '/settings');
    await say(page, '6901234567892');
    await expect.poll(() => settings().textContent(), patience).toContain('Its codes have no end');
    expect(await seriousFaults(page)).toEqual([]);
    await say(page, `${codes[5]}\r`);
    await expect.poll(() => asked.slice(before), patience).toEqual([codes[5]]);
    // Whoever leaves before the answer is there is led to the goods all the same.
    await expect.poll(() => page.url(), patience).toContain('TEA-5');
    await goTo(page, '/settings');
    await expect.poll(() => settings().textContent(), patience).not.toContain('Its codes have no end');
  });

  test('another speed opens it anew; one that another program has can be tried again', async () => {
    await page.getByRole('combobox', { name: 'Speed of the line, bits a second' }).click();
    await page.getByRole('option', { name: '115,200' }).click();
    await expect.poll(() => speeds(page), patience).toEqual([9_600, 115_200]);
    await choose(page, 1);
    await setBusy(page, true, 1);
    await connect().click();
    await expect.poll(() => settings().textContent(), patience).toContain('Scanner 05E0:1702another program or window has it');
    await setBusy(page, false, 1);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => settings().textContent(), patience).toContain('Scanner 05E0:1702heard');
    expect([await isOpen(page, 0), await isOpen(page, 1)]).toEqual([true, true]);
  });

  test('forgotten, it is closed and has to be connected anew', async () => {
    await page.getByRole('button', { name: 'Forget Scanner 05E0:1701' }).click();
    await expect.poll(() => settings().textContent(), patience).not.toContain('05E0:1701');
    expect(await isOpen(page)).toBe(false);
    await page.reload();
    await page.locator('.shell').waitFor();
    await expect.poll(() => isOpen(page, 1), patience).toBe(true);
    expect(await isOpen(page)).toBe(false);
  });

  test('where the platform has none, it says so and what to do', async () => {
    const other = await stage.open(browser, { language: 'zh-Hans', theme: 'dark', at: '/settings', before: async (page) => { await page.addInitScript(() => Object.defineProperty(navigator, 'serial', { value: undefined })); } });
    await expect.poll(() => other.locator('section', { hasText: '串口扫码枪' }).textContent(), patience).toContain('此浏览器不支持串口扫码枪');
    await settled(other);
    expect(await seriousFaults(other)).toEqual([]);
  });

  test('the page’s own policy lets it ask, and a page of anybody else within it not', async () => {
    const plain = await stage.open(browser, { ...english, at: '/settings' });
    expect(await plain.evaluate(() => (navigator as unknown as { serial: { getPorts(): Promise<unknown[]> } }).serial.getPorts())).toEqual([]);
    const policy = await plain.evaluate(async () => (await fetch(location.pathname)).headers.get('permissions-policy'));
    expect(policy).toContain('serial=(self)');
    expect(policy).toContain('usb=(), ');
    expect(policy).toContain('hid=(), ');
  });
});
