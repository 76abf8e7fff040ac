import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { Fault } from '../../main/platform/fault.ts';
import { openWeb, type WebFetch } from '../../main/platform/web.ts';
import { type Emulator, startEmulator } from '../channels/woocommerce/emulator/emulator.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { typistAt } from '../support/keyboard.ts';
import { migrations } from '../support/shop.ts';
import { keptSecrets } from '../support/kept-secrets.ts';
import { flowLooks, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

/** What reading the payouts of two channels came to: one's key may not see them, the other's are read but for one. */
function bringPayouts(folder: string): void {
  const raw = new Database(path.join(folder, 'shop.db'));
  const { commandId } = raw.prepare('select max(id) as commandId from command').get() as { commandId: number };
  const reading = raw.prepare("insert into payoutReading (channelId, position, state, says, unread, readAt, commandId) values (?, 'null', ?, ?, ?, ?, ?)");
  reading.run(1, 'notAllowed', 'Access denied for shopifyPaymentsAccount field. Required access: `read_shopify_payments_payouts` access scope.', '[]', stageTime - 3_600_000, commandId);
  reading.run(2, 'done', '', JSON.stringify([{ externalId: '11029384756', problem: 'amounts differ: its movements say 1,204.50, the payout 1,199.00' }]), stageTime - 1_200_000, commandId);
  raw.prepare('update channel set sendsRefunds = 1 where id = 2').run();
  raw.close();
}

/** A shop that moved here: its old address sends requests on, and one is behind a proxy that wants a password. */
const old = 'https://lake.example';
const proxied = 'https://proxied.example';

describe.skipIf(!chromiumPath()).each(flowLooks(import.meta.filename))('a shop is connected, in $language, $theme', (look) => {
  const folder = newStageFolder();
  const web = openWeb();
  let browser: Browser;
  let outside: Emulator;
  let stage: Stage;
  let page: Page;
  const dialog = () => page.locator('[role=dialog]');
  const faults = async (state: string): Promise<string[]> => {
    await settled(page);
    await picture(page, 'channels', look, state);
    return seriousFaults(page);
  };

  const fetch: WebFetch = async (request) => {
    if (request.url.startsWith(proxied)) throw new Fault('proxyUnauthorised', { retry: 'never', status: 407, says: 'The proxy at 10.0.0.1:3128 wants another name and password: 407.' });
    if (request.url.startsWith(old)) return { status: 301, headers: { location: request.url.replace(old, outside.url) }, text: '' };
    return web.fetch(request);
  };

  /** Types an address over the one that stands there and tries it. */
  async function tries(address: string): Promise<void> {
    const { press, type, sees } = typistAt(page);
    await dialog().locator('input[placeholder="https://"]').focus();
    await press('Control+a');
    await type(address);
    await press('Control+Enter');
    await sees(dialog().getByRole('alert'));
  }

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 120, skus: 30 });
    bringPayouts(folder);
    outside = await startEmulator({ now: stageTime });
    const secrets = keptSecrets();
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

  test('a proxy in the way, an address that sends on and one in this network are each said, and what helps is one press', async () => {
    const { press, type, sees, seesNo, tabTo } = typistAt(page);
    await press('n');
    await sees(dialog().locator('input:focus'));
    await type('湖畔新店 Lakeside');
    for (const [place, answer] of [[2, outside.credentials.consumerKey], [3, outside.credentials.consumerSecret]] as const) {
      // One field after another, as the dialog stands.
      await dialog().locator('input:not([type=radio])').nth(place).focus();
      await type(answer);
    }
    await tries(proxied);
    expect(await dialog().getByRole('alert').textContent()).toContain('HTTPS_PROXY');
    expect(await faults('connect-proxy')).toEqual([]);
    await tries(old);
    await sees(dialog().getByRole('alert').locator('code').filter({ hasText: outside.url }));
    expect(await faults('connect-redirected')).toEqual([]);
    await tabTo(dialog().getByRole('alert').getByRole('button').first());
    await press('Enter');
    await sees(dialog().getByRole('alert').locator('code').filter({ hasText: /^127\.0\.0\.1$/ }));
    expect(await dialog().locator('input[placeholder="https://"]').inputValue()).toBe(outside.url);
    expect(await faults('connect-private')).toEqual([]);
    expect(outside.log).toEqual([]);
    await tabTo(dialog().getByRole('alert').getByRole('button').first());
    await press('Enter');
    await seesNo(dialog());
    await sees(page.locator('.peek-line').first());
    const { channels } = (await stage.call('channel.list')) as { channels: { url: string; localNetwork: boolean }[] };
    expect(channels.at(-1)).toMatchObject({ url: outside.url, localNetwork: true });
    expect(await faults('connected')).toEqual([]);
    await press('Escape');
  });

  test('an opened channel says what its payouts came to, and is allowed and forbidden this network by a key', async () => {
    const { press, sees } = typistAt(page);
    const allowed = async () => ((await stage.call('channel.list')) as { channels: { localNetwork: boolean }[] }).channels[0]?.localNetwork;
    await press('1');
    await sees(page.locator('.peek-line').first());
    await press('a');
    await expect.poll(allowed).toBe(true);
    expect(await faults('allowed')).toEqual([]);
    await page.getByText('read_shopify_payments_payouts').scrollIntoViewIfNeeded();
    expect(await faults('payouts-not-allowed')).toEqual([]);
    await press('a');
    await expect.poll(allowed).toBe(false);
    await press('2');
    await page.getByText('11029384756').first().scrollIntoViewIfNeeded();
    expect(await faults('payouts-unread')).toEqual([]);
    await press('Escape');
    await page.locator('[aria-keyshortcuts=R]').scrollIntoViewIfNeeded();
    expect(await faults('support')).toEqual([]);
  });
});
