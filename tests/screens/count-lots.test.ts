import fs from 'node:fs';
import path from 'node:path';
import type { Browser, CDPSession, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { mouseTouches, type Typist, typistAt, watchMouse } from '../support/keyboard.ts';
import { scan, scannerAt } from '../support/scanner.ts';
import { migrations } from '../support/shop.ts';
import { flowLooks, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

const code = '6901234567922';

describe.skipIf(!chromiumPath()).each(flowLooks(import.meta.filename))('cameras are counted by serial number, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let cdp: CDPSession;
  let she: Typist;
  let stocktakeId: number;
  let locationId: number;

  const ask = async <T>(method: string, input: object = {}): Promise<T> => (await stage.call(method, input)) as T;
  const panel = (kind: string): Locator => page.locator(`.scan-panel[data-kind=${kind}]`);
  const looked = async (screen: string, state: string): Promise<void> => {
    await settled(page);
    await picture(page, screen, look, state);
    expect(await seriousFaults(page)).toEqual([]);
  };
  const lots = async (variantId: number): Promise<string[]> => {
    const { places } = await ask<{ places: { lot: string | null }[] }>('lot.places', { variantId });
    return places.flatMap(({ lot }) => (lot === null ? [] : [lot])).toSorted();
  };
  let camera: number;
  /** The lots and pieces that count, as they were read, in the order of their scans. */
  const read = async (): Promise<string[]> => {
    const { rows } = await ask<{ rows: { lot: string | null; undone: boolean }[] }>('stocktake.scans', { stocktakeId });
    return rows.toReversed().flatMap(({ lot, undone }) => (lot === null || undone ? [] : [lot]));
  };

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 60, skus: 12 });
    stage = await openStage(folder);
    const { locations } = await ask<{ locations: { id: number; kind: string }[] }>('location.list');
    locationId = locations.find(({ kind }) => kind !== 'inTransit')!.id;
    const { binId } = await ask<{ binId: number }>('bin.create', { locationId, code: 'T-01' });
    const made = async (name: string, sku: string, tracking: string, barcodes: object[] = []): Promise<number> => {
      const { variants } = await ask<{ variants: [{ id: number }] }>('product.create', { name, state: 'active', variants: [{ sku, barcodes }] });
      await ask('lot.track', { variantId: variants[0].id, tracking });
      return variants[0].id;
    };
    camera = await made('Field camera', 'CAM', 'serial', [{ code }]);
    const milk = await made('Oat milk', 'MILK', 'lot');
    const receive = (variantId: number, quantity: number, value: number, each: object[]) => ask('stock.receive', { locationId, lines: [{ variantId, binId, quantity, value, lots: each }] });
    await receive(camera, 3000, 90_00, ['C-101', 'C-102', 'C-103'].map((serial) => ({ code: serial, quantity: 1000 })));
    await receive(milk, 8000, 16_00, [{ code: 'L-7', quantity: 5000, expiresOn: '2027-04-01' }, { code: 'L-8', quantity: 3000, expiresOn: '2027-05-01' }]);
    stocktakeId = (await ask<{ stocktakeId: number }>('stocktake.plan', { name: 'T', locationId, blind: false, scope: { kind: 'variants', variantIds: [camera, milk] } })).stocktakeId;
    await ask('stocktake.start', { stocktakeId });
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: `/station/count/${stocktakeId}` });
    await watchMouse(page);
    page.setDefaultTimeout(15_000);
    cdp = await scannerAt(page);
    she = typistAt(page);
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(path.resolve(folder), { recursive: true, force: true });
  });

  test('the station shows the serial number it read, and says of one that it was counted already', async () => {
    await she.isOn(page.locator('.scan-field input'));
    await scan(cdp, 'T-01');
    await she.sees(panel('ok').filter({ hasText: 'T-01' }));
    await scan(cdp, `(01)0${code}(21)C-101`);
    await she.sees(panel('ok').filter({ hasText: 'C-101' }));
    await looked('count-station', 'serial');
    await scan(cdp, 'C-101');
    await she.sees(panel('wrong').filter({ hasText: 'C-101' }));
    await she.sees(panel('wrong').locator('.scan-figure', { hasText: /^1$/ }));
    await looked('count-station', 'serial-twice');
    expect(await read()).toEqual(['C-101', 'C-101']);
  });

  test('a piece whose label nobody read says so, and a number nobody knows becomes its own by +', async () => {
    await scan(cdp, code);
    await she.sees(panel('ok').filter({ hasText: 'CAM' }).locator('.scan-figure', { hasText: /^2$/ }));
    await looked('count-station', 'serial-unread');
    await scan(cdp, 'C-900');
    await she.sees(panel('unknown').filter({ hasText: 'C-900' }));
    await she.press('+');
    await she.sees(panel('ok').filter({ hasText: 'C-900' }).locator('.scan-figure', { hasText: /^2$/ }));
    await scan(cdp, code);
    await she.sees(panel('ok').locator('.scan-figure', { hasText: /^3$/ }));
    await scan(cdp, 'L-7');
    await she.sees(panel('ok').filter({ hasText: 'L-7' }));
    await she.type('4');
    await she.press('Enter');
    await she.sees(panel('ok').filter({ hasText: 'L-7' }).locator('.scan-figure', { hasText: /^4$/ }));
    await scan(cdp, 'L-8');
    await she.sees(panel('ok').filter({ hasText: 'L-8' }));
    await she.type('3');
    await she.press('Enter');
    await she.sees(panel('ok').filter({ hasText: 'L-8' }).locator('.scan-figure', { hasText: /^7$/ }));
    expect(await read()).toEqual(['C-101', 'C-101', 'C-900', 'L-7', 'L-8']);
  });

  test('the review names what is missing and found, asks which a piece is, and N says it', async () => {
    await ask('stocktake.finish', { stocktakeId });
    await she.press('Escape');
    await she.sees(page.locator('.figures'));
    await she.sees(page.locator('[role=row]', { hasText: 'L-7' }));
    const rows = page.locator('[role=row]', { hasText: 'Field camera' });
    await she.sees(rows);
    await looked('count-review', 'lots');
    for (let moves = 0; moves < 3 && (await page.locator('[role=row][data-cursor]', { hasText: 'Field camera' }).count()) === 0; moves += 1) await she.press('ArrowDown');
    await she.press('n');
    await she.isOn(page.locator('[role=dialog] textarea').first());
    await she.type('C-103');
    await looked('count-review', 'which');
    await she.press('Control+Enter');
    await she.seesNo(page.locator('[role=dialog]'));
    await she.sees(rows.filter({ hasText: 'C-102' }).filter({ hasText: 'C-900' }));
    await she.press(' ');
    await she.sees(page.locator('.peek', { hasText: 'C-102' }));
    await looked('count-review', 'lots-peek');
    await she.press('Escape');
    await she.seesNo(page.locator('.peek'));
    expect(await lots(camera)).toEqual(['C-101', 'C-102', 'C-103']);
  });

  test('both are accepted and posted: the missing piece is gone, the found one is there', async () => {
    const open = page.locator('[role=row].grid-row').filter({ hasText: 'T-01' });
    for (const left of [1, 0]) {
      await she.press('a');
      await expect.poll(() => open.count(), { timeout: 15_000 }).toBe(left);
    }
    await she.press('Control+Enter');
    await expect.poll(() => lots(camera), { timeout: 15_000 }).toEqual(['C-101', 'C-103', 'C-900']);
    await looked('count-review', 'lots-posted');
    expect(await mouseTouches(page)).toBe(0);
  });
});
