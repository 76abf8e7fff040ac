import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { type Typist, typistAt } from '../support/keyboard.ts';
import { flowLooks, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

/** The stage's day is 2026-11-21. */
const sheet = 'Date,USD,JPY,CNY,GBP,\n2026-11-20,1.0543,163.27,7.6421,0.8312,\n2026-10-30,1.0881,165.9,7.7424,N/A,\n';

describe.skipIf(!chromiumPath()).each(flowLooks(import.meta.filename))('other currencies by keyboard, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let she: Typist;
  const ask = async <T>(method: string, input: object = {}): Promise<T> => (await stage.call(method, input)) as T;
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

  beforeAll(async () => {
    stage = await openStage(folder);
    browser = await launchChromium();
    await ask('shop.create', { ...founding, firstLocation: '店面', goLiveAt: stageTime - 60 * 24 * 3600_000 });
    page = await stage.open(browser, { ...look, at: '/money/currencies' });
    she = typistAt(page);
  }, 120_000);
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('a shop without rates is told what they are for; one is typed, and a sheet is read before it is kept', async () => {
    await page.locator('main h2').first().waitFor();
    await looked('rates', 'empty');
    await she.press('n');
    await dialog().waitFor();
    await dialog().locator('input[type=date]').fill('2026-10-01');
    await dialog().locator('input[inputmode=decimal]').fill('7.1106');
    await looked('rates', 'new');
    await she.press('Control+Enter');
    await page.getByText('7.1106').waitFor();
    const file = path.join(folder, 'eurofxref-hist.csv');
    fs.writeFileSync(file, sheet);
    await she.press('i');
    await dialog().waitFor();
    await dialog().locator('input[type=file]').setInputFiles(file);
    await dialog().locator('[role=status]').waitFor();
    await looked('rates', 'sheet');
    await dialog().locator('input[type=date]').focus();
    await she.press('Control+Enter');
    await expect.poll(() => page.getByRole('row').count()).toBeGreaterThan(2);
    await looked('rates', 'full');
    fs.writeFileSync(file, 'a,b\n1,2\n');
    await she.press('i');
    await dialog().locator('input[type=file]').setInputFiles(file);
    await dialog().locator('[role=alert]').waitFor();
    await looked('rates', 'refused');
    await she.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
  });

  test('a revaluation says each row, is posted with one key and taken back with another', async () => {
    await go('/money/revaluation');
    await page.locator('main h2').first().waitFor();
    await looked('revaluation', 'empty');
    const { supplierId } = await ask<{ supplierId: number }>('supplier.create', { name: 'Hook & Line Ltd' });
    const { supplierBillId } = await ask<{ supplierBillId: number }>('supplierBill.record', { supplierId, supplierNumber: 'INV-2041', billedOn: '2026-10-05', currency: 'USD', lines: [{ kind: 'expense', text: 'Sea freight', net: 184_000, tax: 0 }] });
    await ask('bankAccount.add', { name: '中行美元 BOC USD', currency: 'USD', newAccount: { code: '1015', name: '美元存款 Dollar account' } });
    const accounts = await ask<{ ledgerAccountId: number; code: string; roles: string[] }[]>('account.list', undefined as never);
    const dollars = accounts.find(({ code }) => code === '1015')?.ledgerAccountId;
    const equity = accounts.find(({ roles }) => roles.includes('openingEquity'))?.ledgerAccountId;
    await ask('journal.post', { postedOn: '2026-10-02', text: 'Opening', lines: [{ ledgerAccountId: dollars, amount: 3_555_300, foreign: { currency: 'USD', amount: 500_000 } }, { ledgerAccountId: equity, amount: -3_555_300 }] });
    await ask('supplierPayment.pay', { supplierId, bills: [{ supplierBillId, amount: 60_000 }], occurredAt: Date.UTC(2026, 9, 20) });
    const { variants } = await ask<{ variants: { id: number }[] }>('product.create', { name: '碳素溪流竿 Carbon rod', state: 'active', variants: [{ sku: 'ROD-27', prices: [{ currency: 'CNY', amount: 1_130_000 }, { currency: 'USD', amount: 158_000 }] }] });
    await ask('stock.openingBatch', { items: [{ sku: 'ROD-27', quantity: 9_000, value: 54_000 }] });
    const { customerId } = await ask<{ customerId: number }>('customer.create', { name: 'Anna Berg' });
    const { orderId } = await ask<{ orderId: number }>('order.create', { customerId, currency: 'USD', lines: [{ variantId: variants[0]?.id, quantity: 2_000, unitPrice: 158_000 }] });
    await ask('shipment.ship', { orderId });
    // Read anew, as whoever comes back finds it.
    await go('/money/currencies');
    await go('/money/revaluation');
    await expect.poll(() => page.getByRole('row').count()).toBeGreaterThan(2);
    await looked('revaluation', 'preview');
    await she.press('l');
    await expect.poll(async () => (await ask<{ rows: { takenBack: boolean }[] }>('revaluation.list', undefined as never)).rows.length).toBe(1);
    await page.locator('.peek-line').first().waitFor();
    await looked('revaluation', 'posted');
    await she.press('u');
    await expect.poll(async () => (await ask<{ rows: { takenBack: boolean }[] }>('revaluation.list', undefined as never)).rows[0]?.takenBack).toBe(true);
  });

  test('a bill and an order show their own amounts beside those of the books', async () => {
    await go('/purchasing/bills');
    await page.getByText('INV-2041').waitFor();
    await she.press('Space');
    await page.locator('.peek').getByText('Sea freight').waitFor();
    await looked('bills', 'foreign');
    await she.press('p');
    await dialog().waitFor();
    await looked('bills', 'payForeign');
    await dialog().locator('input').nth(1).fill('9100');
    await she.press('Control+Enter');
    await dialog().waitFor({ state: 'hidden' });
    expect((await ask<{ foreign: { open: number } }>('supplierBill.get', { supplierBillId: 1 })).foreign.open).toBe(0);
    await go('/orders/1');
    // Two rods of 15.80, and whatever tax the shop adds.
    const { foreign } = await ask<{ foreign: { total: number } }>('order.get', { orderId: 1 });
    expect(foreign.total).toBeGreaterThanOrEqual(3_160);
    await page.getByText((foreign.total / 100).toFixed(2)).first().waitFor();
    await looked('order', 'foreign');
  });
});
