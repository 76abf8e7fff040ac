import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { migrations } from '../support/shop.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

interface Shown {
  channels: { listed: boolean; live: { name: string }; news: { state: string } | null }[];
}

/** A listing of a shop outside, written where the engine would have written it. */
function listVariant(folder: string): number {
  const raw = new Database(path.join(folder, 'shop.db'));
  const { variantId, productId } = raw.prepare("select variant.id as variantId, productId from variant join product on product.id = productId where product.state = 'active' limit 1").get() as { variantId: number; productId: number };
  raw.prepare("insert into listing (channelId, externalId, name, sku, barcode, variantId, linkedBy, stockKeeping, remoteStock, seenAt) values (1, '9001', 'Rod', 'ROD', '', ?, 'sku', 'own', 4000, ?)").run(variantId, stageTime);
  raw.close();
  return productId;
}

/** A set of two goods that lie on the shelf. */
async function setScene(stage: Stage): Promise<number> {
  const stocked = (await stage.call('stock.list', { only: 'stocked', limit: 2 })) as { rows: { variantId: number }[] };
  const { productId, variants } = (await stage.call('product.create', { name: 'Beginner’s set', state: 'active', variants: [{ sku: 'SET-1' }] })) as { productId: number; variants: { id: number }[] };
  await stage.call('bundle.set', { variantId: variants[0]!.id, components: stocked.rows.map(({ variantId }, index) => ({ variantId, quantity: (index + 1) * 1000 })) });
  return productId;
}

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
] as const))('what is offered, and at what price, in $language, $theme', (look) => {
  const folder = newStageFolder();
  const english = look.language === 'en';
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let scene: { listed: number; set: number };
  const seen = async (screen: string, state: string): Promise<string[]> => {
    await settled(page);
    await picture(page, screen, look, state);
    return seriousFaults(page);
  };
  const dialog = () => page.getByRole('dialog');

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 120, skus: 30 });
    const listed = listVariant(folder);
    stage = await openStage(folder);
    browser = await launchChromium();
    scene = { listed, set: await setScene(stage) };
    page = await stage.open(browser, { ...look, at: `/products/${scene.listed}` });
  }, 120_000);
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('a draft stands beside what is live; P publishes it, Z shows what stood there again', async () => {
    const copy = page.locator('.channel-copy').first();
    await copy.scrollIntoViewIfNeeded();
    const name = copy.locator('input').first();
    const before = await name.inputValue();
    await name.fill('Seen only there');
    await name.press('Enter');
    await copy.getByText(english ? `Live: ${before}` : `线上：${before}`).waitFor();
    expect(await seen('product', 'channels')).toEqual([]);
    await name.evaluate((field) => (field as HTMLInputElement).blur());
    await page.keyboard.press('p');
    await copy.getByText(english ? 'on its way' : '待推送').waitFor();
    const live = async () => ((await stage.call('channelCopy.get', { productId: scene.listed })) as Shown).channels.find((channel) => channel.news !== null)!.live.name;
    expect(await live()).toBe('Seen only there');
    await page.keyboard.press('z');
    await copy.getByText(english ? `Live: ${before}` : `线上：${before}`).waitFor();
    expect(await live()).toBe(before);
  });

  test('a set says what it consists of and how many can be sold', async () => {
    await goTo(page, `/products/${scene.set}`);
    await page.locator('.bundle-row').nth(1).waitFor();
    await page.locator('.bundle-row').nth(1).scrollIntoViewIfNeeded();
    expect(await seen('product', 'set')).toEqual([]);
    await page.locator('.bundle-row').first().getByRole('button').click();
    await expect.poll(() => page.locator('.bundle-row').count()).toBe(1);
    await page.keyboard.press('z');
    await expect.poll(() => page.locator('.bundle-row').count()).toBe(2);
  });

  test('the least margins and the channels’ fees stand in one place', async () => {
    await goTo(page, '/products/prices');
    await page.keyboard.press('m');
    await dialog().waitFor();
    await dialog().locator('input').first().fill('5');
    await dialog().locator('input').first().evaluate((field) => (field as HTMLInputElement).blur());
    await page.locator('.toast').waitFor();
    const { floors } = (await stage.call('cost.settings', undefined)) as { floors: { rate: number }[] };
    expect(floors.map(({ rate }) => rate)).toEqual([50_000]);
    expect(await seen('prices', 'margins')).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  test('a group is made and a customer taken in', async () => {
    await page.keyboard.press('u');
    await dialog().waitFor();
    await dialog().locator('input').last().fill('Anglers’ club');
    await dialog().locator('input').last().press('Enter');
    const find = dialog().getByRole('combobox', { name: english ? 'Take in a customer' : '加入客户' });
    await find.waitFor();
    await find.fill('wang');
    await find.press('Enter');
    await dialog().getByRole('button', { name: english ? /^Remove/ : /^移除/ }).first().waitFor();
    expect(await seen('prices', 'groups')).toEqual([]);
  });
});
