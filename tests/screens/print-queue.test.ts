import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

const day = 86_400_000;
const patience = { timeout: 15_000 };

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
] as const))('labels owed to a printer, and where orders leave from, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let orderId: number;
  const ask = async <T>(method: string, input: object = {}): Promise<T> => (await stage.call(method, input)) as T;
  const seen = async (screen: string, state: string): Promise<string[]> => {
    await settled(page);
    await picture(page, screen, look, state);
    return seriousFaults(page);
  };
  const jobs = async () => (await ask<{ rows: { state: string; again: number }[] }>('printJob.list', { view: 'all' })).rows;

  /** Tea in two places; one parcel left, its label waits for a printer nobody switched on; another order is open. */
  beforeAll(async () => {
    stage = await openStage(folder);
    browser = await launchChromium();
    await ask('shop.create', { ...founding, goLiveAt: stageTime - 30 * day });
    const { variants } = await ask<{ variants: { id: number }[] }>('product.create', { name: '西湖龙井 West Lake tea 100 g', state: 'active', variants: [{ sku: 'TEA-LJ', weightGrams: 140, prices: [{ currency: 'CNY', amount: 1_000_000 }] }] });
    const variantId = variants[0]!.id;
    const place = async (name: string, kind: string, kilometres: number): Promise<void> => {
      const { locationId } = await ask<{ locationId: number }>('location.create', { name, kind, sellable: true });
      await ask('stock.receive', { locationId, lines: [{ variantId, quantity: 9_000, value: 90_00 }] });
      await ask('shipFrom.setPlace', { locationId, handling: 100, distances: [{ country: 'CN', kilometres }] });
    };
    await place('后仓 Warehouse', 'warehouse', 12);
    await place('门店 Shop', 'shop', 3);
    await ask('shipFrom.setRule', { prefers: 'distance' });
    const { printerId } = await ask<{ printerId: number }>('printer.add', { name: 'Zebra', speaks: 'zpl', host: '192.168.1.50' });
    await ask('printer.add', { name: '菜鸟', speaks: 'cainiao', host: 'localhost', port: 13_528, template: 'https://cloudprint.cainiao.com/template/standard/1' });
    await ask('printer.forLabels', { printerId });
    const order = () => ask<{ orderId: number }>('order.create', { lines: [{ variantId, quantity: 2_000 }], recipient: { recipient: '王伟', country: 'CN', postcode: '310012', city: '杭州', line1: '文三路 12 号', phone: '13800138000', email: 'wang@example.cn' } });
    const sent = await order();
    const { shipmentId } = await ask<{ shipmentId: number }>('shipment.ship', { orderId: sent.orderId, carrier: '顺丰速运', trackingNumber: 'SF1234567890123' });
    await ask('printJob.queueLabel', { shipmentId });
    ({ orderId } = await order());
    page = await stage.open(browser, { ...look, at: '/ship?view=labels' });
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('what waits for a printer is listed; one is dropped and comes back by the undo', async () => {
    await page.locator('[role=row]', { hasText: 'SF1234567890123' }).waitFor();
    expect(await seen('ship', 'labels')).toEqual([]);
    await page.keyboard.press('Enter');
    await page.locator('[role=dialog]').waitFor();
    expect(await seen('ship', 'label')).toEqual([]);
    await page.locator('[role=dialog] .mantine-Button-root[data-variant=subtle]').click();
    await expect.poll(async () => (await jobs())[0]?.state, patience).toBe('dropped');
    await page.locator('.toast').first().waitFor();
    await page.keyboard.press('z');
    await expect.poll(async () => (await jobs())[0]?.state, patience).toBe('waiting');
  });

  test('a parcel says where its label is, and one more is asked for with L', async () => {
    await goTo(page, '/ship?view=parcels');
    await page.keyboard.press('Space');
    await page.locator('.peek').waitFor();
    expect(await seen('parcel', 'label')).toEqual([]);
    await page.keyboard.press('l');
    await expect.poll(async () => (await jobs()).map(({ again }) => again), patience).toEqual([1, 0]);
  });

  test('printers and print agents stand in one list, with a picture for the letterhead above them', async () => {
    await goTo(page, '/settings/papers');
    await page.getByText('192.168.1.50:9100').waitFor();
    await page.getByText('192.168.1.50:9100').scrollIntoViewIfNeeded();
    expect(await seen('paper-settings', 'printers')).toEqual([]);
  });

  test('an order says from where it leaves by the rule, and why', async () => {
    await goTo(page, `/orders/${orderId}`);
    const from = page.locator('.aside .why', { hasText: '门店' });
    await from.waitFor();
    await from.focus();
    await page.keyboard.press('F1');
    await page.locator('.plan-table').waitFor();
    expect(await seen('order', 'leaves-from')).toEqual([]);
    await page.keyboard.press('Escape');
  });
});
