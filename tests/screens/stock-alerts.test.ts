import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { mouseTouches, type Typist, typistAt, watchMouse } from '../support/keyboard.ts';
import { newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
] as const))('an alert of too little, by keyboard alone, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let she: Typist;
  const ask = async <T>(method: string, input: object = {}): Promise<T> => (await stage.call(method, input)) as T;
  const open = async () => (await ask<{ open: number }>('stockAlert.list')).open;
  const dialog = () => page.locator('[role=dialog]');
  const looked = async (state: string): Promise<void> => {
    await settled(page);
    await picture(page, 'stock-alerts', look, state);
    expect(await seriousFaults(page)).toEqual([]);
  };

  beforeAll(async () => {
    stage = await openStage(folder);
    browser = await launchChromium();
    await ask('shop.create', { ...founding, firstLocation: '店面', goLiveAt: stageTime });
    await ask('supplier.create', { name: '威海钓具厂 Weihai Tackle' });
    await ask('product.create', { name: '碳素溪流竿 Carbon stream rod', state: 'active', variants: [{ sku: 'ROD-27' }] });
    await ask('agreement.add', { supplierId: 1, variantId: 1, fromQuantity: 0, price: 600_000, validFromOn: '2026-01-01', validThroughOn: null });
    const { locations } = await ask<{ locations: { id: number; kind: string }[] }>('location.list');
    await ask('stock.receive', { locationId: locations.find(({ kind }) => kind !== 'inTransit')!.id, lines: [{ variantId: 1, quantity: 6_000, value: 360_00 }] });
    page = await stage.open(browser, { ...look, at: '/purchasing/suppliers?supplier=1' });
    await watchMouse(page);
    page.setDefaultTimeout(8000);
    she = typistAt(page);
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('the supplier sells packs of six', async () => {
    const packing = page.locator('.peek .peek-line .link').first();
    await she.tabTo(packing);
    await she.press('Enter');
    await she.sees(dialog());
    await she.isOn(dialog().locator('input').first());
    await she.type('W-27');
    await she.press('Tab', 'Control+a');
    await she.type('6');
    await looked('packing');
    await she.press('Control+Enter');
    await she.seesNo(dialog());
    expect(await ask('agreement.list', { supplierId: 1 })).toMatchObject({ items: [{ item: { supplierSku: 'W-27', packQuantity: 6_000 } }] });
  });

  test('a level is set; stock falls past it, and the alert says why and drafts a whole pack with O', async () => {
    await page.evaluate(() => { location.hash = '/purchasing/alerts'; });
    await settled(page);
    await looked('empty');
    await she.press('n');
    await she.isOn(dialog().locator('input').first());
    await she.type('ROD');
    await she.sees(page.locator('[role=option]', { hasText: 'ROD-27' }));
    await she.press('Enter');
    await she.sees(dialog().locator('.code', { hasText: 'ROD-27' }));
    await she.press('Tab', 'Tab');
    await she.type('5');
    await looked('level');
    await she.press('Control+Enter');
    await she.seesNo(dialog());
    expect(await open()).toBe(0);
    const { locationId } = await ask<{ locationId: number }>('location.create', { name: '分店 Second shop', kind: 'shop' });
    await ask('stock.receive', { locationId, lines: [{ variantId: 1, quantity: 3_000, value: 180_00 }] });
    await ask('stock.adjust', { locationId: 1, reason: 'sample', lines: [{ variantId: 1, quantity: -2_000 }] });
    await she.sees(page.locator('[role=row]', { hasText: 'ROD-27' }));
    expect(await open()).toBe(1);
    await she.press('Space');
    await she.sees(page.locator('.peek'));
    await looked('peek');
    await she.press('t');
    await she.sees(dialog());
    await she.isOn(dialog().locator('.row input').first());
    await looked('transfer');
    await she.press('Control+Enter');
    await she.seesNo(dialog());
    // Four are left and five is the level: two of the three in the other shop lift it above.
    expect(await ask('transfer.list', {})).toMatchObject({ rows: [{ sent: 2_000, onTheWay: 2_000 }] });
    await page.evaluate(() => { location.hash = '/purchasing/alerts'; });
    await she.sees(page.locator('[role=row]', { hasText: 'ROD-27' }));
    await she.press('Space');
    await she.sees(page.locator('.peek'));
    await she.press('o');
    await she.sees(page.locator('.with-aside'));
    expect(await ask('purchaseOrder.list', {})).toMatchObject({ rows: [{ status: 'draft', ordered: 6_000 }] });
    expect(await mouseTouches(page)).toBe(0);
  });
});
