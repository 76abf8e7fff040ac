import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { type Typist, typistAt } from '../support/keyboard.ts';
import { flowLooks, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

describe.skipIf(!chromiumPath()).each(flowLooks(import.meta.filename))('an entry by hand, by keyboard, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let she: Typist;
  const ask = async <T>(method: string, input: object = {}): Promise<T> => (await stage.call(method, input)) as T;
  const looked = async (state: string): Promise<void> => {
    await settled(page);
    await picture(page, 'journal', look, state);
    expect(await seriousFaults(page)).toEqual([]);
  };
  const dialog = () => page.locator('[role=dialog]');
  const entries = async () => (await ask<{ rows: { entryId: number; reversesId: number | null; total: number; memo: { values: Record<string, string> } }[] }>('journal.list', {})).rows;
  /** Chooses an account in the field that has the focus, by its code. */
  const account = async (nth: number, code: string): Promise<void> => {
    await dialog().locator('input[role=combobox], input[aria-haspopup=listbox]').nth(nth).focus();
    await she.type(code);
    await page.locator('[role=option]:visible', { hasText: code }).first().waitFor();
    await she.press('ArrowDown', 'Enter');
  };
  const amount = async (nth: number, text: string): Promise<void> => {
    await dialog().locator('input[inputmode=decimal]').nth(nth).focus();
    await she.type(text);
  };

  beforeAll(async () => {
    stage = await openStage(folder);
    browser = await launchChromium();
    await ask('shop.create', { ...founding, firstLocation: '店面', goLiveAt: stageTime - 60 * 24 * 3600_000 });
    page = await stage.open(browser, { ...look, at: '/money/journal' });
    she = typistAt(page);
  }, 120_000);
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('its lines are typed; unequal sides are refused with both sums, equal ones posted, and it opens with a place for its papers', async () => {
    await page.locator('main h2').first().waitFor();
    await she.press('n');
    await dialog().waitFor();
    await she.type('Shop rent');
    await account(0, '6900');
    await amount(0, '1200');
    // The cost centre of the first line stands between.
    await account(2, '1010');
    await amount(3, '1000');
    await looked('writing');
    await she.press('Control+Enter');
    await dialog().locator('[role=alert]').waitFor();
    await looked('unequal');
    expect(await entries()).toEqual([]);
    await dialog().locator('input[inputmode=decimal]').nth(3).fill('1200');
    await she.press('Control+Enter');
    await page.locator('.peek', { hasText: 'Shop rent' }).waitFor();
    expect((await entries()).map(({ total }) => total)).toEqual([120_000]);
    await page.locator('.peek input[type=file]').setInputFiles({ name: 'rent.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n') });
    await page.locator('.peek', { hasText: 'rent.pdf' }).waitFor();
    await looked('byHand');
  });

  test('C begins another with its lines, U takes it back for a reason, and both stay', async () => {
    await page.locator('.peek .bottom-line').waitFor();
    await she.press('c');
    await dialog().waitFor();
    await expect.poll(() => dialog().locator('input[inputmode=decimal]').first().inputValue()).toMatch(/1,?200/);
    await looked('copied');
    await she.press('Control+Enter');
    await dialog().waitFor({ state: 'hidden' });
    await expect.poll(async () => (await entries()).map(({ total }) => total)).toEqual([120_000, 120_000]);
    await page.locator('.peek .bottom-line').waitFor();
    await she.press('u');
    await dialog().waitFor();
    await she.type('typed twice');
    await looked('reversing');
    await she.press('Control+Enter');
    await dialog().waitFor({ state: 'hidden' });
    await expect.poll(async () => (await entries()).filter(({ reversesId }) => reversesId !== null).length).toBe(1);
    await looked('reversed');
  });

  test('it begins with an entry that comes again', async () => {
    const accounts = await ask<{ ledgerAccountId: number; code: string }[]>('account.list', undefined as never);
    const idOf = (code: string): number => accounts.find((one) => one.code === code)!.ledgerAccountId;
    await ask('recurring.add', { name: 'Depreciation of shelves', startsOn: '2026-12-01', lines: [{ ledgerAccountId: idOf('6900'), amount: 25_000 }, { ledgerAccountId: idOf('3100'), amount: -25_000 }] });
    await page.evaluate(() => { location.hash = '/money'; });
    await settled(page);
    await page.evaluate(() => { location.hash = '/money/journal'; });
    await page.locator('[role=row][tabindex="0"]').first().waitFor();
    await settled(page);
    await she.press('n');
    // The field the dialog begins with takes the focus once it stands there.
    await dialog().locator('input:focus').waitFor();
    await settled(page);
    await account(0, 'Depreciation');
    await expect.poll(() => dialog().locator('input[inputmode=decimal]').first().inputValue()).toMatch(/250/);
    await looked('template');
    await she.press('Control+Enter');
    await expect.poll(async () => (await entries()).filter(({ total }) => total === 25_000).length).toBe(1);
  });

  test('A is refused to whoever wrote it, and W lists what waits for somebody else', async () => {
    await page.locator('.peek .bottom-line').waitFor();
    await she.press('a');
    await page.locator('.peek [role=alert]').waitFor();
    await looked('ownReview');
    await she.press('w');
    // Of the two rents one was reversed.
    await expect.poll(() => page.locator('[role=row]', { hasText: 'Shop rent' }).count()).toBe(1);
    await looked('toReview');
  });
});
