import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { migrations } from '../support/shop.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
] as const))('the statements of a shop in $language, $theme', (look) => {
  const folder = newStageFolder();
  const english = look.language === 'en';
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const seen = async (screen: string, state: string): Promise<string[]> => {
    await settled(page);
    await picture(page, screen, look, state);
    return seriousFaults(page);
  };
  const rows = () => page.getByRole('row');

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 60, skus: 12, days: 120 });
    stage = await openStage(folder);
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/money/statements?from=2026-11-01&to=2026-11-30&compare=previous' });
  }, 240_000);
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('profit and loss agrees with what it must, and a figure opens to its accounts and their entries', async () => {
    await page.getByText(english ? /checks agree/ : /项勾稽相符/).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => rows().count()).toBeGreaterThan(20);
    expect(await seen('statements', 'profit')).toEqual([]);
    await page.keyboard.press('Space');
    await page.locator('.peek .leg').first().waitFor();
    await page.locator('.peek .leg').first().click();
    await page.locator('.peek .leg a').first().waitFor();
    expect(await seen('statements', 'entries')).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('F1 on a figure tells its accounts, which add up to it, and leads to the entries of each', async () => {
    // Down to the operating profit, which takes costs off: behind the two accounts that are open of the first line.
    const down = 22;
    for (let row = 0; row < down; row += 1) await page.keyboard.press('j');
    await page.keyboard.press('F1');
    await page.locator('.peek').getByText(english ? 'II. Operating profit' : '二、营业利润').first().waitFor();
    const why = page.getByRole('dialog');
    await why.getByText(english ? 'These rows add up to the total' : '各行相加等于合计').waitFor();
    expect(await seen('statements', 'why')).toEqual([]);
    const cents = (text: string): number => Number(text.replace(/[^\d−-]/g, '').replace('−', '-'));
    const amounts = await why.locator('.why-row .num').allTextContents();
    expect([amounts.length > 1, amounts.some((text) => cents(text) < 0)]).toEqual([true, true]);
    expect(amounts.reduce((sum, text) => sum + cents(text), 0)).toBe(cents((await why.locator('.num.strong').textContent()) ?? ''));
    expect(await why.getByRole('button', { name: english ? 'Entries' : '凭证' }).count()).toBe(amounts.length);
    await why.getByRole('button', { name: english ? 'Entries' : '凭证' }).first().click();
    await page.locator('.peek .leg a').first().waitFor();
    await why.waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    // In an opened figure the same key explains it.
    await page.keyboard.press('Space');
    await page.locator('.peek .leg').first().waitFor();
    await page.keyboard.press('F1');
    await why.waitFor();
    await page.keyboard.press('Escape');
    await why.waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.locator('.peek').waitFor({ state: 'detached' });
    for (let row = 0; row < down; row += 1) await page.keyboard.press('k');
  });

  test('the balance sheet and the cash flow come with one key each, and what must agree is told', async () => {
    await page.keyboard.press('b');
    await page.getByText(english ? 'Total assets' : '资产总计').first().waitFor();
    expect(await seen('statements', 'balance')).toEqual([]);
    await page.getByText(english ? /checks agree/ : /项勾稽相符/).click();
    await page.getByRole('dialog').getByText('=').first().waitFor();
    expect(await seen('statements', 'agree')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('c');
    await page.getByText(english ? /Cash at the end/i : '期末现金余额').first().waitFor();
    expect(await seen('statements', 'cash')).toEqual([]);
  });

  test('by channel each stands in its own column, and a file is one key more', async () => {
    await goTo(page, '/money/statements?from=2026-08-01&to=2026-11-30&by=channel');
    await page.getByRole('columnheader', { name: english ? /No channel/ : /无渠道/ }).waitFor();
    expect(await seen('statements', 'channels')).toEqual([]);
    await page.keyboard.press('w');
    await page.getByRole('dialog').waitFor();
    expect(await seen('statements', 'save')).toEqual([]);
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('3')]);
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await goTo(page, '/money/statements?from=2020-01-01&to=2020-01-31');
    await page.getByText(english ? 'Nothing was posted in these days' : '这些日期没有凭证').waitFor();
    expect(await seen('statements', 'empty')).toEqual([]);
  });

  test('the accounts show their roles and balances; one of the shop’s own is added, and another chart is refused with words', async () => {
    await goTo(page, '/money/accounts');
    await page.getByText(english ? /roles have an account/ : /种有科目/).waitFor();
    expect(await seen('accounts', 'full')).toEqual([]);
    await page.keyboard.press('n');
    await page.getByRole('dialog').locator('input').first().fill('560206');
    await page.getByRole('dialog').locator('input').nth(1).fill(english ? 'Rent' : '房租');
    expect(await seen('accounts', 'new')).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('c');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText(english ? 'Not changed: the chart is in use' : '未修改：科目表使用中').waitFor();
    expect(await seen('accounts', 'inUse')).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('the period that is due closes with one key and is taken back with another', async () => {
    await goTo(page, '/money/closing');
    await page.getByRole('button', { name: english ? /Close through/ : /结转至/ }).waitFor();
    expect(await seen('closing', 'empty')).toEqual([]);
    await page.keyboard.press('l');
    await rows().nth(1).waitFor();
    expect(await seen('closing', 'full')).toEqual([]);
    await page.keyboard.press('u');
    await page.getByText(english ? 'Taken back' : '已撤回').first().waitFor();
  });
});
