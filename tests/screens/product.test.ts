import fs from 'node:fs';
import path from 'node:path';
import type { Browser, FileChooser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { mouseTouches, type Typist, typistAt, watchMouse } from '../support/keyboard.ts';
import { newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

const look = { language: 'en', theme: 'light' } as const;

/** Five photos of a rod, each of another colour. */
async function photosIn(folder: string): Promise<string[]> {
  const colours = ['#1d4e89', '#3f88c5', '#ffba08', '#d00000', '#136f63'];
  return Promise.all(
    colours.map(async (background, index) => {
      const file = path.join(folder, `rod-${index + 1}.jpg`);
      const stripe = await sharp({ create: { width: 100 + index * 90, height: 500, channels: 3, background: '#f7f5f1' } }).png().toBuffer();
      await sharp({ create: { width: 900, height: 600, channels: 3, background } }).composite([{ input: stripe, left: 60 * index, top: 50 }]).jpeg().toFile(file);
      return file;
    }),
  );
}

interface Product {
  id: number;
  name: string;
  categoryIds: number[];
  tags: string[];
  images: { hash: string; alt: string }[];
  variants: { sku: string; state: string; optionValues: object; barcodes: { packQuantity: number }[]; prices: { amount: number }[] }[];
}

describe.skipIf(!chromiumPath())('a product by keyboard alone', () => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let typist: Typist;
  let photos: string[];
  const field = (name: string) => page.getByLabel(name, { exact: true });
  const product = async (): Promise<Product> => {
    const { rows } = (await stage.call('product.list', {})) as { rows: { id: number }[] };
    return (await stage.call('product.get', { productId: rows[0]?.id })) as Product;
  };

  beforeAll(async () => {
    stage = await openStage(folder);
    await stage.call('shop.create', {
      name: 'Rod shop', country: 'US', baseCurrency: 'USD', timeZone: 'America/New_York', language: 'en', fiscalYearStartMonth: 1,
      costingMethod: 'fifo', pricesIncludeTax: false, chart: 'generic', goLiveAt: stageTime, ownerName: 'Robin',
    });
    photos = await photosIn(folder);
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/products' });
    page.setDefaultTimeout(15_000);
    await watchMouse(page);
    typist = typistAt(page);
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('one SKU is made with five pictures', async () => {
    await typist.press('n');
    await typist.isOn(field('Name'));
    await typist.type('Carbon rod 2.4 m');
    await typist.tabTo(field('SKU'));
    await typist.type('ROD-24');
    await typist.tabTo(field('Price'));
    await typist.type('49.90');
    await typist.press('Control+Enter');
    await typist.sees(page.locator('.peek', { hasText: 'ROD-24' }));
    await settled(page);
    await typist.press('Control+Enter');
    await typist.sees(page.locator('.product-fields'));
    await settled(page);
    const chosen = page.waitForEvent('filechooser');
    await typist.press('i');
    const chooser: FileChooser = await chosen;
    await chooser.setFiles(photos);
    await typist.sees(page.locator('.toast', { hasText: '5 pictures added' }));
    await expect.poll(() => page.locator('.image img').count()).toBe(5);
    expect((await product()).images).toHaveLength(5);
  });

  test('pictures are put in order, described, taken away and given back', async () => {
    const before = (await product()).images.map(({ hash }) => hash);
    await typist.tabTo(page.locator('.image').first());
    await typist.press('ArrowRight', 'Shift+ArrowLeft');
    await expect.poll(async () => (await product()).images[0]?.hash).toBe(before[1]);
    await typist.tabTo(field('What it shows'));
    await typist.type('The whole rod');
    await typist.press('Enter');
    await expect.poll(async () => (await product()).images[0]?.alt).toBe('The whole rod');
    await typist.press('Shift+Tab', 'Delete');
    await typist.sees(page.locator('.toast', { hasText: 'Picture taken away' }));
    expect((await product()).images).toHaveLength(4);
    await typist.press('z');
    await expect.poll(async () => (await product()).images[0]?.alt).toBe('The whole rod');
  });

  test('fields are stored as they are left; a category nobody had is made', async () => {
    await typist.tabTo(field('Description'));
    await typist.type('Light and quick.');
    await typist.tabTo(field('Categories'));
    await typist.type('Rods > Carbon');
    await typist.press('Enter');
    await typist.tabTo(field('Tags'));
    await typist.type('new');
    await typist.press('Enter');
    await expect.poll(async () => (await product()).tags).toEqual(['new']);
    expect((await product()).categoryIds).toHaveLength(1);
  });

  test('options make the variants that are missing; a code is a case of twelve', async () => {
    await typist.press('Escape', 'o');
    await typist.isOn(field('Option'));
    await typist.type('Power');
    await typist.tabTo(field('Values'));
    await typist.type('Light');
    await typist.press('Enter');
    await typist.type('Heavy');
    await typist.press('Enter');
    await typist.tabTo(page.getByRole('button', { name: 'Make the variants' }));
    await typist.press('Enter');
    await expect.poll(async () => (await product()).variants.map(({ sku }) => sku)).toEqual(['ROD-24', 'ROD-24-HEAVY']);
    await typist.tabTo(page.getByLabel('Price, ROD-24-HEAVY', { exact: true }));
    await typist.type('59.90');
    await typist.press('Tab');
    await expect.poll(async () => (await product()).variants[1]?.prices[0]?.amount).toBe(599_000);
    await typist.tabTo(page.getByRole('button', { name: 'No code, ROD-24-HEAVY' }));
    await typist.press('Enter');
    await typist.tabTo(page.locator('.variant-row', { has: page.getByLabel('SKU, ROD-24-HEAVY') }).locator('~ .variant-details').getByLabel('New barcode'));
    await typist.type('4006381333931');
    await typist.press('Tab');
    await page.keyboard.press('Control+a');
    await typist.type('12');
    await typist.tabTo(page.getByRole('button', { name: 'Add code' }).last());
    await typist.press('Enter');
    await expect.poll(async () => (await product()).variants[1]?.barcodes[0]?.packQuantity).toBe(12_000);
  });

  test('H and R bring an old value back', async () => {
    await typist.tabTo(field('Name'));
    await page.keyboard.press('Control+a');
    await typist.type('Rod');
    await typist.press('Enter');
    await expect.poll(async () => (await product()).name).toBe('Rod');
    await typist.sees(page.locator('.history-line', { hasText: 'Carbon rod 2.4 m → Rod' }));
    await typist.press('Escape');
    await settled(page);
    await typist.press('h', 'r');
    await expect.poll(async () => (await product()).name).toBe('Carbon rod 2.4 m');
    await settled(page);
    await picture(page, 'product', look, 'full');
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('a filter counts what it would leave, and is kept as a collection', async () => {
    await typist.press('Escape');
    await typist.sees(page.locator('[role=grid]'));
    await settled(page);
    await typist.press('f');
    await typist.isOn(field('Find a condition'));
    await typist.type('new');
    await typist.sees(page.getByRole('option', { name: 'Tag new · 1' }));
    await typist.press('Enter');
    await typist.sees(page.locator('.chip', { hasText: 'new' }));
    await typist.tabTo(page.getByRole('button', { name: 'Save as collection' }));
    await typist.press('Enter');
    await typist.isOn(field('Name of the collection'));
    await typist.type('News');
    await typist.press('Enter');
    await typist.sees(page.getByRole('button', { name: 'Forget collection' }));
    expect(await stage.call('collection.list')).toMatchObject({ collections: [{ name: 'News', filter: { tags: ['new'], states: ['active'] }, products: 1 }] });
    await picture(page, 'products', look, 'filtered');
    expect(await seriousFaults(page)).toEqual([]);
    expect(await mouseTouches(page)).toBe(0);
  });
});
