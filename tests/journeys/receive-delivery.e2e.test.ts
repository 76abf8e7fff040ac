import fs from 'node:fs';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { mouseTouches, watchMouse } from '../support/keyboard.ts';
import { scan, scannerAt } from '../support/scanner.ts';
import { newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from '../screens/stage.ts';

const ean = ['6901234567892', '4006381333931'] as const;
const unknown = '5901234123457';

interface Order {
  number: string;
  status: string;
  timeline: { kind: string; entries: unknown[] }[];
  lines: { received: number; open: number; over: number }[];
}

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
] as const))('a delivery is received by keyboard and scanner alone, in $language', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let cdp: CDPSession;
  const scanned = async (code: string): Promise<void> => {
    await scan(cdp, code);
    await settled(page);
  };

  beforeAll(async () => {
    stage = await openStage(folder);
    browser = await launchChromium();
    await stage.call('shop.create', { ...founding, firstLocation: '店面', goLiveAt: stageTime });
    await stage.call('supplier.create', { name: '威海钓具厂 Weihai Tackle' });
    for (const [index, [sku, name]] of [['ROD-27', '碳素溪流竿 Carbon stream rod'], ['LINE-10', 'PE 编织线 Braided line']].entries()) {
      const { variants } = (await stage.call('product.create', { name, state: 'active', variants: [{ sku, barcodes: [{ code: ean[index] }] }] })) as { variants: { id: number }[] };
      await stage.call('agreement.add', { supplierId: 1, variantId: variants[0]?.id, fromQuantity: 0, price: index === 0 ? 600_000 : 80_000, validFromOn: '2026-01-01', validThroughOn: null });
    }
    page = await stage.open(browser, { ...look, at: '/', before: watchMouse });
    cdp = await scannerAt(page);
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const order = async (): Promise<Order> => (await stage.call('purchaseOrder.get', { purchaseOrderId: 1 })) as Order;

  test('an order is written by scanning, and placed', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('b');
    await settled(page);
    await picture(page, 'purchase-orders', look, 'empty');
    await page.keyboard.press('n');
    await settled(page);
    for (const code of [ean[0], ean[0], ean[0], ean[1]]) await scanned(code);
    expect(await seriousFaults(page)).toEqual([]);
    // Shift+Tab leads from the codes back to the supplier.
    await page.keyboard.press('Shift+Tab');
    await page.waitForTimeout(300);
    await page.keyboard.press('ArrowDown');
    await page.waitForTimeout(300);
    await page.keyboard.press('Enter');
    await page.waitForTimeout(300);
    await picture(page, 'new-purchase-order', look, 'full');
    await page.keyboard.press('Control+Enter');
    await settled(page);
    await page.keyboard.press('a');
    await settled(page);
    expect(await order()).toMatchObject({ status: 'ordered', lines: [{ open: 3_000 }, { open: 1_000 }] });
    await picture(page, 'purchase-order', look, 'ordered');
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('its goods are scanned: known, unknown, beyond the order, damaged, one taken back', async () => {
    await page.keyboard.press('r');
    await settled(page);
    await scanned(ean[0]);
    await picture(page, 'receiving', look, 'ok');
    expect(await seriousFaults(page)).toEqual([]);
    await scanned(unknown);
    await picture(page, 'receiving', look, 'unknown');
    await scanned(ean[0]);
    await scanned(ean[1]);
    await scanned(ean[1]);
    await picture(page, 'receiving', look, 'beyond');
    // The last one is taken back, and scanned again as damaged.
    await page.keyboard.press('Backspace');
    await page.waitForTimeout(300);
    await page.keyboard.press('d');
    await scanned(ean[1]);
    await page.keyboard.press('Control+Enter');
    await settled(page);
    expect(await order()).toMatchObject({ status: 'partlyReceived', lines: [{ received: 2_000, open: 1_000 }, { received: 1_000, open: 0, over: 1_000 }] });
    expect((await stage.call('supplierClaim.list')) as object).toMatchObject({ rows: [{ kind: 'over', quantity: 1_000 }, { kind: 'damaged', quantity: 1_000 }] });
    await picture(page, 'purchase-order', look, 'received');
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('its bill is recorded, compared and paid', async () => {
    await page.keyboard.press('m');
    await settled(page);
    await page.keyboard.type('R-2026-118');
    await settled(page);
    await picture(page, 'bill', look, 'matching');
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await settled(page);
    await page.keyboard.press('g');
    await page.keyboard.press('b');
    await settled(page);
    await page.keyboard.press('2');
    await settled(page);
    await page.keyboard.press('Space');
    await settled(page);
    await picture(page, 'supplier-bills', look, 'peek');
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('p');
    await settled(page);
    expect((await stage.call('supplierBill.get', { supplierBillId: 1 })) as object).toMatchObject({ open: 0 });
    expect((await order()).timeline.map(({ kind }) => kind)).toContain('paid');
    expect((await stage.call('proof.run')) as { proofs: { faults: unknown[] }[] }).toSatisfy(({ proofs }: { proofs: { faults: unknown[] }[] }) => proofs.every(({ faults }) => faults.length === 0));
  });

  test('and no mouse was touched', async () => {
    expect(await mouseTouches(page)).toBe(0);
  });
});
