import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

const looks = [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'light' },
  { language: 'zh-Hant', theme: 'dark' },
] as const;

const screens = [
  ['today', '/'],
  ['orders', '/orders'],
  ['products', '/products'],
  ['price-lists', '/products/prices'],
  ['promotions', '/products/promotions'],
  ['promotion-new', '/products/promotions/new'],
  ['stock', '/stock'],
  ['transfers', '/stock/transfers'],
  ['lots', '/stock/lots'],
  ['purchase-orders', '/purchasing'],
  ['supplier-bills', '/purchasing/bills'],
  ['customers', '/customers'],
  ['suppliers', '/purchasing/suppliers'],
  ['supplier-claims', '/purchasing/claims'],
  ['trial-balance', '/money'],
  ['journal', '/money/journal'],
  ['tax', '/money/tax'],
  ['cash-drawers', '/money/drawers'],
  ['stock-analysis', '/reports'],
  ['channels', '/channels'],
  ['nowhere', '/nowhere'],
] as const;

describe.skipIf(!chromiumPath())('the screens of a shop founded this minute', () => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage(folder);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test.each(looks)('the first run in $language, $theme, has no serious fault', async (look) => {
    const page = await stage.open(browser, { ...look, at: '/' });
    await picture(page, 'first-run', look, 'new');
    expect(await seriousFaults(page)).toEqual([]);
  });

  describe.each(looks)('in $language, $theme', (look) => {
    let page: Page;
    beforeAll(async () => {
      await stage.call('shop.create', { ...founding, goLiveAt: stageTime }).catch(() => undefined);
      page = await stage.open(browser, { ...look, at: '/' });
    });

    test.each(screens)('%s teaches what it is for', async (screen, at) => {
      await goTo(page, at);
      await picture(page, screen, look, 'empty');
      expect(await seriousFaults(page)).toEqual([]);
    });
  });

  test('says so quietly when the shop no longer answers, and goes on when it does', async () => {
    const look = { language: 'en', theme: 'light' } as const;
    const page = await stage.open(browser, { ...look, at: '/orders' });
    await stage.fallSilent();
    await page.getByText('Offline').waitFor();
    await settled(page);
    await picture(page, 'orders', look, 'offline');
    expect(await seriousFaults(page)).toEqual([]);
  });
});
