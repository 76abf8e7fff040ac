import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, CDPSession, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../../renderer/app/languages/en.ts';
import { zhHans } from '../../renderer/app/languages/zh-hans.ts';
import { picture, seriousFaults, settled, waysIn } from '../screens/stage.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { call, runShop } from '../support/command-line.ts';
import { founding } from '../support/door.ts';
import { mouseTouches, type Typist, typistAt, watchMouse } from '../support/keyboard.ts';
import { scan, scannerAt } from '../support/scanner.ts';
import { type ServedShop, serveShop } from '../support/served-shop.ts';

const readers = waysIn(import.meta.filename, [
  { locale: 'en-US', words: en, language: 'en', theme: 'light' },
  { locale: 'zh-CN', words: zhHans, language: 'zh-Hans', theme: 'light' },
]);

const tea = '6901234567892';
const caseOfTea = '16901234567899';
const cups = '6901234567908';
const whisk = '6901234567915';

describe.skipIf(!chromiumPath()).each(readers)('a zone is counted while the shop sells, by scanner and keyboard alone, in $locale', ({ locale, words, ...look }) => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'count-zone-'));
  const folder = path.join(root, 'shop');
  let shop: ServedShop;
  let browser: Browser;
  let page: Page;
  let cdp: CDPSession;
  let she: Typist;
  let locationId: number;
  let firstBin: number;
  const variants: Record<string, number> = {};

  const bin = async (code: string): Promise<number> => (await call<{ binId: number }>(folder, 'bin.create', { locationId, code })).binId;
  const goods = async (name: string, sku: string, barcodes: object[]): Promise<void> => {
    const made = await call<{ variants: { id: number }[] }>(folder, 'product.create', { name, state: 'active', variants: [{ sku, barcodes, prices: [{ currency: founding.baseCurrency, amount: 500_000 }] }] });
    variants[sku] = made.variants[0]!.id;
  };

  beforeAll(async () => {
    await call(folder, 'shop.create', { ...founding, goLiveAt: Date.now() - 86_400_000 });
    const { locations } = await call<{ locations: { id: number; kind: string }[] }>(folder, 'location.list');
    locationId = locations.find(({ kind }) => kind !== 'inTransit')?.id ?? (await call<{ locationId: number }>(folder, 'location.create', { name: 'Shop', kind: 'shop' })).locationId;
    shop = await serveShop(folder);
    const [a1, a2] = [await bin('A-01'), await bin('A-02')];
    firstBin = a1;
    await goods('Longjing green tea', 'TEA', [{ code: tea }, { code: caseOfTea, packQuantity: 12_000 }]);
    await goods('Celadon cups, pair', 'CUP', [{ code: cups }]);
    await goods('Bamboo whisk', 'WHISK', [{ code: whisk }]);
    const lines = [{ variantId: variants['TEA'], binId: a1, quantity: 20_000, value: 200_00 }, { variantId: variants['CUP'], binId: a1, quantity: 6000, value: 90_00 }, { variantId: variants['WHISK'], binId: a2, quantity: 9000, value: 31_50 }];
    await call(folder, 'stock.receive', { locationId, lines });
    browser = await launchChromium();
    const context = await browser.newContext({ locale, viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    page = await context.newPage();
    await watchMouse(page);
    she = typistAt(page);
    page.setDefaultTimeout(8000);
    page.on('pageerror', (error) => console.error(error));
    await page.goto(shop.url);
    await page.locator('.shell').waitFor();
    cdp = await scannerAt(page);
  });
  afterAll(async () => {
    await browser.close();
    await shop.stop();
    fs.rmSync(root, { recursive: true, force: true });
  });

  const panel = (kind: 'ok' | 'wrong' | 'unknown', text: string): Locator => page.locator(`.scan-panel[data-kind=${kind}]`, { hasText: text });
  const station = words.counts.station;
  const atField = (): Promise<void> => she.isOn(page.locator('.scan-field input'));

  test('six keys plan it and begin', async () => {
    await she.press('g', 'n');
    await she.sees(page.getByRole('heading', { level: 1, name: words.counts.title }));
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'counts', look, 'empty');
    await she.press('n');
    await she.sees(page.locator('[role=dialog]'));
    await settled(page);
    await picture(page, 'counts', look, 'plan');
    expect(await seriousFaults(page)).toEqual([]);
    await she.press('Control+Enter');
    await she.sees(page.locator('.station'));
    await atField();
  });

  test('a bin, then pieces, a case, five at once, and an amount typed after the scan', async () => {
    await scan(cdp, 'A-01');
    await she.sees(panel('ok', 'A-01'));
    await scan(cdp, tea);
    await she.sees(panel('ok', 'Longjing').filter({ hasText: '1' }));
    await scan(cdp, caseOfTea);
    await she.sees(page.locator('.scan-figure', { hasText: /^13$/ }));
    await she.press('5', 'Shift+Digit8');
    await scan(cdp, tea);
    await she.sees(page.locator('.scan-figure', { hasText: /^18$/ }));
    await settled(page);
    await picture(page, 'count-station', look, 'ok');
    expect(await seriousFaults(page)).toEqual([]);
    await scan(cdp, cups);
    await she.sees(panel('ok', 'Celadon'));
    await page.waitForTimeout(300);
    await she.press('6');
    await page.waitForTimeout(300);
    await she.press('Enter');
    await she.sees(page.locator('.scan-figure', { hasText: /^6$/ }));
  });

  test('meanwhile the shop sells what was counted already, and a supplier brings more', async () => {
    await call(folder, 'order.sell', { locationId, lines: [{ variantId: variants['TEA'], quantity: 2000 }] });
    const { supplierId } = await call<{ supplierId: number }>(folder, 'supplier.create', { name: 'Xihu Tea' });
    await call(folder, 'purchaseReceipt.receive', { supplierId, locationId, lines: [{ variantId: variants['TEA'], binId: firstBin, quantity: 5000, cost: 55_00 }, { variantId: variants['CUP'], binId: firstBin, quantity: 4000, cost: 60_00 }] });
    // Nothing on the counter's screen moves because of it.
    expect(await page.locator('.scan-figure').textContent()).toBe('6');
  });

  test('the wrong bin, and a code nobody knows, look different and count nothing; + counts the piece in the hand', async () => {
    await scan(cdp, whisk);
    await she.sees(panel('wrong', 'Bamboo'));
    await settled(page);
    await picture(page, 'count-station', look, 'wrong-bin');
    await scan(cdp, '4006381333931');
    await she.sees(panel('unknown', words.scan.unknownSays));
    await settled(page);
    await picture(page, 'count-station', look, 'unknown');
    expect(await seriousFaults(page)).toEqual([]);
    await she.press('+');
    await she.sees(page.locator('[role=dialog] input:focus'));
    await scan(cdp, cups);
    await page.locator('[role=radio][aria-checked=true]', { hasText: 'CUP' }).waitFor();
    await she.press('Control+Enter');
    await page.locator('[role=dialog]').waitFor({ state: 'detached' });
    await she.sees(panel('ok', 'Celadon').filter({ hasText: '7' }));
    await she.press('Backspace');
    await she.sees(panel('wrong', station.undone));
  });

  test('Enter goes to the next bin; what is not there is confirmed empty', async () => {
    await atField();
    await she.press('Enter');
    await she.sees(page.locator('.station-place strong', { hasText: 'A-02' }));
    await she.press('0');
    await page.waitForTimeout(300);
    await she.press('Enter');
    await she.sees(panel('ok', station.emptied));
    await she.press('Escape');
    await she.sees(page.locator('.figures'));
    expect(await page.locator('.grid').textContent()).toContain(words.counts.nothingToCount);
  });

  test('finished, reviewed, decided and posted: 2 tea and 9 whisks are missing; what was sold is not, and what came is not found', async () => {
    await she.press('Control+Enter');
    await she.sees(page.locator('[role=row]', { hasText: 'Longjing' }));
    await settled(page);
    await picture(page, 'count-review', look, 'decide');
    expect(await seriousFaults(page)).toEqual([]);
    expect(await page.locator('[role=row]', { hasText: 'Longjing' }).textContent()).toContain('−2');
    await she.press('Space');
    await she.sees(page.locator('.peek'));
    await settled(page);
    await picture(page, 'count-review', look, 'peek');
    expect(await seriousFaults(page)).toEqual([]);
    await she.press('Escape', 's');
    await she.seesNo(page.locator('[role=row]', { hasText: 'Longjing' }));
    await she.press('a');
    await she.sees(page.getByText(words.counts.ready));
    await she.press('Control+Enter');
    await she.sees(page.locator('.head .tag', { hasText: words.counts.states.posted }));
    await settled(page);
    await picture(page, 'count-review', look, 'posted');
    expect(await seriousFaults(page)).toEqual([]);
    const { rows } = await call<{ rows: { sku: string; onHand: number }[] }>(folder, 'stock.list', {});
    expect(Object.fromEntries(rows.map(({ sku, onHand }) => [sku, onHand]))).toEqual({ TEA: 21_000, CUP: 10_000, WHISK: 0 });
    expect((await runShop(folder, 'check')).code).toBe(0);
  });

  test('and no mouse was touched', async () => {
    expect(await mouseTouches(page)).toBe(0);
  });
});
