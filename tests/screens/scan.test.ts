import fs from 'node:fs';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gtinCheckDigit } from '../../shared/catalog/gtin.rules.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';
import { scannerAt, strike } from '../support/scanner.ts';

const burst = 50;
const codes = Array.from({ length: burst }, (_, place) => `690123450${String(place).padStart(3, '0')}`).map((body) => body + gtinCheckDigit(body));

/** What the page asks the shop about scans, in the order it asks. */
function listen(page: Page): string[] {
  const asked: string[] = [];
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const text = String(payload);
      const scanned = /"text":"([^"]+)"/.exec(text)?.[1];
      if (text.includes('barcode') && text.includes('resolve') && scanned) asked.push(scanned);
    }),
  );
  return asked;
}

/** A busy computer is waited for; no time is promised here. */
const patience = { timeout: 15_000 };

describe.skipIf(!chromiumPath())('a scanner that types', () => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage(folder);
    await stage.call('shop.create', { ...founding, goLiveAt: stageTime });
    for (const [place, code] of codes.entries()) {
      // One after another: the order of ids is the order of codes.
      // oxlint-disable-next-line no-await-in-loop
      await stage.call('product.create', { name: `Tea ${place}`, state: 'active', variants: [{ sku: `TEA-${place}`, barcodes: [{ code }] }] });
    }
    browser = await launchChromium();
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const newPage = async (at: string, language: 'en' | 'zh-Hans' = 'en'): Promise<{ page: Page; asked: string[]; cdp: CDPSession }> => {
    const page = await stage.open(browser, { language, theme: 'light', at: '/' });
    const asked = listen(page);
    // The socket is listened to from its beginning.
    await page.reload();
    await page.locator('.shell').waitFor();
    await goTo(page, at);
    return { page, asked, cdp: await scannerAt(page) };
  };

  test('fifty scans in a burst, with nothing in focus, come in their order; no sign of them acts as a key', async () => {
    const { page, asked, cdp } = await newPage('/stock');
    // oxlint-disable-next-line no-await-in-loop
    for (const code of codes) await strike(cdp, code);
    await expect.poll(() => asked.length, patience).toBe(burst);
    expect(asked).toEqual(codes);
    await expect.poll(() => page.url(), patience).toContain('TEA-49');
    await settled(page);
    expect(await page.locator('.peek').getAttribute('aria-label')).toContain('Tea 49');
  });

  test('the same under a Chinese input method with a composition open, and the field keeps what a person wrote', async () => {
    const { page, asked, cdp } = await newPage('/customers', 'zh-Hans');
    // A field of the shell, which no opened product replaces.
    await page.evaluate(() => {
      const field = document.body.appendChild(document.createElement('input'));
      field.id = 'note';
      field.focus();
    });
    await page.keyboard.type('茶叶 ab', { delay: 90 });
    await page.waitForTimeout(200);
    // oxlint-disable-next-line no-await-in-loop
    for (const code of codes) await strike(cdp, code, true);
    await expect.poll(() => asked.length, patience).toBe(burst);
    expect(asked).toEqual(codes);
    await settled(page);
    expect(await page.locator('#note').inputValue()).toBe('茶叶 ab');
  });

  test('a scan into a text is taken out again; one into a field that asks for a code stays there', async () => {
    const { page, asked, cdp } = await newPage('/products/new');
    const [name, , , barcode] = await page.locator('form input').all();
    await name?.focus();
    await page.keyboard.type('Oolong', { delay: 80 });
    await page.waitForTimeout(200);
    await strike(cdp, codes[3] ?? '');
    expect(await name?.inputValue()).toBe('Oolong');
    expect(await barcode?.inputValue()).toBe(codes[3]);
    expect(asked).toEqual([]);
  });

  test('scanned goods go on the order that is being typed, twice is two', async () => {
    const { page, cdp } = await newPage('/orders/new');
    for (const code of [codes[5], codes[6], codes[5]]) {
      // oxlint-disable-next-line no-await-in-loop
      await strike(cdp, code ?? '');
    }
    const amounts = page.locator('input[name$=".quantity"]');
    await expect.poll(() => amounts.count(), patience).toBe(2);
    await expect.poll(() => amounts.nth(0).inputValue(), patience).toBe('2');
    expect(page.url()).toContain('/orders/new');
  });

  test('typing by hand is never taken, whatever the field', async () => {
    const { page, asked } = await newPage('/products/new');
    await page.locator('form input').first().focus();
    await page.keyboard.type('6901234567892', { delay: 60 });
    await page.keyboard.press('Enter');
    expect(await page.locator('form input').first().inputValue()).toBe('6901234567892');
    expect(asked).toEqual([]);
  });

  test('an unknown code asks whose it is, and finds it from then on', async () => {
    const { page, cdp } = await newPage('/');
    await strike(cdp, '4006381333931');
    await page.locator('[role=dialog]').waitFor();
    await settled(page);
    await picture(page, 'unknown-code', { language: 'en', theme: 'light' }, 'asked');
    expect(await seriousFaults(page)).toEqual([]);
    await strike(cdp, codes[7] ?? '');
    await page.locator('[role=radio][aria-checked=true]', { hasText: 'TEA-7' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.locator('[role=dialog]').waitFor({ state: 'detached' });
    await strike(cdp, '4006381333931');
    await expect.poll(() => page.url(), patience).toContain('TEA-7');
  });
});
