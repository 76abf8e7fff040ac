import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { goTo, looks, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

describe.skipIf(!chromiumPath())('the export screens', () => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage(folder);
    await stage.call('shop.create', { ...founding, goLiveAt: stageTime });
    const accounts = (await stage.call('account.list')) as { ledgerAccountId: number; roles: string[] }[];
    const account = (role: string): number => accounts.find(({ roles }) => roles.includes(role))!.ledgerAccountId;
    for (let n = 1; n <= 12; n += 1) {
      // One entry after another, as a person posts them.
      // oxlint-disable-next-line no-await-in-loop
      await stage.call('journal.post', { postedOn: `2026-11-${String(n + 8).padStart(2, '0')}`, text: `房租 Rent ${n}`, lines: [{ ledgerAccountId: account('generalExpense'), amount: 10_000 * n }, { ledgerAccountId: account('bank'), amount: -10_000 * n }] });
    }
    browser = await launchChromium();
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const chooseMonth = async (page: Page): Promise<void> => {
    const [from, to] = [page.locator('input[type=date]').first(), page.locator('input[type=date]').last()];
    await to.fill('2026-11-30');
    await from.fill('2026-11-01');
  };

  describe.each(looks)('in $language, $theme', (look) => {
    let page: Page;
    beforeAll(async () => {
      page = await stage.open(browser, { ...look, at: '/money/export' });
    });

    test('say what there is, without a serious fault', async () => {
      await settled(page);
      await picture(page, 'export', look, 'formats');
      expect(await seriousFaults(page)).toEqual([]);
    });

    test('write the file by the keyboard, and it is saved', async () => {
      await chooseMonth(page);
      await page.keyboard.press('Control+Enter');
      await page.locator('main [role=status]:not([aria-busy])').waitFor({ timeout: 60_000 });
      await picture(page, 'export', look, 'done');
      const download = page.waitForEvent('download');
      await page.keyboard.press('Control+Enter');
      expect((await download).suggestedFilename()).toMatch(/2026-11-01-2026-11-30\.html$/);
    });

    test('say why when there is nothing in the days', async () => {
      await page.locator('input[type=date]').first().fill('2026-10-01');
      await page.locator('input[type=date]').last().fill('2026-10-31');
      await page.keyboard.press('Control+Enter');
      await page.getByRole('alert').waitFor({ timeout: 60_000 });
      await picture(page, 'export', look, 'nothing');
      expect(await seriousFaults(page)).toEqual([]);
    });

    test('keep what other programs call things', async () => {
      await goTo(page, '/money/export/settings');
      await picture(page, 'export-settings', look, 'full');
      expect(await seriousFaults(page)).toEqual([]);
    });
  });
});
