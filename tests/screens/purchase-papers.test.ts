import fs from 'node:fs';
import { readXlsx, writeXlsx } from 'hucre';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { mouseTouches, type Typist, typistAt, watchMouse } from '../support/keyboard.ts';
import { newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

interface Order {
  lines: { inTransit: number; unbilled: number; returned: number; price: number; ordered: number }[];
}

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
] as const))('what follows an order, by keyboard alone, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let she: Typist;
  const ask = async <T>(method: string, input: object = {}): Promise<T> => (await stage.call(method, input)) as T;
  const order = (purchaseOrderId: number) => ask<Order>('purchaseOrder.get', { purchaseOrderId });
  const looked = async (screen: string, state: string): Promise<void> => {
    await settled(page);
    await picture(page, screen, look, state);
    expect(await seriousFaults(page)).toEqual([]);
  };
  const go = async (hash: string): Promise<void> => {
    await page.evaluate((at) => { location.hash = at; }, hash);
    await settled(page);
  };
  const dialog = () => page.locator('[role=dialog]');
  const ordered = async (quantity: number, placed: boolean): Promise<number> => {
    const { purchaseOrderId } = await ask<{ purchaseOrderId: number }>('purchaseOrder.create', { supplierId: 1, lines: [{ variantId: 1, quantity }, { variantId: 2, quantity }] });
    if (placed) await ask('purchaseOrder.place', { purchaseOrderId });
    return purchaseOrderId;
  };

  beforeAll(async () => {
    stage = await openStage(folder);
    browser = await launchChromium();
    await ask('shop.create', { ...founding, firstLocation: '店面', goLiveAt: stageTime });
    await ask('supplier.create', { name: '威海钓具厂 Weihai Tackle' });
    await ask('supplier.create', { name: '顺风快运 Express' });
    for (const [sku, name, price] of [['ROD-27', '碳素溪流竿 Carbon stream rod', 600_000], ['LINE-10', 'PE 编织线 Braided line', 80_000]] as const) {
      const { variants } = await ask<{ variants: { id: number }[] }>('product.create', { name, state: 'active', variants: [{ sku }] });
      await ask('agreement.add', { supplierId: 1, variantId: variants[0]?.id, fromQuantity: 0, price, validFromOn: '2026-01-01', validThroughOn: null });
    }
    const purchaseOrderId = await ordered(10_000, true);
    await ask('purchaseReceipt.receive', { purchaseOrderId, deliveryNote: 'LS-77', lines: [{ variantId: 1, quantity: 10_000, damaged: 2_000 }, { variantId: 2, quantity: 10_000 }] });
    page = await stage.open(browser, { ...look, at: '/purchasing/receipts' });
    await watchMouse(page);
    page.setDefaultTimeout(8000);
    she = typistAt(page);
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('R sends damaged goods back: they leave from what lies on hold, and an undo brings them again', async () => {
    await she.sees(page.locator('[role=row]', { hasText: 'LS-77' }));
    await looked('receipts', 'full');
    await she.press('Space');
    await she.sees(page.locator('.peek'));
    await looked('receipts', 'peek');
    await she.press('r');
    await she.isOn(dialog().locator('input').first());
    await she.type('2');
    await looked('receipts', 'return');
    await she.press('Control+Enter');
    await she.seesNo(dialog());
    expect((await order(1)).lines.map(({ returned }) => returned)).toEqual([2_000, 0]);
    expect(await ask('stock.list')).toMatchObject({ rows: expect.arrayContaining([expect.objectContaining({ sku: 'ROD-27', onHand: 8_000, onHold: 0 })]) });
    await she.press('z');
    await expect.poll(async () => (await order(1)).lines[0]?.returned).toBe(0);
  });

  test('L spreads freight over the receipt before its bill comes; the bill costs more, and that is spread too', async () => {
    await she.press('l');
    await she.isOn(dialog().locator('input').first());
    await she.type('68');
    await looked('landed-costs', 'spread');
    await she.press('Control+Enter');
    await she.seesNo(dialog());
    await go('/purchasing/landed-costs');
    await she.press('Space');
    await she.sees(page.locator('.peek', { hasText: 'ROD-27' }));
    await looked('landed-costs', 'peek');
    await she.press('m');
    await she.isOn(dialog().locator('input').first());
    await she.press('Control+a');
    await she.type('70');
    await she.press('Tab');
    await she.type('顺风');
    await settled(page);
    await she.press('ArrowDown', 'Enter', 'Tab');
    await she.type('F-1');
    await looked('landed-costs', 'bill');
    await she.press('Control+Enter');
    await she.seesNo(dialog());
    const { rows } = await ask<{ rows: { amount: number; supplierBillId: number | null; parts: { amount: number }[] }[] }>('landedCost.list');
    // 600.00 and 80.00 of goods: 60.00 and 8.00, then 1.76 and 0.24.
    expect(rows.map(({ amount, parts }) => [amount, parts.map((part) => part.amount)])).toEqual([[2_00, [1_76, 24]], [68_00, [60_00, 8_00]]]);
    expect(rows.every(({ supplierBillId }) => supplierBillId !== null)).toBe(true);
  });

  test('a supplier that bills first: what it bills is in transit until it comes', async () => {
    const purchaseOrderId = await ordered(5_000, true);
    await go(`/purchasing/${purchaseOrderId}`);
    await she.press('m');
    await she.isOn(dialog().locator('input').first());
    await she.type('R-9');
    await settled(page);
    // Nothing of it came, so somebody says why it is accepted: the last field of the dialog.
    await she.tabTo(dialog().locator('input').last());
    await she.type('Paid in advance');
    await looked('bill', 'before-goods');
    await she.press('Control+Enter');
    await she.seesNo(dialog());
    expect((await order(purchaseOrderId)).lines.map(({ inTransit }) => inTransit)).toEqual([5_000, 5_000]);
    await ask('purchaseReceipt.receive', { purchaseOrderId, lines: [{ variantId: 1, quantity: 5_000 }, { variantId: 2, quantity: 5_000 }] });
    expect((await order(purchaseOrderId)).lines.map(({ inTransit, unbilled }) => [inTransit, unbilled])).toEqual([[0, 0], [0, 0]]);
  });

  test('a draft goes out as a sheet, and what came back is seen before it is applied', async () => {
    const purchaseOrderId = await ordered(3_000, false);
    await go(`/purchasing/${purchaseOrderId}`);
    const saved = page.waitForEvent('download');
    await she.press('s');
    expect((await saved).suggestedFilename()).toMatch(/\.xlsx$/);
    // The supplier has two rods only, at 61.00.
    const { data } = await ask<{ data: string }>('orderSheet.export', { purchaseOrderId });
    const [sheet] = (await readXlsx(Buffer.from(data, 'base64'))).sheets;
    const edited = sheet!.rows.map((row) => (row[0] === 'ROD-27' ? row.map((cell, at) => ({ 3: 2, 4: 61 })[at] ?? cell) : row));
    const back = await writeXlsx({ sheets: [{ name: sheet!.name, rows: edited }] });
    await she.press('i');
    await she.sees(dialog());
    await page.locator('[role=dialog] input[type=file]').setInputFiles({ name: 'back.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: Buffer.from(back) });
    await she.sees(dialog().locator('[role=status]', { hasText: '61' }));
    await looked('purchase-order', 'sheet');
    expect((await order(purchaseOrderId)).lines[0]).toMatchObject({ ordered: 3_000, price: 600_000 });
    await she.press('Control+Enter');
    await she.seesNo(dialog());
    expect((await order(purchaseOrderId)).lines[0]).toMatchObject({ ordered: 2_000, price: 610_000 });
    await she.press('z');
    await expect.poll(async () => (await order(purchaseOrderId)).lines[0]?.ordered).toBe(3_000);
    // Changed by hand: four of the first line instead of three.
    await she.press('e');
    await she.sees(page.locator('.form'));
    await she.tabTo(page.locator('.form input[inputmode]').first());
    await she.press('Control+a');
    await she.type('4');
    await looked('new-purchase-order', 'changing');
    await she.press('Control+Enter');
    await expect.poll(async () => (await order(purchaseOrderId)).lines[0]?.ordered).toBe(4_000);
  });

  test('a paper that expires is named above the suppliers; a card says how one did, and from which documents', async () => {
    await ask('supplierDocument.add', { supplierId: 2, name: 'Carrier licence', kind: 'licence', number: 'L-1', validThroughOn: '2026-12-05', required: true });
    await go('/purchasing/suppliers?supplier=1');
    await she.sees(page.locator('.filters[role=status]', { hasText: 'Carrier licence' }));
    await she.sees(page.locator('.peek [aria-expanded]').first());
    await she.tabTo(page.locator('.peek [aria-expanded]').first());
    await she.press('Enter');
    await she.sees(page.locator('.peek [aria-expanded=true]'));
    await looked('supplier-card', 'score');
    expect(await mouseTouches(page)).toBe(0);
  });
});
