import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { typistAt } from '../support/keyboard.ts';
import { migrations } from '../support/shop.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

interface OrderOnFile {
  rows: { id: number; number: string; total: number; customerName: string | null; fulfilment: string }[];
}

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light', take: 'Take the order', lookup: 'Find a customer' },
  { language: 'zh-Hans', theme: 'dark', take: '登记订单', lookup: '查找客户' },
] as const))('an order typed without a mouse in $language, $theme', ({ lookup, ...look }) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let skus: string[];

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 300, skus: 40 });
    stage = await openStage(folder);
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/orders' });
    const { rows } = (await stage.call('stock.list', { only: 'stocked', limit: 100 })) as { rows: { sku: string; available: number }[] };
    skus = rows.sort((one, other) => other.available - one.available).map((row) => row.sku);
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const goods = () => page.getByRole('combobox').first();
  const faults = async (state?: string): Promise<string[]> => {
    await settled(page);
    if (state !== undefined) await picture(page, 'new-order', look, state);
    return seriousFaults(page);
  };
  const newest = async (): Promise<OrderOnFile['rows'][number]> => ((await stage.call('order.list', {})) as OrderOnFile).rows[0]!;

  test('N opens it with the keys in the goods field; nothing typed is not taken', async () => {
    const { press, isOn } = typistAt(page);
    await press('n');
    await isOn(goods());
    await press('Control+Enter');
    await isOn(goods());
    expect(await faults('empty')).toEqual([]);
  });

  test('a scanner types a code and Enter faster than the shop answers, twice is two', async () => {
    const { press, type, isOn } = typistAt(page);
    for (const code of [skus[0]!, skus[0]!, `3*${skus[1]!}`]) {
      // One scan after another.
      // oxlint-disable-next-line no-await-in-loop
      await type(code);
      // oxlint-disable-next-line no-await-in-loop
      await press('Enter');
      // oxlint-disable-next-line no-await-in-loop
      await expect.poll(() => goods().inputValue()).toBe('');
    }
    await isOn(goods());
    const amounts = page.locator('input[name$=".quantity"]');
    expect([await amounts.nth(0).inputValue(), await amounts.nth(1).inputValue()]).toEqual(['2', '3']);
  });

  test('words open a list that ↓ and Enter choose from', async () => {
    const { press, type, sees } = typistAt(page);
    await type(look.language === 'en' ? 'r' : '鱼');
    await sees(page.locator('[role=option]'));
    expect(await faults()).toEqual([]);
    await press('ArrowDown', 'Enter');
    await expect.poll(() => page.locator('.draft-row input[name$=".quantity"]').count()).toBe(3);
  });

  test('a discount above its line is refused on its field, and the order waits there', async () => {
    const { press, type, tabTo, isOn, sees, seesNo } = typistAt(page);
    const off = page.locator('input[name="line.0.discount"]');
    await tabTo(off);
    await type('99999');
    await press('Control+Enter');
    await isOn(off);
    await sees(page.locator('.draft-row').nth(1).locator('.mantine-InputWrapper-error'));
    expect(await faults('refused')).toEqual([]);
    await press('Control+a');
    await type('1');
    await press('Tab');
    await seesNo(page.locator('.mantine-InputWrapper-error'));
  });

  test('it survives leaving the screen', async () => {
    await goTo(page, '/stock');
    await goTo(page, '/orders/new');
    expect(await page.locator('input[name$=".quantity"]').count()).toBe(3);
  });

  test('a new customer and postage; the total on the screen is the total of the order', async () => {
    const { press, type, tabTo, sees } = typistAt(page);
    await tabTo(page.getByRole('combobox', { name: lookup }));
    await type('Lü Xiaoming 吕小明');
    await sees(page.locator('[role=option]'));
    await press('Enter');
    await tabTo(page.locator('input[name="order.shipping"]'));
    await type('12');
    await press('Tab');
    expect(await faults('full')).toEqual([]);
    const total = await page.locator('.money-block .strong').textContent();
    await press('Control+Enter');
    await sees(page.locator('.toast'));
    const order = await newest();
    expect(order.customerName).toBe('Lü Xiaoming 吕小明');
    expect(total?.replace(/\D/g, '')).toBe(String(order.total));
    await expect.poll(() => page.url()).toContain(`/orders/${order.id}`);
    expect(await faults()).toEqual([]);
  });

  test('Z takes it back while its note stands', async () => {
    const { press } = typistAt(page);
    const { id } = await newest();
    await press('z');
    await expect.poll(async () => ((await stage.call('order.get', { orderId: id })) as { fulfilment: string }).fulfilment).toBe('cancelled');
  });

  test('over the counter it is paid and gone in the same moment', async () => {
    const { press, type, sees } = typistAt(page);
    await goTo(page, '/orders/new');
    await type(skus[2]!);
    await press('Enter');
    await sees(page.locator('input[name="line.0.quantity"]'));
    await page.locator('.mantine-SegmentedControl-root input').first().focus();
    await press('ArrowRight', 'Control+Enter');
    await sees(page.locator('.toast'));
    expect(await newest()).toMatchObject({ fulfilment: 'shipped', payment: 'paid' });
  });
});
