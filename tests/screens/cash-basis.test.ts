import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newCashShop } from '../reporting/cash-case.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { goTo, openStage, picture, seriousFaults, settled, type Stage, waysIn } from './stage.ts';

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
  { language: 'zh-Hant', theme: 'light' },
] as const))('the cash basis in $language, $theme', (look) => {
  let folder = '';
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const cash = { en: 'Cash', 'zh-Hans': '收付实现制', 'zh-Hant': '現金收付制' }[look.language];
  const seen = async (state: string): Promise<string[]> => {
    await settled(page);
    await picture(page, 'statements', look, state);
    return seriousFaults(page);
  };

  beforeAll(async () => {
    const shop = newCashShop();
    folder = shop.folder;
    shop.core.close();
    stage = await openStage(folder);
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/money/statements?from=2026-04-01&to=2026-04-30&compare=previous' });
  }, 240_000);
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('one key turns a statement to the cash basis and back, and a figure tells how much of each entry counts', async () => {
    const basis = page.getByRole('radio', { name: cash, exact: true });
    await basis.waitFor({ state: 'attached' });
    expect(await basis.isChecked()).toBe(false);
    const first = page.locator('button.num').first();
    const books = await first.textContent();
    await page.keyboard.press('a');
    await expect.poll(() => basis.isChecked()).toBe(true);
    await settled(page);
    expect([books, await first.textContent()]).toEqual(['100.00', '200.00']);
    expect(await seen('basis')).toEqual([]);
    await page.keyboard.press('Space');
    await page.locator('.peek .leg').first().click();
    await page.locator('.peek .leg a').first().waitFor();
    expect(await page.locator('.peek .leg .num').allTextContents()).toContainEqual(expect.stringMatching(/−100\.00.*−200\.00/));
    expect(await seen('basisEntries')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('a');
    await expect.poll(() => basis.isChecked()).toBe(false);
  });

  test('the balance sheet stands on it too, and a cash flow knows none', async () => {
    await goTo(page, '/money/statements?name=balanceSheet&to=2026-03-31&basis=cash');
    await page.getByRole('radio', { name: cash, exact: true }).waitFor({ state: 'attached' });
    expect(await seen('basisSheet')).toEqual([]);
    await page.keyboard.press('c');
    await page.getByRole('radio', { name: cash, exact: true }).waitFor({ state: 'detached' });
  });
});
