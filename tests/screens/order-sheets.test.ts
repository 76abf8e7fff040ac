import fs from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../../renderer/app/languages/en.ts';
import { zhHans } from '../../renderer/app/languages/zh-hans.ts';
import { zhHant } from '../../renderer/app/languages/zh-hant.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { newStageFolder, openStage, picture, seriousFaults, settled, type Stage, waysIn } from './stage.ts';

const looks = waysIn(import.meta.filename, [
  { language: 'en', theme: 'light', words: en },
  { language: 'zh-Hans', theme: 'dark', words: zhHans },
  { language: 'zh-Hant', theme: 'light', words: zhHant },
]);

const headings = ['商品', '订单号', '订单状态', '商品总价(元)', '邮费(元)', '商家实收金额(元)', '商品数量(件)', '商家编码-规格维度', '收货人', '省', '市', '详细地址', '订单成交时间'];
const order = (number: string, state: string, sku: string) => ['龙井 100 克', number, state, '98.00', '0.00', '93.00', '1', sku, '王小明', '浙江省', '杭州市', '文三路 1 号', '2026-01-15 10:00:00'];
const good = stringify([headings, order('261130-481803633911509', '待发货', 'TEA-1'), order('261130-481803633911510', '待发货', 'TEA-1')], { bom: true });
const spoiled = stringify([headings, order('2.61130E+20', '待发货', 'TEA-1')], { bom: true });

describe.skipIf(!chromiumPath())('a channel of sheets, by the keyboard', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  describe.each(looks)('in $language, $theme', ({ language, theme, words }) => {
    const folder = newStageFolder();
    const look = { language, theme };
    const said = words.channels.sheet;
    let stage: Stage;
    let page: Page;
    const shows = async (state: string): Promise<void> => {
      await settled(page);
      await picture(page, 'order-sheets', look, state);
      expect(await seriousFaults(page)).toEqual([]);
    };
    const choose = async (content: string): Promise<void> => {
      const chooser = page.waitForEvent('filechooser');
      await page.keyboard.press('o');
      await (await chooser).setFiles({ name: 'orders_export.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
    };
    const openChannel = async (): Promise<void> => {
      await page.keyboard.press('1');
      await page.getByRole('button', { name: said.bringIn }).waitFor();
    };

    beforeAll(async () => {
      stage = await openStage(folder);
      await stage.call('shop.create', { name: 'Willow Lane', country: 'CN', baseCurrency: 'CNY', timeZone: 'Asia/Shanghai', language, fiscalYearStartMonth: 1, costingMethod: 'fifo', pricesIncludeTax: true, chart: 'generic', goLiveAt: Date.UTC(2026, 0, 1), ownerName: 'Lin Mei' });
      await stage.call('location.create', { name: '店面', kind: 'shop', negativePolicy: 'allow', sellable: true });
      await stage.call('product.create', { name: '龙井 100 克', variants: [{ sku: 'TEA-1', prices: [{ currency: 'CNY', amount: 980_000 }] }] });
      await stage.call('stock.openingBatch', { items: [{ sku: 'TEA-1', quantity: 20_000, value: 80_000 }] });
      page = await stage.open(browser, { ...look, at: '/channels' });
    });
    afterAll(async () => {
      await stage.close();
      fs.rmSync(folder, { recursive: true, force: true });
    });

    test('is made without a key', async () => {
      await page.keyboard.press('n');
      await page.getByText(words.channels.kinds.spreadsheet, { exact: true }).click();
      await page.getByLabel(words.channels.name).fill('拼多多旗舰店');
      await page.getByLabel(said.platform).and(page.locator('input:not([type=radio])')).first().click();
      await page.getByRole('option', { name: '拼多多' }).or(page.getByRole('option', { name: 'Pinduoduo' })).first().click();
      await shows('connect');
      await page.keyboard.press('Control+Enter');
      await page.getByRole('button', { name: said.bringIn }).waitFor();
      await shows('empty');
      expect(await stage.call('channel.list')).toMatchObject({ channels: [{ kind: 'spreadsheet', currency: 'CNY', sheet: { platform: 'pinduoduo', taxes: 'included' } }] });
    });

    test('a sheet whose numbers a spreadsheet program spoiled is refused with what helps', async () => {
      await page.keyboard.press('i');
      await page.getByRole('button', { name: words.imports.choose }).first().waitFor();
      await choose(spoiled);
      await page.getByText(words.imports.guessed).waitFor();
      await page.keyboard.press('Control+Enter');
      await page.getByRole('alert').waitFor();
      expect(await page.getByRole('alert').textContent()).toContain('2.61130E+20');
      await shows('refused');
    });

    test('a good one is known by its headings, tried out and brought in', async () => {
      await page.keyboard.press('Escape');
      await choose(good);
      await page.getByText(words.imports.guessed).waitFor();
      await shows('columns');
      await page.keyboard.press('Control+Enter');
      await page.getByText(words.imports.promiseOrders).waitFor();
      await shows('trial');
      await page.keyboard.press('Control+Enter');
      await page.getByRole('link', { name: words.imports.look.channelOrders }).waitFor();
      expect(await page.getByRole('button', { name: words.imports.takeBack }).count()).toBe(0);
      await page.keyboard.press('Escape');
    });

    test('what left goes back as a file, once, and the same again', async () => {
      await stage.call('shipment.ship', { orderId: 1, carrier: 'SF', trackingNumber: 'SF1234567890' });
      await openChannel();
      await page.getByRole('button', { name: said.write }).waitFor();
      await shows('channel');
      const download = page.waitForEvent('download');
      await page.keyboard.press('w');
      expect((await download).suggestedFilename()).toMatch(/^拼多多旗舰店-.*\.xlsx$/);
      await page.getByRole('button', { name: said.again }).waitFor();
      await page.getByText(said.nothing).waitFor();
      await shows('written');
    });
  });
});
