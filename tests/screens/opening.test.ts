import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { type Typist, typistAt } from '../support/keyboard.ts';
import { flowLooks, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

const patient = { timeout: 30_000 };

/** What another program closed with; one code is its own. */
const sheet = [
  '科目代码,借方,贷方,客户,供应商,单号,日期,到期日,金额',
  '1010,"86,420.50",,,,,,,',
  '1100,"3,480.00",,,,,,,',
  '1200,"12,000.00",,,,,,,',
  '2000,,"4,150.00",,,,,,',
  '2210,,"1,960.50",,,,,,',
  '3100,,"95,790.00",,,,,,',
  ',,,渔友之家 Angler’s Home,,INV-2041,2026-08-14,2026-09-13,"1,280.00"',
  ',,,海风渔具 Sea Breeze,,INV-2077,2026-09-20,2026-10-20,"2,200.00"',
  ',,,,威海钓具厂 Weihai Rods,B-771,2026-09-02,2026-10-02,"4,150.00"',
  ',合计,,,,,,,',
].join('\n');

describe.skipIf(!chromiumPath()).each(flowLooks(import.meta.filename))('opening balances by keyboard, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let she: Typist;
  const ask = async <T>(method: string, input: object = {}): Promise<T> => (await stage.call(method, input)) as T;
  const looked = async (state: string): Promise<void> => {
    await settled(page);
    await picture(page, 'opening', look, state);
    expect(await seriousFaults(page)).toEqual([]);
  };
  const dialog = () => page.locator('[role=dialog]');

  beforeAll(async () => {
    stage = await openStage(folder);
    browser = await launchChromium();
    await ask('shop.create', { ...founding, firstLocation: '店面', goLiveAt: stageTime - 60 * 24 * 3600_000 });
    await ask('product.create', { name: '碳素溪流竿 Carbon rod', state: 'active', variants: [{ sku: 'ROD-27', prices: [{ currency: 'CNY', amount: 1_130_000 }] }] });
    await ask('stock.openingBatch', { items: [{ sku: 'ROD-27', quantity: 20_000, value: 1_200_000 }], occurredAt: Date.UTC(2026, 8, 30, 4) });
    page = await stage.open(browser, { ...look, at: '/money' });
    she = typistAt(page);
  }, 120_000);
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('from the day over an empty list to a sheet that is tried out first', async () => {
    await she.press('o');
    await page.locator('input[type=date]').fill('2026-09-30');
    await looked('date');
    await she.press('Control+Enter');
    await page.locator('main h2').first().waitFor();
    await looked('empty');
    await she.press('i');
    const file = path.join(folder, 'old-books.csv');
    fs.writeFileSync(file, sheet);
    await page.locator('input[type=file]').setInputFiles(file);
    await page.locator('.import-columns').waitFor();
    await she.press('Control+Enter');
    // What the old program's total line is, is asked first.
    await expect.poll(() => page.getByRole('row').count(), patient).toBe(2);
    await looked('dry-run');
    await she.press('Control+Enter');
    await page.locator('.import-done').waitFor();
    await she.press('Escape');
    await expect.poll(() => page.getByRole('row').count(), patient).toBe(7);
    await looked('balances');
  });

  test('rows are typed and changed; the check names what is at fault, then all of it holds', async () => {
    await ask('opening.addRows', { rows: [{ list: 'balance', account: '6602', home: 5_000 }] });
    await page.reload();
    await settled(page);
    await page.locator('input[type=date]').fill('2026-09-30');
    await settled(page);
    await she.press('Control+Enter');
    await page.getByText('6602').waitFor();
    await settled(page);
    await she.press('n');
    await dialog().waitFor();
    await looked('row');
    await she.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    await she.press('Control+Enter');
    await page.getByText('INV-2041').waitFor();
    await looked('items');
    await she.press('Control+Enter');
    await page.locator('.proof').waitFor();
    await looked('trouble');
    await she.press('[');
    await she.press('[');
    await page.getByRole('row').filter({ hasText: '6602' }).waitFor();
    await settled(page);
    const rows = await page.getByRole('row').count();
    await she.press('End');
    await page.getByText('6602').click();
    await she.press('x');
    await expect.poll(() => page.getByRole('row').count(), patient).toBe(rows - 1);
    await she.press('Control+Enter');
    await she.press('Control+Enter');
    await page.locator('.proof').waitFor();
    await looked('holds');
  });

  test('one key posts it; it is listed, and taken back with its reason', async () => {
    await she.press('Control+Enter');
    await page.locator('.earlier-import').waitFor();
    await looked('posted');
    const ageing = await ask<{ total: number; control: number }>('receivable.ageing', { on: '2026-11-21' });
    expect(ageing).toMatchObject({ total: 348_000, control: 348_000 });
    const { proofs } = await ask<{ proofs: { id: string; faults: unknown[] }[] }>('proof.run');
    expect(proofs.filter(({ faults }) => faults.length > 0)).toEqual([]);
    await page.locator('.earlier-import button').click();
    await dialog().waitFor();
    await dialog().locator('input').fill('wrong year');
    await looked('take-back');
    await she.press('Control+Enter');
    await dialog().waitFor({ state: 'hidden' });
    await expect.poll(async () => (await ask<{ rows: { takenBack: boolean }[] }>('opening.list')).rows, patient).toMatchObject([{ takenBack: true }]);
  });
});
