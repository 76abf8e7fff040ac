import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { migrations } from '../support/shop.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
] as const))('work by keyboard alone in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) {
      // One key after another, as a person presses them.
      // oxlint-disable-next-line no-await-in-loop
      await page.keyboard.press(key);
      // oxlint-disable-next-line no-await-in-loop
      await page.waitForTimeout(60);
    }
    await settled(page);
  };
  const seen = async (screen: string, state: string): Promise<string[]> => {
    await picture(page, screen, look, state);
    return seriousFaults(page);
  };

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 1_200, skus: 40 });
    stage = await openStage(folder);
    browser = await launchChromium();
    const outside = await stage.open(browser, { ...look, at: '/', staysOutside: true });
    await picture(outside, 'sign-in', look, 'full');
    page = await stage.open(browser, { ...look, at: '/' });
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('A opens the orders that wait, X and J tick rows, and the verbs stand on the bottom line', async () => {
    await press('a');
    await page.locator('[role=grid]').waitFor();
    await press('x', 'j', 'x', 'j', 'x');
    expect(await page.locator('[role=toolbar]').isVisible()).toBe(true);
    expect(await page.locator('[role=row][aria-selected=true]').count()).toBe(3);
    expect(await seen('orders', 'selected')).toEqual([]);
  });

  test('Escape goes back one layer, Space opens the order beside the list, J moves both', async () => {
    await press('Escape');
    expect(await page.locator('[role=toolbar]').count()).toBe(0);
    // The cursor stands on the last row ticked: one up, so that a row is left below it however few orders wait.
    await press('k', 'Space');
    const first = await page.locator('.peek').getAttribute('aria-label');
    await press('j');
    await expect.poll(() => page.locator('.peek').getAttribute('aria-label')).not.toBe(first);
    expect(await seen('orders', 'peek')).toEqual([]);
  });

  test('H holds orders and says so with a way back; Z takes it', async () => {
    await press('Escape', 'Escape', 'x', 'h');
    const toast = page.locator('.toast');
    await toast.waitFor();
    expect(await seen('orders', 'toast')).toEqual([]);
    const said = await toast.textContent();
    await press('z');
    await expect.poll(() => toast.textContent().catch(() => '')).not.toBe(said);
  });

  test('a refused order says what did not happen and why, and stops no other', async () => {
    await press('Escape', 'Control+a', 's');
    await page.locator('[role=alert]').first().waitFor();
    expect(await seen('orders', 'refused')).toEqual([]);
  });

  test('an order has its lines, its entries in words, and its total answers why', async () => {
    await goTo(page, '/orders/250');
    await page.locator('.entry').first().waitFor();
    expect(await seen('order', 'full')).toEqual([]);
    await page.locator('.why').first().focus();
    await press('F1');
    await page.locator('.why-foot').waitFor();
    expect(await seen('order', 'why')).toEqual([]);
    await press('Escape');
    expect(await page.locator('.why-foot').count()).toBe(0);
  });

  test('the palette finds products, orders and people; the sheet shows every key', async () => {
    await press('Control+k');
    await page.keyboard.type(look.language === 'en' ? 'reel' : 'fcl', { delay: 45 });
    await settled(page);
    await page.locator('.mantine-Spotlight-action').first().waitFor();
    expect(await seen('palette', 'found')).toEqual([]);
    await press('Enter');
    await expect.poll(() => page.url()).toContain('/products');
    await press('?');
    await page.locator('.sheet-columns').waitFor();
    expect(await seen('shortcuts', 'full')).toEqual([]);
    await press('Escape');
  });

  test('a letter typed into a field never acts', async () => {
    await goTo(page, '/products/new');
    await page.locator('input').first().focus();
    await page.keyboard.type('shop ?');
    expect(await page.locator('input').first().inputValue()).toBe('shop ?');
    await press('Control+Enter');
    expect(await seen('new-product', 'missing')).toEqual([]);
  });

  test('stock, an account and the sync centre open down to their rows', async () => {
    await goTo(page, '/stock');
    await press('Space');
    expect(await seen('stock', 'peek')).toEqual([]);
    await goTo(page, '/money');
    await page.locator('.grid-row [aria-expanded]').first().click();
    await settled(page);
    expect(await seen('trial-balance', 'opened')).toEqual([]);
    await goTo(page, '/channels');
    await press('n');
    await page.locator('[role=dialog]').waitFor();
    expect(await seen('channels', 'connect')).toEqual([]);
  });
});
