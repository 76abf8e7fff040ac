import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { typistAt } from '../support/keyboard.ts';
import { scannerAt, strike } from '../support/scanner.ts';
import { migrations } from '../support/shop.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

const day = 86_400_000;

/** Every screen of goods with something on it, so that one shop shows them all. */
async function setScene(stage: Stage, folder: string): Promise<{ purchaseOrderId: number }> {
  const ask = async <T = Record<string, number>>(method: string, input: object = {}): Promise<T> => (await stage.call(method, input)) as T;
  const { locations } = await ask<{ locations: { id: number; kind: string }[] }>('location.list');
  const warehouse = locations.find(({ kind }) => kind === 'warehouse')!.id;
  const { rows: goods } = await ask<{ rows: { variantId: number; sku: string; available: number }[] }>('stock.list', { only: 'stocked', locationId: warehouse, limit: 40 });
  const [rod, reel] = goods.filter(({ available }) => available >= 4000).map(({ variantId }) => variantId) as [number, number];

  const { supplierId } = await ask('supplier.create', { name: '威海釣具廠 Weihai Tackle', paymentDays: 30, leadTimeDays: 7 });
  for (const { variantId } of goods) await ask('agreement.add', { supplierId, variantId, fromQuantity: 0, price: 120_000, validFromOn: '2026-01-01', validThroughOn: null });
  const { purchaseOrderId } = await ask<{ purchaseOrderId: number }>('purchaseOrder.create', { supplierId, lines: [{ variantId: rod, quantity: 10_000 }, { variantId: reel, quantity: 10_000 }] });
  await ask('purchaseOrder.place', { purchaseOrderId });
  const { goodsReceiptId } = await ask('purchaseReceipt.receive', { purchaseOrderId, deliveryNote: 'LS-77', lines: [{ variantId: rod, quantity: 6_000, damaged: 1_000 }, { variantId: reel, quantity: 10_000 }] });
  await ask('landedCost.record', { basis: 'value', goodsReceiptIds: [goodsReceiptId], net: 68_00 });
  await ask('stockAlert.setLevels', { items: [{ variantId: rod, locationId: warehouse, low: 900_000, high: null }] });

  const { variants } = await ask<{ variants: [{ id: number }] }>('product.create', { name: '活餌 Bait worms', state: 'active', variants: [{ sku: 'WORM' }] });
  await ask('lot.track', { variantId: variants[0].id, tracking: 'lot' });
  await ask('stock.receive', { locationId: warehouse, occurredAt: stageTime - 10 * day, lines: [{ variantId: variants[0].id, quantity: 20_000, value: 120_00, lots: [{ code: 'W-1103', quantity: 20_000, expiresOn: '2026-11-30' }] }] });
  const { priceListId } = await ask('priceList.create', { currency: 'CNY', name: '整打價 By the dozen', priority: 200 });
  await ask('priceList.setRows', { priceListId, items: [{ of: 'variant', targetId: rod, minQuantity: 12_000, percentOff: 50_000 }] });
  await ask('collection.create', { name: '夏季 Summer', filter: {} });

  const count = async (name: string, variantIds: number[]): Promise<{ stocktakeId: number }> => {
    const { stocktakeId } = await ask<{ stocktakeId: number }>('stocktake.plan', { name, locationId: warehouse, scope: { kind: 'variants', variantIds }, blind: false });
    await ask('stocktake.start', { stocktakeId });
    return { stocktakeId };
  };
  await count('週盤 Weekly', goods.map(({ variantId }) => variantId).filter((id) => id !== rod && id !== reel));
  const reviewed = await count('抽盤 Spot check', [rod, reel]);
  const { deviceId } = await ask('device.register', { name: 'Scanner', kind: 'scanner' });
  for (const [index, variantId] of [rod, reel].entries()) {
    await ask('stocktake.scan', { ...reviewed, scan: { kind: 'scan', deviceId, sequence: index + 1, deviceAt: stageTime, variantId, quantity: 3000 } });
  }
  await ask('stocktake.finish', reviewed);

  const raw = new Database(path.join(folder, 'shop.db'));
  const { productId } = raw.prepare('select productId from variant where id = ?').get(rod) as { productId: number };
  raw.prepare("insert into listing (channelId, externalId, name, sku, barcode, variantId, linkedBy, stockKeeping, remoteStock, seenAt) values (1, '9001', 'Rod', 'ROD', '', ?, 'sku', 'own', 4000, ?)").run(rod, stageTime);
  raw.close();
  await ask('channelCopy.draft', { channelId: 1, productId, changes: { name: 'Shown there only' } });
  return { purchaseOrderId };
}

type Act = (page: Page) => Promise<void>;
/** Opens the first row beside its list. */
const peek: Act = async (page) => {
  await page.getByRole('row').nth(1).click();
  await page.keyboard.press('Space');
  await page.locator('.peek').waitFor();
};
const dialog: Act = (page) => page.getByRole('dialog').waitFor();
const pressed = (...keys: string[]): Act => (page) => typistAt(page).press(...keys);

/** Verbs whose words do not stand in full on their button. */
const cutVerbs = (page: Page): Promise<string[]> =>
  page.locator('.mantine-Button-label').evaluateAll((labels) => labels.filter((label) => label.scrollWidth > label.clientWidth + 1).map((label) => label.textContent ?? ''));

/** The acts the palette shows under a key that another has as well; what a peek or the screen covers shows none. */
async function twice(page: Page): Promise<string[]> {
  const { press, sees, seesNo } = typistAt(page);
  await press('Control+k');
  await sees(page.locator('.palette [data-action]'));
  const lines = await page.locator('.palette [data-action]').evaluateAll((all) => all.map((line) => [[...line.querySelectorAll('kbd')].map((key) => key.textContent).join(' '), line.textContent ?? ''] as const));
  await press('Escape');
  await seesNo(page.locator('.palette input'));
  return lines.filter(([keys], place) => keys !== '' && lines.some(([other], at) => other === keys && at !== place)).map(([, text]) => text);
}

interface Heard {
  lasted?: number;
}

/** Runs in the page before anything of ours: hears how long whatever begins to move will take. */
function hearMotion(): void {
  const own = globalThis as Heard;
  own.lasted = 0;
  const hear = (): void => {
    for (const motion of document.getAnimations()) own.lasted = Math.max(own.lasted ?? 0, Number(motion.effect?.getComputedTiming().duration ?? 0));
  };
  document.addEventListener('transitionrun', hear, true);
  document.addEventListener('animationstart', hear, true);
}

/** Milliseconds: the longest that was heard, or that a thing on the screen would take. Runs in the page. */
function longestMotion(): number {
  const inMs = (list: string): number => Math.max(...list.split(',').map((time) => Number.parseFloat(time) * (time.trim().endsWith('ms') ? 1 : 1000)));
  const would = [...document.querySelectorAll('*')].map((element) => {
    const { transitionDuration, transitionProperty, animationDuration, animationName } = getComputedStyle(element);
    return Math.max(transitionProperty === 'none' ? 0 : inMs(transitionDuration), animationName === 'none' ? 0 : inMs(animationDuration));
  });
  return Math.max((globalThis as Heard).lasted ?? 0, ...would);
}

/** A screen, where it is, and what is done there before it is looked at. */
const screens: readonly { screen: string; at: string; acts?: readonly Act[] }[] = [
  { screen: 'counts', at: '/counts' },
  { screen: 'count-station', at: '/station/count/1' },
  { screen: 'count-sheet', at: '/counts/1' },
  { screen: 'count-review', at: '/counts/2', acts: [peek] },
  { screen: 'analysis', at: '/reports', acts: [peek] },
  { screen: 'drafts', at: '/channels/drafts', acts: [peek] },
  { screen: 'labels', at: '/stock?view=stocked', acts: [(page) => page.getByRole('row').nth(1).click(), pressed('x', 'p'), (page) => page.waitForURL(/labels/)] },
  { screen: 'landed-costs', at: '/purchasing/landed-costs', acts: [peek] },
  { screen: 'move', at: '/station/move' },
  { screen: 'new-purchase-order', at: '/purchasing/new' },
  { screen: 'places', at: '/stock/places', acts: [peek] },
  { screen: 'lots', at: '/stock/lots', acts: [peek] },
  { screen: 'prices', at: '/products/prices', acts: [peek] },
  { screen: 'product', at: '/products/1' },
  { screen: 'receipts', at: '/purchasing/receipts', acts: [peek] },
  { screen: 'receiving', at: '/station/receive/ordered' },
  { screen: 'what-to-buy', at: '/purchasing/plan', acts: [peek] },
  { screen: 'bill', at: '/purchasing/bills', acts: [peek] },
  { screen: 'sorting', at: '/products/sorting' },
  { screen: 'stock-alerts', at: '/purchasing/alerts', acts: [peek] },
  { screen: 'stock-rules', at: '/stock/rules' },
  { screen: 'supplier-card', at: '/purchasing/suppliers?supplier=1' },
  { screen: 'supplier-agreement', at: '/purchasing/suppliers?supplier=1', acts: [(page) => page.locator('.peek').getByRole('button', { name: /Agree a price|約定價格/ }).first().click(), dialog] },
  { screen: 'supplier-tolerances', at: '/purchasing/suppliers?supplier=1', acts: [(page) => page.locator('.peek').getByRole('button', { name: /Tolerances|容許差異/ }).first().click(), dialog] },
  { screen: 'unknown-code', at: '/products', acts: [async (page) => strike(await scannerAt(page), '4006381333931'), dialog] },
];

describe.skipIf(!chromiumPath())('every screen of goods', () => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let ordered: string;

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 120, skus: 30 });
    stage = await openStage(folder);
    ordered = String((await setScene(stage, folder)).purchaseOrderId);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  describe.each([
    { language: 'zh-Hant', theme: 'light' },
    { language: 'en', theme: 'dark' },
  ] as const)('in $language, $theme', (look) => {
    let page: Page;
    beforeAll(async () => {
      page = await stage.open(browser, { ...look, at: '/' });
      page.setDefaultTimeout(8_000);
    });

    test.each(screens)('$screen has no serious fault', async ({ screen, at, acts = [] }) => {
      // What the screen before had open is left.
      await page.keyboard.press('Escape');
      await goTo(page, at.replace('ordered', ordered));
      // One after another, as a person does them.
      // oxlint-disable-next-line no-await-in-loop
      for (const act of acts) await act(page);
      await settled(page);
      await picture(page, screen, look, 'seen');
      expect(await cutVerbs(page)).toEqual([]);
      expect(await seriousFaults(page)).toEqual([]);
    });
  });

  test('no two acts of one screen have the same key', async () => {
    const page = await stage.open(browser, { language: 'en', theme: 'light', at: '/' });
    for (const at of ['/orders', '/products/1', '/returns', '/ship', '/money/tax', '/money/bank', '/reports', '/channels', '/settings', '/stock', '/stock/places', '/purchasing/plan', '/purchasing/receipts', '/counts/2']) {
      // oxlint-disable-next-line no-await-in-loop
      await goTo(page, at);
      // oxlint-disable-next-line no-await-in-loop
      expect([at, ...(await twice(page))]).toEqual([at]);
    }
  });

  test('nothing moves for longer than 150 ms, and nothing at all where the system asks for no motion', async () => {
    const page = await stage.open(browser, { language: 'en', theme: 'light', at: '/products', before: async (opened) => void (await opened.addInitScript(hearMotion)) });
    const { press, sees, seesNo } = typistAt(page);
    const lasted = async (reducedMotion: 'reduce' | 'no-preference'): Promise<number> => {
      await page.emulateMedia({ reducedMotion });
      await page.evaluate(() => void ((globalThis as Heard).lasted = 0));
      await page.getByRole('row').nth(1).click();
      await press('Space');
      await sees(page.locator('.peek'));
      await press('Control+k');
      await sees(page.locator('.palette input'));
      await press('Escape');
      await seesNo(page.locator('.palette input'));
      await press('?');
      await sees(page.getByRole('dialog'));
      await page.getByRole('dialog').getByRole('button').first().hover();
      await press('Escape');
      await seesNo(page.getByRole('dialog'));
      return page.evaluate(longestMotion);
    };
    const longest = { moving: await lasted('no-preference'), still: await lasted('reduce') };
    expect(longest.moving).toBeGreaterThan(0);
    expect(longest.moving).toBeLessThanOrEqual(150);
    expect(longest.still).toBe(0);
  });
});
