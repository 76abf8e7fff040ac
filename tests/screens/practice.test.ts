import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { Fault } from '../../main/platform/fault.ts';
import { practice as en } from '../../renderer/app/languages/en/practice.ts';
import { practice as zhHans } from '../../renderer/app/languages/zh-hans/practice.ts';
import { practice as zhHant } from '../../renderer/app/languages/zh-hant/practice.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { typistAt } from '../support/keyboard.ts';
import { migrations } from '../support/shop.ts';
import { keptSecrets } from '../support/kept-secrets.ts';
import { flowLooks, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

const words = { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant };
/** What is played answers by itself: nobody else is asked. */
const nobody = () => Promise.reject(new Fault('unreachable', { retry: 'later', says: 'No network in this test.' }));

describe.skipIf(!chromiumPath()).each(flowLooks(import.meta.filename))('marketplaces to practise with, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const orders = async (): Promise<number> => ((await stage.call('order.counts')) as { all: number }).all;
  const clean = async (state: string): Promise<void> => {
    await settled(page);
    await picture(page, 'practice', look, state);
    expect(await seriousFaults(page)).toEqual([]);
  };

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 120, skus: 30 });
    const keys = new Map<string, string>();
    const secrets = keptSecrets(keys);
    stage = await openStage(folder, { now: () => stageTime, platform: { fetch: nobody, secrets } });
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/channels', width: 1280, height: 800 });
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('N begins three of them, keys let customers buy, pay and call off, and S brings their orders in', async () => {
    const { press, sees } = typistAt(page);
    const row = (name: string) => page.getByRole('row').filter({ hasText: name });
    const toast = (text: string) => page.locator('.toast').filter({ hasText: text });
    await press(',', 't');
    await sees(page.getByRole('button', { name: words[look.language].start }));
    await clean('empty');
    await press('n');
    await sees(row('Bazaar'));
    await clean('begun');
    const before = await orders();
    // At the first: two who pay at once, one who pays later, one who thinks better of it.
    await press('b');
    await sees(toast('P'));
    await press('b', 'u');
    await expect.poll(async () => ((await stage.call('practice.list')) as { markets: { orders: number; unpaid: number }[] }).markets[0]).toMatchObject({ orders: 3, unpaid: 1 });
    await press('p', 'u', 'c', 'r', 'm');
    await expect.poll(async () => ((await stage.call('practice.list')) as { markets: { orders: number; unpaid: number; cancelled: number }[] }).markets[0]).toMatchObject({ orders: 4, unpaid: 0, cancelled: 1 });
    await press('j', 'b', 's');
    await expect.poll(orders).toBe(before + 5);
    await clean('traded');
  });

  test('what cannot happen is said, with what to do', async () => {
    const { press } = typistAt(page);
    await press('j', 'p');
    await page.locator('.problem').first().waitFor();
    expect(await page.locator('.problem').textContent()).toContain('practice.nothing');
    await clean('nothing');
  });
});
