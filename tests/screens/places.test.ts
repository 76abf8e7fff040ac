import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { migrations } from '../support/shop.ts';
import { newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

const day = 86_400_000;

/** Goods of ours with a marketplace for two months, and reels of somebody else on our shelf. */
async function setScene(stage: Stage): Promise<void> {
  const call = async (method: string, input: unknown) => (await stage.call(method, input)) as Record<string, number>;
  const { locations } = (await stage.call('location.list', undefined)) as { locations: { id: number; kind: string }[] };
  const warehouse = locations.find((place) => place.kind === 'warehouse')!.id;
  const { rows } = (await stage.call('stock.list', { only: 'stocked', locationId: warehouse, limit: 40 })) as { rows: { variantId: number; sku: string; available: number }[] };
  const [some, more] = rows.filter((row) => row.available >= 4000);
  const { locationId: amazon } = await call('location.create', { name: 'Amazon FBA', kind: 'warehouse', holder: 'Amazon' });
  const { locationId: tanaka } = await call('location.create', { name: 'From Tanaka', kind: 'warehouse', owner: 'Tanaka Tackle' });
  await call('stock.adjust', { locationId: warehouse, reason: 'miscounted', occurredAt: stageTime - 61 * day, lines: [{ variantId: some!.variantId, quantity: 12_000, value: 240_00 }, { variantId: more!.variantId, quantity: 12_000, value: 300_00 }] });
  const { stockTransferId } = await call('transfer.send', { fromLocationId: warehouse, toLocationId: amazon, occurredAt: stageTime - 60 * day, lines: [{ variantId: some!.variantId, quantity: 8000 }, { variantId: more!.variantId, quantity: 5000 }] });
  await call('transfer.receive', { stockTransferId, occurredAt: stageTime - 58 * day });
  await call('stock.consign', { locationId: tanaka, occurredAt: stageTime - 20 * day, lines: [{ variantId: more!.variantId, quantity: 6000 }] });
  await call('consignment.report', { locationId: amazon, reference: 'FBA 2026-11', lines: [{ sku: some!.sku, quantity: 7000 }, { sku: more!.sku, quantity: 5000 }] });
}

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
] as const))('the places of a shop in $language, $theme', (look) => {
  const folder = newStageFolder();
  const english = look.language === 'en';
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const seen = async (state: string): Promise<string[]> => {
    await settled(page);
    await picture(page, 'places', look, state);
    return seriousFaults(page);
  };
  const dialog = () => page.getByRole('dialog');

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 120, skus: 30 });
    stage = await openStage(folder);
    browser = await launchChromium();
    await setScene(stage);
    page = await stage.open(browser, { ...look, at: '/stock/places' });
  }, 120_000);
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('a report that differs is seen in the list, opens line by line, and is settled', async () => {
    await page.getByRole('row', { name: /Amazon FBA/ }).click();
    await page.keyboard.press('Space');
    await page.locator('.report-line').first().waitFor();
    expect(await seen('report')).toEqual([]);
    await page.getByRole('button', { name: english ? 'Settle 1 line' : '处理 1 行' }).click();
    await page.getByText(english ? 'Settled: the book says what the report says.' : '已处理：账面与报告一致。').waitFor();
    expect(await page.locator('.report-line').count()).toBe(0);
  });

  test('R takes a report pasted from a sheet; a line that is none is said', async () => {
    await page.keyboard.press('r');
    await dialog().waitFor();
    await dialog().locator('input').first().fill('by hand');
    await page.locator('textarea').first().fill('NOTHING');
    expect(await seen('paste')).toEqual([]);
    expect(await page.getByText(english ? 'Line 1 is not a SKU with a quantity.' : '第 1 行不是 SKU 加数量。').isVisible()).toBe(true);
    await page.locator('textarea').first().fill('');
    await page.keyboard.press('Control+Enter');
    await dialog().waitFor({ state: 'detached' });
    await page.locator('.report-line').nth(1).waitFor();
  });

  test('goods of others come and become ours', async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('row', { name: /From Tanaka/ }).click();
    await page.keyboard.press('Space');
    await page.locator('.movement').first().waitFor();
    await page.keyboard.press('c');
    await dialog().waitFor();
    await dialog().getByText(english ? 'Make ours' : '转为本店').first().click();
    expect(await seen('consign')).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  test('a place with bins says which goods of class A lie far from packing', async () => {
    const call = async <Answer>(method: string, input: unknown): Promise<Answer> => (await stage.call(method, input)) as Answer;
    const { locations } = await call<{ locations: { id: number; name: string; kind: string }[] }>('location.list', undefined);
    const { id: locationId, name } = locations.find((place) => place.kind === 'warehouse')!;
    const { rows: classes } = await call<{ rows: { variantId: number; valueClass: string }[] }>('analysis.list', { limit: 200 });
    const { rows: here } = await call<{ rows: { variantId: number; available: number }[] }>('stock.list', { only: 'stocked', locationId, limit: 100 });
    const free = new Set(here.filter(({ available }) => available >= 1000).map(({ variantId }) => variantId));
    const best = classes.find(({ variantId, valueClass }) => valueClass === 'A' && free.has(variantId))!;
    const least = classes.findLast(({ variantId, valueClass }) => valueClass === 'C' && free.has(variantId))!;
    for (const [code, { variantId }] of [['A-02', least], ['D-09', best]] as const) {
      // One bin after another: the door asks in order.
      // oxlint-disable-next-line no-await-in-loop
      const { binId } = await call<{ binId: number }>('bin.create', { locationId, code });
      // oxlint-disable-next-line no-await-in-loop
      await call('stock.move', { variantId, locationId, toBinId: binId, quantity: 1000 });
    }
    await page.keyboard.press('Escape');
    await page.getByRole('row', { name: new RegExp(name) }).first().click();
    await page.keyboard.press('Space');
    await page.locator('.peek .analysis-term').first().waitFor();
    expect(await page.locator('.peek .analysis-term').first().textContent()).toMatch(/D-09 → A-02/);
    expect(await seen('shelves')).toEqual([]);
  });

  test('N makes a place, and a bin is added to it', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    await dialog().waitFor();
    await dialog().locator('input').first().fill('Attic');
    expect(await seen('new')).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await dialog().waitFor({ state: 'detached' });
    const bin = page.locator('.peek input');
    await bin.fill('A-01');
    await bin.press('Enter');
    await page.locator('.peek .code', { hasText: 'A-01' }).first().waitFor();
    expect(await seen('bins')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('row', { name: /Amazon FBA/ }).click();
    await page.keyboard.press('Space');
    await page.locator('.report-line').first().waitFor();
    await page.keyboard.press('o');
    await expect.poll(() => page.getByRole('row').count()).toBe(3);
    expect(await seen('stock')).toEqual([]);
  });
});
