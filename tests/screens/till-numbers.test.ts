import fs from 'node:fs';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../../renderer/app/languages/en.ts';
import { zhHans } from '../../renderer/app/languages/zh-hans.ts';
import { zhHant } from '../../renderer/app/languages/zh-hant.ts';
import type { RefusalData } from '../../shared/refusal/refusal.ts';
import { sayRefusal } from '../../shared/refusal/say-refusal.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { type Typist, typistAt } from '../support/keyboard.ts';
import { scan, scannerAt } from '../support/scanner.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

const camera = '6901234567892';
const looks = waysIn(import.meta.filename, [
  { language: 'en', theme: 'light', words: en },
  { language: 'zh-Hans', theme: 'dark', words: zhHans },
  { language: 'zh-Hant', theme: 'light', words: zhHant },
]);

describe.skipIf(!chromiumPath()).each(looks)('the piece sold is the one in the hand, in $language, $theme', ({ words, ...look }) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let scanner: CDPSession;
  let she: Typist;
  const numbers = ['SN-0001', 'SN-0002', 'SN-0003', 'SN-0004', 'SN-0005'];
  const chip = (code: string) => page.locator('.lot-chip', { hasText: code });
  const refused = (what: string) => page.getByRole('alert').filter({ hasText: what });
  // These words hold no figures.
  const what = (refusal: RefusalData): string => sayRefusal(look.language, refusal, {} as never).what;
  const clean = async (screen: string, state: string): Promise<void> => {
    await settled(page);
    await picture(page, screen, look, state);
    expect(await seriousFaults(page)).toEqual([]);
  };
  const left = async (): Promise<string[]> => ((await stage.call('lot.list', { variantId: 1 })) as { rows: { code: string }[] }).rows.map(({ code }) => code);

  beforeAll(async () => {
    stage = await openStage(folder);
    await stage.call('shop.create', { ...founding, pricesIncludeTax: true, goLiveAt: stageTime });
    const { locationId } = (await stage.call('location.create', { name: '门店', kind: 'shop', negativePolicy: 'allow', sellable: true })) as { locationId: number };
    await stage.call('product.create', { name: '微单相机 Camera', state: 'active', variants: [{ sku: 'CAM', barcodes: [{ code: camera }], prices: [{ currency: 'CNY', amount: 39_990_000 }] }] });
    await stage.call('lot.track', { variantId: 1, tracking: 'serial' });
    await stage.call('stock.receive', { locationId, lines: [{ variantId: 1, quantity: 5_000, value: 1_250_000, lots: numbers.map((code) => ({ code, quantity: 1_000 })) }] });
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/station/till' });
    scanner = await scannerAt(page);
    she = typistAt(page);
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('the goods ask for their number; a number no piece here has, and one scanned twice, are refused in words', async () => {
    await scan(scanner, camera);
    await she.sees(page.getByText(words.newOrder.askNumber.replace('{{name}}', '微单相机 Camera')));
    await clean('till', 'number-asked');
    await scan(scanner, 'NOBODY');
    await she.sees(refused('NOBODY'));
    await clean('till', 'number-refused');
    await scan(scanner, 'SN-0003');
    await she.sees(chip('SN-0003'));
    await she.seesNo(page.getByRole('alert'));
    await scan(scanner, 'SN-0003');
    await she.sees(refused(what({ code: 'serial.twice', details: { code: 'SN-0003' } })));
    await scan(scanner, `]C1010${camera}21SN-0005`);
    await she.sees(chip('SN-0005'));
    await clean('till', 'numbers');
  });

  test('pieces without a number are not paid for; the number scanned then is theirs', async () => {
    const quantity = page.getByRole('cell').locator('input').first();
    await she.tabTo(quantity);
    await she.press('Control+a');
    await she.type('3');
    await she.press('Tab');
    const missing = words.newOrder.numbers.replace('{{named}}', '2').replace('{{asked}}', '3');
    await she.sees(page.getByText(missing));
    await clean('till', 'number-missing');
    await page.locator('.till-goods [role=combobox]').focus();
    await she.press('Enter');
    await she.isOn(quantity);
    await scan(scanner, 'SN-0001');
    await she.seesNo(page.getByText(missing));
    expect(await quantity.inputValue()).toBe('3');
    // One is put back: its chip takes it off.
    await she.tabTo(chip('SN-0001'));
    await she.press('Enter');
    await she.seesNo(chip('SN-0001'));
    expect(await quantity.inputValue()).toBe('2');
    await page.locator('.till-goods [role=combobox]').focus();
    await she.press('Enter');
    await she.sees(page.getByRole('dialog'));
    await she.press('Enter');
    await she.seesNo(page.getByRole('dialog'));
    await she.seesNo(page.locator('.draft-row'));
    expect(await left()).toEqual(['SN-0001', 'SN-0002', 'SN-0004']);
    await scan(scanner, 'SN-0005');
    await she.sees(refused(what({ code: 'serial.gone', details: { code: 'SN-0005' } })));
    const { rows } = (await stage.call('order.list', {})) as { rows: { id: number }[] };
    await goTo(page, `/orders/${rows[0]!.id}/papers`);
    await she.sees(page.getByText('SN-0003, SN-0005').first());
  });

  test('an order paid at once names its piece as well', async () => {
    await goTo(page, '/orders/new');
    await she.isOn(page.getByRole('combobox').first());
    await page.getByRole('radio', { name: words.newOrder.handovers.cash }).focus();
    await she.press('Space');
    await scan(scanner, 'SN-0004');
    await she.sees(chip('SN-0004'));
    await clean('new-order', 'number');
    await she.press('Control+Enter');
    await she.seesNo(page.locator('.draft-row'));
    expect(await left()).toEqual(['SN-0001', 'SN-0002']);
  });
});
