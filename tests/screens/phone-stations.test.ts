import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { scan as scanByHand, scannerAt } from '../support/scanner.ts';
import { newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

/** CSS pixels: the smallest hand-held page that has to do. */
const width = 360;
const patience = { timeout: 20_000 };
const cup = '6901234567892';

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
  { language: 'zh-Hant', theme: 'light' },
] as const))('a phone receives and counts, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const ask = async <T>(method: string, input: unknown = {}): Promise<T> => (await stage.call(method, input)) as T;
  const panel = () => page.locator('.scan-panel');
  const scan = async (text: string): Promise<void> => scanByHand(await scannerAt(page), text);
  const overflowing = () =>
    page.evaluate((width) => [...document.querySelectorAll('button, a, strong, h1, input, .scan-says, .scan-figure')].filter((part) => part.getBoundingClientRect().right > width + 1).map((part) => part.outerHTML), width);
  const looked = async (state: string): Promise<void> => {
    await settled(page);
    await picture(page, 'phone', look, state);
    expect([await overflowing(), await seriousFaults(page)]).toEqual([[], []]);
  };
  const onHand = async (): Promise<number> => (await ask<{ rows: { onHand: number }[] }>('stock.list', { limit: 10 })).rows.reduce((sum, row) => sum + row.onHand, 0);

  /** Six cups are on their way from a supplier. */
  beforeAll(async () => {
    stage = await openStage(folder);
    await ask('shop.create', { ...founding, firstLocation: '店面', goLiveAt: stageTime });
    await ask('supplier.create', { name: '德化陶瓷 Dehua Ceramics' });
    await ask('product.create', { name: '青花茶杯 Cup', state: 'active', variants: [{ sku: 'CUP-BLUE', barcodes: [{ code: cup }] }] });
    await ask('agreement.add', { supplierId: 1, variantId: 1, fromQuantity: 0, price: 100_000, validFromOn: '2026-01-01', validThroughOn: null });
    await ask('purchaseOrder.create', { supplierId: 1, lines: [{ variantId: 1, quantity: 6_000 }] });
    await ask('purchaseOrder.place', { purchaseOrderId: 1 });
    browser = await launchChromium();
    page = await stage.openPhone(browser, { ...look, width, height: 740 });
    await page.locator('input').nth(1).fill('PDA');
    await page.locator('button[type=submit]').click();
    await page.locator('.phone-home').waitFor();
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('a delivery is scanned, also by hand, and taken in with one tap', async () => {
    await page.locator('a[href*="/station/receive/"]').tap();
    await page.locator('.station').waitFor();
    await looked('receive');
    for (let piece = 1; piece <= 3; piece++) {
      await scan(cup);
      await page.locator('.scan-panel[data-kind=ok] .scan-figure', { hasText: String(piece) }).waitFor();
    }
    await scan('0000000000000');
    await expect.poll(() => panel().getAttribute('data-kind'), patience).toBe('unknown');
    await looked('receive-unknown');
    await page.locator('.station-main button').last().tap();
    await page.locator('.scan-field input').fill(cup);
    await page.keyboard.press('Enter');
    await page.locator('.scan-panel[data-kind=ok] .scan-figure', { hasText: '4' }).waitFor();
    await looked('receive-scanned');
    expect(await onHand()).toBe(0);
    await page.locator('.station-verbs button').last().tap();
    await page.locator('.phone-home').waitFor();
    expect(await onHand()).toBe(4_000);
  });

  test('a list is counted, a piece taken back, and the laptop has every scan', async () => {
    const { stocktakeId } = await ask<{ stocktakeId: number }>('stocktake.plan', { name: '全盘', locationId: 1, scope: { kind: 'location' } });
    await ask('stocktake.start', { stocktakeId });
    await page.locator('a[href*="/station/count/"]').tap(patience);
    await page.locator('.station').waitFor();
    await looked('count');
    const counted = async (): Promise<number> => (await ask<{ rows: { kind: string; undone: boolean }[] }>('stocktake.scans', { stocktakeId, limit: 50 })).rows.filter(({ kind, undone }) => kind === 'scan' && !undone).length;
    for (let piece = 1; piece <= 3; piece++) await scan(cup);
    await expect.poll(counted, patience).toBe(3);
    await expect.poll(() => panel().getAttribute('data-kind'), patience).toBe('ok');
    await looked('count-scanned');
    await page.locator('.station-verbs button').first().tap();
    await expect.poll(counted, patience).toBe(2);
  });
});
