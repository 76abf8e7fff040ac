import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { guardWorkbook } from '../../main/company/sheets/xlsx-guard.ts';
import { xlsxRows } from '../../main/company/sheets/xlsx-rows.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { migrations } from '../support/shop.ts';
import { newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

interface Released {
  rows: { variantId: number; sku: string; bound: number }[];
  plan: { variants: number; bound: number; listed: number; listedBound: number; stockValue: number; ledgerValue: number };
}

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
] as const))('money in goods above what is needed, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const released = async (asked: object = {}) => (await stage.call('cashRelease.list', { limit: 200, ...asked })) as Released;
  const seen = async (state: string): Promise<string[]> => {
    await settled(page);
    await picture(page, 'cash-release', look, state);
    return seriousFaults(page);
  };
  const dialog = () => page.getByRole('dialog');

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 300, skus: 60 });
    stage = await openStage(folder);
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/reports' });
  }, 120_000);
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('M leads from the analysis to the twenty with the most money in them, and the stock is the account’s', async () => {
    await page.getByRole('grid').waitFor();
    await page.keyboard.press('m');
    await page.waitForURL(/reports\/cash/);
    await page.getByRole('row').nth(1).waitFor();
    const { rows, plan } = await released({ top: 20 });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.reduce((sum, { bound }) => sum + bound, 0)).toBe(plan.listedBound);
    expect(plan.stockValue).toBe(plan.ledgerValue);
    expect(await seen('top')).toEqual([]);
    await page.keyboard.press('2');
    await page.waitForURL(/view=all/);
    expect(await seen('all')).toEqual([]);
  });

  test('a row says why, and its stock opens the journal lines it is made of', async () => {
    await page.getByRole('row').nth(1).click();
    await page.keyboard.press('Space');
    await page.locator('.peek .analysis-term').first().waitFor();
    expect(await seen('why')).toEqual([]);
    await page.locator('.peek .why').first().click();
    await page.locator('.why-row a').first().waitFor();
    expect(await seen('ledger')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('.why-row').first().waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
  });

  test('W, then 1, saves the list as a workbook that comes to the same', async () => {
    await page.keyboard.press('w');
    await dialog().waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('1')]);
    await dialog().waitFor({ state: 'detached' });
    const file = path.join(folder, 'cash.xlsx');
    await download.saveAs(file);
    const bytes = fs.readFileSync(file);
    const [tab] = await guardWorkbook(bytes);
    const cells: string[][] = [];
    for await (const row of xlsxRows(bytes, tab)) cells.push([...row.cells]);
    const { rows, plan } = await released();
    const head = cells.findIndex((row) => row[1] === 'SKU');
    expect(cells.slice(head + 1, head + 1 + rows.length).map((row) => row[1])).toEqual(rows.map(({ sku }) => sku));
    expect(Math.round(Number(cells[head + 1 + rows.length]![8]) * 100)).toBe(plan.bound);
    // The control under it: the stock, and the account.
    expect(cells.at(-1)!.slice(1, 3).map((cell) => Math.round(Number(cell) * 100))).toEqual([plan.stockValue, plan.ledgerValue]);
  });
});
