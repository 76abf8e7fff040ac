import fs from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../../renderer/app/languages/en.ts';
import { zhHans } from '../../renderer/app/languages/zh-hans.ts';
import { zhHant } from '../../renderer/app/languages/zh-hant.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { typistAt } from '../support/keyboard.ts';
import { newStageFolder, openStage, picture, seriousFaults, settled, type Stage, waysIn } from './stage.ts';

const looks = waysIn(import.meta.filename, [
  { language: 'en', theme: 'light', words: en },
  { language: 'zh-Hans', theme: 'dark', words: zhHans },
  { language: 'zh-Hant', theme: 'light', words: zhHant },
]);

/** A shop's sheet with everything that can be wrong on it. */
const sheet = stringify([
  ['SKU', 'Title', 'Price', 'Barcode', 'Category', 'Stock'],
  ['TEA-LJ-100', 'Longjing green tea, 100 g', '18.50', '6901234567892', 'Tea > Green', '36'],
  ['CUP-CEL-2', 'Celadon cups, pair', '22.00', '', 'Cups', '10'],
  ['POT-YX-220', 'Yixing teapot, 220 ml', '6O.00', '', 'Pots', '4 pcs'],
  ['TRY-BAM-L', 'Bamboo tea tray, large, with a drawer for the water and a long name', '36.00', '6901234567892', 'Trays', '27'],
  ['', 'Cast-iron kettle, 1.2 l', '79.00', '', 'Kettles', '18'],
]);

describe.skipIf(!chromiumPath())('a sheet is brought in by the keyboard alone', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  describe.each(looks)('in $language, $theme', ({ language, theme, words }) => {
    const folder = newStageFolder();
    const look = { language, theme };
    const said = words.imports;
    let stage: Stage;
    let page: Page;
    const button = (name: string): Locator => page.getByRole('button', { name });
    const shows = async (state: string): Promise<void> => {
      await settled(page);
      await picture(page, 'import', look, state);
      expect(await seriousFaults(page)).toEqual([]);
    };
    const choose = async (name: string, content: string | Buffer): Promise<void> => {
      const chooser = page.waitForEvent('filechooser');
      await page.keyboard.press('o');
      await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
    };

    beforeAll(async () => {
      stage = await openStage(folder);
      await stage.call('shop.create', { name: 'Willow Lane', country: 'US', baseCurrency: 'USD', timeZone: 'America/New_York', language, fiscalYearStartMonth: 1, costingMethod: 'fifo', pricesIncludeTax: false, chart: 'generic', goLiveAt: Date.UTC(2026, 0, 1), ownerName: 'Lin Mei' });
      await stage.call('product.create', { name: 'Celadon cups, pair', variants: [{ sku: 'CUP-CEL-2', prices: [{ currency: 'USD', amount: 205_000 }] }] });
      page = await stage.open(browser, { ...look, at: '/products' });
    });
    afterAll(async () => {
      await stage.close();
      fs.rmSync(folder, { recursive: true, force: true });
    });

    test('from the list to an empty import, and a file that is none is refused', async () => {
      await page.keyboard.press('i');
      await button(said.choose).first().waitFor();
      await shows('empty');
      await choose('photo.csv', Buffer.from('%PDF-1.7'));
      await page.getByRole('alert').waitFor();
      await shows('refused');
      expect(await stage.call('sheet.imports')).toEqual({ rows: [] });
    });

    test('its columns are guessed, and shown with their first values', async () => {
      await choose('spring-catalogue.csv', sheet);
      await page.getByText(said.guessed).waitFor();
      await shows('columns');
      expect(await page.locator('.import-columns input:not([type=hidden])').evaluateAll((inputs) => inputs.map((input) => (input as unknown as { value: string }).value !== ''))).toEqual([true, true, true, true, true, false]);
    });

    test('the dry run says what would happen, and a faulty cell is corrected in place', async () => {
      const she = typistAt(page);
      await she.press('Control+Enter');
      await page.locator('[role=grid]').waitFor();
      await shows('rejected');
      await she.press('1');
      await page.getByText('TEA-LJ-100').waitFor();
      await shows('trial');
      await she.press('2');
      await page.getByText('TEA-LJ-100').waitFor({ state: 'hidden' });
      await she.press('e');
      await page.locator('[role=dialog] input').first().waitFor();
      await shows('row');
      await she.press('Control+a');
      await she.type('60.00');
      await she.press('Control+Enter');
      await page.locator('[role=dialog]').waitFor({ state: 'hidden' });
      await page.locator('.figure', { hasText: said.results.rejected }).getByText('2', { exact: true }).waitFor();
      expect(await stage.call('product.list', {})).toMatchObject({ rows: [{ sku: 'CUP-CEL-2', priceFrom: 205_000 }] });
    });

    test('one key writes it, another takes it back', async () => {
      const she = typistAt(page);
      await she.press('Control+Enter');
      await page.getByRole('link', { name: said.look.products }).waitFor();
      await shows('done');
      expect(await stage.call('product.list', { state: 'active' })).toMatchObject({ rows: [{ sku: 'CUP-CEL-2', priceFrom: 220_000 }, { sku: 'TEA-LJ-100' }, { sku: 'POT-YX-220', priceFrom: 600_000 }] });
      await she.press('z');
      await page.locator('.taken-back').waitFor();
      await shows('taken-back');
      expect(await stage.call('product.list', {})).toMatchObject({ rows: [{ sku: 'CUP-CEL-2', priceFrom: 205_000 }] });
      await she.press('Escape');
      await she.press('i');
      await page.getByText(said.earlier).waitFor();
      await shows('earlier');
    });
  });
});
