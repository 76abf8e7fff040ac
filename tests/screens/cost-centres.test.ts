import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { migrations } from '../support/shop.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

interface Account {
  ledgerAccountId: number;
  type: string;
  control: string | null;
  roles: string[];
}

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
] as const))('cost centres by keyboard, in $language, $theme', (look) => {
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
  const dialog = () => page.getByRole('dialog');

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 60, skus: 12, days: 120 });
    stage = await openStage(folder);
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/money/campaigns' });
  }, 240_000);
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('a shop without campaigns is told what they are for; one is named, and its name is taken then', async () => {
    await page.getByText(english ? 'No campaigns yet' : '还没有营销活动').waitFor();
    expect(await seen('campaigns', 'empty')).toEqual([]);
    for (const name of ['双十一', '圣诞 Christmas']) {
      await page.keyboard.press('n');
      await dialog().locator('input').first().fill(name);
      await page.keyboard.press('Control+Enter');
      await dialog().waitFor({ state: 'detached' });
    }
    await page.keyboard.press('n');
    await dialog().locator('input').first().fill('双十一');
    await page.keyboard.press('Control+Enter');
    await dialog().getByRole('alert').waitFor();
    expect(await seen('campaigns', 'taken')).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await page.keyboard.press('a');
    await page.getByText(english ? 'Archived' : '已归档').first().waitFor();
    expect(await seen('campaigns', 'full')).toEqual([]);
  });

  test('an entry that comes again belongs to a campaign, chosen on the line of the result alone', async () => {
    const centres = (await stage.call('centre.list')) as { rows: { kind: string; name: string; ended: boolean }[] };
    const open = centres.rows.find(({ kind, ended }) => kind === 'campaign' && !ended)!;
    await goTo(page, '/money/recurring');
    await page.keyboard.press('n');
    await dialog().locator('input').first().fill(english ? 'Ads' : '广告');
    const expense = ((await stage.call('account.list')) as (Account & { code: string; name: string })[]).find(({ roles }) => roles.includes('generalExpense'))!;
    await dialog().locator('input').nth(1).fill(expense.code);
    await page.getByRole('option').first().click();
    const field = dialog().getByRole('combobox', { name: english ? 'Cost centre' : '成本中心' });
    await field.waitFor();
    await field.fill(open.name);
    await page.getByRole('option', { name: open.name }).click();
    await page.keyboard.press('Escape');
    await dialog().getByText(open.name).first().waitFor();
    expect(await seen('recurring', 'centre')).toEqual([]);
  });

  test('profit and loss stands in a column for each centre, what names none is seen, and a figure opens to its entries', async () => {
    const accounts = (await stage.call('account.list')) as Account[];
    const centres = (await stage.call('centre.list')) as { rows: { kind: string; id: number; ended: boolean }[] };
    const campaignId = centres.rows.find(({ kind, ended }) => kind === 'campaign' && !ended)!.id;
    const [cost, equity] = [accounts.find(({ roles }) => roles.includes('generalExpense'))!, accounts.find(({ type, control }) => type === 'equity' && control === null)!];
    await stage.call('journal.post', { postedOn: '2026-11-10', text: 'ads', lines: [{ ledgerAccountId: cost.ledgerAccountId, amount: 128_000, campaignId }, { ledgerAccountId: equity.ledgerAccountId, amount: -128_000 }] });
    await goTo(page, '/money/statements?from=2026-08-01&to=2026-11-30&by=location');
    await page.getByRole('columnheader', { name: english ? /No location/ : /无地点/ }).waitFor();
    expect(await seen('statements', 'locations')).toEqual([]);
    await goTo(page, '/money/statements?from=2026-08-01&to=2026-11-30&by=campaign');
    await page.getByRole('columnheader', { name: english ? /No campaign/ : /无营销活动/ }).waitFor();
    const report = (await stage.call('report.get', { name: 'profitAndLoss', from: '2026-08-01', to: '2026-11-30', by: 'campaign' })) as { rows: { id: string; kind: string; cells: unknown[] }[]; columns: { id: string }[] };
    const row = report.rows.find(({ kind, cells }) => kind === 'account' && cells[2] !== 0)!;
    await goTo(page, `/money/statements?from=2026-08-01&to=2026-11-30&by=campaign&row=%22${row.id}%22&column=campaign${campaignId}`);
    await page.locator('.peek .leg a').first().waitFor();
    expect(await seen('statements', 'campaign-entries')).toEqual([]);
  });
});
