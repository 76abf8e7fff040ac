import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { minor } from '../../shared/units/minor.ts';
import { channelLine, channelOrder } from '../sales/support.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { typistAt } from '../support/keyboard.ts';
import { migrations } from '../support/shop.ts';
import { flowLooks, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

interface Job {
  id: number;
  kind: string;
  state: string;
  done: number;
  refused: number;
}

/** More than one batch command takes, in two deliveries; every ninth is on hold, and one was approved before. */
const wanted = 260;
const held = Math.ceil(wanted / 9);

describe.skipIf(!chromiumPath()).each(flowLooks(import.meta.filename))('what became of each order of a job, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const ids: number[] = [];
  const jobs = async () => ((await stage.call('job.list')) as { jobs: Job[] }).jobs;
  const finished = async (kind: string): Promise<void> => {
    await expect.poll(async () => (await jobs()).find((job) => job.kind === kind)?.state).toBe('done');
  };
  const dialog = () => page.locator('[role=dialog] .job-results');
  const rows = () => page.locator('.job-result').count();
  const toApprove = async () => ((await stage.call('order.counts')) as { toApprove: number }).toApprove;
  const faults = async (state: string): Promise<string[]> => {
    await settled(page);
    await picture(page, 'job-results', look, state);
    return seriousFaults(page);
  };

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 60, skus: 20 });
    stage = await openStage(folder);
    const stock = (await stage.call('stock.list', { limit: 5 })) as { rows: { sku: string; variantId: number }[] };
    const { sku, variantId } = stock.rows[0]!;
    await stage.call('stock.receive', { locationId: 1, lines: [{ variantId, quantity: 500_000, value: 1_000_000 }] });
    const item = (index: number) =>
      channelOrder({
        externalId: `R-${1_000 + index}`,
        versionAt: stageTime as never,
        orderedAt: (stageTime - 600_000) as never,
        shipByAt: (stageTime + 7_200_000) as never,
        customer: { name: `客户 ${index}`, email: `r${index}@example.cn`, phone: null },
        lines: [channelLine('1', sku, 1, 12_000, 1_560)],
        total: minor(13_560),
        payments: [{ externalId: `r${index}`, amount: minor(13_560), method: 'alipay', occurredAt: (stageTime - 600_000) as never, fee: minor(0) }],
      });
    for (const from of [0, wanted / 2]) {
      // One delivery after another, as a channel sends them.
      // oxlint-disable-next-line no-await-in-loop
      const { results } = (await stage.call('order.importBatch', { channelId: 1, items: Array.from({ length: wanted / 2 }, (_, index) => item(from + index)) })) as { results: { value: { orderId: number } }[] };
      ids.push(...results.map(({ value }) => value.orderId));
    }
    const reason = { en: 'The buyer asked to wait', 'zh-Hans': '买家要求暂缓', 'zh-Hant': '買家要求暫緩' }[look.language];
    // oxlint-disable-next-line no-await-in-loop
    for (const orderId of ids.filter((_, index) => index % 9 === 0)) await stage.call('order.hold', { orderId, reason });
    await stage.call('order.approve', { items: [{ orderId: ids[4] }], reason: 'first' });
    await stage.call('job.start', { kind: 'approve', method: 'order.approve', items: ids.map((orderId) => ({ orderId })), shared: { reason: 'fair' } });
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/orders' });
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('two keys open the tray, and Enter opens what was refused of its job and why', async () => {
    const { press, sees } = typistAt(page);
    await press('g', 'z');
    await sees(page.locator('.jobs-tray button:focus'));
    expect(await faults('tray')).toEqual([]);
    await press('Enter');
    await sees(dialog());
    await expect.poll(rows).toBe(held + 1);
    expect(await page.locator('.job-result').nth(1).textContent()).toContain('R-1004');
    expect(await faults('refused')).toEqual([]);
  });

  test('2 lists all of them, a hundred at a time, and 1 the refused again', async () => {
    const { press, sees } = typistAt(page);
    await press('2');
    await expect.poll(rows).toBe(100);
    expect(await faults('all')).toEqual([]);
    await page.locator('[role=dialog] .job-results > button').click();
    await expect.poll(rows).toBe(200);
    await page.locator('[role=dialog] .job-results > button').click();
    await expect.poll(rows).toBe(wanted);
    expect(await page.locator('[role=dialog] .job-results > button').count()).toBe(0);
    await press('1');
    await expect.poll(rows).toBe(held + 1);
    await sees(dialog());
  });

  test('Z takes the whole job back, and nothing was refused of that', async () => {
    const { press, sees, seesNo } = typistAt(page);
    const before = await toApprove();
    await press('z');
    await seesNo(dialog());
    await finished('undo');
    expect(await toApprove()).toBe(before + wanted - held - 1);
    await page.locator('.status-bar .status-fact', { has: page.locator('.tabler-icon-stack-2') }).click();
    await page.locator('.jobs-tray .job').first().locator('button').click();
    await expect.poll(rows).toBe(100);
    await press('1');
    await sees(page.locator('[role=dialog] .job-results h2'));
    expect(await faults('none-refused')).toEqual([]);
  });

  test('a row leads to its order', async () => {
    const { press, sees, seesNo } = typistAt(page);
    await press('2');
    await sees(page.locator('.job-result a'));
    await page.locator('.job-result a').first().click();
    await seesNo(dialog());
    await expect.poll(() => page.url()).toContain(`/orders/${ids[1]}`);
  });
});
