import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { views } from '../../renderer/sales/order-search.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { typistAt } from '../support/keyboard.ts';
import { migrations } from '../support/shop.ts';
import { goTo, newStageFolder, openStage, settled, type Stage, stageTime } from './stage.ts';

describe.skipIf(!chromiumPath())('a list is searched faster than a slow machine follows', () => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let numbers: string[];

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 300, skus: 30 });
    stage = await openStage(folder);
    const { rows } = (await stage.call('order.list', { limit: 3 })) as { rows: { number: string }[] };
    numbers = rows.map(({ number }) => number);
    browser = await launchChromium();
    page = await stage.open(browser, { language: 'en', theme: 'light', at: '/orders' });
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test.each([1, 10])('no letter is lost and the row found has the keys, the processor slowed %i times', async (rate) => {
    const { press, type, isOn } = typistAt(page);
    expect(numbers.length).toBe(3);
    const processor = await page.context().newCDPSession(page);
    // One search after another, as a person types them.
    /* oxlint-disable no-await-in-loop */
    for (const number of numbers) {
      await processor.send('Emulation.setCPUThrottlingRate', { rate: 1 });
      await goTo(page, '/orders?view=toApprove');
      await settled(page);
      await processor.send('Emulation.setCPUThrottlingRate', { rate });
      await press(String(views.length), '/');
      await type(number);
      await press('Enter');
      await isOn(page.getByRole('row').filter({ hasText: number }));
    }
    /* oxlint-enable no-await-in-loop */
    await processor.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  });
});
