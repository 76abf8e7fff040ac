import fs from 'node:fs';
import path from 'node:path';
import type { Browser, CDPSession, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { mouseTouches, type Typist, typistAt, watchMouse } from '../support/keyboard.ts';
import { scan, scannerAt } from '../support/scanner.ts';
import { migrations } from '../support/shop.ts';
import { newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
] as const))('two people share one laptop and count what is due, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let cdp: CDPSession;
  let she: Typist;
  let tea: number;

  const ask = async <T>(method: string, input: object = {}): Promise<T> => (await stage.call(method, input)) as T;
  const panel = (kind: string): Locator => page.locator(`.scan-panel[data-kind=${kind}]`);
  const looked = async (screen: string, state: string): Promise<void> => {
    await settled(page);
    await picture(page, screen, look, state);
    expect(await seriousFaults(page)).toEqual([]);
  };

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 200, skus: 30 });
    stage = await openStage(folder);
    const { locations } = await ask<{ locations: { id: number; kind: string }[] }>('location.list');
    const locationId = locations.find(({ kind }) => kind !== 'inTransit')!.id;
    const { binId } = await ask<{ binId: number }>('bin.create', { locationId, code: 'T-01' });
    const made = await ask<{ variants: [{ id: number }] }>('product.create', { name: 'Longjing green tea', state: 'active', variants: [{ sku: 'TEA', barcodes: [{ code: '6901234567892' }] }] });
    tea = made.variants[0].id;
    await ask('stock.receive', { locationId, lines: [{ variantId: tea, binId, quantity: 2000, value: 20_00 }] });
    const { userId } = await ask<{ userId: number }>('user.add', { name: 'Wei', role: 'clerk' });
    await ask('session.setPin', { userId, pin: '1111' });
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/counts' });
    await watchMouse(page);
    page.setDefaultTimeout(8000);
    cdp = await scannerAt(page);
    she = typistAt(page);
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(path.resolve(folder), { recursive: true, force: true });
  });

  test('the cycle plan says what is due; D offers to count it', async () => {
    await she.sees(page.locator('.figures'));
    await looked('counts', 'cycle');
    await she.press('d');
    await she.sees(page.locator('[role=dialog]'));
    await looked('counts', 'plan-due');
    await she.press('Escape');
    await she.seesNo(page.locator('[role=dialog]'));
    await she.press('e');
    await she.isOn(page.locator('[role=dialog] input').first());
    await she.press('Control+a');
    await she.type('14');
    await looked('counts', 'cycles');
    await she.press('Control+Enter');
    await she.seesNo(page.locator('[role=dialog]'));
    expect(await ask('countCycle.set', { A: 14, B: 90, C: 180 })).toEqual({ before: { A: 14, B: 90, C: 180 } });
  });

  test('one piece more than the book says looks like nothing else', async () => {
    const { locations } = await ask<{ locations: { id: number; kind: string }[] }>('location.list');
    const locationId = locations.find(({ kind }) => kind !== 'inTransit')!.id;
    const { stocktakeId } = await ask<{ stocktakeId: number }>('stocktake.plan', { name: 'T', locationId, blind: false, scope: { kind: 'variants', variantIds: [tea] } });
    await ask('stocktake.start', { stocktakeId });
    await page.evaluate((hash) => { location.hash = hash; }, `/station/count/${stocktakeId}`);
    await she.isOn(page.locator('.scan-field input'));
    await scan(cdp, 'T-01');
    await she.sees(panel('ok').filter({ hasText: 'T-01' }));
    for (const kind of ['ok', 'ok', 'over']) {
      await scan(cdp, '6901234567892');
      await she.sees(panel(kind).filter({ hasText: 'Longjing' }));
    }
    await she.sees(panel('over').locator('.scan-figure', { hasText: /^3$/ }));
    await looked('count-station', 'over');
    expect(await panel('over').count()).toBe(1);
  });

  test('the sheet goes on paper by bin, with the control codes and no figure of the book', async () => {
    await she.press('Escape');
    await she.sees(page.locator('.figures'));
    await she.press('Control+p');
    await page.locator('.count-paper tbody tr').first().waitFor({ state: 'attached' });
    await page.emulateMedia({ media: 'print' });
    await she.sees(page.locator('.count-paper .count-paper-bin', { hasText: 'T-01' }));
    expect(await page.locator('.count-paper img').evaluateAll((images) => images.every((image) => (image as HTMLImageElement).naturalWidth > 0))).toBe(true);
    expect(await page.locator('.count-paper td').allTextContents()).toEqual(['Longjing green tea', 'TEA', '', '']);
    await picture(page, 'count-sheet', look, 'paper');
    await page.emulateMedia({ media: 'screen' });
    await she.press('c');
    await she.isOn(page.locator('.scan-field input'));
    // The station knows again where the hands are.
    await scan(cdp, 'T-01');
    await she.sees(panel('ok').filter({ hasText: 'T-01' }));
    await scan(cdp, '6901234567892');
    await she.sees(panel('over').filter({ hasText: 'Longjing' }));
  });

  test('F9 keeps a picture of what is broken', async () => {
    const broken = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#7a4a2a' } }).jpeg().toBuffer();
    await she.press('F9');
    await she.sees(page.locator('[role=dialog]'));
    await page.locator('[role=dialog] input[type=file]').setInputFiles({ name: 'broken.jpg', mimeType: 'image/jpeg', buffer: broken });
    await she.tabTo(page.locator('[role=dialog] input[maxlength="500"]'));
    await she.type('Lid cracked');
    await looked('count-station', 'photo');
    await she.press('Control+Enter');
    await she.seesNo(page.locator('[role=dialog]'));
    expect(await ask('stocktakePhoto.list', { lineId: 1 })).toMatchObject({ photos: [{ note: 'Lid cracked' }] });
  });

  test('F4 hands the scanner over: down, a PIN, Enter; the next scan is of the other', async () => {
    await she.press('F4');
    await she.sees(page.locator('[role=dialog] [role=radio]').first());
    await she.press('ArrowDown', 'ArrowDown');
    await she.isOn(page.locator('[role=dialog] input[type=password]'));
    await she.type('1111');
    await looked('count-station', 'switch');
    await she.press('Enter');
    await she.seesNo(page.locator('[role=dialog]'));
    await she.sees(page.locator('.station-head', { hasText: 'Wei' }));
    // What Lin scanned is not Wei's to take back.
    await she.isOn(page.locator('.scan-field input'));
    await she.press('Backspace');
    await she.sees(panel('wrong'));
    expect(await page.locator('.station-head').textContent()).toContain('Wei');
  });

  test('the review shows the picture with its line', async () => {
    const { open } = await ask<{ open: { id: number }[] }>('stocktake.list');
    const stocktakeId = open[0]!.id;
    await ask('stocktake.finish', { stocktakeId });
    await page.evaluate((hash) => { location.hash = hash; }, `/counts/${stocktakeId}`);
    await she.sees(page.locator('[role=row]', { hasText: 'Longjing' }));
    await she.press('Space');
    await she.sees(page.locator('.peek img.thumb'));
    expect(await page.locator('.peek').textContent()).toContain('Lid cracked');
    await looked('count-review', 'photo');
    expect(await mouseTouches(page)).toBe(0);
  });
});
