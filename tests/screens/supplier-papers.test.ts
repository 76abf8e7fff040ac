import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { mouseTouches, type Typist, typistAt, watchMouse } from '../support/keyboard.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
] as const))("a supplier's papers, by keyboard alone, in $language, $theme", (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let she: Typist;
  const ask = async <T>(method: string, input: object = {}): Promise<T> => (await stage.call(method, input)) as T;
  const papers = async () => (await ask<{ documents: { name: string; files: number }[] }>('supplierDocument.list', { supplierId: 1 })).documents;
  const looked = async (screen: string, state: string): Promise<void> => {
    await settled(page);
    await picture(page, screen, look, state);
    expect(await seriousFaults(page)).toEqual([]);
  };
  const paper = (name: string) => page.locator('.peek-line button[aria-expanded]', { hasText: name });

  beforeAll(async () => {
    stage = await openStage(folder);
    browser = await launchChromium();
    await ask('shop.create', { ...founding, firstLocation: '店面', goLiveAt: stageTime });
    await ask('supplier.create', { name: '杭州茶厂 Hangzhou Tea' });
    await ask('product.create', { name: '西湖龙井 Longjing', state: 'active', variants: [{ sku: 'TEA' }] });
    for (const [kind, name, validThroughOn, required] of [['insurance', '产品责任险 Liability', '2026-11-10', false], ['contract', '年度合同 Contract', '2026-12-15', false], ['certificate', '有机证书 Organic', '2028-01-01', false]] as const) {
      await ask('supplierDocument.add', { supplierId: 1, kind, name, number: 'P-1', validThroughOn, required });
    }
    await ask('purchaseOrder.create', { supplierId: 1, lines: [{ variantId: 1, quantity: 5_000, price: 100_000 }] });
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

  test('a paper opens to its number and its files; a scan is laid beside it, and the line counts it', async () => {
    await she.tabTo(paper('Liability'));
    await she.press('Enter');
    await she.sees(page.locator('.peek', { hasText: 'P-1' }));
    await page.locator('.peek input[type=file]').setInputFiles({ name: 'liability 2026.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n') });
    await she.sees(page.locator('.peek .link', { hasText: 'liability 2026.pdf' }));
    await looked('supplier-card', 'paper');
    await expect.poll(async () => (await papers()).map(({ files }) => files)).toEqual([1, 0, 0]);
  });

  test('taken away and back by Z it has its file still', async () => {
    await she.tabTo(page.locator('.peek button[aria-label$="产品责任险 Liability"]'));
    await she.press('Enter');
    await she.seesNo(paper('Liability'));
    await she.press('z');
    await she.sees(paper('Liability'));
    expect((await papers())[0]).toMatchObject({ name: '产品责任险 Liability', files: 1 });
  });

  test('what has expired or soon will warns where something is ordered, and on the first screen', async () => {
    await goTo(page, '/purchasing/1');
    await she.sees(page.getByText('产品责任险 Liability'));
    await looked('purchase-order', 'papers');
    await she.press('a');
    await expect.poll(async () => (await ask<{ status: string }>('purchaseOrder.get', { purchaseOrderId: 1 })).status).toBe('ordered');
    await goTo(page, '/');
    await she.sees(page.locator('.need', { hasText: '产品责任险 Liability' }));
    await looked('today', 'papers');
    await she.tabTo(page.locator('.need', { hasText: '产品责任险 Liability' }).locator('a'));
    await she.press('Enter');
    await she.sees(paper('Contract'));
  });

  test('a required one that has expired stops the order until the new one is kept and it is taken away', async () => {
    await ask('supplierDocument.add', { supplierId: 1, kind: 'licence', name: '生产许可证 Licence', number: 'XK-1', validThroughOn: '2026-11-01', required: true });
    const { purchaseOrderId } = await ask<{ purchaseOrderId: number }>('purchaseOrder.create', { supplierId: 1, lines: [{ variantId: 1, quantity: 5_000, price: 100_000 }] });
    await goTo(page, `/purchasing/new?order=${purchaseOrderId}`);
    await she.sees(page.locator('.form', { hasText: '生产许可证 Licence' }));
    await looked('new-purchase-order', 'papers');
    await goTo(page, `/purchasing/${purchaseOrderId}`);
    await she.press('a');
    await she.sees(page.locator('[role=alert]', { hasText: '生产许可证 Licence' }));
    await looked('purchase-order', 'paper-expired');
    expect(await mouseTouches(page)).toBe(0);
  });
});
