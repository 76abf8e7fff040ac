import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { guardWorkbook } from '../../main/company/sheets/xlsx-guard.ts';
import { xlsxRows } from '../../main/company/sheets/xlsx-rows.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { migrations } from '../support/shop.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

async function cellsOf(file: string): Promise<string[][]> {
  const bytes = fs.readFileSync(file);
  const [tab] = await guardWorkbook(bytes);
  const rows: string[][] = [];
  for await (const { cells } of xlsxRows(bytes, tab)) rows.push([...cells]);
  return rows;
}

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
] as const))('the figures of the stock in $language, $theme', (look) => {
  const folder = newStageFolder();
  const english = look.language === 'en';
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const seen = async (screen: string, state: string): Promise<string[]> => {
    await settled(page);
    await picture(page, screen, look, state);
    return seriousFaults(page);
  };
  const dialog = () => page.getByRole('dialog');

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 200, skus: 40 });
    stage = await openStage(folder);
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/reports' });
  }, 120_000);
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('how old it is adds up to what it is worth, and the books say the same', async () => {
    await page.locator('.stock-ages dd').first().waitFor();
    const { buckets, value } = (await stage.call('analysis.ageing', {})) as { buckets: { value: number }[]; value: number };
    expect(buckets.reduce((sum, bucket) => sum + bucket.value, 0)).toBe(value);
    expect(((await stage.call('stock.valuation', {})) as { value: number }).value).toBe(value);
    expect(await page.locator('.stock-ages dd').count()).toBe(buckets.filter((bucket) => bucket.value !== 0).length);
    expect(await seen('analysis', 'ages')).toEqual([]);
  });

  test('W saves the list whole, with the figures the screen shows', async () => {
    await page.keyboard.press('w');
    await dialog().waitFor();
    expect(await seen('analysis', 'save')).toEqual([]);
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('1')]);
    await dialog().waitFor({ state: 'detached' });
    const file = path.join(folder, 'saved.xlsx');
    await download.saveAs(file);
    expect(download.suggestedFilename()).toMatch(/2026-11-21\.xlsx$/);
    const all = await cellsOf(file);
    const head = all.findIndex(([first]) => first === 'SKU');
    const [headings = [], ...cells] = all.slice(head);
    const [rows, whole] = [cells.slice(0, -1), cells.at(-1) ?? []];
    const { rows: shown, totals } = (await stage.call('analysis.list', { limit: 200 })) as { rows: { sku: string; value: number }[]; totals: { variants: number; value: number } };
    expect(rows.map(([sku]) => sku)).toEqual(shown.map((row) => row.sku));
    const worth = headings.findIndex((heading) => heading === (english ? 'Stock' : '库存'));
    expect(worth).toBeGreaterThan(0);
    expect(Math.round(Number(whole[worth]) * 100)).toBe(totals.value);
    expect(Math.round(rows.reduce((sum, row) => sum + Number(row[worth]), 0) * 100)).toBe(totals.value);
  });

  test('the figures above the list open the journal lines they are made of', async () => {
    const cost = page.locator('.figure').nth(1).locator('.why');
    await cost.click();
    await page.locator('.why-row a').first().waitFor();
    const { total } = (await stage.call('analysis.ledger', { figure: 'cogs' })) as { total: number };
    expect(((await stage.call('analysis.matrix', {})) as { totals: { cogs: number } }).totals.cogs).toBe(total);
    expect(await seen('analysis', 'ledger')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('.why-row').first().waitFor({ state: 'detached' });
  });

  test('B moves the limits of the classes, and Z moves them back', async () => {
    await page.keyboard.press('b');
    await dialog().waitFor();
    expect(await seen('analysis', 'limits')).toEqual([]);
    await dialog().locator('.service-levels select').first().selectOption('99');
    await dialog().locator('input').first().fill('50');
    await page.keyboard.press('Control+Enter');
    await dialog().waitFor({ state: 'detached' });
    const settings = async () => (await stage.call('analysis.settings')) as { aShare: number; serviceLevels: { A: { X: number } } };
    const aShare = async () => (await settings()).aShare;
    expect(await aShare()).toBe(500_000);
    expect((await settings()).serviceLevels.A.X).toBe(99);
    await page.keyboard.press('z');
    await expect.poll(aShare).toBe(800_000);
    expect((await settings()).serviceLevels.A.X).toBe(98);
  });

  test('H holds goods back, and they are given free beside what is on hold', async () => {
    const held = async () => ((await stage.call('stock.list', { only: 'stocked', limit: 200 })) as { rows: { onHold: number }[] }).rows.reduce((sum, row) => sum + row.onHold, 0);
    // Goods that came back lie on hold already.
    const before = await held();
    await goTo(page, '/stock?view=stocked');
    await page.getByRole('row').nth(1).click();
    await page.keyboard.press('Space');
    await page.locator('.peek').waitFor();
    await page.keyboard.press('h');
    await dialog().waitFor();
    await dialog().locator('input[data-autofocus]').fill('1');
    expect(await seen('stock', 'hold')).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await dialog().waitFor({ state: 'detached' });
    await page.locator('.peek').getByRole('button', { name: english ? /Give free/ : /解冻/ }).waitFor();
    expect(await held()).toBe(before + 1000);
    await page.keyboard.press('z');
    await expect.poll(held).toBe(before);
  });

  test('W on the products saves those of the list, as a sheet the import knows', async () => {
    await goTo(page, '/products');
    await page.getByRole('row').nth(1).waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('w')]);
    const file = path.join(folder, 'products.xlsx');
    await download.saveAs(file);
    const [headings = [], ...rows] = await cellsOf(file);
    expect(headings.slice(0, 3)).toEqual(['sku', 'name', 'group']);
    const { total } = (await stage.call('product.facets', { filter: { states: ['active'] } })) as { total: number };
    expect(new Set(rows.map((row) => row[2])).size).toBe(total);
    await page.locator('.toast').waitFor();
    expect(await seen('products', 'saved')).toEqual([]);
  });

  test('the stock list says the class of each of its goods, and beside it what the class follows from', async () => {
    await goTo(page, '/stock?view=stocked');
    const { rows } = (await stage.call('stock.list', { only: 'stocked', limit: 100 })) as { rows: { variantId: number; sku: string }[] };
    const classes = (await stage.call('analysis.classes', { variantIds: rows.map(({ variantId }) => variantId) })) as { rows: { variantId: number; valueClass: string; demandClass: string; rank: number }[] };
    const [first] = rows;
    const own = classes.rows.find(({ variantId }) => variantId === first?.variantId);
    if (!first || !own) throw new Error('nothing in stock');
    expect(new Set(classes.rows.map(({ valueClass }) => valueClass)).size).toBeGreaterThan(1);
    const row = page.getByRole('row').filter({ hasText: first.sku }).first();
    await row.getByText(own.valueClass + own.demandClass, { exact: true }).waitFor();
    expect(await seen('stock', 'classes')).toEqual([]);
    await row.click();
    await page.locator('.peek').getByText(english ? `Rank ${own.rank}:` : `第 ${own.rank} 位`).waitFor();
    expect(await seen('stock', 'class')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('.peek').waitFor({ state: 'detached' });
  });

  test('X ticks goods of the stock, and P prints their labels', async () => {
    await goTo(page, '/stock?view=stocked');
    await page.getByRole('row').nth(1).click();
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.locator('.bulk').waitFor();
    expect(await seen('stock', 'ticked')).toEqual([]);
    await page.keyboard.press('p');
    await page.waitForURL(/labels/);
    await expect.poll(() => page.evaluate(() => location.hash)).toBe('#/labels');
    await page.getByText(english ? '2 labels' : '共 2 张').first().waitFor();
  });
});
