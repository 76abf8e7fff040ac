/**
 * The accountant's month end in the demo shop, row by row as the plan of the month has it, by real keys in Chromium: what was
 * paid out, the bank from its file, goods without a bill, returns, accruals, tax, recurring entries, platforms, the result, the
 * export, the lock and the paper with the head of the record. Forty strokes in all.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Download, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { type Connection, openReader } from '../../main/database/connection.ts';
import { en } from '../../renderer/app/languages/en.ts';
import { zhHans } from '../../renderer/app/languages/zh-hans.ts';
import { monthItemIds, type MonthItem } from '../../shared/reporting/month-close.rules.ts';
import { newStageFolder, openStage, seriousFaults, settled, type Stage, stageTime, waysIn } from '../screens/stage.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { counted, type CountedTypist, mouseTouches, typistAt, watchMouse } from '../support/keyboard.ts';
import { migrations } from '../support/shop.ts';

/** The whole month of a clean shop may take so many, and each job so many of them. */
const most = 40;
const plan = { open: 3, payouts: 1, bank: 12, review: 3, accruals: 4, tax: 3, platforms: 1, result: 3, export: 5, lock: 1, paper: 1 };

/** In Chinese the palette is asked in pinyin initials. */
const readers = waysIn(import.meta.filename, [
  { language: 'en', theme: 'light', words: en, close: 'close the month' },
  { language: 'zh-Hans', theme: 'dark', words: zhHans, close: 'ymjz' },
]);

describe.skipIf(!chromiumPath()).each(readers)('the month end of an accountant by keyboard alone, in $language', { timeout: 300_000 }, ({ language, theme, words, close }) => {
  const folder = newStageFolder();
  const spent: Record<string, number> = {};
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let she: CountedTypist;
  let file: Connection;

  const ask = async <T>(method: string, input: object = {}): Promise<T> => (await stage.call(method, input)) as T;
  const heading = (name: string): Locator => page.getByRole('heading', { level: 1, name });
  const dialog = (): Locator => page.locator('[role=dialog]');
  const row = (item: MonthItem): Locator => page.locator('[role=row]', { hasText: words.month.items[item] });
  /** Every row that needs somebody has the cursor in its turn. */
  const standsOn = async (item: MonthItem): Promise<void> => she.sees(page.locator('[role=row][data-cursor]', { hasText: words.month.items[item] }));
  const isDone = async (item: MonthItem): Promise<void> => she.sees(row(item).filter({ hasText: words.month.rowStates.done }));
  const looks = async (item: MonthItem): Promise<void> => {
    await standsOn(item);
    await she.press('a');
    await isDone(item);
  };
  const back = async (): Promise<void> => {
    await she.press('0');
    await she.sees(heading(words.month.title));
    await settled(page);
  };
  const clean = async (): Promise<void> => {
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
  };
  /** The strokes a job took. */
  const took = (job: keyof typeof plan): number => (spent[job] = she.strokes());

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 160, skus: 20, days: 70, seed: 5 });
    stage = await openStage(folder);
    file = openReader(path.join(folder, 'shop.db'));
    // The months before were closed in their turn.
    for (;;) {
      const { due } = await ask<{ due: { throughOn: string } | null }>('closing.list', undefined as never);
      if (!due || due.throughOn >= '2026-10-31') break;
      await ask('closing.close', { throughOn: due.throughOn });
    }
    browser = await launchChromium();
    page = await stage.open(browser, { language, theme, at: '/', before: (blank) => watchMouse(blank) });
    page.setDefaultTimeout(30_000);
    she = counted(typistAt(page));
    // Grace Chen keeps the books.
    await she.press('g', 'u');
    await she.sees(dialog().locator('[role=radio]', { hasText: 'Grace Chen' }));
    await she.press('ArrowDown');
    await she.sees(dialog().locator('[role=radio][aria-checked=true]', { hasText: 'Grace Chen' }));
    await she.tabTo(dialog().locator('button[type=submit]'));
    await she.press('Enter');
    await she.seesNo(dialog());
    await she.sees(page.locator('.status-bar', { hasText: 'Grace Chen' }));
    await settled(page);
    she.strokes();
  }, 400_000);
  afterAll(async () => {
    file.close();
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('the checklist opens on the first thing to see to; what is proved already stands green', async () => {
    await she.say(close, words.month.go);
    await she.sees(heading(words.month.title));
    await isDone('record');
    await standsOn('payouts');
    for (const item of ['stock', 'ageing', 'credit', 'statements', 'numbers', 'counts', 'drawers'] as const) await isDone(item);
    await clean();
    expect(took('open')).toBeLessThanOrEqual(plan.open);
  });

  test('1 · what channels still hold is looked at, order by order', async () => {
    await she.sees(page.locator('.peek', { hasText: words.month.oldest }));
    await looks('payouts');
    expect(took('payouts')).toBeLessThanOrEqual(plan.payouts);
  });

  test('2 · the bank: its file comes in, what the books knew is linked, the rent is booked, and both agree', async () => {
    await standsOn('bank');
    await she.press('Enter');
    await she.sees(page.getByText(words.banking.neverReconciled));
    await she.press('i');
    await she.sees(dialog());
    await she.scans(() => page.locator('[role=dialog] input[type=file]').setInputFiles(path.join(folder, 'bank-2026-10.ofx')));
    await she.sees(dialog().locator('[role=status]', { hasText: 'OFX' }));
    await she.press('Control+Enter');
    await she.seesNo(dialog());
    await she.sees(page.locator('[role=row]', { hasText: 'Lakeside Property' }));
    expect(await page.locator('[role=grid] [role=row][aria-rowindex]').count()).toBe(2);
    await settled(page);
    await she.press('e');
    await she.isOn(dialog().locator('input').first());
    await she.type('560201');
    await she.press('ArrowDown', 'Enter', 'Control+Enter');
    await she.seesNo(dialog());
    await settled(page);
    await she.press('r');
    await she.sees(dialog().getByText(words.banking.agree));
    await clean();
    await she.press('Control+Enter');
    await she.seesNo(dialog());
    await back();
    await isDone('bank');
    expect(took('bank')).toBeLessThanOrEqual(plan.bank);
  });

  test('3–6 · goods without their bill, orders not shipped, returns: each with its documents beside it', async () => {
    for (const item of ['unbilled', 'returns'] as const) if ((await row(item).filter({ hasText: words.month.rowStates.look }).count()) > 0) await looks(item);
    await isDone('deposits');
    expect(took('review')).toBeLessThanOrEqual(plan.review);
  });

  test('10 and 13 · the freight that is billed later is accrued, comes off the day after, and nothing recurring waits', async () => {
    await standsOn('accruals');
    await she.press('Enter');
    await she.sees(page.locator('[role=row]', { hasText: 'Freight accrued' }));
    await clean();
    await she.press('a');
    await she.sees(page.locator('.toast'));
    await back();
    await isDone('recurring');
    await looks('accruals');
    const { runs } = await ask<{ runs: { dueOn: string; oppositeNumber: string | null }[] }>('recurring.list', {});
    expect(runs).toMatchObject([{ dueOn: '2026-10-31', oppositeNumber: expect.stringMatching(/^JE-/) as string }]);
    expect(took('accruals')).toBeLessThanOrEqual(plan.accruals);
  });

  test('12 · the boxes of the return are drilled: its lines are what the tax accounts moved', async () => {
    await standsOn('tax');
    await she.press('Enter');
    await she.sees(heading(words.tax.title));
    await clean();
    await back();
    await looks('tax');
    expect(took('tax')).toBeLessThanOrEqual(plan.tax);
  });

  test('14 · what platforms report is compared with the books', async () => {
    await looks('platforms');
    expect(took('platforms')).toBeLessThanOrEqual(plan.platforms);
  });

  test('15 · the result of the month goes into the profit of the year, and the statements still tie', async () => {
    await standsOn('result');
    await she.press('Enter');
    await she.sees(heading(words.closing.title));
    await settled(page);
    await she.press('l');
    await she.sees(page.locator('[role=row]', { hasText: words.closing.stands }).nth(1));
    await back();
    await isDone('result');
    await isDone('statements');
    expect(took('result')).toBeLessThanOrEqual(plan.result);
  });

  test('16 · the books are handed over as one page that proves itself', async () => {
    await standsOn('exporting');
    await she.press('Enter');
    await she.sees(heading(words.exporting.title));
    await she.press('Control+Enter');
    await she.sees(page.locator('button', { hasText: words.exporting.save }));
    const saved = page.waitForEvent('download');
    await she.press('Control+Enter');
    expect((await saved).suggestedFilename()).toContain('2026-10');
    await back();
    await looks('exporting');
    expect(took('export')).toBeLessThanOrEqual(plan.export);
  });

  test('17 · one key proves everything once more and locks the month', async () => {
    await she.sees(page.getByText(words.month.states.open, { exact: true }));
    await she.press('l');
    await she.sees(page.locator('.head .tag', { hasText: words.month.states.locked }));
    await she.sees(page.locator('[data-lock=lock]'));
    await clean();
    const closed = file.raw.prepare('select m.throughOn, u.name from monthClose m join command c on c.id = m.commandId join user u on u.id = c.userId').all();
    expect(closed).toEqual([{ throughOn: '2026-10-31', name: 'Grace Chen' }]);
    expect(took('lock')).toBeLessThanOrEqual(plan.lock);
  });

  test('18 · its paper prints the head of the record, to be scanned', async () => {
    const saved: Promise<Download> = page.waitForEvent('download');
    await she.press('p');
    const pdf = fs.readFileSync(await (await saved).path());
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.byteLength).toBeGreaterThan(10_000);
    expect(took('paper')).toBeLessThanOrEqual(plan.paper);
  });

  test('all of it took at most forty strokes and no mouse, every row is green, and the books prove', async () => {
    const total = Object.values(spent).reduce((sum, strokes) => sum + strokes, 0);
    // oxlint-disable-next-line no-console
    console.log(`month end in ${language}: ${total} strokes`, spent);
    expect(total).toBeLessThanOrEqual(most);
    expect(await mouseTouches(page)).toBe(0);
    const { rows } = await ask<{ rows: { item: string; state: string }[] }>('month.get', { on: '2026-10-31' });
    expect(rows.map(({ item }) => item)).toEqual(monthItemIds);
    expect(rows.filter(({ state }) => state === 'look' || state === 'stop')).toEqual([]);
    const { proofs } = await ask<{ proofs: { id: string; faults: unknown[] }[] }>('proof.run');
    expect(proofs.filter(({ faults }) => faults.length > 0)).toEqual([]);
  });
});
