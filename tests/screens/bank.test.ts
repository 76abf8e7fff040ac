import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ofxFile } from '../banking/support.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { mouseTouches, type Typist, typistAt, watchMouse } from '../support/keyboard.ts';
import { newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

interface Lines {
  rows: { id: number; amount: number; matched: number; payee: string }[];
}

/** The demo's day is 2026-11-21; its statement is of that week. */
const lines = [
  { id: 'A', on: '2026-11-18', amount: 11_300, payee: '王伟 Wang Wei', memo: '订单 1' },
  { id: 'B', on: '2026-11-19', amount: -50_000, payee: '威海钓具厂 Weihai Tackle', memo: 'R-7701' },
  { id: 'C', on: '2026-11-20', amount: -11_300, payee: '中国电信 China Telecom', memo: 'Nov 2026' },
  { id: 'D', on: '2026-11-20', amount: -9_000, payee: '房东 Landlord', memo: 'rent and power' },
];

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
] as const))('the bank by keyboard alone, in $language, $theme', (look) => {
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
  const openLines = async () => (await ask<Lines>('bankLine.list', { bankAccountId: 1 })).rows;

  beforeAll(async () => {
    stage = await openStage(folder);
    browser = await launchChromium();
    await ask('shop.create', { ...founding, firstLocation: '店面', goLiveAt: stageTime - 10 * 24 * 3600_000 });
    await ask('supplier.create', { name: '威海钓具厂 Weihai Tackle' });
    await ask('supplierBill.record', { supplierId: 1, supplierNumber: 'R-7701', billedOn: '2026-11-12', lines: [{ kind: 'expense', text: 'Freight', net: 50_000, tax: 0 }] });
    await ask('supplierBill.record', { supplierId: 1, supplierNumber: 'R-7702', billedOn: '2026-11-20', dueOn: '2026-12-20', lines: [{ kind: 'expense', text: 'Freight', net: 8_000, tax: 0 }] });
    const { variants } = await ask<{ variants: { id: number }[] }>('product.create', { name: '碳素溪流竿 Carbon rod', state: 'active', variants: [{ sku: 'ROD-27', prices: [{ currency: 'CNY', amount: 1_130_000 }] }] });
    await ask('stock.openingBatch', { items: [{ sku: 'ROD-27', quantity: 9_000, value: 54_000 }] });
    const { customerId } = await ask<{ customerId: number }>('customer.create', { name: '王伟 Wang Wei' });
    const { orderId } = await ask<{ orderId: number }>('order.create', { customerId, lines: [{ variantId: variants[0]?.id, quantity: 2_000 }] });
    await ask('shipment.ship', { orderId });
    // 1,000.00 lay on the bank when its statement began.
    const accounts = await ask<{ ledgerAccountId: number; roles: string[] }[]>('account.list', undefined as never);
    const accountOf = (role: string) => accounts.find(({ roles }) => roles.includes(role))?.ledgerAccountId;
    await ask('journal.post', { postedOn: '2026-11-17', text: 'Opening', lines: [{ ledgerAccountId: accountOf('bank'), amount: 100_000 }, { ledgerAccountId: accountOf('openingEquity'), amount: -100_000 }] });
    page = await stage.open(browser, { ...look, at: '/money/bank' });
    await watchMouse(page);
    page.setDefaultTimeout(15_000);
    she = typistAt(page);
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('N keeps the bank, I brings its statement in: read first, then written', async () => {
    await looked('bank', 'empty');
    await she.press('n');
    await she.isOn(dialog().locator('input').first());
    await she.type('工商银行 ICBC');
    await looked('bank', 'account');
    await she.press('Control+Enter');
    await she.seesNo(dialog());
    await she.press('i');
    await she.sees(dialog());
    await page.locator('[role=dialog] input[type=file]').setInputFiles({ name: 'november.ofx', mimeType: 'application/x-ofx', buffer: Buffer.from(ofxFile(lines, 41_000)) });
    await she.sees(dialog().locator('[role=status]', { hasText: 'OFX' }));
    await looked('bank', 'import');
    await she.press('Control+Enter');
    await she.seesNo(dialog());
    await she.sees(page.locator('[role=row]', { hasText: 'Weihai' }));
    expect((await openLines()).map(({ amount }) => amount)).toEqual([11_300, -50_000, -11_300, -9_000]);
    await looked('bank', 'full');
  });

  test('↓ and Space show what a line could be and why; ↵ accepts, Z takes it back', async () => {
    await she.press('ArrowDown');
    await she.press('Space');
    await she.sees(page.locator('.peek', { hasText: 'R-7701' }));
    await looked('bank', 'peek');
    await she.press('Escape');
    await she.seesNo(page.locator('.peek'));
    await she.press('Enter');
    await expect.poll(async () => (await openLines()).length).toBe(3);
    await she.press('z');
    await expect.poll(async () => (await openLines()).length).toBe(4);
    await settled(page);
    // The cursor had gone on to the next line.
    await she.press('ArrowUp', 'a');
    await expect.poll(async () => (await openLines()).map(({ amount }) => amount)).toEqual([11_300, -11_300, -9_000]);
  });

  test('E books an expense with its tax, S splits the rest', async () => {
    await settled(page);
    await she.sees(page.locator('[role=row]', { hasText: 'Telecom' }));
    await she.press('e');
    await she.isOn(dialog().locator('input').first());
    await she.type('6900');
    await she.press('ArrowDown', 'Enter', 'Tab');
    await she.type('13');
    await looked('bank', 'book');
    await she.press('Control+Enter');
    await she.seesNo(dialog());
    await expect.poll(async () => (await openLines()).map(({ amount }) => amount)).toEqual([11_300, -9_000]);
    await settled(page);
    await she.press('s');
    await she.isOn(dialog().locator('input').first());
    await she.type('6900');
    await she.press('ArrowDown', 'Enter', 'Tab');
    await she.type('40');
    await she.press('Tab');
    await she.type('6010');
    await she.press('ArrowDown', 'Enter');
    await looked('bank', 'split');
    await she.press('Control+Enter');
    await she.seesNo(dialog());
    await expect.poll(async () => (await openLines()).map(({ amount }) => amount)).toEqual([11_300]);
  });

  test('R says what is missing, and refuses until it is in the books', async () => {
    await settled(page);
    await she.press('r');
    await she.isOn(dialog().locator('input').first());
    await she.sees(dialog().locator('.peek-line', { hasText: 'Wang' }));
    await she.press('Control+Enter');
    await she.sees(dialog().locator('[role=alert]'));
    await looked('bank', 'trouble');
    await she.press('Escape');
    await she.seesNo(dialog());
    await she.press('a');
    await expect.poll(async () => (await openLines()).length).toBe(0);
    await settled(page);
    await looked('bank', 'none');
    await she.press('r');
    await she.isOn(dialog().locator('input').first());
    await settled(page);
    await looked('bank', 'reconcile');
    await she.press('Control+Enter');
    await she.seesNo(dialog());
    const { rows } = await ask<{ rows: { reconciledThrough: string | null }[] }>('bankAccount.list', undefined as never);
    expect(rows[0]?.reconciledThrough).toBe('2026-11-20');
  });

  test('what customers owe and what suppliers are owed; P pays the oldest first', async () => {
    await go('/money/receivables');
    await she.sees(page.locator('[role=row]', { hasText: 'Wang' }));
    await looked('receivables', 'full');
    await she.press('Space');
    await she.sees(page.locator('.peek'));
    await looked('receivables', 'peek');
    await she.press('p');
    await she.isOn(dialog().locator('input').first());
    await looked('receivables', 'receive');
    await she.press('Control+Enter');
    await she.seesNo(dialog());
    expect(await ask('receivable.ageing')).toMatchObject({ total: 0, control: 0 });
    await settled(page);
    await looked('receivables', 'empty');
    await go('/money/payables');
    await she.sees(page.locator('[role=row]', { hasText: 'Weihai' }));
    await looked('payables', 'full');
    expect(await ask('payable.ageing')).toMatchObject({ total: 8_000, control: 8_000 });
    expect(await mouseTouches(page)).toBe(0);
  });
});
