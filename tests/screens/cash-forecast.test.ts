import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { migrations } from '../support/shop.ts';
import { newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

interface Forecast {
  opening: number;
  weeks: { no: number; closing: number; groups: { known: number; items: number }[] }[];
  backTest: { rate: number } | null;
}

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
] as const))('what money there will be, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const seen = async (state: string): Promise<string[]> => {
    await settled(page);
    await picture(page, 'cash-forecast', look, state);
    return seriousFaults(page);
  };

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 300, skus: 40 });
    stage = await openStage(folder);
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/money' });
  }, 180_000);
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('G 5 leads from the books to thirteen weeks that end where the question says', async () => {
    await page.getByRole('row').first().waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('5');
    await page.waitForURL(/money\/forecast/);
    await page.getByRole('row').nth(13).waitFor();
    const { weeks, backTest } = (await stage.call('cashForecast.get', {})) as Forecast;
    expect(await page.locator('[role=grid] [role=row][aria-rowindex]').count()).toBeGreaterThanOrEqual(weeks.length);
    expect(backTest).not.toBeNull();
    expect(await seen('weeks')).toEqual([]);
  });

  test('a week opens to its documents, each with why it is expected then', async () => {
    const { weeks } = (await stage.call('cashForecast.get', {})) as Forecast;
    const known = weeks[0]!.groups.reduce((sum, { items }) => sum + items, 0);
    expect(known).toBeGreaterThan(0);
    await page.getByRole('row').nth(1).click();
    await page.keyboard.press('Space');
    await page.locator('.peek .analysis-term a').first().waitFor();
    expect(await page.locator('.peek .analysis-term a').count()).toBe(Math.min(50, known));
    expect(await seen('week')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('.peek').waitFor({ state: 'detached' });
  });

  test('E shows the forecast of a quarter ago against what came', async () => {
    await page.keyboard.press('e');
    await page.locator('.peek .analysis-term').nth(12).waitFor();
    expect(await page.locator('.peek .analysis-term').count()).toBe(13);
    expect(await seen('test')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('.peek').waitFor({ state: 'detached' });
  });
});
