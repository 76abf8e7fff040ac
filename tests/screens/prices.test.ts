import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { migrations } from '../support/shop.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

interface Stocked {
  rows: { variantId: number; productId: number; sku: string; available: number }[];
}

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light', own: 'Why', sell: 'Sell under the floor', club: 'Club' },
  { language: 'zh-Hans', theme: 'dark', own: '为何是', sell: '仍按此价出售', club: '会员' },
] as const))('prices in $language, $theme', ({ own, sell, club, ...look }) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let goods: Stocked['rows'][number];
  let priceListId: number;

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 120, skus: 30 });
    stage = await openStage(folder);
    browser = await launchChromium();
    const { rows } = (await stage.call('stock.list', { only: 'stocked', limit: 100 })) as Stocked;
    goods = rows.toSorted((one, other) => other.available - one.available)[0]!;
    await setPrices();
    page = await stage.open(browser, { ...look, at: '/products/prices' });
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  async function setPrices(): Promise<void> {
    const { customerGroupId } = (await stage.call('customerGroup.create', { name: club })) as { customerGroupId: number };
    const { baseCurrency: currency } = (await stage.call('shop.get')) as { baseCurrency: string };
    const make = async (list: object): Promise<number> => ((await stage.call('priceList.create', { currency, ...list })) as { priceListId: number }).priceListId;
    priceListId = await make({ name: look.language === 'en' ? 'By the dozen' : '整打价', priority: 200 });
    await make({ name: look.language === 'en' ? 'Club prices' : '会员价', customerGroupId, validFromOn: '2026-11-01' });
    const over = await make({ name: look.language === 'en' ? 'October sale' : '十月促销', validThroughOn: '2026-10-31', priority: 50 });
    await stage.call('priceList.block', { priceListId: over });
    const { categories } = (await stage.call('category.list')) as { categories: { id: number }[] };
    await stage.call('priceList.setRows', {
      priceListId,
      items: [{ of: 'variant', targetId: goods.variantId, minQuantity: 2_000, percentOff: 30_000 }, { of: 'variant', targetId: goods.variantId, minQuantity: 12_000, percentOff: 50_000 }, { of: 'category', targetId: categories[0]!.id, minQuantity: 12_000, percentOff: 20_000 }],
    });
    await stage.call('cost.set', { items: [{ variantId: goods.variantId, kind: 'packaging', amount: 3_000 }] });
    await stage.call('cost.setFloor', { rate: 100_000 });
  }

  const faults = async (screen: string, state: string): Promise<string[]> => {
    await settled(page);
    await picture(page, screen, look, state);
    return seriousFaults(page);
  };

  test('the lists stand in the order they are asked', async () => {
    expect(await faults('price-lists', 'full')).toEqual([]);
    expect(await page.locator('[role=row]').count()).toBe(4);
  });

  test('a list opens with its prices, and another is added beside them', async () => {
    await goTo(page, `/products/prices?list=${priceListId}`);
    expect(await faults('price-lists', 'peek')).toEqual([]);
    await page.locator('.peek input[role=combobox]').first().fill(goods.sku);
    await settled(page);
    await page.keyboard.press('Enter');
    await page.locator('.peek form input').last().fill('7');
    await page.locator('.peek form button[type=submit]').click();
    await settled(page);
    const { rows } = (await stage.call('priceList.get', { priceListId })) as { rows: { percentOff: number | null }[] };
    expect(rows.map(({ percentOff }) => percentOff)).toContain(70_000);
  });

  test('an open list is given other days and another priority, and the undo gives it the old ones', async () => {
    type Days = { priority: number; validThroughOn: string | null };
    const days = async (): Promise<Days> => (await stage.call('priceList.get', { priceListId })) as Days;
    await goTo(page, `/products/prices?list=${priceListId}`);
    const before = await days();
    await page.keyboard.press('e');
    await page.locator('.mantine-Modal-content input[type=date]').last().fill('2026-12-31');
    await page.locator('.mantine-Modal-content input[inputmode]').first().fill('300');
    expect(await faults('price-lists', 'change')).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await settled(page);
    expect(await days()).toMatchObject({ priority: 300, validThroughOn: '2026-12-31' });
    await page.keyboard.press('z');
    await settled(page);
    expect(await days()).toMatchObject({ priority: before.priority, validThroughOn: before.validThroughOn });
  });

  test('a product says what one costs, what is left and why its price', async () => {
    await goTo(page, `/products/${goods.productId}`);
    // A product of several variants shows each one's cost when it is opened.
    const closed = page.locator('.variant-row button[aria-expanded=false]').first();
    if (await closed.isVisible()) await closed.click();
    await settled(page);
    await page.locator('.why').first().click();
    expect(await faults('product', 'cost')).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('a new order asks the list’s price for the quantity, says why, and refuses what lies under the floor until a manager sells it', async () => {
    await goTo(page, '/orders/new');
    await page.getByRole('combobox').first().fill(`12*${goods.sku}`);
    await settled(page);
    await page.keyboard.press('Enter');
    await settled(page);
    await page.getByRole('button', { name: own }).first().focus();
    await page.keyboard.press('F1');
    expect(await faults('new-order', 'price')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('[name="line.0.unitPrice"]').fill('0.01');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: sell }).waitFor();
    expect(await faults('new-order', 'floor')).toEqual([]);
    await page.getByRole('button', { name: sell }).click();
    await page.waitForURL(/orders\/\d+/);
  });
});
