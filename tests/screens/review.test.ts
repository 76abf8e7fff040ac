import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { minor } from '../../shared/units/minor.ts';
import { channelLine, channelOrder } from '../sales/support.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { typistAt } from '../support/keyboard.ts';
import { migrations } from '../support/shop.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from './stage.ts';

/** What a channel brings that only it can: answers of a shop outside, written where the engine would have written them. */
function bringTrouble(folder: string): void {
  const raw = new Database(path.join(folder, 'shop.db'));
  raw.prepare('insert into listing (channelId, externalId, name, sku, barcode, variantId, linkedBy, stockKeeping, remoteStock, seenAt) values (1, ?, ?, ?, ?, null, ?, ?, 5000, ?)').run('9001', '礼品卡 Gift card', 'GIFT', '', 'nothing', 'own', stageTime);
  const { commandId } = raw.prepare('select max(id) as commandId from command').get() as { commandId: number };
  const news = raw.prepare('insert into outbox (channelId, capability, key, payload, commandId, createdAt, state, attempts, nextTryAt, answer, says, finishedAt) values (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const zero = raw.prepare("insert into listing (channelId, externalId, name, sku, barcode, variantId, linkedBy, stockKeeping, remoteStock, seenAt) values (1, '9002', '保温杯 Bottle', 'BOTTLE', '', 1, 'sku', 'own', 4000, ?)").run(stageTime);
  news.run('stock', 'listing:77', '{"externalId":"412","level":7000}', commandId, stageTime - 60_000, 'parked', 6, stageTime, '{"code":"woocommerce_rest_product_invalid_id","message":"Invalid ID."}', 'The shop does not know this product any more.', stageTime - 30_000);
  news.run('stock', `listing:${zero.lastInsertRowid}`, '{"externalId":"9002","level":0}', commandId, stageTime, 'waiting', 0, stageTime, null, null, null);
  news.run('refund', 'refund:0', '{"orderId":1,"externalId":"5","refundId":0,"number":"RF-000009","amount":1250,"currency":"CNY","mark":"SW-0123456789abcdef"}', commandId, stageTime - 60_000, 'parked', 1, stageTime, null, 'The payment gateway for this order does not support automatic refunds.', stageTime - 20_000);
  raw.prepare("update outbox set problem = 'refused' where key = 'refund:0'").run();
  raw.prepare('update channel set brakedAt = ? where id = 1').run(stageTime);
  raw.close();
}

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
] as const))('what needs a person is settled where it is shown, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let skus: string[];
  const stands = async () => ((await stage.call('sync.status')) as { channels: { unlinked: number; parked: number; brakedAt: number | null }[] }).channels[0]!;
  const faults = async (screen: string, state: string): Promise<string[]> => {
    await settled(page);
    await picture(page, screen, look, state);
    return seriousFaults(page);
  };
  const closed = (): Promise<void> => page.locator('[role=dialog]').waitFor({ state: 'detached' });
  /** The palette knows every piece of trouble by the words it stands under. */
  const opens = async (kind: 'zeros' | 'parked' | 'unlinked'): Promise<void> => {
    const { press, sees } = typistAt(page);
    await press('Control+k');
    await sees(page.locator('.palette input:focus'));
    await page.keyboard.type({ en: { zeros: 'set to zero', parked: 'not accepted', unlinked: 'nothing we know' }, 'zh-Hans': { zeros: '清零', parked: '未被接受', unlinked: '未匹配' } }[look.language][kind], { delay: 45 });
    await sees(page.locator('.palette [data-action]'));
    await press('Enter');
    await sees(page.locator('[role=dialog] .card'));
  };

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 120, skus: 30 });
    bringTrouble(folder);
    stage = await openStage(folder);
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/channels' });
    skus = ((await stage.call('stock.list', { limit: 20 })) as { rows: { sku: string }[] }).rows.map((row) => row.sku);
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('levels that would go to zero are named and let go', async () => {
    const { press } = typistAt(page);
    await opens('zeros');
    expect(await page.locator('[role=dialog]').textContent()).toContain('BOTTLE');
    expect(await faults('channels', 'zeros')).toEqual([]);
    await press('Control+Enter');
    await expect.poll(async () => (await stands()).brakedAt).toBe(null);
    await closed();
  });

  test('news that was not accepted shows what was asked and answered, and is sent again', async () => {
    const { press, tabTo } = typistAt(page);
    await opens('parked');
    // A refund says which it is, why it waits, and what to do.
    const refund = page.locator('[role=dialog] section[aria-label="refund:0"]');
    for (const words of ['RF-000009', '12.50', 'does not support automatic refunds', { en: 'never paid back twice', 'zh-Hans': '不会重复退还' }[look.language]]) expect(await refund.textContent()).toContain(words);
    await tabTo(page.locator('[role=dialog] summary').last());
    await press('Space');
    expect(await faults('channels', 'parked')).toEqual([]);
    const before = (await stands()).parked;
    await page.locator('[role=dialog] section button').first().focus();
    await press('Enter');
    await expect.poll(async () => (await stands()).parked).toBe(before - 1);
    await press('Escape');
    await closed();
  });

  test('what a channel would pay back is said before it may', async () => {
    const { press, sees } = typistAt(page);
    const asked = (await stage.call('channel.preview', { channelId: 1, capability: 'refunds' })) as { refunds: number; refundSum: number };
    expect(asked.refunds).toBeGreaterThan(0);
    await press('1');
    await sees(page.locator('aside, [role=complementary]').first());
    await press('v');
    await press('3');
    await sees(page.locator('[role=dialog] button:focus'));
    const said = (await page.locator('[role=dialog]').textContent()) ?? '';
    expect(said).toContain(String(asked.refunds));
    expect(said.replaceAll(/[^\d]/g, '')).toContain(String(asked.refundSum));
    expect(await faults('channels', 'refunds')).toEqual([]);
    await press('Escape');
    await closed();
    await press('Escape');
  });

  test('a listing is matched by typing a SKU, and Z takes it back', async () => {
    const { press, type, sees } = typistAt(page);
    await opens('unlinked');
    expect(await faults('channels', 'unlinked')).toEqual([]);
    const before = (await stands()).unlinked;
    await page.locator('[role=dialog] [role=combobox]').first().focus();
    await type(skus[0]!);
    await press('Enter');
    await expect.poll(async () => (await stands()).unlinked).toBe(before - 1);
    await sees(page.locator('.toast button'));
    await press('Escape');
    await closed();
    await press('z');
    await expect.poll(async () => (await stands()).unlinked).toBe(before);
  });

  test('an unknown line of an order is matched on the order, and what was compared is settled', async () => {
    const { press, type, sees, seesNo } = typistAt(page);
    const item = channelOrder({
      externalId: 'W-900',
      versionAt: stageTime as never,
      orderedAt: stageTime as never,
      lines: [channelLine('1', 'NOBODY-KNOWS', 2, 20_000, 2_600)],
      total: minor(23_600),
      payments: [],
    });
    await stage.call('order.importBatch', { channelId: 1, items: [item] });
    const { rows } = (await stage.call('order.list', { filter: { search: 'W-900' } })) as { rows: { id: number }[] };
    await goTo(page, `/orders/${rows[0]!.id}`);
    expect(await faults('order', 'exceptions')).toEqual([]);
    const waits = page.locator('.notice');
    await expect.poll(() => waits.count()).toBe(2);
    await waits.getByRole('combobox').focus();
    await type(skus[1]!);
    await press('Enter');
    await expect.poll(() => waits.count()).toBe(1);
    await press('o');
    await type('7.40 was a gift card');
    await press('Enter');
    await seesNo(waits);
    await sees(page.locator('.toast'));
  });
});
