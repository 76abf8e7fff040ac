import fs from 'node:fs';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { typistAt } from '../support/keyboard.ts';
import { scan, scannerAt } from '../support/scanner.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

interface Row {
  id: number;
  number: string;
  total: number;
  customerName: string | null;
}

const goods = [['ROD', '碳素鱼竿 3.6 米', '6901234567892', 899_000], ['LINE', '编织线 150 米', '6901234567908', 128_000], ['HOOK', '伊势尼钩 10 枚', '6901234567915', 35_000]] as const;

describe.skipIf(!chromiumPath())('a morning at the till', () => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let scanner: CDPSession;
  const en = { language: 'en', theme: 'light' } as const;
  const newest = async (): Promise<Row> => ((await stage.call('order.list', {})) as { rows: Row[] }).rows[0]!;
  const mine = async () => (await stage.call('drawer.mine')) as { drawer: { id: number; expected: number } | null };
  const clean = async (state?: string): Promise<void> => {
    await settled(page);
    if (state !== undefined) await picture(page, 'till', en, state);
    expect(await seriousFaults(page)).toEqual([]);
  };

  beforeAll(async () => {
    stage = await openStage(folder);
    await stage.call('shop.create', { ...founding, pricesIncludeTax: true, goLiveAt: stageTime });
    await stage.call('location.create', { name: '门店', kind: 'shop', negativePolicy: 'allow', sellable: true });
    for (const [sku, name, code, amount] of goods) {
      // oxlint-disable-next-line no-await-in-loop
      await stage.call('product.create', { name, state: 'active', variants: [{ sku, barcodes: [{ code }], prices: [{ currency: 'CNY', amount }] }] });
    }
    await stage.call('stock.openingBatch', { items: goods.map(([sku]) => ({ sku, quantity: 20_000, value: 20_000 })) });
    browser = await launchChromium();
    page = await stage.open(browser, { ...en, at: '/orders' });
    scanner = await scannerAt(page);
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('G I opens it; the drawer is opened with its float', async () => {
    const { press, type, sees, isOn } = typistAt(page);
    await press('g', 'i');
    await sees(page.getByRole('heading', { name: 'Till' }));
    await clean('empty');
    await press('d');
    await isOn(page.getByLabel('Float', { exact: true }));
    await type('200');
    await clean('float');
    await press('Enter');
    await sees(page.getByText('Drawer Z-00001 · Lin'));
    expect((await mine()).drawer).toMatchObject({ expected: 20_000 });
  });

  test('three lines in five: three scans, Enter, Enter', async () => {
    const { press, sees } = typistAt(page);
    for (const [, name, code] of goods) {
      // oxlint-disable-next-line no-await-in-loop
      await scan(scanner, code);
      // oxlint-disable-next-line no-await-in-loop
      await sees(page.locator('.draft-row', { hasText: name }));
    }
    await expect.poll(() => page.locator('.till-figure').textContent()).toBe('¥106.20');
    await clean('lines');
    await press('Enter');
    await sees(page.getByRole('dialog'));
    await clean('pay');
    await press('Enter');
    await sees(page.locator('.scan-panel[data-kind=ok]'));
    expect((await newest()).total).toBe(10_620);
    expect((await mine()).drawer?.expected).toBe(30_620);
    await clean('sold');
  });

  test('split: 50 by card, the rest in cash out of a hundred', async () => {
    const { press, type, sees, isOn } = typistAt(page);
    await scan(scanner, goods[0][2]);
    await sees(page.locator('.draft-row', { hasText: goods[0][1] }));
    await press('Enter');
    await isOn(page.getByLabel('Amount', { exact: true }));
    await type('50');
    await press('F3');
    await expect.poll(() => page.locator('[role=dialog] .till-figure').textContent()).toBe('¥39.90');
    await isOn(page.getByLabel('Amount', { exact: true }));
    await type('100');
    await clean('split');
    await press('Enter');
    await sees(page.getByText('Change ¥60.10'));
    const { orderId } = { orderId: (await newest()).id };
    const { sale } = (await stage.call('counter.receipt', { text: (await newest()).number })) as { sale: { orderId: number; tenders: unknown[] } };
    expect([sale.orderId, sale.tenders]).toEqual([orderId, [{ method: 'card', account: 'bank', amount: 5_000 }, { method: 'cash', account: 'till', amount: 3_990 }]]);
  });

  test('a sale waits while another customer pays, and comes back as it was', async () => {
    const { press, type, sees, seesNo, isOn } = typistAt(page);
    await scan(scanner, goods[1][2]);
    await sees(page.locator('.draft-row', { hasText: goods[1][1] }));
    await press('h');
    await isOn(page.getByLabel('Whose is it', { exact: true }));
    await type('Blue coat');
    await press('Enter');
    await sees(page.getByText('Parked sales (1)'));
    expect(await page.locator('.draft-row').count()).toBe(0);
    await press('l');
    await sees(page.getByText('Blue coat'));
    await clean('parked');
    await press('Enter');
    await sees(page.locator('.draft-row', { hasText: goods[1][1] }));
    await seesNo(page.getByRole('dialog'));
  });

  test('a new customer and a new product without leaving the screen', async () => {
    const { press, type, sees, isOn } = typistAt(page);
    await press('c');
    await type('吕小明');
    await sees(page.locator('[role=option]'));
    await press('Enter');
    await sees(page.getByText('吕小明'));
    await page.locator('.station-title').click();
    await scan(scanner, '6901234569995');
    await isOn(page.getByLabel('Name', { exact: true }));
    await type('浮漂');
    await press('Tab');
    await type('12.50');
    await clean('new-product');
    await press('Control+Enter');
    await sees(page.locator('.draft-row', { hasText: '浮漂' }));
    await press('Enter');
    await isOn(page.getByLabel('Amount', { exact: true }));
    await press('F4');
    await sees(page.locator('.scan-panel[data-kind=ok]'));
    expect(await newest()).toMatchObject({ total: 1_280 + 1_250, customerName: '吕小明' });
  });

  test('a telephone number makes a card, and goods typed that nobody knows are made with their name, price and tax', async () => {
    const { press, type, sees, isOn } = typistAt(page);
    const { taxClassId: reduced } = (await stage.call('taxClass.create', { code: 'reduced', name: '低税率' })) as { taxClassId: number };
    await stage.call('taxClass.setRate', { taxClassId: reduced, country: 'CN', validFromOn: '2020-01-01', rate: 60_000 });
    await press('c');
    await type('吕小红 13900139000');
    await sees(page.locator('[role=option]', { hasText: '13900139000' }));
    await press('Enter');
    await sees(page.getByText('吕小红'));
    await page.locator('.station-title').click();
    await press('/');
    await type('酒精块');
    await press('Enter');
    await isOn(page.getByLabel('Name', { exact: true }));
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('酒精块');
    await press('Tab');
    await type('8');
    await page.getByRole('dialog').getByRole('combobox').click();
    await page.getByRole('option', { name: '低税率' }).click();
    await clean('new-goods-typed');
    await press('Control+Enter');
    await sees(page.locator('.draft-row', { hasText: '酒精块' }));
    await page.locator('.station-title').click();
    await press('Enter');
    await isOn(page.getByLabel('Amount', { exact: true }));
    await press('F4');
    await sees(page.locator('.scan-panel[data-kind=ok]'));
    expect(await newest()).toMatchObject({ total: 800, customerName: '吕小红' });
    const { rows } = (await stage.call('customer.list', { text: '13900139000' })) as { rows: { name: string; phone: string | null }[] };
    expect(rows).toMatchObject([{ name: '吕小红', phone: '13900139000' }]);
    const { rows: made } = (await stage.call('product.list', { text: '酒精块' })) as { rows: { id: number }[] };
    const { taxClassId } = (await stage.call('product.get', { productId: made[0]!.id })) as { taxClassId: number };
    expect(taxClassId).toBe(reduced);
  });

  test('a scanned receipt, Enter: goods and cash go back', async () => {
    const { press, sees, seesNo } = typistAt(page);
    const { rows } = (await stage.call('order.list', {})) as { rows: Row[] };
    const first = rows.find((row) => row.total === 10_620)!;
    const before = (await mine()).drawer!.expected;
    await scan(scanner, first.number);
    await sees(page.getByText(`Take back from ${first.number}`));
    await clean('return');
    await press('Control+Enter');
    await seesNo(page.getByRole('dialog'));
    await expect.poll(async () => (await mine()).drawer!.expected).toBe(before - 10_620);
  });

  test('the drawer is counted without being told what should be in it, and its Z report says what was short', async () => {
    const { press, type, sees, isOn } = typistAt(page);
    await press('d');
    await page.getByRole('button', { name: 'Count and close' }).click();
    await isOn(page.getByLabel('¥100.00', { exact: true }));
    await type('2');
    await clean('count');
    await press('Control+Enter');
    await sees(page.getByText('No drawer is open'));
    await goTo(page, '/money/drawers');
    await page.locator('[role=grid]').focus();
    await press('Space');
    await sees(page.getByText('Z report · Z-00001'));
    await settled(page);
    await picture(page, 'cash-drawers', en, 'full');
    expect(await page.locator('.peek').textContent()).toContain('−39.90');
    expect(await seriousFaults(page)).toEqual([]);
  });

  test.each([{ language: 'zh-Hans', theme: 'dark' }, { language: 'zh-Hant', theme: 'light' }] as const)('reads in $language, $theme', async (look) => {
    const other = await stage.open(browser, { ...look, at: '/station/till' });
    const itsScanner = await scannerAt(other);
    await scan(itsScanner, goods[0][2]);
    await other.locator('.draft-row', { hasText: goods[0][1] }).waitFor();
    await settled(other);
    await picture(other, 'till', look, 'lines');
    expect(await seriousFaults(other)).toEqual([]);
    await other.keyboard.press('Enter');
    await other.locator('[role=dialog] .till-figure').waitFor();
    await settled(other);
    await picture(other, 'till', look, 'pay');
    await goTo(other, '/money/drawers');
    await picture(other, 'cash-drawers', look, 'full');
    expect(await seriousFaults(other)).toEqual([]);
  });
});
