import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { migrations } from '../support/shop.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

const day = 86_400_000;

/** A shop with milk by lot, a camera by number, goods on their way for too long, and a counter below zero. */
async function setScene(stage: Stage): Promise<void> {
  const call = async (method: string, input: unknown) => (await stage.call(method, input)) as Record<string, never>;
  await call('product.importBatch', { items: [{ name: 'Bait worms', variants: [{ sku: 'WORM' }] }, { name: 'Fish finder', variants: [{ sku: 'FINDER' }] }] });
  const { rows } = (await stage.call('stock.list', { text: 'worm', limit: 5 })) as { rows: { variantId: number }[] };
  const finder = (await stage.call('stock.list', { text: 'finder', limit: 5 })) as { rows: { variantId: number }[] };
  const [worm, piece] = [rows[0]!.variantId, finder.rows[0]!.variantId];
  await call('lot.track', { variantId: worm, tracking: 'lot' });
  await call('lot.track', { variantId: piece, tracking: 'serial' });
  const { locations } = (await stage.call('location.list', undefined)) as { locations: { id: number; kind: string }[] };
  const warehouse = locations.find((place) => place.kind === 'warehouse')!.id;
  const counter = locations.find((place) => place.kind === 'shop')!.id;
  await call('stock.receive', {
    locationId: warehouse,
    occurredAt: stageTime - 10 * day,
    lines: [
      { variantId: worm, quantity: 60_000, value: 120_00, lots: [{ code: 'W-1103', quantity: 20_000, expiresOn: '2026-11-18' }, { code: 'W-1110', quantity: 40_000, expiresOn: '2026-11-30' }] },
      { variantId: piece, quantity: 2_000, value: 3000_00, lots: [{ code: 'SN-88121', quantity: 1000 }, { code: 'SN-88122', quantity: 1000 }] },
    ],
  });
  await call('transfer.send', { fromLocationId: warehouse, toLocationId: counter, occurredAt: stageTime - 9 * day, lines: [{ variantId: worm, quantity: 12_000 }] });
  const { orderId } = (await stage.call('order.create', { lines: [{ variantId: worm, quantity: 3000, unitPrice: 50_000 }], recipient: { recipient: 'Emma Miller', phone: '555-0100' } })) as { orderId: number };
  await call('shipment.ship', { orderId, locationId: warehouse });
  await call('stock.adjust', { locationId: counter, reason: 'sample', lines: [{ variantId: worm, quantity: -2000 }] });
  await call('location.create', { name: 'On commission', kind: 'warehouse', owner: 'Tanaka Tackle' });
}

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
] as const))('the screens of the stock in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const seen = async (screen: string, state: string): Promise<string[]> => {
    await settled(page);
    await picture(page, screen, look, state);
    return seriousFaults(page);
  };
  const press = async (...keys: string[]): Promise<void> => {
    // One key after another, as a person presses them.
    // oxlint-disable-next-line no-await-in-loop
    for (const key of keys) await page.keyboard.press(key);
    await settled(page);
  };

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 200, skus: 30 });
    stage = await openStage(folder);
    browser = await launchChromium();
    await setScene(stage);
    page = await stage.open(browser, { ...look, at: '/stock/transfers' });
  }, 120_000);
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('a transfer opens beside its list, and A takes in what arrived', async () => {
    await press('Space');
    await page.locator('.peek .transfer-line').first().waitFor();
    expect(await seen('transfers', 'peek')).toEqual([]);
    await press('n');
    await page.locator('[role=dialog]').waitFor();
    expect(await seen('transfers', 'send')).toEqual([]);
    await press('Escape');
  });

  test('a lot opens down to who has it; H recalls it', async () => {
    await goTo(page, '/stock/lots');
    expect(await seen('lots', 'full')).toEqual([]);
    await press('j', 'Space');
    await page.locator('.peek .movement').first().waitFor();
    await press('h');
    await page.locator('.peek .tag').waitFor();
    expect(await seen('lots', 'peek')).toEqual([]);
  });

  test('the rules stand on one page, and the other way of costing says its price', async () => {
    await goTo(page, '/stock/rules');
    expect(await seen('stock-rules', 'full')).toEqual([]);
    await page.locator('.rules section').last().locator('button').click();
    await page.locator('.rules section').last().locator('.row button').first().waitFor();
    await page.locator('.rules section').last().scrollIntoViewIfNeeded();
    expect(await seen('stock-rules', 'priced')).toEqual([]);
  });

  test('the stock of a day that was, and goods recorded late', async () => {
    await goTo(page, '/stock');
    await page.locator('input[type=date]').first().fill('2026-09-30');
    expect(await seen('stock', 'asOf')).toEqual([]);
    await page.locator('input[type=date]').first().fill('');
    await page.locator('[role=grid]').focus();
    await press('j', 'j', 'n');
    await page.locator('[role=dialog] input[inputmode=decimal]').first().fill('5');
    await page.locator('[role=dialog] input[inputmode=decimal]').nth(1).fill('10');
    await page.locator('[role=dialog] input[type=date]').fill('2026-04-01');
    await page.locator('.late-preview .movement').first().waitFor();
    expect(await seen('stock', 'late')).toEqual([]);
  });
});
