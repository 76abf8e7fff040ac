import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { mouseTouches, type Typist, typistAt, watchMouse } from '../support/keyboard.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

/** Ten rods at 60.00 came, five of them were sold at once, six were billed at their price; two went back. */
describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
] as const))('figures of purchasing and counting say why, by keyboard alone, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let she: Typist;
  let goodsReceiptId: number;
  let supplierBillId: number;
  let stocktakeId: number;
  const ask = async <T>(method: string, input: object = {}): Promise<T> => (await stage.call(method, input)) as T;
  const looked = async (screen: string, state: string): Promise<void> => {
    await settled(page);
    await picture(page, screen, look, state);
    expect(await seriousFaults(page)).toEqual([]);
  };
  const dialog = () => page.locator('[role=dialog]');
  const popover = () => page.locator('.mantine-Popover-dropdown:has(.why-row)');
  /** What the opened explanation says, looked at and closed again. */
  const explained = async (screen: string, state: string): Promise<string> => {
    await she.sees(popover());
    await looked(screen, state);
    const text = (await popover().textContent()) ?? '';
    await she.press('Escape');
    await she.seesNo(popover());
    return text;
  };
  const why = async (figure: ReturnType<Page['locator']>, screen: string, state: string): Promise<string> => {
    await she.tabTo(figure);
    await she.press('F1');
    return explained(screen, state);
  };

  beforeAll(async () => {
    stage = await openStage(folder);
    browser = await launchChromium();
    await ask('shop.create', { ...founding, firstLocation: '店面', goLiveAt: stageTime });
    const { locations } = await ask<{ locations: { id: number; kind: string }[] }>('location.list');
    const locationId = locations.find(({ kind }) => kind === 'shop')!.id;
    await ask('supplier.create', { name: '威海钓具厂 Weihai Tackle' });
    await ask('product.create', { name: '碳素溪流竿 Carbon stream rod', state: 'active', variants: [{ sku: 'ROD-27', prices: [{ currency: 'CNY', amount: 1_000_000 }] }] });
    const { purchaseOrderId } = await ask<{ purchaseOrderId: number }>('purchaseOrder.create', { supplierId: 1, lines: [{ variantId: 1, quantity: 12_000, price: 600_000, taxRate: 130_000 }] });
    await ask('purchaseOrder.place', { purchaseOrderId });
    ({ goodsReceiptId } = await ask<{ goodsReceiptId: number }>('purchaseReceipt.receive', { purchaseOrderId, lines: [{ variantId: 1, quantity: 10_000 }] }));
    await ask('order.sell', { locationId, lines: [{ variantId: 1, quantity: 5_000 }] });
    const order = await ask<{ lines: { id: number }[] }>('purchaseOrder.get', { purchaseOrderId });
    ({ supplierBillId } = await ask<{ supplierBillId: number }>('supplierBill.record', { supplierId: 1, supplierNumber: 'R-1', billedOn: '2026-11-21', lines: [{ kind: 'goods', purchaseOrderLineId: order.lines[0]!.id, quantity: 6_000, net: 360_00, tax: 46_80 }] }));
    const receipt = await ask<{ lines: { id: number }[] }>('purchaseReceipt.get', { goodsReceiptId });
    await ask('purchaseReturn.send', { goodsReceiptId, lines: [{ purchaseReceiptLineId: receipt.lines[0]!.id, quantity: 5_000 }] });
    await ask('supplierPayment.pay', { supplierId: 1, bills: [{ supplierBillId, amount: 100_00 }] });
    // Of a second order three came without a bill, and one of them was sold.
    const second = await ask<{ purchaseOrderId: number }>('purchaseOrder.create', { supplierId: 1, lines: [{ variantId: 1, quantity: 5_000, price: 600_000, taxRate: 130_000 }] });
    await ask('purchaseOrder.place', second);
    await ask('purchaseReceipt.receive', { ...second, lines: [{ variantId: 1, quantity: 3_000 }] });
    await ask('order.sell', { locationId, lines: [{ variantId: 1, quantity: 1_000 }] });
    await ask('stock.receive', { locationId, lines: [{ variantId: 1, quantity: 4_000, value: 240_00 }] });
    ({ stocktakeId } = await ask<{ stocktakeId: number }>('stocktake.plan', { name: '全盘 Everything', locationId, scope: { kind: 'location' }, blind: false }));
    await ask('stocktake.start', { stocktakeId });
    const { deviceId } = await ask<{ deviceId: number }>('device.register', { name: 'Gun', kind: 'scanner' });
    await ask('stocktake.scan', { stocktakeId, scan: { kind: 'scan', deviceId, sequence: 1, deviceAt: stageTime, offset: 0, variantId: 1, quantity: 3_000 } });
    await ask('stocktake.finish', { stocktakeId });
    page = await stage.open(browser, { ...look, at: `/purchasing/receipts?receipt=${goodsReceiptId}` });
    await watchMouse(page);
    page.setDefaultTimeout(8000);
    she = typistAt(page);
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('a received line says from which order its value is, and what met it', async () => {
    const figures = page.locator('.peek .why');
    await she.sees(figures);
    expect(await why(figures.last(), 'receipts', 'why-value')).toContain('600.00');
    expect(await why(figures.first(), 'receipts', 'why-returned')).toContain('PR-000001');
  });

  test('a bill says what it adds up to and what met it, and F1 asks for what is open', async () => {
    await goTo(page, `/purchasing/bills?bill=${supplierBillId}&view=all`);
    await she.sees(page.locator('.peek .why'));
    await she.press('F1');
    const text = await explained('supplier-bills', 'why');
    for (const amount of ['406.80', '100.00', '306.80']) expect(text).toContain(amount);
    expect(await why(page.locator('.peek .why').first(), 'supplier-bills', 'why-total')).toContain('46.80');
  });

  test('a claim says what was claimed', async () => {
    await goTo(page, '/purchasing/claims');
    await she.sees(page.locator('[role=row]', { hasText: 'Carbon stream rod' }));
    await she.press('Space');
    await she.sees(page.locator('[role=dialog] .why'));
    expect(await why(page.locator('[role=dialog] .why'), 'supplier-claims', 'why')).toContain('67.80');
    await she.press('Escape');
    await she.seesNo(dialog());
  });

  test('a bill that is dearer shows each posted figure before and after, and what the stock will be worth', async () => {
    await goTo(page, '/purchasing/2');
    await she.sees(page.locator('.with-aside'));
    await she.press('m');
    await she.isOn(dialog().locator('input').first());
    await she.type('R-2');
    await she.tabTo(dialog().locator('input[inputmode]').nth(2));
    await she.press('Control+a');
    await she.type('210');
    await she.press('Tab');
    await she.sees(dialog().locator('.late-preview'));
    await looked('bill', 'effect');
    expect(await dialog().locator('.late-preview .movement').textContent()).toMatch(/60\.00→ 70\.00/);
    await she.press('Escape');
    await she.seesNo(dialog());
  });

  test('freight shows the same before it is spread', async () => {
    await goTo(page, `/purchasing/receipts?receipt=${goodsReceiptId}`);
    await she.sees(page.locator('.peek .why'));
    await she.press('l');
    await she.isOn(dialog().locator('input').first());
    await she.type('50');
    await she.press('Tab');
    await she.sees(dialog().locator('.late-preview .movement'));
    await looked('landed-costs', 'effect');
    expect(await dialog().locator('.late-preview .movement').first().textContent()).toContain('→');
    await she.press('Escape');
    await she.seesNo(dialog());
  });

  test('ticked orders print labels of what is to come', async () => {
    await goTo(page, '/purchasing');
    await she.sees(page.locator('[role=row]', { hasText: 'Weihai' }));
    await she.press('x');
    await she.sees(page.locator('.bulk'));
    await looked('purchase-orders', 'ticked');
    await she.press('p');
    await page.waitForURL(/labels/);
    await she.sees(page.getByText(look.language === 'en' ? '2 labels' : '共 2 张'));
    expect(await page.evaluate(() => location.hash)).toBe('#/labels');
  });

  test('a count says which lines make what is missing, and its ticked lines print labels', async () => {
    await goTo(page, `/counts/${stocktakeId}?view=all`);
    await she.sees(page.locator('.figure .why'));
    await she.press('F1');
    await she.sees(popover().getByText('Carbon stream rod'));
    await looked('count-review', 'why');
    await she.press('Escape');
    await she.seesNo(popover());
    await she.press('x');
    await she.sees(page.locator('.bulk'));
    await looked('count-review', 'ticked');
    await she.press('p');
    await page.waitForURL(/labels/);
    expect(await mouseTouches(page)).toBe(0);
  });
});
