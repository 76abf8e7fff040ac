import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

describe.skipIf(!chromiumPath())('what advertising cost is shared by its orders', () => {
  const folder = newStageFolder();
  const english = { language: 'en', theme: 'light' } as const;
  const chinese = { language: 'zh-Hans', theme: 'dark' } as const;
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const orders: number[] = [];
  const ask = async <T>(method: string, input: unknown = {}): Promise<T> => (await stage.call(method, input)) as T;
  const dialog = () => page.getByRole('dialog');
  const clean = async (screen: string, state: string): Promise<void> => {
    await settled(page);
    await picture(page, screen, english, state);
    expect(await seriousFaults(page)).toEqual([]);
  };

  beforeAll(async () => {
    stage = await openStage(folder);
    await ask('shop.create', { ...founding, goLiveAt: stageTime - 30 * 86_400_000 });
    await ask('location.create', { name: '门店', kind: 'shop', sellable: true });
    const { variants } = await ask<{ variants: { id: number }[] }>('product.create', { name: '青花茶杯', state: 'active', variants: [{ sku: 'CUP', prices: [{ currency: 'CNY', amount: 680_000 }] }] });
    await ask('stock.openingBatch', { items: [{ sku: 'CUP', quantity: 40_000, value: 80_000 }] });
    await ask('campaign.add', { name: '双十一', fromOn: '2026-11-01', toOn: '2026-11-30' });
    for (const count of [1, 2, 4]) orders.push((await ask<{ orderId: number }>('order.create', { lines: [{ variantId: variants[0]!.id, quantity: count * 1000 }] })).orderId);
    browser = await launchChromium();
    page = await stage.open(browser, { ...english, at: '/money/campaigns', width: 1280, height: 800 });
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('N records what a campaign cost; the campaign brings its days, and the row opens to shares that add up', async () => {
    await page.keyboard.press(',');
    await page.keyboard.press('v');
    await page.getByText('No advertising recorded').waitFor();
    await clean('ads', 'empty');
    await page.keyboard.press('n');
    await dialog().waitFor();
    await page.keyboard.type('100');
    await dialog().getByRole('combobox').first().click();
    await page.getByRole('option', { name: '双十一' }).click();
    await expect.poll(() => dialog().locator('input[type=date]').last().inputValue()).toBe('2026-11-30');
    await clean('ads', 'new');
    await page.keyboard.press('Control+Enter');
    await dialog().waitFor({ state: 'detached' });
    const rows = page.locator('[role=rowgroup] [role=row]');
    await expect.poll(() => rows.count()).toBe(1);
    expect(await rows.first().textContent()).toContain('双十一');
    await page.keyboard.press('Enter');
    await page.locator('.peek tbody tr').first().waitFor();
    // 100.00 over one, two and four sevenths.
    expect(await page.locator('.peek tbody tr td:last-child').allTextContents()).toEqual(['57.14', '28.57', '14.29', '100.00']);
    await clean('ads', 'peek');
  });

  test('the order says what it bears, as an estimate while the days run', async () => {
    await goTo(page, `/orders/${orders[2]}`);
    await page.getByText('Advertising (estimated)').waitFor();
    await expect.poll(() => page.locator('body').textContent()).toContain('Advertising: ¥57.14 of ¥100.00 for 双十一');
    await clean('order', 'ads');
  });

  test('taken back it is gone, and Z lets it count again', async () => {
    await goTo(page, '/money/ads');
    await page.locator('[role=rowgroup] [role=row]').first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.peek').waitFor();
    await page.keyboard.press('Control+Backspace');
    await page.getByText('No advertising recorded').waitFor();
    await page.keyboard.press('z');
    await expect.poll(() => page.locator('[role=rowgroup] [role=row]').count()).toBe(1);
  });

  test('it is readable in dark Chinese', async () => {
    const other = await stage.open(browser, { ...chinese, at: '/money/ads', width: 1440, height: 900 });
    await other.locator('[role=rowgroup] [role=row]').first().waitFor();
    await settled(other);
    expect(await seriousFaults(other)).toEqual([]);
    await picture(other, 'ads', chinese, 'full');
    await other.context().close();
  });
});
