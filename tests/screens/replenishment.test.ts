import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { typistAt } from '../support/keyboard.ts';
import { migrations } from '../support/shop.ts';
import { newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

interface Shown {
  rows: { variantId: number }[];
  plan: { lines: number; suppliers: number; cost: number };
}

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
] as const))('reordering for the week, by keyboard alone, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const proposed = async (more: object = {}) => (await stage.call('replenishment.propose', { limit: 100, ...more })) as Shown;
  const drafts = async () => ((await stage.call('purchaseOrder.list', { view: 'open' })) as { rows: { status: string }[] }).rows.filter(({ status }) => status === 'draft').length;
  const faults = async (state: string): Promise<string[]> => {
    await settled(page);
    await picture(page, 'what-to-buy', look, state);
    return seriousFaults(page);
  };

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 400, skus: 40 });
    stage = await openStage(folder);
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/' });
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(path.resolve(folder), { recursive: true, force: true });
  });

  test('what nobody sells to us is named first', async () => {
    const { press, sees } = typistAt(page);
    await press('g');
    await press('w');
    await sees(page.locator('.views'));
    expect(await faults('nothing')).toEqual([]);
  });

  test('with two suppliers the plan is shown, a line is explained and left out, and P drafts the orders; Z takes them back', async () => {
    const { rows } = await proposed({ view: 'all', coverDays: 30 });
    for (const [index, name] of ['Weihai Tackle', '宁波钓具'].entries()) {
      const { supplierId } = (await stage.call('supplier.create', { name, leadTimeDays: 6 + index })) as { supplierId: number };
      for (const { variantId } of rows.filter((_row, at) => at % 2 === index)) {
        await stage.call('agreement.add', { supplierId, variantId, fromQuantity: 0, price: 120_000, validFromOn: '2026-01-01', validThroughOn: null });
      }
    }
    const { press, sees } = typistAt(page);
    await sees(page.locator('[role=row] input[type=checkbox]').first());
    expect(await faults('full')).toEqual([]);
    await press('Space');
    await sees(page.locator('.peek .analysis-term').first());
    expect(await faults('why')).toEqual([]);
    const opened = Number(/variant=(\d+)/.exec(page.url())?.[1]);
    const why = async () => ((await stage.call('replenishment.explain', { variantId: opened })) as { row: { serviceLevel: number; serviceLevelFrom: string } }).row;
    expect((await why()).serviceLevelFrom).toBe('class');
    await page.locator('.peek .own-level select').selectOption('80');
    await expect.poll(why).toMatchObject({ serviceLevel: 80, serviceLevelFrom: 'variant' });
    expect(await faults('own-level')).toEqual([]);
    await page.locator('.peek .own-level select').selectOption('');
    await expect.poll(async () => (await why()).serviceLevelFrom).toBe('class');
    await page.locator('.peek .own-level select').blur();
    await press('F1');
    await sees(page.locator('.why-row').first());
    expect(await faults('term')).toEqual([]);
    await press('Escape');
    await page.locator('.why-row').first().waitFor({ state: 'detached' });
    await press('Escape');
    const before = await proposed();
    expect(before.plan.lines).toBeGreaterThan(0);
    await press('x');
    await expect.poll(() => page.url()).toContain('without');
    await settled(page);
    await press('p');
    await expect.poll(drafts).toBeGreaterThan(0);
    await sees(page.locator('.toast'));
    expect(await faults('drafted')).toEqual([]);
    await press('z');
    await expect.poll(drafts).toBe(0);
    expect((await proposed()).plan).toEqual(before.plan);
  });

  test('a part of what is needed goes to a second supplier, and what both cost more is said', async () => {
    const { rows } = await proposed();
    const { variantId } = rows[0]!;
    const { supplierId: third } = (await stage.call('supplier.create', { name: 'Qingdao Reels', leadTimeDays: 6 })) as { supplierId: number };
    await stage.call('agreement.add', { supplierId: third, variantId, fromQuantity: 0, price: 130_000, validFromOn: '2026-01-01', validThroughOn: null });
    await page.evaluate((id) => { location.hash = `#/purchasing/plan?variant=${id}`; }, variantId);
    const share = page.locator('.peek .split-share select');
    await share.selectOption('300000');
    const second = async () => ((await stage.call('replenishment.explain', { variantId })) as { row: { second: { supplierId: number } | null } }).row.second;
    await expect.poll(second).toMatchObject({ supplierId: third });
    await page.locator('.peek').getByText('Qingdao Reels').first().waitFor();
    expect(await faults('split')).toEqual([]);
    await share.blur();
    await typistAt(page).press('z');
    await expect.poll(second).toBeNull();
  });
});
