import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { openWriter } from '../../main/database/connection.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { typistAt } from '../support/keyboard.ts';
import { migrations } from '../support/shop.ts';
import { flowLooks, goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

describe.skipIf(!chromiumPath()).each(flowLooks(import.meta.filename))('the end of the day, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const looked = async (state: string): Promise<void> => {
    await settled(page);
    await picture(page, 'day', look, state);
    expect(await seriousFaults(page)).toEqual([]);
  };
  const closes = async (): Promise<number> => ((await stage.call('day.status')) as { closes: unknown[] }).closes.length;

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 60, skus: 12, days: 12 });
    stage = await openStage(folder);
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/day' });
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('without a drawer there is nothing to count, and Enter closes the day all the same', async () => {
    const { press, sees } = typistAt(page);
    await looked('empty');
    await press('Enter');
    await sees(page.locator('[data-closed]'));
    expect(await closes()).toBe(1);
  });

  test('an open drawer is counted in one line; a part that is no count is named, and nothing happens', async () => {
    await stage.call('drawer.open', { float: 20_000, from: 'bank' });
    await goTo(page, '/');
    await goTo(page, '/day');
    const { press, type, sees, isOn } = typistAt(page);
    await isOn(page.locator('.aside form input'));
    await looked('open');
    await type('100*1 30*2');
    await sees(page.locator('.aside form', { hasText: '30*2' }));
    await press('Enter');
    await looked('unread');
    expect(await closes()).toBe(1);
    await page.locator('.aside form input').fill('100*1 50*2 10');
    await press('Enter');
    await sees(page.locator('[data-closed]'));
    await looked('closed');
    expect(await closes()).toBe(2);
  });

  test('books that do not prove keep the day open, and the words say where to look', async () => {
    const raw = openWriter(`${folder}/shop.db`).raw;
    raw.exec('update ledgerDay set debit = debit + 100 where (ledgerAccountId, dayOn) = (select ledgerAccountId, dayOn from ledgerDay limit 1)');
    raw.close();
    await goTo(page, '/');
    await goTo(page, '/day');
    const { press, sees } = typistAt(page);
    await press('Enter');
    await sees(page.locator('[role=alert]'));
    await looked('trouble');
    expect(await closes()).toBe(2);
  });
});
