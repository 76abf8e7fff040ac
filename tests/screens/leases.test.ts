import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { typistAt } from '../support/keyboard.ts';
import { migrations } from '../support/shop.ts';
import { newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

/** What the engine would have read: each listing shows what was said for it. */
function bringLevels(folder: string): void {
  const raw = new Database(path.join(folder, 'shop.db'));
  const listing = raw.prepare("insert into listing (channelId, externalId, name, sku, barcode, variantId, linkedBy, stockKeeping, remoteStock, seenAt) values (?, ?, ?, ?, '', ?, 'sku', 'own', 0, ?)");
  const goods = raw.prepare("select variant.id, variant.sku, product.name from variant join product on product.id = variant.productId join stockLevel on stockLevel.variantId = variant.id group by variant.id order by sum(onHand - onHold - allocated) desc, variant.id limit 5").all() as { id: number; sku: string; name: string }[];
  raw.prepare('delete from listing').run();
  for (const [index, { id, sku, name }] of goods.entries()) for (const channelId of [1, 2]) listing.run(channelId, `70${index}`, name, sku, id, stageTime);
  raw.prepare('update channel set sendsStock = 1').run();
  raw.exec(`update listing set published = free, remoteStock = free from (
    select variantId as sold, sum(onHand - onHold - allocated) / 1000 * 1000 as free from stockLevel group by variantId) where sold = listing.variantId`);
  raw.close();
}

/** How old what is known of a channel is, as the pane says it, and the head of the column in what it is told. */
const agesIn = { en: ['Orders read up to', 'Listings read', 'Oldest news waits since'], 'zh-Hans': ['订单读到', '刊登读取于', '最早的推送等待自'], 'zh-Hant': ['訂單讀到', '上架商品讀取於', '最早的推送等待自'] };
const toldHead = { en: 'Told ago', 'zh-Hans': '上次推送', 'zh-Hant': '上次推送' };

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
] as const))('what a channel shows and what is held back, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const faults = async (screen: string, state: string): Promise<string[]> => {
    await settled(page);
    await picture(page, screen, look, state);
    return seriousFaults(page);
  };

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 120, skus: 30 });
    bringLevels(folder);
    stage = await openStage(folder);
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/channels' });
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('a shop of each kind is connected by keys alone', async () => {
    const { press, sees } = typistAt(page);
    await press('n');
    await sees(page.locator('[role=dialog] input:focus'));
    expect(await faults('channels', 'connect')).toEqual([]);
    await page.locator('[role=dialog] input[value=shopify]').focus();
    await press('Space');
    await expect.poll(() => page.locator('[role=dialog]').textContent()).toContain('Dev Dashboard');
    expect(await faults('channels', 'connect-shopify')).toEqual([]);
    await press('Control+Enter');
    await sees(page.locator('[role=dialog] [aria-invalid=true]').first());
    expect(await faults('channels', 'connect-missing')).toEqual([]);
    await press('Escape');
    await page.locator('[role=dialog]').waitFor({ state: 'detached' });
  });

  test('a channel is leased, one listing otherwise, and goods are kept', async () => {
    const { press, sees } = typistAt(page);
    await press('1');
    await sees(page.locator('aside, [role=complementary]').first());
    await stage.call('lease.choose', { channelId: 1, variantId: null, method: 'leased' });
    const { rows } = (await stage.call('lease.list', { channelId: 1 })) as { rows: { listingId: number; variantId: number; available: number; level: number; leased: number; fenced: number; buffer: number; left: number }[] };
    expect(rows).toHaveLength(5);
    await stage.call('lease.keep', { channelId: 2, variantId: rows[0]!.variantId, quantity: 2000, until: '2026-12-31' });
    const pane = await page.locator('aside, [role=complementary]').first().innerText();
    expect(agesIn[look.language].filter((words) => !pane.includes(words))).toEqual([]);
    expect(await faults('channels', 'leased')).toEqual([]);
    await press('h');
    await sees(page.locator('[role=dialog] [role=table]'));
    expect(await page.locator('[role=dialog] [role=columnheader]').allInnerTexts()).toContain(toldHead[look.language]);
    expect(await page.locator('[role=dialog] [role=row].grid-row').first().locator('[role=cell]').nth(8).innerText()).toMatch(/\d|—/u);
    await page.locator('[role=dialog] button.link').first().focus();
    await press('Enter');
    await sees(page.locator('[role=dialog] section.card'));
    expect(await faults('channels', 'held-back')).toEqual([]);
    await page.locator('[role=dialog] button.why').first().focus();
    await press('F1');
    await sees(page.locator('.why-row').first());
    expect(await faults('channels', 'why-shown')).toEqual([]);
    for (const { available, level, leased, fenced, buffer, left } of ((await stage.call('lease.list', { channelId: 1 })) as { rows: typeof rows }).rows) expect(level + leased + fenced + buffer + left).toBe(available);
  });
});
