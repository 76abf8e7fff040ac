import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { migrations } from '../support/shop.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

interface Grid {
  rows: { ledgerAccountId: number; code: string; bought: boolean; amounts: (number | null)[]; lastYear: number[] }[];
}

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
] as const))('the budget by keyboard, in $language, $theme', (look) => {
  const folder = newStageFolder();
  const english = look.language === 'en';
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const seen = async (screen: string, state: string): Promise<string[]> => {
    await settled(page);
    await picture(page, screen, look, state);
    return seriousFaults(page);
  };
  const dialog = () => page.getByRole('dialog');
  const cell = (row: number, column: number) => page.locator(`[data-cell="${row}.${column}"]`);
  const grid = async (from: string): Promise<Grid> => (await stage.call('budget.grid', { from })) as Grid;
  const goods = async (): Promise<Grid['rows'][number]> => (await grid('2026-01-01')).rows.find(({ bought }) => bought)!;

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 60, skus: 12, days: 120 });
    stage = await openStage(folder);
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/money/budget' });
  }, 240_000);
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('figures are typed down a month, pasted as a block, and each is a version', async () => {
    await cell(0, 0).waitFor();
    expect(await seen('budget', 'empty')).toEqual([]);
    await cell(0, 9).focus();
    await page.keyboard.type('12k');
    await page.keyboard.press('Enter');
    await page.keyboard.type('300');
    await page.keyboard.press('Enter');
    await expect.poll(() => cell(0, 9).inputValue()).toBe('12,000.00');
    await cell(2, 9).focus();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData('text/plain', '100\t200\n1,500.50\t\n');
      document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await expect.poll(() => cell(3, 9).inputValue()).toBe('1,500.50');
    await cell(0, 9).focus();
    await page.keyboard.type('15k');
    await page.keyboard.press('Enter');
    await expect.poll(() => cell(0, 9).inputValue()).toBe('15,000.00');
    await cell(0, 9).focus();
    await page.keyboard.press('F2');
    await dialog().getByText('15,000.00').waitFor();
    expect(await dialog().locator('.leg').count()).toBe(2);
    expect(await seen('budget', 'versions')).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('what is no amount stays where it was typed, and is not kept', async () => {
    await cell(1, 11).focus();
    await page.keyboard.type('abc');
    expect(await cell(1, 11).getAttribute('aria-invalid')).toBe('true');
    expect(await seen('budget', 'wrong')).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await cell(1, 11).inputValue()).toBe('');
  });

  test('next year begins with this year’s figures, times a factor', async () => {
    await cell(1, 11).evaluate((input) => (input as HTMLElement).blur());
    await page.keyboard.press(']');
    await page.getByText('2027', { exact: true }).waitFor();
    await settled(page);
    await page.keyboard.press('l');
    await dialog().locator('input').first().fill('110');
    expect(await seen('budget', 'copy')).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await dialog().waitFor({ state: 'detached' });
    const { rows } = await grid('2027-01-01');
    const filled = rows.filter(({ lastYear }) => lastYear.some((amount) => amount !== 0));
    expect(filled.length).toBeGreaterThan(3);
    for (const { amounts, lastYear } of filled) expect(amounts.map((amount) => amount ?? 0)).toEqual(lastYear.map((amount) => Math.sign(amount) * Math.round(Math.abs(amount) * 1.1)));
    expect(await seen('budget', 'plan')).toEqual([]);
  });

  test('books stand beside the budget, and open to their entries', async () => {
    await stage.call('budget.set', { figures: (await grid('2026-01-01')).rows.slice(0, 12).map(({ ledgerAccountId }, index) => ({ ledgerAccountId, monthOn: '2026-11-01', amount: 250_000 * (index + 1) })) });
    await goTo(page, '/money/budget?view=compare&on=2026-11-21');
    await page.getByText(english ? /check agrees/ : /项勾稽相符/).waitFor();
    expect(await seen('budget', 'compare')).toEqual([]);
    const { rows } = (await stage.call('report.get', { name: 'budget', from: '2026-11-01', to: '2026-11-30' })) as { rows: { id: string; cells: unknown[]; ledgerAccountId: number | null }[] };
    const row = rows.find(({ ledgerAccountId, cells }) => ledgerAccountId !== null && cells[3] !== 0)!;
    await goTo(page, `/money/budget?view=compare&on=2026-11-21&row=${row.id}&column=actual0`);
    await page.locator('.peek .leg a').first().waitFor();
    expect(await seen('budget', 'entries')).toEqual([]);
    await goTo(page, '/money/budget?view=compare&on=2020-01-01');
    await page.getByText(english ? 'Nothing was budgeted or posted' : '这个月没有预算').waitFor();
    expect(await seen('budget', 'nothing')).toEqual([]);
  });

  test('a purchase order beyond the budget says so before it is ordered, and asks why', async () => {
    const { ledgerAccountId } = await goods();
    const suppliers = (await stage.call('supplier.list', {})) as { rows: { id: number }[] };
    const variants = (await stage.call('product.list', { limit: 1 })) as { rows: { id: number }[] };
    const product = (await stage.call('product.get', { productId: variants.rows[0]!.id })) as { variants: { id: number }[] };
    await stage.call('budget.set', { figures: [{ ledgerAccountId, monthOn: '2026-12-01', amount: 100_000 }] });
    const { purchaseOrderId } = (await stage.call('purchaseOrder.create', {
      supplierId: suppliers.rows[0]!.id, expectedOn: '2026-12-10', lines: [{ variantId: product.variants[0]!.id, quantity: 50_000, price: 300_000 }],
    })) as { purchaseOrderId: number };
    await goTo(page, `/purchasing/${purchaseOrderId}`);
    await page.getByText(english ? 'Beyond the budget: ordering needs a reason' : '超出预算：下单须填理由').waitFor();
    expect(await seen('purchase-budget', 'ask')).toEqual([]);
    await page.keyboard.press('a');
    await dialog().locator('input').first().fill(english ? 'The season begins early' : '旺季提前');
    expect(await seen('purchase-budget', 'reason')).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await dialog().waitFor({ state: 'detached' });
    await page.getByText(english ? 'Ordered beyond the budget: The season begins early' : '超预算下单：旺季提前').waitFor();
  });

  test('where the budget refuses, the order is refused with the arithmetic', async () => {
    const { ledgerAccountId } = await goods();
    await stage.call('budget.setGuard', { ledgerAccountId, guard: 'refuse' });
    const orders = (await stage.call('purchaseOrder.list', {})) as { rows: { id: number; supplierId: number }[] };
    const { lines } = (await stage.call('purchaseOrder.get', { purchaseOrderId: orders.rows[0]!.id })) as { lines: { variantId: number }[] };
    const { purchaseOrderId } = (await stage.call('purchaseOrder.create', {
      supplierId: orders.rows[0]!.supplierId, expectedOn: '2026-12-12', lines: [{ variantId: lines[0]!.variantId, quantity: 1_000, price: 300_000 }],
    })) as { purchaseOrderId: number };
    await goTo(page, `/purchasing/${purchaseOrderId}`);
    await page.getByText(english ? 'Beyond the budget: it cannot be ordered' : '超出预算：不能下单').waitFor();
    await page.keyboard.press('a');
    await page.getByRole('alert').first().waitFor();
    expect(await seen('purchase-budget', 'refused')).toEqual([]);
  });
});
