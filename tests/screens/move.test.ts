import fs from 'node:fs';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gtinCheckDigit } from '../../shared/catalog/gtin.rules.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';
import { scannerAt, strike } from '../support/scanner.ts';

const code = '690123450001';
const tea = code + gtinCheckDigit(code);

/** A busy computer is waited for; no time is promised here. */
const patience = { timeout: 15_000 };

describe.skipIf(!chromiumPath())('goods are moved by scanning alone', () => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let cdp: CDPSession;
  let variantId = 0;
  const scan = (text: string): Promise<void> => strike(cdp, text);
  const panel = (): ReturnType<Page['locator']> => page.locator('.scan-panel');
  const inBins = async (): Promise<Record<string, number>> => {
    const { places } = (await stage.call('lot.places', { variantId })) as { places: { bin: string | null; onHand: number }[] };
    return Object.fromEntries(places.map((place) => [place.bin ?? 'floor', place.onHand]));
  };

  beforeAll(async () => {
    stage = await openStage(folder);
    await stage.call('shop.create', { ...founding, goLiveAt: stageTime });
    const { locationId } = (await stage.call('location.create', { name: '后仓', kind: 'warehouse' })) as { locationId: number };
    await stage.call('bin.create', { locationId, code: 'A-01' });
    await stage.call('bin.create', { locationId, code: 'A-02' });
    const made = (await stage.call('product.create', { name: '西湖龙井 100 g', state: 'active', variants: [{ sku: 'TEA-LJ-100', barcodes: [{ code: tea }] }] })) as { variants: { id: number }[] };
    variantId = made.variants[0]!.id;
    await stage.call('stock.receive', { locationId, lines: [{ variantId, quantity: 60_000, value: 60_000 }] });
    browser = await launchChromium();
    page = await stage.open(browser, { language: 'en', theme: 'light', at: '/station/move', width: 1024, height: 700 });
    cdp = await scannerAt(page);
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('fifty pieces are put away from the floor, scan after scan', async () => {
    expect(await page.locator('.rail').count()).toBe(0);
    // The station fills the window: a column kept for the rail would crush it.
    expect(await page.locator('.station').boundingBox()).toMatchObject({ x: 0, width: 1024 });
    // oxlint-disable-next-line no-await-in-loop
    for (let piece = 0; piece < 50; piece += 1) await scan(tea);
    await expect.poll(() => page.locator('.scan-figure').textContent(), patience).toBe('50');
    await settled(page);
    await picture(page, 'move', { language: 'en', theme: 'light' }, 'ok');
    expect(await seriousFaults(page)).toEqual([]);
    await scan('A-01');
    await expect.poll(() => panel().textContent(), patience).toContain('to A-01');
    expect(await inBins()).toMatchObject({ 'A-01': 50_000 });
  });

  test('⌫ takes the move back, and a hand survives a restart', async () => {
    await page.keyboard.press('Backspace');
    await expect.poll(() => panel().textContent(), patience).toContain('Taken back');
    expect(await inBins()).not.toMatchObject({ 'A-01': 50_000 });
    await scan(tea);
    await scan(tea);
    await expect.poll(() => page.locator('.scan-figure').textContent(), patience).toBe('2');
    await page.reload();
    await page.locator('.station').waitFor();
    expect(await page.locator('.station-place strong').last().textContent()).toBe('2');
    await page.keyboard.press('Backspace');
    await expect.poll(() => page.locator('.station-place strong').last().textContent(), patience).toBe('1');
  });

  test('more than there is is refused with its reason, and an unknown code is put aside', async () => {
    await page.keyboard.press('*');
    await page.locator('[role=dialog] input').waitFor();
    await page.keyboard.type('99', { delay: 90 });
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.scan-figure').textContent(), patience).toBe('99');
    await page.locator('[role=dialog]').waitFor({ state: 'detached' });
    await settled(page);
    await scan('A-02');
    await expect.poll(() => panel().getAttribute('data-kind'), patience).toBe('wrong');
    await settled(page);
    await picture(page, 'move', { language: 'en', theme: 'light' }, 'wrong');
    await scan('4006381333931');
    await expect.poll(() => panel().getAttribute('data-kind'), patience).toBe('unknown');
    expect(await seriousFaults(page)).toEqual([]);
    expect(await inBins()).not.toHaveProperty('A-02');
  });

  test('in Chinese, dark', async () => {
    const other = await stage.open(browser, { language: 'zh-Hans', theme: 'dark', at: '/station/move', width: 1024, height: 700 });
    const keys = await scannerAt(other);
    await strike(keys, 'A-01');
    await strike(keys, tea);
    await other.locator('.scan-figure').waitFor();
    await settled(other);
    await picture(other, 'move', { language: 'zh-Hans', theme: 'dark' }, 'ok');
    expect(await seriousFaults(other)).toEqual([]);
  });
});
