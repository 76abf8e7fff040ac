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

const hour = 3_600_000;

/** What the engine would have found: the first channel is being read, the second differs in one thing of each kind. */
function bringSides(folder: string): void {
  const raw = new Database(path.join(folder, 'shop.db'));
  const { commandId } = raw.prepare('select max(id) as commandId from command').get() as { commandId: number };
  raw.prepare("insert into orderReading (channelId, startedAt, read, total, state, changedAt, commandId) values (1, ?, 2140, 8300, 'reading', ?, ?)").run(stageTime - 60_000, stageTime - 60_000, commandId);
  raw.prepare('insert into channelSweep (channelId, startedAt, endedAt, levels, prices, listings, orders, commandId) values (2, ?, ?, 29, 12, 31, 84, ?)').run(stageTime - 5 * hour, stageTime - 5 * hour + 40_000, commandId);
  const { id: variantId } = raw.prepare('select min(id) as id from variant').get() as { id: number };
  const listing = raw.prepare("insert into listing (channelId, externalId, name, sku, barcode, variantId, linkedBy, stockKeeping, remoteStock, remotePrice, seenAt) values (2, ?, ?, ?, '', ?, 'sku', 'own', 9000, 111100, ?)");
  const put = raw.prepare('insert into channelDifference (channelId, subject, externalId, listingId, name, cause, ourLevel, theirLevel, ourPrice, theirPrice, ourWord, theirWord, since, seenAt, commandId) values (2, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const { lastInsertRowid: listingId } = listing.run('8001', '保温杯 Bottle · 500 ml', 'BOTTLE-8001', variantId, stageTime);
  const seen = [stageTime - 5 * hour, commandId] as const;
  put.run('level', '8001', listingId, '保温杯 Bottle · 500 ml', 'unknown', 5000, 9000, null, null, null, null, stageTime - 29 * hour, ...seen);
  put.run('price', '8001', listingId, '保温杯 Bottle · 500 ml', 'setAside', null, null, 125_000, 111_100, null, null, stageTime - 29 * hour, ...seen);
  put.run('offered', '8001', listingId, '保温杯 Bottle · 500 ml', 'unknown', null, null, null, null, 'offered', 'hidden', stageTime - 5 * hour, ...seen);
  put.run('name', '8001', listingId, '保温杯 Bottle · 500 ml', 'unknown', null, null, null, null, '保温杯 Bottle · 500 ml', 'Bottle 500 ml, now in red and blue', stageTime - 5 * hour, ...seen);
  put.run('listing', '8003', null, '8003', 'unreadable', null, null, null, null, null, 'manage_stock: Invalid input', stageTime - 5 * hour, ...seen);
  put.run('listing', '8004', null, '茶叶罐 Tea caddy', 'gone', null, null, null, null, null, null, stageTime - 5 * hour, ...seen);
  put.run('order', '9107', null, '#9107', 'undated', null, null, null, null, 'processing', 'on-hold', stageTime - 5 * hour, ...seen);
  raw.close();
}

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
] as const))('a first reading and both sides of a channel, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const faults = async (state: string): Promise<string[]> => {
    await settled(page);
    await picture(page, 'channels', look, state);
    return seriousFaults(page);
  };
  const channel = async (index: number) => ((await stage.call('sync.status')) as { channels: { differences: number; reading: { state: string } | null }[] }).channels[index]!;
  /** By the palette, as somebody who has no mouse. */
  const does = async (words: string): Promise<void> => {
    const { press, sees } = typistAt(page);
    await press('Control+k');
    await sees(page.locator('.palette input:focus'));
    await page.keyboard.type(words, { delay: 45 });
    await sees(page.locator('.palette [data-action]'));
    await press('Enter');
  };

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 120, skus: 30 });
    bringSides(folder);
    stage = await openStage(folder);
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/channels' });
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('a first reading says how far it is, is stopped, and goes on', async () => {
    await expect.poll(() => page.locator('.sync-news').allTextContents()).toEqual(expect.arrayContaining([expect.stringContaining('2,140')]));
    expect(await faults('reading')).toEqual([]);
    await does({ en: 'read for the first time', 'zh-Hans': '首次读取' }[look.language]);
    await expect.poll(async () => (await channel(0)).reading?.state).toBe('stopped');
    expect(await faults('reading-stopped')).toEqual([]);
    await does({ en: 'orders was stopped', 'zh-Hans': '读取已停止' }[look.language]);
    await expect.poll(async () => (await channel(0)).reading?.state).toBe('reading');
  });

  test('a shop that puts its orders together first says how far that is', async () => {
    const raw = new Database(path.join(folder, 'shop.db'));
    raw.exec('update orderReading set read = 0, prepared = 1234 where channelId = 1');
    raw.close();
    await page.reload();
    await expect.poll(() => page.locator('.sync-news').allTextContents()).toEqual(expect.arrayContaining([expect.stringMatching({ en: /puts all of them together.*1,234 of 8,300/, 'zh-Hans': /汇总成文件.*1,234 \/ 8,300/ }[look.language])]));
    expect(Number(await page.locator('.sync-news [role=progressbar]').first().getAttribute('aria-valuenow'))).toBeCloseTo((1234 / 8300) * 100, 0);
    expect(await faults('reading-prepared')).toEqual([]);
  });

  test('what differs is looked at, sent again and taken over', async () => {
    const { press, sees } = typistAt(page);
    // Since the first of them was found, however often the channel answered meanwhile.
    expect(await page.locator('.sync-news').filter({ hasText: { en: 'differ between', 'zh-Hans': '不一致' }[look.language] }).textContent()).toContain({ en: '1 d', 'zh-Hans': '1 天' }[look.language]);
    await does({ en: 'differ between', 'zh-Hans': '不一致' }[look.language]);
    await sees(page.locator('[role=dialog] .card'));
    const dialog = page.locator('[role=dialog]');
    expect(await faults('differences')).toEqual([]);
    const before = (await channel(1)).differences;
    // Goods there were found or lost at one of several places: nobody but a person knows which.
    await dialog.locator('[role=row]').filter({ hasText: '500 ml' }).first().locator('button').last().focus();
    await press('Enter');
    await sees(dialog.locator('[role=alert]'));
    expect(await faults('differences-refused')).toEqual([]);
    expect((await channel(1)).differences).toBe(before);
    const rowOf = (text: string) => dialog.locator('[role=row]').filter({ hasText: text });
    await rowOf('1.11').or(rowOf('11.11')).locator('button').first().focus();
    await press('Enter');
    await expect.poll(async () => (await channel(1)).differences).toBe(before - 1);
    await rowOf('Tea caddy').locator('button').focus();
    await press('Enter');
    await expect.poll(async () => (await channel(1)).differences).toBe(before - 2);
    await press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  test('an opened channel says when its sides were compared', async () => {
    const { press, sees } = typistAt(page);
    await press('2');
    await sees(page.locator('.peek-line').first());
    expect(await faults('both-sides')).toEqual([]);
    // The key of a shop of the demo lies nowhere.
    await press('b');
    await sees(page.locator('aside [role=alert], .peek [role=alert]').first());
    await press('Escape');
  });
});
