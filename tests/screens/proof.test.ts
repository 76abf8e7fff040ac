import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { openWriter } from '../../main/database/connection.ts';
import { shopFileName } from '../../main/database/shop-file.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { migrations } from '../support/shop.ts';
import { newStageFolder, openStage, picture, putOn, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

const hour = 3_600_000;

/** Runs in the page: what the bar does once a minute, looking at its clock and for a newer proof, it does each second. */
function hurry(): void {
  const real = globalThis.setInterval;
  globalThis.setInterval = ((work: () => void, milliseconds: number) => real(work, milliseconds === 60_000 ? 1_000 : milliseconds)) as typeof setInterval;
}

const ways = waysIn(import.meta.filename, [
  { language: 'en', theme: 'light', holds: /^Books prove · (\d+) of \1 · Stock = books · now$/, fails: /^Books do not prove · \d+ of \d+ fail/, again: 'Check again' },
  { language: 'zh-Hans', theme: 'dark', holds: /^账实相符/, fails: /^账实不符/, again: '重新校验' },
  { language: 'zh-Hant', theme: 'light', holds: /^帳實相符/, fails: /^帳實不符/, again: '重新驗證' },
]);

describe.skipIf(!chromiumPath()).each(ways)('the proof of the books in $language, $theme', ({ holds, fails, again, ...look }) => {
  const folder = newStageFolder();
  let now = stageTime;
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const fact = async (): Promise<string> => (await page.locator('.status-bar a.status-fact').first().innerText()).trim();
  const looked = async (state: string): Promise<void> => {
    await settled(page);
    await picture(page, 'proof', look, state);
    expect(await seriousFaults(page)).toEqual([]);
  };

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 30, skus: 8, days: 8 });
    stage = await openStage(folder, { now: () => now, platform: { fetch: () => Promise.reject(new Error('no network')), secrets: { protection: 'file', get: async () => undefined, set: async () => undefined, remove: async () => undefined } } });
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/', before: async (blank) => void (await blank.addInitScript(hurry)) });
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('the status bar says that the books hold', async () => {
    await expect.poll(fact).toMatch(holds);
  });

  test('how old that is, and what the program itself proved meanwhile', async () => {
    now += 26 * hour;
    await putOn(page, now);
    await expect.poll(fact, { timeout: 75_000 }).toMatch(/(?:\b1\D+2|\b26)\D+$/);
    await stage.call('proof.run');
    await expect.poll(fact, { timeout: 75_000 }).toMatch(holds);
  });

  test('and where they do not hold, it says so at once to whoever checks again', async () => {
    const shop = openWriter(path.join(folder, shopFileName));
    shop.raw.exec('update ledgerDay set debit = debit + 100 where (ledgerAccountId, dayOn) = (select ledgerAccountId, dayOn from ledgerDay limit 1)');
    shop.raw.close();
    await page.getByRole('button', { name: again }).click();
    await expect.poll(fact).toMatch(fails);
    await page.locator('.proof').getByText('INV-L4').waitFor();
    await looked('fails');
  });
});
