import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { migrations } from '../support/shop.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

interface Stocked {
  rows: { variantId: number; sku: string; available: number }[];
}

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light', names: ['Autumn tea days', 'Black Friday', 'Clearance', 'October'] },
  { language: 'zh-Hans', theme: 'dark', names: ['秋茶节', '黑色星期五', '清仓', '十月促销'] },
  { language: 'zh-Hant', theme: 'light', names: ['秋茶節', '黑色星期五', '清倉', '十月促銷'] },
]))('promotions in $language, $theme', ({ names, ...look }) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let goods: Stocked['rows'];
  let draftId: number;
  let runningId: number;

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 300, skus: 14, days: 100 });
    stage = await openStage(folder);
    browser = await launchChromium();
    const { rows } = (await stage.call('stock.list', { only: 'stocked', limit: 100 })) as Stocked;
    goods = rows.toSorted((one, other) => other.available - one.available);
    await plan();
    page = await stage.open(browser, { ...look, at: '/products/promotions' });
  }, 240_000);
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  async function plan(): Promise<void> {
    const make = async (name: string, terms: object): Promise<number> =>
      ((await stage.call('promotion.create', { name, percentOff: 100_000, variantIds: goods.slice(0, 2).map(({ variantId }) => variantId), ...terms })) as { promotionId: number }).promotionId;
    runningId = await make(names[0], { firstOn: '2026-11-20', lastOn: '2026-11-26', units: 10_000 });
    const coming = await make(names[1], { firstOn: '2026-11-27', lastOn: '2026-11-30', percentOff: 200_000 });
    for (const promotionId of [runningId, coming]) await stage.call('promotion.arm', { promotionId });
    draftId = await make(names[2], { firstOn: '2026-12-12', lastOn: '2026-12-26', percentOff: 150_000, units: 900_000 });
    await make(names[3], { firstOn: '2026-10-01', lastOn: '2026-10-07' });
  }

  const faults = async (screen: string, state: string): Promise<string[]> => {
    await settled(page);
    await picture(page, screen, look, state);
    return seriousFaults(page);
  };
  const alert = () => page.getByRole('alert');

  test('each stands in its state, the coming weeks above, and a number key leaves only those of one', async () => {
    expect(await faults('promotions', 'full')).toEqual([]);
    expect(await page.locator('[role=row]').count()).toBe(5);
    expect(await page.locator('.promotion-calendar li').count()).toBe(3);
    await page.keyboard.press('2');
    await settled(page);
    expect(await page.locator('[role=row]').count()).toBe(3);
    await page.keyboard.press('1');
  });

  test('an armed one is only looked at: D disarms it at once, and Z arms it again', async () => {
    await goTo(page, `/products/promotions/${runningId}`);
    expect(await faults('promotion', 'armed')).toEqual([]);
    expect(await page.locator('.promotion-terms input').count()).toBe(0);
    const state = async (): Promise<string> => ((await stage.call('promotion.get', { promotionId: runningId })) as { state: string }).state;
    await page.keyboard.press('d');
    await expect.poll(state).toBe('draft');
    await settled(page);
    await page.keyboard.press('z');
    await expect.poll(state).toBe('running');
  });

  test('a draft stands beside what the last 90 days would have left, and every line adds up', async () => {
    await goTo(page, `/products/promotions/${draftId}`);
    expect(await faults('promotion', 'draft')).toEqual([]);
    const cents = (text: string): number => Math.round(Number(text.replaceAll(',', '').replace('−', '-')) * 100);
    const margins = (await page.locator('[data-lines] [data-margin]').allTextContents()).map(cents);
    expect(margins.length).toBeGreaterThan(3);
    expect(margins.reduce((all, one) => all + one, 0)).toBe(cents((await page.locator('[data-sum-margin]').textContent()) ?? ''));
  });

  test('it promises more than there is: refused with both numbers, and armed for a reason', async () => {
    await page.keyboard.press('a');
    await alert().waitFor();
    expect(await faults('promotion', 'short')).toEqual([]);
    await page.keyboard.type('货车 on Friday', { delay: 45 });
    await page.keyboard.press('Enter');
    await expect.poll(async () => ((await stage.call('promotion.get', { promotionId: draftId })) as { reason: string }).reason).toContain('货车');
    await settled(page);
    await page.keyboard.press('z');
    await settled(page);
  });

  test('under the margin floor it says so beside the goods, and is refused with the arithmetic', async () => {
    await stage.call('cost.setFloor', { rate: 300_000 });
    await goTo(page, `/products/promotions/${draftId}`);
    await page.locator('input[name=percentOff]').fill('70');
    await page.keyboard.press('Control+Enter');
    await settled(page);
    await page.keyboard.press('a');
    await alert().waitFor();
    expect(await page.locator('.promotion-goods .bad').count()).toBe(2);
    expect(await faults('promotion', 'under-floor')).toEqual([]);
  });

  test('a new one wants goods and a price, and takes all of a category', async () => {
    await goTo(page, '/products/promotions/new');
    await page.keyboard.press('Control+Enter');
    expect(await faults('promotion', 'new')).toEqual([]);
    await page.locator('.promotion-form input[role=combobox]').first().fill(goods[3]!.sku);
    await settled(page);
    await page.keyboard.press('Enter');
    await page.locator('input[name=percentOff]').fill('5');
    await page.locator('.promotion-form .mantine-Select-input').click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await settled(page);
    expect(await page.locator('.promotion-goods').count()).toBeGreaterThan(1);
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => page.url()).toMatch(/promotions\/\d+/);
    await settled(page);
    await page.keyboard.press('Control+Backspace');
    await expect.poll(() => page.url()).toMatch(/promotions$/);
    await settled(page);
    await page.keyboard.press('z');
    await expect.poll(async () => ((await stage.call('promotion.list')) as { rows: unknown[] }).rows.length).toBe(5);
  });
});
