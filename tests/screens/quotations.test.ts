import fs from 'node:fs';
import { readXlsx, writeXlsx } from 'hucre';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { mouseTouches, type Typist, typistAt, watchMouse } from '../support/keyboard.ts';
import { newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

interface Request {
  state: string;
  number: string;
  suppliers: { name: string; answer: { total: number } | null }[];
  best: { total: number } | null;
  orders: { status: string }[];
}

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
] as const))('asking suppliers, by keyboard alone, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let she: Typist;
  const ask = async <T>(method: string, input: object = {}): Promise<T> => (await stage.call(method, input)) as T;
  const request = () => ask<Request>('quotation.get', { quotationRequestId: 1 });
  const looked = async (state: string): Promise<void> => {
    await settled(page);
    await picture(page, 'quotations', look, state);
    expect(await seriousFaults(page)).toEqual([]);
  };
  const dialog = () => page.locator('[role=dialog]');

  beforeAll(async () => {
    stage = await openStage(folder);
    browser = await launchChromium();
    await ask('shop.create', { ...founding, firstLocation: '店面', goLiveAt: stageTime });
    await ask('supplier.create', { name: '威海钓具厂 Weihai Tackle', code: 'WH' });
    await ask('supplier.create', { name: '宁波渔具 Ningbo Fishing', code: 'NB', leadTimeDays: 10 });
    for (const [sku, name] of [['ROD-27', '碳素溪流竿 Carbon stream rod'], ['LINE-10', 'PE 编织线 Braided line']] as const) await ask('product.create', { name, state: 'active', variants: [{ sku }] });
    page = await stage.open(browser, { ...look, at: '#/purchasing' });
    she = typistAt(page);
    await watchMouse(page);
    await settled(page);
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('two are asked for two goods', async () => {
    await she.press('9');
    await she.sees(page.locator('h2', { hasText: look.language === 'en' ? 'Nobody was asked yet' : '还没有询过价' }));
    await looked('empty');
    await she.press('n');
    await she.sees(page.locator('.form'));
    await she.isOn(page.locator('.scan-field input'));
    for (const sku of ['ROD-27', 'LINE-10']) {
      await she.type(sku);
      await she.press('Enter');
      await she.sees(page.locator('.form .code', { hasText: sku }));
    }
    await she.tabTo(page.locator('.form input').first());
    for (const name of ['威海', '宁波']) {
      await she.type(name);
      await settled(page);
      await she.press('ArrowDown', 'Enter');
    }
    await she.press('Tab');
    await looked('asking');
    await she.press('Control+Enter');
    await expect.poll(async () => (await ask<{ rows: object[] }>('quotation.list', { view: 'all', limit: 10 })).rows.length).toBe(1);
    expect(await request()).toMatchObject({ number: 'RFQ-00001', state: 'open' });
    await she.sees(page.locator('[role=table]'));
    await looked('asked');
  });

  test('the paper for one of them', async () => {
    await she.press('p');
    await she.sees(page.locator('.paper-page[data-drawn=true]'));
    expect(await page.locator('.paper-page h1').textContent()).toBe('询价单');
    await looked('paper');
    await she.press('Escape');
    await she.sees(page.locator('[role=table]'));
  });

  test('one answer is typed, the other read from its sheet; side by side the cheapest is marked', async () => {
    await she.press('e');
    await she.isOn(dialog().locator('input').first());
    await she.type('61');
    await she.tabTo(dialog().locator('input').nth(2));
    await she.type('7');
    await looked('answering');
    await she.press('Control+Enter');
    await she.seesNo(dialog());
    const answered = (await request()).suppliers.findIndex(({ answer }) => answer !== null);
    await she.press(answered === 0 ? 'ArrowRight' : 'ArrowLeft');
    const other = (await ask<{ suppliers: { supplierId: number; answer: object | null }[] }>('quotation.get', { quotationRequestId: 1 })).suppliers.find(({ answer }) => answer === null)!;
    const { data } = await ask<{ data: string }>('quotation.exportSheet', { quotationRequestId: 1, supplierId: other.supplierId });
    const [sheet] = (await readXlsx(Buffer.from(data, 'base64'))).sheets;
    const filled = sheet!.rows.map((row, index) => (index === 0 ? row : row.map((cell, at) => (at === 4 ? (row[0] === 'ROD-27' ? 58.5 : 8) : cell))));
    const back = await writeXlsx({ sheets: [{ name: sheet!.name, rows: filled }] });
    await she.press('i');
    await she.sees(dialog());
    await page.locator('[role=dialog] input[type=file]').setInputFiles({ name: 'back.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: Buffer.from(back) });
    await she.sees(dialog().locator('[role=status]', { hasText: '58.5' }));
    await looked('sheet');
    await she.press('Control+Enter');
    await she.seesNo(dialog());
    // A rod 58.50 from one, a line 7.00 from the other.
    await expect.poll(async () => (await request()).best?.total).toBe(65_50);
    await settled(page);
    await looked('compared');
  });

  test('the cheapest becomes two drafts, given up together and drafted again', async () => {
    await she.press('a');
    await expect.poll(async () => (await request()).orders.length).toBe(2);
    await she.press('z');
    await expect.poll(async () => (await request()).orders.map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
    await settled(page);
    await she.press('a');
    await expect.poll(async () => (await request()).orders.filter(({ status }) => status === 'draft').length).toBe(2);
    await looked('ordered');
    await she.press('Escape');
    await she.sees(page.locator('[role=tab][aria-selected=true]'));
    expect(await mouseTouches(page)).toBe(0);
  });
});
