import fs from 'node:fs';
import type { Browser, CDPSession, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../../renderer/app/languages/en.ts';
import { zhHans } from '../../renderer/app/languages/zh-hans.ts';
import { newStageFolder, openStage, picture, putOn, seriousFaults, settled, type Stage, stageTime, waysIn } from '../screens/stage.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding, noWorld } from '../support/door.ts';
import { counted, type CountedTypist, mouseTouches, typistAt, watchMouse } from '../support/keyboard.ts';
import { scan, scannerAt } from '../support/scanner.ts';

/** The most strokes each step of the clerk's day may take; a scan is one, a PIN is one, an amount typed in one go is one. */
const most = { plan: 6, amount: 3, uncounted: 1, recount: 1, approve: 3, post: 1, reverse: 3 };

const readers = waysIn(import.meta.filename, [
  { language: 'en', theme: 'light', words: en },
  { language: 'zh-Hans', theme: 'dark', words: zhHans },
]);

const time = { now: stageTime };
const tea = '6901234567892';
const cups = '6901234567908';

describe.skipIf(!chromiumPath()).each(readers)('a large difference is counted again by somebody else and approved, at one laptop, in $language', ({ words, ...look }) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let cdp: CDPSession;
  let she: CountedTypist;

  const ask = async <T>(method: string, input: object = {}): Promise<T> => (await stage.call(method, input)) as T;
  const panel = (kind: string, text: string): Locator => page.locator(`.scan-panel[data-kind=${kind}]`, { hasText: text });
  const scans = (code: string): Promise<void> => she.scans(() => scan(cdp, code));
  const row = (name: string): Locator => page.locator('[role=row]', { hasText: name });
  const onHand = async (): Promise<number[]> => (await ask<{ rows: { onHand: number }[] }>('stock.list')).rows.map((one) => one.onHand);
  const worth = async (): Promise<number> => (await ask<{ value: number }>('stock.valuation')).value;
  const clean = async (screen: string, state: string): Promise<void> => {
    await settled(page);
    await picture(page, screen, look, state);
    expect(await seriousFaults(page)).toEqual([]);
  };
  /** Down to the name, the PIN, Enter. */
  const signsIn = async (name: string, pin: string): Promise<void> => {
    await she.sees(page.locator('[role=dialog] [role=radio]').first());
    const chosen = page.locator('[role=dialog] [role=radio][aria-checked=true]', { hasText: name });
    // Each press shows where the next one starts.
    // oxlint-disable-next-line no-await-in-loop
    for (let tries = 0; tries < 6 && (await chosen.count()) === 0; tries += 1) await she.press('ArrowDown');
    await she.isOn(page.locator('[role=dialog] input[type=password]'));
    await she.type(pin);
    await she.press('Enter');
    await she.seesNo(page.locator('[role=dialog]'));
  };
  const takesOver = async (name: string, pin: string): Promise<void> => {
    await she.press('F4');
    await signsIn(name, pin);
    await she.sees(page.locator('.station-head', { hasText: name }));
    await she.isOn(page.locator('.scan-field input'));
  };
  /** The bin, one scan and the whole amount after it. */
  const counts = async (code: string, name: string, amount: string): Promise<void> => {
    she.strokes();
    await scans(code);
    await she.sees(panel('ok', name));
    await page.waitForTimeout(300);
    await she.type(amount);
    await page.waitForTimeout(300);
    await she.press('Enter');
    await she.sees(page.locator('.scan-figure', { hasText: new RegExp(`^${amount}$`) }));
    expect(she.strokes()).toBeLessThanOrEqual(most.amount);
  };

  beforeAll(async () => {
    time.now = stageTime;
    stage = await openStage(folder, { now: () => time.now, platform: noWorld });
    await ask('shop.create', { ...founding, firstLocation: '店面', goLiveAt: stageTime });
    const { binId } = await ask<{ binId: number }>('bin.create', { locationId: 1, code: 'A-01' });
    for (const [sku, name, code] of [['TEA', 'Longjing green tea', tea], ['CUP', 'Celadon cups', cups]] as const) await ask('product.create', { name, state: 'active', variants: [{ sku, barcodes: [{ code }] }] });
    await ask('stock.receive', { locationId: 1, lines: [{ variantId: 1, binId, quantity: 20_000, value: 1_200_00 }, { variantId: 2, binId, quantity: 6_000, value: 90_00 }] });
    for (const [name, role, pin] of [['Wei', 'clerk', '1111'], ['Bo', 'clerk', '2222'], ['Mei', 'manager', '2468']] as const) {
      const { userId } = await ask<{ userId: number }>('user.add', { name, role });
      await ask('session.setPin', { userId, pin });
    }
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/', before: watchMouse });
    page.setDefaultTimeout(8000);
    cdp = await scannerAt(page);
    she = counted(typistAt(page));
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('the owner plans it in six keys and hands the scanner over', async () => {
    she.strokes();
    await she.press('g', 'n', 'n');
    await she.sees(page.locator('[role=dialog]'));
    await she.press('Control+Enter');
    await she.sees(page.locator('.station'));
    expect(she.strokes()).toBeLessThanOrEqual(most.plan);
    await takesOver('Wei', '1111');
  });

  test('a scan and an amount are three strokes, what is not counted is one', async () => {
    await scans('A-01');
    await she.sees(panel('ok', 'A-01'));
    await counts(tea, 'Longjing', '18');
    await she.press('Escape');
    await she.sees(row('Celadon'));
    she.strokes();
    await she.press('l');
    await she.seesNo(row('Celadon'));
    expect(she.strokes()).toBeLessThanOrEqual(most.uncounted);
    await she.press('Control+Enter');
    await she.sees(row('Longjing'));
    expect(await row('Longjing').textContent()).toContain(words.counts.lineStates.recount);
  });

  test('somebody else counts it again and is not told what was found; C leads there', async () => {
    she.strokes();
    await she.press('c');
    await she.sees(page.locator('.station'));
    expect(she.strokes()).toBeLessThanOrEqual(most.recount);
    // A second count is made after the first was over.
    time.now += 60_000;
    await putOn(page, time.now);
    await takesOver('Bo', '2222');
    expect(await page.locator('.station').textContent()).not.toMatch(/\b18\b/);
    await scans('A-01');
    await she.sees(panel('ok', 'A-01'));
    await counts(tea, 'Longjing', '18');
    await clean('count-station', 'again');
    await she.press('Escape');
    await she.sees(page.locator('.figures'));
    await she.press('Control+Enter');
    await she.sees(row('Longjing').filter({ hasText: '−2' }));
  });

  test('the clerk decides with a letter, a manager approves with V and a PIN, and at her own session posts with one key', async () => {
    await she.press('s');
    await expect.poll(async () => (await ask<{ totals: { waiting: { approve: number } } }>('stocktake.review', { stocktakeId: 1 })).totals.waiting.approve).toBe(1);
    await she.sees(row('Longjing').filter({ hasText: words.counts.lineStates.approve }));
    she.strokes();
    await she.press('v');
    await she.isOn(page.locator('[role=dialog] input[type=password]'));
    await clean('count-review', 'approve');
    await she.type('2468');
    await she.press('Enter');
    await she.sees(page.getByText(words.counts.ready));
    expect(she.strokes()).toBeLessThanOrEqual(most.approve);
    await she.press('g', 'u');
    await signsIn('Mei', '2468');
    await she.sees(page.locator('.status-fact', { hasText: 'Mei' }));
    she.strokes();
    await she.press('Control+Enter');
    await she.sees(page.locator('.head .tag', { hasText: words.counts.states.posted }));
    expect(she.strokes()).toBeLessThanOrEqual(most.post);
    expect([await onHand(), await worth()]).toEqual([[6_000, 18_000], 1_170_00]);
  });

  test('and all of it is taken back in three strokes, to the cent', async () => {
    she.strokes();
    await she.press('Control+Backspace');
    await she.sees(page.locator('[role=dialog]'));
    await she.press('Tab', 'Enter');
    await she.sees(page.locator('.head .tag', { hasText: words.counts.reversedState }));
    expect(she.strokes()).toBeLessThanOrEqual(most.reverse);
    expect([await onHand(), await worth()]).toEqual([[6_000, 20_000], 1_290_00]);
    expect(await mouseTouches(page)).toBe(0);
    const { proofs } = await ask<{ proofs: { faults: unknown[] }[] }>('proof.run');
    expect(proofs.every(({ faults }) => faults.length === 0)).toBe(true);
  });
});
