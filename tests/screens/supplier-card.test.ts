import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

describe.skipIf(!chromiumPath())("a supplier's card", () => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let supplierId: number;
  const agreements = async () => ((await stage.call('agreement.list', { supplierId })) as { items: { sku: string; agreements: { price: number; fromQuantity: number }[] }[] }).items;

  beforeAll(async () => {
    stage = await openStage(folder);
    await stage.call('shop.create', { ...founding, goLiveAt: stageTime });
    await stage.call('product.create', { name: '西湖龙井 明前特级 100 克', state: 'active', variants: [{ sku: 'TEA-100', prices: [{ currency: 'CNY', amount: 880_000 }] }] });
    ({ supplierId } = (await stage.call('supplier.create', { name: '杭州茶厂', paymentDays: 30, leadTimeDays: 7 })) as { supplierId: number });
    browser = await launchChromium();
    page = await stage.open(browser, { language: 'en', theme: 'light', at: `/purchasing/suppliers?supplier=${supplierId}` });
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const dialog = () => page.locator('[role=dialog]');
  const begin = async (name: string): Promise<void> => {
    await page.getByRole('button', { name, exact: true }).click();
    await dialog().waitFor();
    await settled(page);
  };
  const finish = async (): Promise<void> => {
    await page.keyboard.press('Control+Enter');
    await dialog().waitFor({ state: 'detached' });
    await settled(page);
  };

  test('takes an agreed price, and takes it back with the toast putting it there again', async () => {
    await begin('Agree a price');
    await dialog().getByRole('combobox').fill('TEA');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await dialog().getByLabel('Price').fill('42.5');
    await dialog().getByLabel('From quantity').fill('10');
    await picture(page, 'supplier-agreement', { language: 'en', theme: 'light' }, 'full');
    await finish();
    const agreed = [expect.objectContaining({ sku: 'TEA-100', agreements: [expect.objectContaining({ price: 425_000, fromQuantity: 10_000 })] })];
    expect(await agreements()).toEqual(agreed);
    await page.getByRole('button', { name: 'Remove, 西湖龙井 明前特级 100 克' }).click();
    await expect.poll(async () => (await agreements()).flatMap((item) => item.agreements)).toEqual([]);
    await page.locator('.toast button').first().click();
    await expect.poll(agreements).toEqual(agreed);
  });

  test('keeps a paper, money paid ahead and tolerances', async () => {
    await begin('Keep a paper');
    await dialog().getByLabel('Name').fill('Food licence');
    await dialog().getByLabel('Expires').fill('2026-12-01');
    await dialog().getByLabel('Nothing may be ordered').check();
    await finish();
    expect(await stage.call('supplierDocument.list', { supplierId })).toEqual({ documents: [expect.objectContaining({ name: 'Food licence', validThroughOn: '2026-12-01', required: true, state: 'expiresSoon' })] });
    await begin('Pay ahead');
    await dialog().getByLabel('Amount').fill('300');
    await finish();
    expect(await stage.call('supplierBill.billable', { supplierId })).toEqual({ lines: [], prepaid: 30_000 });
    await begin('Tolerances');
    await dialog().getByLabel('Quantity').fill('1.25');
    await picture(page, 'supplier-tolerances', { language: 'en', theme: 'light' }, 'full');
    await finish();
    expect(await stage.call('supplierBill.tolerance', { supplierId })).toEqual({ priceRate: 20_000, priceAmount: 100, quantityRate: 12_500, varianceUpTo: 5, own: true });
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'supplier-card', { language: 'en', theme: 'light' }, 'full');
  });

  test('reads in Chinese and in the dark', async () => {
    const dark = await stage.open(browser, { language: 'zh-Hans', theme: 'dark', at: '/purchasing/suppliers' });
    await goTo(dark, `/purchasing/suppliers?supplier=${supplierId}`);
    expect(await dark.getByText('约定价格').count()).toBeGreaterThan(0);
    expect(await seriousFaults(dark)).toEqual([]);
    await picture(dark, 'supplier-card', { language: 'zh-Hans', theme: 'dark' }, 'full');
  });
});
