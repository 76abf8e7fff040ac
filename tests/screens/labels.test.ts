import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { gtinCheckDigit } from '../../shared/catalog/gtin.rules.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

const hasRaster = ((): boolean => {
  try {
    execFileSync('pdftoppm', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

const ean = (body: string): string => body + gtinCheckDigit(body);
/** One of every kind of symbol, and sixteen more EANs: a sheet of 24. */
const goods = [
  ['西湖龙井 明前特级 100 克', ean('690123450001')],
  ['Aged pu-erh cake 357 g, the 2008 harvest of a single garden', ean('9638507')],
  ['Kleenex', ean('03600029145')],
  ['Case of twelve', ean('1690123450009')],
  ['Tin caddy', 'CADDY-S/2'],
  ['竹茶筅', '茶筅-80'],
  ...Array.from({ length: 18 }, (_, place) => [`铁观音 ${place}`, ean(`69012345${String(1000 + place)}`)]),
] as const;

describe.skipIf(!chromiumPath() || !hasRaster)('labels', () => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const variants: number[] = [];

  beforeAll(async () => {
    await prepareZXingModule({ overrides: { wasmBinary: fs.readFileSync(path.resolve('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm')).buffer as ArrayBuffer }, fireImmediately: true });
    stage = await openStage(folder);
    await stage.call('shop.create', { ...founding, goLiveAt: stageTime });
    for (const [place, [name, code]] of goods.entries()) {
      // One after another: ids in the order of the sheet.
      // oxlint-disable-next-line no-await-in-loop
      const made = (await stage.call('product.create', { name, state: 'active', variants: [{ sku: `L-${place}`, weightGrams: 100, barcodes: [{ code }], prices: [{ currency: 'CNY', amount: 880_000 + place * 10_000 }] }] })) as { variants: { id: number }[] };
      variants.push(made.variants[0]!.id);
    }
    browser = await launchChromium();
    page = await stage.open(browser, { language: 'zh-Hans', theme: 'dark', at: '/labels' });
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const open = async (stockId: string): Promise<void> => {
    await page.evaluate((id) => localStorage.setItem('shopwright.labels', JSON.stringify({ state: { stockId: id, symbol: 'usual', withPrice: true, withPerKilogram: false, withSku: false }, version: 0 })), stockId);
    await page.reload();
    await page.locator('.shell').waitFor();
    await goTo(page, '/products');
    await page.locator('[role=grid]').focus().catch(() => undefined);
    await page.keyboard.press('Control+a');
    await page.waitForTimeout(150);
    await page.keyboard.press('p');
    await page.locator('.label-preview .label img').first().waitFor();
    await settled(page);
  };
  /** Prints to PDF as the printer would get it, and rasters it at a label printer's 203 dots to the inch. */
  const printed = async (): Promise<{ sizes: string; images: Buffer[] }> => {
    const file = path.join(folder, 'labels.pdf');
    await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
    const sizes = execFileSync('pdfinfo', [file]).toString();
    execFileSync('pdftoppm', ['-r', '203', '-png', file, path.join(folder, 'label')]);
    const names = fs.readdirSync(folder).filter((name) => /^label-.*png$/.test(name)).sort();
    const images = names.map((name) => fs.readFileSync(path.join(folder, name)));
    names.forEach((name) => fs.rmSync(path.join(folder, name)));
    return { sizes, images };
  };
  const readBack = async (images: readonly Buffer[]): Promise<string[]> => {
    const found = await Promise.all(images.map((image) => readBarcodes(new Uint8Array(image), { maxNumberOfSymbols: 64, tryHarder: true })));
    return found.flat().map((symbol) => symbol.text.replaceAll(/[()]/g, ''));
  };
  const expected = goods.map(([, code]) => code);
  const isRead = (texts: readonly string[], code: string): boolean => texts.some((text) => text === code || text === `01${code}` || text === code.padStart(13, '0'));

  test('a sheet of 24 is read back from the paper, every symbol of every kind', async () => {
    await open('L7159');
    await picture(page, 'labels', { language: 'zh-Hans', theme: 'dark' }, 'sheet');
    expect(await seriousFaults(page)).toEqual([]);
    const { sizes, images } = await printed();
    if (process.env['LABEL_PICTURE']) fs.writeFileSync(process.env['LABEL_PICTURE'], images[0]!);
    expect(images).toHaveLength(1);
    expect(/Page size:\s+(\d+)/.exec(sizes)?.[1]).toBe('594');
    const texts = await readBack(images);
    expect(expected.filter((code) => !isRead(texts, code))).toEqual([]);
  });

  test('a roll has one page a label, to the millimetre', async () => {
    await open('50x30');
    const { sizes, images } = await printed();
    if (process.env['LABEL_PICTURE']) fs.writeFileSync(`${process.env['LABEL_PICTURE']}.roll.png`, images[0]!);
    expect(images).toHaveLength(24);
    // 50 × 30 mm in points.
    expect(/Page size:\s+([\d.]+) x ([\d.]+)/.exec(sizes)?.slice(1).map((points) => Math.round(Number(points)))).toEqual([142, 85]);
    const texts = await readBack(images);
    expect(expected.filter((code) => !isRead(texts, code))).toEqual([]);
  });

  test('nothing chosen says how to begin', async () => {
    const empty = await stage.open(browser, { language: 'en', theme: 'light', at: '/labels' });
    await settled(empty);
    await picture(empty, 'labels', { language: 'en', theme: 'light' }, 'empty');
    expect(await seriousFaults(empty)).toEqual([]);
  });
});
