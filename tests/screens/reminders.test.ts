import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { type Typist, typistAt } from '../support/keyboard.ts';
import { flowLooks, goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

const patient = { timeout: 30_000 };

/** Brought forward: 69, 32 and 4 days late on the stage's day; one has no address. */
const invoices = [
  { party: '渔友之家 Angler’s Home', number: 'INV-2041', issuedOn: '2026-08-14', dueOn: '2026-09-13', home: 128_000 },
  { party: '海风渔具 Sea Breeze', number: 'INV-2077', issuedOn: '2026-09-20', dueOn: '2026-10-20', home: 220_000 },
  { party: '湖畔俱乐部 Lakeside Club', number: 'INV-2090', issuedOn: '2026-09-25', dueOn: '2026-11-17', home: 64_000 },
];

describe.skipIf(!chromiumPath()).each(flowLooks(import.meta.filename))('reminders by keyboard, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let she: Typist;
  const ask = async <T>(method: string, input: object = {}): Promise<T> => (await stage.call(method, input)) as T;
  const looked = async (state: string): Promise<void> => {
    await settled(page);
    await picture(page, 'reminders', look, state);
    expect(await seriousFaults(page)).toEqual([]);
  };
  const dialog = () => page.locator('[role=dialog]');
  const rows = () => page.locator('.virtual-rows [role=row]');
  const stateOf = async (number: string) => (await ask<{ rows: { number: string; state: string; customerId: number }[] }>('reminder.due')).rows.find((row) => row.number === number);

  beforeAll(async () => {
    stage = await openStage(folder);
    browser = await launchChromium();
    await ask('shop.create', { ...founding, firstLocation: '店面', goLiveAt: stageTime - 60 * 24 * 3600_000 });
    for (const [index, name] of [invoices[0]!.party, invoices[2]!.party].entries()) await ask('customer.create', { name, contacts: [{ kind: 'email', value: `owner${index}@example.com` }] });
    page = await stage.open(browser, { ...look, at: '/money/receivables' });
    she = typistAt(page);
  }, 120_000);
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('nobody is late; then three are, and without a mail server the words are there to be copied', async () => {
    await she.press('r');
    await page.locator('main h2').waitFor();
    await looked('empty');
    const total = invoices.reduce((sum, { home }) => sum + home, 0);
    const balances = [{ list: 'balance', account: '1100', home: total }, { list: 'balance', account: '3100', home: -total }];
    await ask('opening.addRows', { rows: [...balances, ...invoices.map((invoice) => ({ list: 'receivable', ...invoice }))] });
    await ask('opening.post', { openingOn: '2026-09-30' });
    await goTo(page, '/money/receivables');
    await she.press('r');
    await expect.poll(() => rows().count(), patient).toBe(3);
    await looked('no-mail');
    await she.press('e');
    await dialog().getByText('1,280.00').waitFor();
    await looked('text');
    await she.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
  });

  test('one key sends what is due, and the row says what waits to leave', async () => {
    await ask('notice.setMail', { host: 'mail.example.com', port: 465, security: 'tls', userName: 'shop', senderName: '渔具小店', senderAddress: 'shop@example.com' });
    await goTo(page, '/money/receivables');
    await she.press('r');
    await expect.poll(() => rows().count(), patient).toBe(3);
    await settled(page);
    await she.press('s');
    await expect.poll(async () => (await stateOf('INV-2041'))?.state, patient).toBe('waits');
    await looked('full');
    expect(await ask('notice.list')).toMatchObject({ rows: [{ kind: 'overdue1', recipient: 'owner0@example.com', state: 'waiting' }] });
  });

  test('a customer is left alone for a reason; the levels are the shop’s own', async () => {
    await she.press('p');
    await dialog().locator('input').waitFor();
    await dialog().locator('input').fill(look.language === 'en' ? 'Pays at the end of the month' : '月底付款');
    await she.press('Control+Enter');
    await dialog().waitFor({ state: 'hidden' });
    await expect.poll(async () => (await stateOf('INV-2041'))?.state, patient).toBe('paused');
    await she.press('l');
    await dialog().locator('input').first().waitFor();
    await dialog().locator('input').nth(2).fill('14');
    await dialog().locator('input').nth(3).fill('5');
    await looked('levels');
    await she.press('Control+Enter');
    await dialog().waitFor({ state: 'hidden' });
    expect(await ask('reminder.due')).toMatchObject({ levels: [{ no: 1, days: 7, fee: 0 }, { no: 2, days: 14, fee: 500 }, { no: 3, days: 35, fee: 0 }] });
  });

  test('whoever has no address is named instead of passed over; what is paid is gone', async () => {
    await she.press('Control+a');
    await she.press('s');
    await page.locator('[role=alert]').getByText('INV-2077').waitFor();
    await looked('trouble');
    await goTo(page, '/money/receivables');
    await page.getByRole('row').filter({ hasText: 'Angler' }).click();
    await page.getByText('INV-2041').nth(1).waitFor();
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    await ask('receivable.receive', { customerId: (await stateOf('INV-2041'))!.customerId, amount: 128_000 });
    await goTo(page, '/money/receivables');
    await she.press('r');
    await expect.poll(() => rows().count(), patient).toBe(2);
  });
});
