import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { openLocalStore } from '../../main/app/local-store.ts';
import { instant } from '../../shared/units/instant.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { typistAt } from '../support/keyboard.ts';
import { migrations } from '../support/shop.ts';
import { flowLooks, goTo, type Language, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

const patience = { timeout: 15_000 };
const owner = { userId: 1, role: 'owner', deviceId: null, via: 'app' } as const;
const minute = 60_000;

interface Good {
  variantId: number;
  productId: number;
  sku: string;
  name: string;
  description: string;
}

function someGoods(folder: string): Good[] {
  const raw = new Database(path.join(folder, 'shop.db'));
  raw.prepare('delete from listing').run();
  const goods = raw.prepare("select min(variant.id) as variantId, productId, sku, product.name, product.description from variant join product on product.id = productId where product.state = 'active' group by productId order by productId limit 4").all() as Good[];
  raw.close();
  return goods;
}

const said = {
  en: { theirs: 'As the web shop’s owner named it', ours: 'As we drafted it for this channel', text: 'A text somebody wrote in the web shop’s own screens, while ours was drafted here.', draft: 'Our own text: light, strong, and dry after an hour.' },
  'zh-Hans': { theirs: '网店店主改的名称', ours: '本店为该渠道起草的名称', text: '有人在网店后台写下的文字，而本店也起草了一份。', draft: '本店的文字：轻便、结实，一小时即干。' },
  'zh-Hant': { theirs: '網店店主改的名稱', ours: '本店為該通路擬的名稱', text: '有人在網店後台寫下的文字，而本店也擬了一份。', draft: '本店的文字：輕便、結實，一小時即乾。' },
} as const satisfies Record<Language, object>;

/** What two readings of the catalogue told, with changes of ours between them: seven fields were changed on both sides. */
async function disagree(folder: string, language: Language): Promise<void> {
  const goods = someGoods(folder);
  let now = stageTime - 90 * minute;
  const store = openLocalStore({ folder, migrations, now: () => instant(now) });
  const words = said[language];
  const read = (changed: boolean) =>
    store.internal(owner, 'channel.storeListings', {
      channelId: 1,
      readSince: now,
      problems: [],
      ended: { unreadable: [] },
      listings: goods.map(({ sku, name, description }, index) => ({
        externalId: `80${index}`,
        name,
        sku,
        barcode: '',
        stockKeeping: 'own',
        externalProductId: `80${index}`,
        remoteStock: 4_000,
        remotePrice: changed ? 980_000 + index * 10_000 : 900_000,
        page: changed ? { name: `${words.theirs} ${index + 1}`, description: index < 2 ? `<p>${words.text}</p>` : description, offered: true } : { name, description, offered: true },
      })),
    });
  await read(false);
  now += 30 * minute;
  for (const [index, { productId, variantId }] of goods.entries()) {
    await store.command(owner, 'channelCopy.draft', { channelId: 1, productId, changes: { ...(index !== 3 && { name: `${words.ours} ${index + 1}` }), ...(index < 2 && { description: words.draft }) } });
    if (index < 2) await store.command(owner, 'price.set', { items: [{ variantId, currency: 'CNY', amount: 1_200_000 }] });
  }
  now += 30 * minute;
  await read(true);
  // The channel answered: only what is in dispute needs somebody.
  await store.internal(owner, 'channel.noteRound', { channelId: 1, startedAt: now, pulled: 0, sent: 0, fault: null, random: 0 });
  await store.close();
}

describe.skipIf(!chromiumPath()).each(flowLooks(import.meta.filename))('what was changed both here and there, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const ask = async <T>(method: string, input: object = {}): Promise<T> => (await stage.call(method, input)) as T;
  const waiting = async (): Promise<number> => (await ask<{ rows: unknown[] }>('conflict.list')).rows.length;
  const seen = async (screen: string, state: string): Promise<string[]> => {
    await settled(page);
    await picture(page, screen, look, state);
    return seriousFaults(page);
  };

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 60, skus: 30 });
    await disagree(folder, look.language);
    stage = await openStage(folder);
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/channels' });
  }, 120_000);
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('the sync centre, the rail and today count them, and C opens them', async () => {
    expect(await waiting()).toBe(7);
    expect(await seen('channels', 'conflicts')).toEqual([]);
    await expect.poll(() => page.locator('.sync-news').allTextContents().then((all) => all.join()), patience).toContain('7');
    const rail = () => page.locator('.rail a[href$="/channels"]').textContent();
    await expect.poll(rail, patience).toContain('1');
    await goTo(page, '/');
    await expect.poll(() => page.locator('.need').allTextContents().then((all) => all.filter((text) => text.includes('7')).length), patience).toBe(1);
    await goTo(page, '/channels');
    await page.keyboard.press('c');
    await expect.poll(() => page.locator('[role=row]').count(), patience).toBe(8);
    expect(await seen('conflicts', 'full')).toEqual([]);
  });

  test('J and K move, 1 and 2 choose, Enter applies; the cursor goes on and the undo brings both back', async () => {
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('1');
    await expect.poll(() => page.locator('.side[aria-checked=true]').count(), patience).toBe(1);
    expect(await seen('conflicts', 'chosen')).toEqual([]);
    await page.keyboard.press('Enter');
    await expect.poll(waiting, patience).toBe(6);
    await expect.poll(() => page.locator('[role=row]').count(), patience).toBe(7);
    await page.keyboard.press('2');
    await page.keyboard.press('Enter');
    await expect.poll(waiting, patience).toBe(5);
    await page.locator('.toast').first().waitFor();
    await page.keyboard.press('z');
    await expect.poll(waiting, patience).toBe(6);
  });

  test('3 asks for a value, and Enter in its field applies it', async () => {
    const before = await waiting();
    await expect.poll(() => page.locator('[role=row]').count(), patience).toBe(before + 1);
    await page.keyboard.press('3');
    const field = page.locator('.peek form input');
    await field.waitFor();
    const isPrice = (await field.getAttribute('inputmode')) === 'decimal';
    await field.fill(isPrice ? '99' : 'Agreed by both');
    expect(await seen('conflicts', 'third')).toEqual([]);
    await field.press('Enter');
    await expect.poll(waiting, patience).toBe(before - 1);
  });

  test('V lists what is settled and how, R opens one again', async () => {
    const before = await waiting();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('v');
    await expect.poll(() => page.locator('[role=row]').count(), patience).toBe(3);
    expect(await seen('conflicts', 'settled')).toEqual([]);
    await page.keyboard.press('r');
    await expect.poll(waiting, patience).toBe(before + 1);
    await page.locator('.toast').first().waitFor();
    await page.keyboard.press('z');
    await expect.poll(waiting, patience).toBe(before);
    await page.keyboard.press('v');
    await expect.poll(() => page.locator('[role=row]').count(), patience).toBe(before + 1);
  });

  test('U sets a rule, which settles the next ones by itself', async () => {
    await page.keyboard.press('u');
    await page.locator('[role=dialog]').waitFor();
    expect(await seen('conflicts', 'rules')).toEqual([]);
    await page.locator('[role=dialog] input').first().click();
    await page.locator('[role=option]:visible').nth(1).click();
    await expect.poll(async () => (await ask<{ rows: unknown[] }>('conflict.rules')).rows.length, patience).toBe(1);
    await page.keyboard.press('Escape');
    await page.locator('[role=dialog]').waitFor({ state: 'detached' });
  });

  test('what cannot be settled says why and stays', async () => {
    const before = await waiting();
    await stage.call('cost.setFloor', { variantId: null, categoryId: null, rate: 990_000 });
    const rows = (await ask<{ rows: { conflictId: number; field: string }[] }>('conflict.list')).rows;
    // Typed faster than a hand types, it would be a scan.
    const { press } = typistAt(page);
    const place = rows.findIndex(({ field }) => field === 'price');
    await goTo(page, '/channels');
    await goTo(page, '/channels/conflicts');
    for (let step = 0; step < place; step += 1) await press('j');
    await press('1');
    await press('Enter');
    await page.locator('[role=alert]').first().waitFor();
    expect(await seen('conflicts', 'trouble')).toEqual([]);
    expect(await waiting()).toBe(before);
  });

  test('ticked rows are settled together, and then nothing is left', async () => {
    await page.keyboard.press('Control+a');
    await page.locator('.bottom-line.bulk').waitFor();
    expect(await seen('conflicts', 'selected')).toEqual([]);
    await stage.call('cost.setFloor', { variantId: null, categoryId: null, rate: null });
    await page.keyboard.press('1');
    await expect.poll(waiting, patience).toBe(0);
    expect(await seen('conflicts', 'empty')).toEqual([]);
  });
});
