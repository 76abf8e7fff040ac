import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { migrations } from '../support/shop.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

const patience = { timeout: 15_000 };

/** Listings of a shop outside for the first goods on sale, written where the engine would have written them. */
function listGoods(folder: string, count: number): number[] {
  const raw = new Database(path.join(folder, 'shop.db'));
  const rows = raw.prepare("select min(variant.id) as variantId, productId from variant join product on product.id = productId where product.state = 'active' group by productId limit ?").all(count) as { variantId: number; productId: number }[];
  const insert = raw.prepare("insert into listing (channelId, externalId, name, sku, barcode, variantId, linkedBy, stockKeeping, remoteStock, seenAt) values (1, ?, 'Rod', 'ROD', '', ?, 'sku', 'own', 4000, ?)");
  for (const { variantId } of rows) insert.run(`9${variantId}`, variantId, stageTime);
  raw.close();
  return rows.map(({ productId }) => productId);
}

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
] as const))('what products are sorted by, and what waits to be shown of them, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const ask = async <T>(method: string, input: object = {}): Promise<T> => (await stage.call(method, input)) as T;
  const seen = async (screen: string, state: string): Promise<string[]> => {
    await settled(page);
    await picture(page, screen, look, state);
    return seriousFaults(page);
  };
  const names = async (): Promise<string[]> => (await ask<{ categories: { name: string }[] }>('category.list')).categories.map(({ name }) => name);

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 60, skus: 30 });
    const productIds = listGoods(folder, 4);
    stage = await openStage(folder);
    browser = await launchChromium();
    await ask('collection.create', { name: look.language === 'en' ? 'Summer' : '夏季', filter: {} });
    await ask('attribute.create', { name: look.language === 'en' ? 'Length' : '长度', kind: 'number', unit: 'm' });
    for (const [index, productId] of productIds.entries()) {
      await ask('channelCopy.draft', { channelId: 1, productId, changes: index % 2 === 0 ? { name: `Shown there only ${index}` } : { offered: false, description: 'A shorter text for this shop.' } });
    }
    page = await stage.open(browser, { ...look, at: '/products/sorting' });
  }, 120_000);
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('a category is renamed where it stands and the undo renames it back; one that is not empty stays and says why', async () => {
    expect(await seen('sorting', 'full')).toEqual([]);
    const before = await names();
    const field = page.locator('.rule-row input').first();
    const old = await field.inputValue();
    await field.fill('Renamed here');
    await field.press('Enter');
    await expect.poll(names, patience).toContain('Renamed here');
    // The row has moved to its new place in the order; the keys are still in its field.
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.locator('.toast').first().waitFor();
    await page.keyboard.press('z');
    await expect.poll(names, patience).toEqual(before);
    await expect.poll(() => page.locator('.rule-row input').first().inputValue(), patience).toBe(old);
    await page.locator('.rule-row button').first().click();
    await page.locator('[role=alert]').first().waitFor();
    expect(await seen('sorting', 'refused')).toEqual([]);
    expect(await names()).toEqual(before);
  });

  test('N makes a path of categories', async () => {
    const count = (await names()).length;
    await page.keyboard.press('n');
    // Typed faster than a hand types, it would be a scan.
    await page.locator('form input').first().fill('Zz > Inner');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await names()).length, patience).toBe(count + 2);
  });

  test('drafts of every channel stand in one list; one is looked at and dropped, the others are published at once', async () => {
    const waiting = async (): Promise<number> => (await ask<{ rows: unknown[] }>('channelCopy.drafts')).rows.length;
    await goTo(page, '/channels/drafts');
    expect(await seen('drafts', 'full')).toEqual([]);
    await page.keyboard.press('Space');
    await page.locator('.peek').waitFor();
    expect(await seen('drafts', 'peek')).toEqual([]);
    await page.keyboard.press('d');
    await expect.poll(waiting, patience).toBe(3);
    await page.locator('.toast').first().waitFor();
    await page.keyboard.press('z');
    await expect.poll(waiting, patience).toBe(4);
    // The heads and the four.
    await expect.poll(() => page.locator('[role=row]').count(), patience).toBe(5);
    await page.keyboard.press('Control+a');
    await page.locator('.bottom-line.bulk').waitFor();
    expect(await seen('drafts', 'selected')).toEqual([]);
    await page.keyboard.press('p');
    await expect.poll(waiting, patience).toBe(0);
    expect(await seen('drafts', 'empty')).toEqual([]);
  });
});
