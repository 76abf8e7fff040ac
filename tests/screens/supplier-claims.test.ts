import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

interface Claims {
  rows: { open: number; settled: boolean }[];
}

describe.skipIf(!chromiumPath())('claims against suppliers', () => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const claims = async () => ((await stage.call('supplierClaim.list', { view: 'all' })) as Claims).rows.map(({ open, settled: done }) => ({ open, done }));

  beforeAll(async () => {
    stage = await openStage(folder);
    await stage.call('shop.create', { ...founding, goLiveAt: stageTime });
    await stage.call('location.create', { name: '门店', kind: 'shop' });
    const { variants } = (await stage.call('product.create', { name: '西湖龙井', state: 'active', variants: [{ sku: 'TEA' }] })) as { variants: { id: number }[] };
    const variantId = variants[0]!.id;
    const { supplierId } = (await stage.call('supplier.create', { name: '杭州茶厂', paymentDays: 30, leadTimeDays: 7 })) as { supplierId: number };
    const { purchaseOrderId } = (await stage.call('purchaseOrder.create', { supplierId, lines: [{ variantId, quantity: 10_000, price: 100_000, taxRate: 0 }] })) as { purchaseOrderId: number };
    await stage.call('purchaseOrder.place', { purchaseOrderId });
    const { goodsReceiptId } = (await stage.call('purchaseReceipt.receive', { purchaseOrderId, lines: [{ variantId, quantity: 10_000 }] })) as { goodsReceiptId: number };
    const order = (await stage.call('purchaseOrder.get', { purchaseOrderId })) as { lines: { id: number }[] };
    await stage.call('supplierBill.record', { supplierId, supplierNumber: 'R-1', billedOn: '2026-11-21', lines: [{ kind: 'goods', purchaseOrderLineId: order.lines[0]!.id, quantity: 10_000, net: 10_000, tax: 0 }] });
    const receipt = (await stage.call('purchaseReceipt.get', { goodsReceiptId })) as { lines: { id: number }[] };
    await stage.call('purchaseReturn.send', { goodsReceiptId, lines: [{ purchaseReceiptLineId: receipt.lines[0]!.id, quantity: 3_000 }] });
    browser = await launchChromium();
    page = await stage.open(browser, { language: 'en', theme: 'light', at: '/purchasing/claims' });
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('three of ten billed at 100.00 are claimed at 30.00; 10.00 come back, and the undo claims them again', async () => {
    expect(await claims()).toEqual([{ open: 3_000, done: false }]);
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'supplier-claims', { language: 'en', theme: 'light' }, 'full');
    await page.locator('[role=grid]').focus();
    await page.keyboard.press('Space');
    const dialog = page.locator('[role=dialog]');
    await dialog.getByLabel('Amount').fill('10');
    await settled(page);
    await picture(page, 'supplier-claims', { language: 'en', theme: 'light' }, 'settle');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await claims()).toEqual([{ open: 2_000, done: false }]);
    await page.locator('.toast button').first().click();
    await expect.poll(claims).toEqual([{ open: 3_000, done: false }]);
  });

  test('nothing more comes of one: it is settled', async () => {
    await page.locator('[role=grid]').focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Nothing more comes of it' }).click();
    await expect.poll(claims).toEqual([{ open: 0, done: true }]);
  });

  test('reads in Chinese and in the dark', async () => {
    const dark = await stage.open(browser, { language: 'zh-Hans', theme: 'dark', at: '/purchasing/claims?view=all' });
    expect(await dark.getByText('退回').count()).toBeGreaterThan(0);
    expect(await seriousFaults(dark)).toEqual([]);
    await picture(dark, 'supplier-claims', { language: 'zh-Hans', theme: 'dark' }, 'full');
  });
});
