import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { openWeb } from '../../main/platform/web.ts';
import { startShopify } from '../channels/shopify/outside.ts';
import { schemaIsHere } from '../channels/shopify/schema.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { typistAt } from '../support/keyboard.ts';
import { migrations } from '../support/shop.ts';
import { keptSecrets } from '../support/kept-secrets.ts';
import { flowLooks, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

describe.skipIf(!chromiumPath() || !schemaIsHere).each(flowLooks(import.meta.filename))('a place is chosen for a Shopify shop, in $language, $theme', (look) => {
  const folder = newStageFolder();
  const web = openWeb();
  let outside: Awaited<ReturnType<typeof startShopify>>;
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let isOffline = false;
  const faults = async (state?: string): Promise<string[]> => {
    await settled(page);
    if (state !== undefined) await picture(page, 'channels', look, state);
    return seriousFaults(page);
  };
  const chosen = async () => ((await stage.call('channel.list')) as { channels: { stockPlace: unknown }[] }).channels[0]?.stockPlace;
  const places = () => page.locator('.side[role=radio]');

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 120, skus: 30 });
    outside = await startShopify(stageTime);
    const raw = new Database(path.join(folder, 'shop.db'));
    raw.prepare("update channel set kind = 'shopify', url = ?, localNetwork = 1, sendsStock = 0 where id = 1").run(outside.url);
    raw.close();
    const kept = new Map([['channel.1', JSON.stringify(outside.credentials)]]);
    const secrets = keptSecrets(kept);
    const fetch: typeof web.fetch = (request) => web.fetch(isOffline ? { ...request, url: 'http://127.0.0.1:9' } : request);
    stage = await openStage(folder, { now: () => stageTime, platform: { fetch, secrets } });
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/channels' });
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    await outside.close();
    await web.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('by keys alone: the shop is asked, a number chooses, the undo takes it back, and offline says so', async () => {
    const { press, sees, seesNo } = typistAt(page);
    await press('1');
    await sees(page.locator('.peek-line').first());
    isOffline = true;
    await press('p');
    await sees(page.getByRole('alert'));
    expect(await faults()).toEqual([]);
    isOffline = false;
    await page.getByRole('alert').getByRole('button').first().click();
    await sees(places().nth(2));
    expect(await places().count()).toBe(3);
    await places().first().scrollIntoViewIfNeeded();
    expect(await faults('places')).toEqual([]);
    await press('1');
    await expect.poll(chosen).toEqual({ externalId: '2', name: 'Barn' });
    await seesNo(places().first());
    expect(await faults()).toEqual([]);
    await press('z');
    await expect.poll(chosen).toBe(null);
  });

  test('while stock is told it says what comes first', async () => {
    const raw = new Database(path.join(folder, 'shop.db'));
    raw.prepare('update channel set sendsStock = 1 where id = 1').run();
    raw.close();
    await page.reload();
    const { press, sees } = typistAt(page);
    await sees(page.locator('[aria-keyshortcuts=R]'));
    await press('1');
    await sees(page.locator('.peek-line').first());
    await press('p');
    expect(await faults()).toEqual([]);
    expect([await places().count(), outside.emulator.log.filter(({ operation }) => operation === 'locations').length]).toEqual([0, 1]);
  });
});
