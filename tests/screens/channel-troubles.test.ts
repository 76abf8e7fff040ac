import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { typistAt } from '../support/keyboard.ts';
import { migrations } from '../support/shop.ts';
import { flowLooks, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

/** One of each kind of trouble, none begun when another was: the first channel refuses the key, the second is out of reach, the third has moved. */
function bringEveryTrouble(folder: string): void {
  const raw = new Database(path.join(folder, 'shop.db'));
  const { commandId } = raw.prepare('select max(id) as commandId from command').get() as { commandId: number };
  const round = raw.prepare('insert into syncRun (channelId, startedAt, endedAt, pulled, sent, fault, faultsInARow, nextTryAt, commandId) values (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const ended = (channelId: number, at: number, inARow: number, fault: object | null, next: number) => round.run(channelId, at, at + 2_000, fault ? 0 : 12, 0, fault && JSON.stringify(fault), inARow, next, commandId);
  for (const channelId of [1, 2]) ended(channelId, stageTime - 5 * day, 0, null, stageTime);
  const refused = { code: 'unauthorised', retry: 'never', says: 'woocommerce_rest_cannot_view', status: 401 };
  for (let before = 4; before > 0; before -= 1) ended(1, stageTime - before * day, 5 - before, refused, stageTime + 2 * hour);
  ended(2, stageTime - 3 * hour, 1, { code: 'unreachable', retry: 'later', says: 'getaddrinfo ENOTFOUND' }, stageTime + 20 * minute);
  raw.prepare('insert into channelClock (channelId, ahead, since, commandId) values (2, ?, ?, ?)').run(7 * minute, stageTime - 5 * hour, commandId);
  ended(3, stageTime - 30 * minute, 1, { code: 'redirected', retry: 'never', says: 'The shop sends requests on', status: 301, movedTo: 'https://www.stream-and-lake.example' }, stageTime + 90 * minute);
  raw.prepare('update channel set brakedAt = ? where id = 1').run(stageTime - 2 * hour);
  const listing = raw.prepare("insert into listing (channelId, externalId, name, sku, barcode, variantId, linkedBy, stockKeeping, remoteStock, seenAt) values (1, ?, ?, ?, '', ?, ?, 'own', 5000, ?)");
  const { lastInsertRowid: listingId } = listing.run('9001', '保温杯 Bottle · 500 ml', 'BOTTLE-9001', 1, 'sku', stageTime);
  listing.run('9002', '礼品卡 Gift card', 'GIFT', null, 'nothing', stageTime);
  raw.prepare('insert into channelTrouble (channelId, externalId, problem, since, commandId) values (1, ?, ?, ?, ?)').run('8812', '{"code":"currency.mismatch","details":{"expected":"CNY","actual":"JPY"}}', stageTime - 26 * hour, commandId);
  raw.prepare("insert into channelDifference (channelId, subject, externalId, listingId, name, cause, ourLevel, theirLevel, since, seenAt, commandId) values (1, 'level', '9001', ?, '保温杯 Bottle · 500 ml', 'unknown', 5000, 9000, ?, ?, ?)").run(listingId, stageTime - 50 * hour, stageTime, commandId);
  raw
    .prepare("insert into outbox (channelId, capability, key, payload, commandId, createdAt, state, attempts, nextTryAt, problem, says, finishedAt) values (1, 'stock', ?, '{\"externalId\":\"9001\",\"level\":7000}', ?, ?, 'parked', 6, ?, 'notCounted', null, ?)")
    .run(`listing:${listingId}`, commandId, stageTime - 8 * hour, stageTime, stageTime - 7 * hour);
  raw.prepare('update channel set sendsStock = 1 where id = 2').run();
  raw
    .prepare("insert into outbox (channelId, capability, key, payload, commandId, createdAt, state, attempts, nextTryAt) values (2, 'stock', 'listing:1', '{}', ?, ?, 'waiting', 0, ?)")
    .run(commandId, stageTime - 100 * minute, stageTime);
  const conflict = raw.prepare("insert into fieldConflict (channelId, field, subjectId, state) values (1, 'price', ?, 'open')").run(listingId).lastInsertRowid;
  const fact = raw
    .prepare("insert into fieldConflictFact (conflictId, kind, agreedOurs, agreedTheirs, ours, oursAt, oursFrom, theirs, theirsAt, theirsFrom, at, commandId) values (?, 'raised', '100000', '100000', '120000', ?, 'price', '90000', ?, 'reading', ?, ?)")
    .run(conflict, stageTime - 9 * hour, stageTime - 6 * hour, stageTime - 6 * hour, commandId).lastInsertRowid;
  raw.prepare('update fieldConflict set factId = ? where id = ?').run(fact, conflict);
  raw.close();
}

/** The lines of trouble, the worst first, each by what only it says and since when it is there. */
const lines = {
  en: [['no longer accepts our key', '4 d'], ['set to zero', '2 h'], ['at https://www.stream-and-lake.example', '30 min'], ['cannot be read', '1 d 2 h'], ['differs between', '2 d 2 h'], ['not accepted', '7 h'], ['changed here and there', '6 h'], ['nothing we know', '—'], ['has not gone out', '1 h 40 min'], ['7 min behind', '5 h'], ['cannot be reached', '3 h']],
  'zh-Hans': [['不再接受我们的密钥', '4 天'], ['清零', '2 小时'], ['指向 https://www.stream-and-lake.example', '30 分钟'], ['无法读取', '1 天'], ['不一致', '2 天'], ['未被接受', '7 小时'], ['两边都改过', '6 小时'], ['未匹配', '—'], ['还没有发出', '1 小时'], ['慢 7 分钟', '5 小时'], ['无法连接', '3 小时']],
  'zh-Hant': [['金鑰', '4 天'], ['將歸零', '2 小時'], ['指向 https://www.stream-and-lake.example', '30 分鐘'], ['無法讀取', '1 天'], ['不一致', '2 天'], ['未被接受', '7 小時'], ['兩邊都改過', '6 小時'], ['未對應', '—'], ['還沒有送出', '1 小時'], ['慢 7 分鐘', '5 小時'], ['無法連上', '3 小時']],
};

describe.skipIf(!chromiumPath()).each(flowLooks(import.meta.filename))('every kind of trouble at once, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 120, skus: 30 });
    bringEveryTrouble(folder);
    stage = await openStage(folder);
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/channels' });
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('each says what it is and since when, the worst first', async () => {
    const { sees } = typistAt(page);
    await sees(page.locator('.sync-news').nth(8));
    await settled(page);
    await picture(page, 'channels', look, 'every-trouble');
    expect(await seriousFaults(page)).toEqual([]);
    const dots = await page.locator('[role=table] [role=row].grid-row').evaluateAll((all) => all.map((row) => (row.querySelectorAll('[role=cell]')[2] as HTMLElement).className));
    expect(dots).toEqual(['bad', 'warn', 'bad']);
    const rows = await page.locator('.sync-news').evaluateAll((all) => all.map((row) => (row as HTMLElement).innerText));
    expect(rows.map((row, place) => lines[look.language][place]?.map((part) => row.includes(part)))).toEqual(lines[look.language].map(() => [true, true]));
  });

  test('a report for support is saved with one key, and says what is not in it', async () => {
    const { press, sees } = typistAt(page);
    const saving = page.waitForEvent('download');
    await press('r');
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe('shopwright-support-2026-11-21.json');
    const report = JSON.parse(fs.readFileSync(await saved.path(), 'utf8')) as { channels: { cause: object | null; parked: number }[] };
    expect(report.channels).toMatchObject([{ cause: { code: 'unauthorised', words: ['woocommerce_rest_cannot_view'] }, parked: 1 }, { cause: { code: 'unreachable', words: [] }, parked: 0 }, { cause: { code: 'redirected', words: [] }, parked: 0 }]);
    await sees(page.getByText('shopwright-support-2026-11-21.json'));
  });

  test('and what was changed on both sides', async () => {
    const { press, sees } = typistAt(page);
    await press('c');
    await sees(page.locator('[role=row]').filter({ hasText: 'Bottle' }));
    await settled(page);
    await picture(page, 'conflicts', look, 'in-trouble');
    expect(await seriousFaults(page)).toEqual([]);
  });
});
