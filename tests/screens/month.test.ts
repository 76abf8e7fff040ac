import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { openWriter } from '../../main/database/connection.ts';
import { stillOpen } from '../../shared/reporting/month-close.rules.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { typistAt } from '../support/keyboard.ts';
import { migrations } from '../support/shop.ts';
import { flowLooks, goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

describe.skipIf(!chromiumPath()).each(flowLooks(import.meta.filename))('the end of a month, in $language, $theme', (look) => {
  const folder = newStageFolder();
  const on = '2026-10-31';
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const ask = async <T>(method: string, input: object = {}): Promise<T> => (await stage.call(method, input)) as T;
  const looked = async (screen: string, state: string): Promise<void> => {
    await settled(page);
    await picture(page, screen, look, state);
    expect(await seriousFaults(page)).toEqual([]);
  };
  const rows = async () => (await ask<{ rows: { item: string; state: 'done' | 'look' | 'off' | 'stop' | 'wait' }[] }>('month.get', { on })).rows;

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 120, skus: 16, days: 60, seed: 5 });
    stage = await openStage(folder);
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/money/month' });
    page.setDefaultTimeout(20_000);
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('the last month that is over stands there with its rows; [ goes to an earlier one', async () => {
    const { press, sees } = typistAt(page);
    await sees(page.locator('[role=row]').nth(20));
    await page.waitForFunction(() => document.querySelectorAll('[role=row]').length >= 21);
    await looked('month', 'open');
    await press('[');
    await settled(page);
    expect(await page.evaluate(() => location.hash)).toContain('2026-09-30');
    await press(']');
    await settled(page);
  });

  test('L is refused with the first row that is open, and nothing is locked', async () => {
    const { press, sees } = typistAt(page);
    await press('l');
    await sees(page.locator('[role=alert]'));
    await looked('month', 'refused');
    expect((await ask<{ state: string }>('month.get', { on })).state).toBe('open');
  });

  test('A looks at a row and goes on; when its figures change, the tick is stale and says so', async () => {
    const { press, sees } = typistAt(page);
    await goTo(page, '/');
    await goTo(page, '/money/month');
    await settled(page);
    await press('a');
    await expect.poll(async () => (await rows())[0]?.state).toBe('done');
    await ask('month.tick', { on, item: 'exporting', note: 'sent by post' });
    const accounts = await ask<{ ledgerAccountId: number; code: string }[]>('account.list', undefined as never);
    const idOf = (code: string): number => accounts.find((account) => account.code === code)!.ledgerAccountId;
    await ask('journal.post', { postedOn: '2026-10-20', text: 'late', lines: [{ ledgerAccountId: idOf('560201'), amount: 1_000 }, { ledgerAccountId: idOf('3001'), amount: -1_000 }] });
    expect((await rows()).find(({ item }) => item === 'exporting')?.state).toBe('look');
    await page.locator('[role=row]').nth(18).click();
    await sees(page.locator('.peek', { hasText: 'sent by post' }));
    await looked('month', 'stale');
  });

  test('recurring entries: a day that waits is posted, and a new one is written', async () => {
    const { press, sees, seesNo } = typistAt(page);
    await goTo(page, '/money/recurring');
    await sees(page.locator('[role=row]', { hasText: 'Freight accrued' }));
    await looked('recurring', 'due');
    await press('n');
    await sees(page.locator('[role=dialog]'));
    await looked('recurring', 'new');
    await press('Escape');
    await seesNo(page.locator('[role=dialog]'));
    await press('a');
    await sees(page.locator('.toast'));
    await press('h');
    await sees(page.locator('[role=row]', { hasText: 'JE-' }));
    await looked('recurring', 'last');
    await press('e');
    await looked('recurring', 'templates');
    expect((await ask<{ drafts: unknown[] }>('recurring.list', {})).drafts).toEqual([]);
  });

  test('a paper lies beside an entry', async () => {
    const { sees } = typistAt(page);
    const { rows: entries } = await ask<{ rows: { entryId: number }[] }>('journal.list', { limit: 1 });
    await goTo(page, `/money/journal?entry=${entries[0]!.entryId}`);
    await page.locator('.peek input[type=file]').setInputFiles({ name: 'receipt 7.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n') });
    await sees(page.locator('.peek', { hasText: 'receipt 7.pdf' }));
    await looked('journal', 'paper');
    expect((await ask<{ rows: { name: string }[] }>('attachment.list', { kind: 'journalEntry', itemId: entries[0]!.entryId })).rows.map(({ name }) => name)).toEqual(['receipt 7.pdf']);
  });

  test('a month that is locked says by whom, a reopened one why, for good; books that do not prove stop a row', async () => {
    const { press, sees, type, seesNo } = typistAt(page);
    await goTo(page, '/money/month');
    // What is open is done or looked at by the same commands the screens give.
    const [account] = (await ask<{ rows: { id: number; openedOn: string }[] }>('bankAccount.list', undefined as never)).rows;
    await ask('bankReconciliation.record', { bankAccountId: account!.id, throughOn: on, statementBalance: (await ask<{ statementBalance: number }>('bankReconciliation.get', { bankAccountId: account!.id, throughOn: on })).statementBalance });
    for (const throughOn of ['2026-09-30', on]) await ask('closing.close', { throughOn });
    for (const { item } of stillOpen(await rows()).filter(({ state }) => state === 'look')) await ask('month.tick', { on, item });
    await goTo(page, '/');
    await goTo(page, '/money/month');
    await settled(page);
    await looked('month', 'ready');
    await press('l');
    await sees(page.locator('[data-lock=lock]'));
    await looked('month', 'locked');
    await press('r');
    await sees(page.locator('[role=dialog]'));
    await type('late bill of the carrier');
    await looked('month', 'reopening');
    await press('Control+Enter');
    await sees(page.locator('[data-lock=reopen]', { hasText: 'late bill of the carrier' }));
    await seesNo(page.locator('[role=dialog]'));
    await looked('month', 'reopened');
    const raw = openWriter(`${folder}/shop.db`).raw;
    raw.exec('update ledgerDay set debit = debit + 100 where (ledgerAccountId, dayOn) = (select ledgerAccountId, dayOn from ledgerDay limit 1)');
    raw.close();
    await press('v');
    await sees(page.locator('[role=row]', { hasText: look.language === 'en' ? 'Does not hold' : '不成立' }));
    await looked('month', 'trouble');
    expect((await ask<{ state: string; locks: { kind: string }[] }>('month.get', { on })).locks.map(({ kind }) => kind)).toEqual(['reopen', 'lock']);
  });
});
