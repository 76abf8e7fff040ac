import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { typistAt } from '../support/keyboard.ts';
import { migrations } from '../support/shop.ts';
import { newStageFolder, openStage, type Stage, stageTime } from './stage.ts';

describe.skipIf(!chromiumPath())('an adjustment of stock', () => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const first = async () => ((await stage.call('stock.list', { only: 'stocked', limit: 1 })) as { rows: { variantId: number; onHand: number }[] }).rows[0]!;

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 60, skus: 20 });
    stage = await openStage(folder);
    browser = await launchChromium();
    page = await stage.open(browser, { language: 'en', theme: 'light', at: '/stock' });
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('is taken back by Z while its note stands', async () => {
    const { press, type, sees } = typistAt(page);
    const before = (await first()).onHand;
    await press('Space', 'd');
    await sees(page.locator('[role=dialog] input[data-autofocus]'));
    await type('5');
    await press('Control+Enter');
    await sees(page.locator('.toast button'));
    expect((await first()).onHand).toBe(before + 5_000);
    await page.locator('[role=dialog]').waitFor({ state: 'detached' });
    await press('z');
    await expect.poll(async () => (await first()).onHand).toBe(before);
  });
});
