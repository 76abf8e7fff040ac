import fs from 'node:fs';
import path from 'node:path';
import type { Browser, CDPSession, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openReader } from '../../main/database/connection.ts';
import { shopFileName } from '../../main/database/shop-file.ts';
import { en } from '../../renderer/app/languages/en.ts';
import { zhHans } from '../../renderer/app/languages/zh-hans.ts';
import { zhHant } from '../../renderer/app/languages/zh-hant.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { mouseTouches, type Typist, typistAt, watchMouse } from '../support/keyboard.ts';
import { scan, scannerAt, strike } from '../support/scanner.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

const camera = '6901234567892';
const milk = '6901234567908';
const looks = waysIn(import.meta.filename, [
  { language: 'en', theme: 'light', words: en },
  { language: 'zh-Hans', theme: 'dark', words: zhHans },
  { language: 'zh-Hant', theme: 'light', words: zhHant },
]);

interface Lots {
  rows: { code: string; sku: string; onHand: number; onHold: number; expiresOn: string | null }[];
}

describe.skipIf(!chromiumPath()).each(looks)('goods followed by lot and by number come in, in $language, $theme', ({ words, ...look }) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let scanner: CDPSession;
  let she: Typist;
  const says = words.receiving;
  const panel = (kind: 'ok' | 'over' | 'wrong' | 'unknown', text: string): Locator => page.locator(`.scan-panel[data-kind=${kind}]`, { hasText: text });
  const line = (name: string): Locator => page.locator('.received-line', { hasText: name });
  const clean = async (state: string): Promise<void> => {
    await settled(page);
    await picture(page, 'receiving-followed', look, state);
    expect(await seriousFaults(page)).toEqual([]);
  };
  const lots = async (): Promise<Lots['rows']> => ((await stage.call('lot.list', {})) as Lots).rows;

  beforeAll(async () => {
    stage = await openStage(folder);
    await stage.call('shop.create', { ...founding, firstLocation: '店面', goLiveAt: stageTime });
    await stage.call('supplier.create', { name: '威海光学 Weihai Optics' });
    for (const [sku, name, code, tracking] of [['CAM', '微单相机 Camera', camera, 'serial'], ['MILK', '鲜牛奶 Fresh milk', milk, 'lot'], ['FREE', '擦镜布 Lens cloth', '6901234567915', 'none']] as const) {
      const { variants } = (await stage.call('product.create', { name, state: 'active', variants: [{ sku, barcodes: [{ code }] }] })) as { variants: { id: number }[] };
      await stage.call('lot.track', { variantId: variants[0]!.id, tracking });
      if (sku !== 'FREE') await stage.call('agreement.add', { supplierId: 1, variantId: variants[0]!.id, fromQuantity: 0, price: 100_000, validFromOn: '2026-01-01', validThroughOn: null });
    }
    await stage.call('purchaseOrder.create', { supplierId: 1, lines: [{ variantId: 1, quantity: 3_000 }, { variantId: 2, quantity: 4_000 }] });
    await stage.call('purchaseOrder.place', { purchaseOrderId: 1 });
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/purchasing/1', before: watchMouse });
    scanner = await scannerAt(page);
    she = typistAt(page);
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('numbers are scanned one after another, each once; a GS1 label says its own', async () => {
    await she.press('r');
    await she.sees(page.locator('.station'));
    await scan(scanner, camera);
    await she.sees(panel('wrong', says.numbersWanted));
    await clean('numbers');
    await scan(scanner, 'SN-0001');
    await she.sees(panel('ok', 'SN-0001'));
    await scan(scanner, 'SN-0002');
    await she.sees(panel('ok', 'SN-0002'));
    await scan(scanner, 'SN-0001');
    await she.sees(panel('wrong', says.twice));
    await clean('twice');
    await scan(scanner, `]C1010${camera}21SN-0003`);
    await she.sees(panel('ok', 'SN-0003'));
    expect(await line('Camera').textContent()).toContain('SN-0003');
  });

  test('a lot and its day are scanned or typed; what still lacks one is not taken in, and asked for at its line', async () => {
    await scan(scanner, milk);
    await she.sees(panel('wrong', says.lotWanted));
    await clean('lot');
    await she.press('Control+Enter');
    await she.sees(page.getByRole('dialog'));
    await she.isOn(page.getByLabel(says.lot, { exact: true }));
    await clean('ask');
    await she.type('L-0811');
    await she.tabTo(page.getByLabel(says.until, { exact: true }));
    await she.type('11302026');
    await she.press('Control+Enter');
    await she.seesNo(page.getByRole('dialog'));
    await she.sees(panel('ok', says.named));
    await she.sees(line('L-0811'));
    await scan(scanner, `]C1010${milk}17270131${'10'}L-0900`);
    await she.sees(panel('ok', 'L-0900'));
    await she.press('d');
    await scan(scanner, milk);
    await she.sees(line('L-0900 × 2'));
    await clean('lots');
    await she.press('Control+Enter');
    await she.sees(page.locator('.trail, h1').first());
    await she.seesNo(page.locator('.station'));
    expect((await lots()).map(({ code, onHand, onHold, expiresOn }) => [code, onHand / 1000, onHold / 1000, expiresOn])).toEqual([
      ['L-0811', 1, 0, '2026-11-30'], ['L-0900', 2, 1, '2027-01-31'], ['SN-0001', 1, 0, null], ['SN-0002', 1, 0, null], ['SN-0003', 1, 0, null],
    ]);
  });

  test('from the receipts, goods of a supplier come in without an order: its note, its cost, its numbers', async () => {
    await goTo(page, '/purchasing/receipts');
    await she.press('n');
    await she.isOn(page.getByRole('combobox'));
    await clean('supplier');
    await she.type('weihai');
    await she.sees(page.getByRole('option'));
    await she.press('Enter');
    await she.sees(page.locator('.station-place strong', { hasText: 'Weihai' }));
    await scan(scanner, '6901234567915');
    await she.sees(panel('ok', 'Lens cloth'));
    await she.press('Control+Enter');
    // Nobody agreed a price for them.
    await she.sees(page.getByRole('dialog'));
    await she.tabTo(page.getByLabel(says.cost, { exact: true }));
    await she.type('12.5');
    await clean('cost');
    await she.press('Control+Enter');
    await she.seesNo(page.getByRole('dialog'));
    await scan(scanner, camera);
    await scan(scanner, 'SN-0002');
    await she.sees(panel('wrong', says.here));
    await scan(scanner, 'SN-0004');
    await she.sees(panel('ok', 'SN-0004'));
    await she.press('e');
    await she.isOn(page.getByRole('dialog').locator('textarea:focus'));
    await she.type('SN-0005');
    await she.press('Enter');
    await she.type('SN-0004');
    await she.tabTo(page.getByLabel(says.announced, { exact: true }));
    await she.type('3');
    await she.press('Control+Enter');
    await she.sees(page.getByRole('dialog').locator('textarea').filter({ hasText: /^SN-0004$/ }));
    await clean('typed');
    await she.press('Escape');
    await she.seesNo(page.getByRole('dialog'));
    await clean('without');
    await she.press('Control+Enter');
    await she.sees(page.locator('.peek'));
    await clean('receipt');
    const { rows } = (await stage.call('purchaseReceipt.list', {})) as { rows: { purchaseOrderId: number | null; quantity: number; value: number }[] };
    expect(rows[0]).toMatchObject({ purchaseOrderId: null, quantity: 3_000, value: 12_50 + 20_00 });
    expect(((await stage.call('supplierClaim.list')) as { rows: { kind: string; quantity: number }[] }).rows[0]).toMatchObject({ kind: 'short', quantity: 1_000 });
  });

  test('a code nobody knows is given to its goods at the station; goods that came before others left say what they change before they are taken in', async () => {
    await stage.call('stock.adjust', { locationId: 1, reason: 'sample', lines: [{ variantId: 3, quantity: -1_000 }] });
    await goTo(page, '/purchasing/receipts');
    await she.press('n');
    await she.isOn(page.getByRole('combobox'));
    await she.type('weihai');
    await she.sees(page.getByRole('option'));
    await she.press('Enter');
    await she.sees(page.locator('.station-place strong', { hasText: 'Weihai' }));
    // Its supplier prints another code by now: whose it is, is said at the station, and the piece counts.
    await scan(scanner, '5901234123457');
    await she.sees(panel('unknown', says.unknown));
    await clean('unknown');
    await she.press('l');
    await she.sees(page.getByRole('dialog'));
    await scan(scanner, '6901234567915');
    await page.locator('[role=radio][aria-checked=true]', { hasText: 'FREE' }).waitFor();
    await she.press('Control+Enter');
    await she.seesNo(page.getByRole('dialog'));
    await she.sees(panel('ok', 'Lens cloth'));
    await she.press('e');
    await she.tabTo(page.getByRole('dialog').getByLabel(says.cost, { exact: true }));
    await she.type('9');
    await she.press('Control+Enter');
    await she.seesNo(page.getByRole('dialog'));
    await she.press('o');
    await she.isOn(page.locator('input[type=date]'));
    await page.locator('input[type=date]').fill('2026-11-20');
    // The cloth given away cost 12.50, and 9.00 had this one been known.
    await she.sees(page.locator('.late-preview .movement', { hasText: '9.00' }));
    expect(await page.locator('.late-preview .movement').textContent()).toContain('12.50');
    await clean('late');
    await she.press('Control+Enter');
    await she.sees(page.locator('.peek'));
    expect((await stage.call('stock.layers', { variantId: 3 })) as object).toMatchObject({ value: 12_50 });
  });

  test.runIf(look.language === looks[0]?.language)('five hundred numbers come in with one delivery, scan after scan without a form', { timeout: 240_000 }, async () => {
    const { purchaseOrderId } = (await stage.call('purchaseOrder.create', { supplierId: 1, lines: [{ variantId: 1, quantity: 500_000 }] })) as { purchaseOrderId: number };
    await stage.call('purchaseOrder.place', { purchaseOrderId });
    await goTo(page, `/purchasing/${purchaseOrderId}`);
    await she.press('r');
    await she.sees(page.locator('.station'));
    await scan(scanner, camera);
    await she.sees(panel('wrong', says.numbersWanted));
    const codes = Array.from({ length: 500 }, (_one, index) => `C-${String(index).padStart(4, '0')}`);
    for (const code of codes) await strike(scanner, code);
    await she.sees(panel('ok', codes.at(-1)!));
    await clean('five-hundred');
    await she.press('Control+Enter');
    await she.seesNo(page.locator('.station'));
    const { rows } = (await stage.call('purchaseReceipt.list', {})) as { rows: { quantity: number }[] };
    expect(rows[0]!.quantity).toBe(500_000);
    const reader = openReader(path.join(folder, shopFileName));
    expect(reader.raw.prepare("select code from lot where code like 'C-%' order by code").pluck().all()).toEqual(codes);
    reader.close();
  });

  test('and it is said in the palette; no mouse was touched', async () => {
    await she.say(says.goWithout, says.goWithout);
    await she.isOn(page.getByRole('combobox'));
    await she.press('Escape');
    await she.seesNo(page.locator('.station'));
    expect(await mouseTouches(page)).toBe(0);
    expect((await stage.call('proof.run')) as { proofs: { faults: unknown[] }[] }).toSatisfy(({ proofs }: { proofs: { faults: unknown[] }[] }) => proofs.every(({ faults }) => faults.length === 0));
  });
});
