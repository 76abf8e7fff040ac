import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { minor } from '../../shared/units/minor.ts';
import { channelLine, channelOrder } from '../sales/support.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { typistAt } from '../support/keyboard.ts';
import { migrations } from '../support/shop.ts';
import { flowLooks, goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

interface Job {
  kind: string;
  state: string;
  done: number;
  refused: number;
  total: number;
}

/** More than one batch command takes, so that a list of them is a job. */
const wanted = 220;

describe.skipIf(!chromiumPath()).each(flowLooks(import.meta.filename))('jobs over a list of orders by keys, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const jobs = async () => ((await stage.call('job.list')) as { jobs: Job[] }).jobs;
  const finished = async (kind: string): Promise<Job> => {
    await expect.poll(async () => (await jobs())[0]).toMatchObject({ kind, state: 'done' });
    return (await jobs())[0]!;
  };
  /** How many of the orders this test made are in a state. */
  const count = async (fulfilment: string): Promise<number> => {
    let after: unknown;
    let found = 0;
    do {
      // Each page says where the next one begins.
      // oxlint-disable-next-line no-await-in-loop
      const answer = (await stage.call('order.list', { filter: { fulfilment, search: 'J-' }, limit: 100, ...(after !== undefined && { after }) })) as { rows: unknown[]; next?: unknown };
      found += answer.rows.length;
      after = answer.next ?? undefined;
    } while (after !== undefined);
    return found;
  };
  const faults = async (state: string): Promise<string[]> => {
    await settled(page);
    await picture(page, 'order-jobs', look, state);
    return seriousFaults(page);
  };
  /** Ctrl A ticks what is read, Ctrl A again reads on, until all orders of a list are ticked. */
  const tickAll = async (): Promise<void> => {
    const { press, sees } = typistAt(page);
    await sees(page.locator('[role=row]').nth(2));
    await press('Control+a');
    await sees(page.locator('.bulk'));
    while ((await page.locator('.bulk .link').count()) > 0) {
      // The next page is read once all of this one are ticked.
      // oxlint-disable-next-line no-await-in-loop
      await press('Control+a');
      // oxlint-disable-next-line no-await-in-loop
      await settled(page);
      // oxlint-disable-next-line no-await-in-loop
      await press('Control+a');
      // oxlint-disable-next-line no-await-in-loop
      await settled(page);
    }
    expect(await page.locator('.bulk').textContent()).toContain(String(wanted));
  };

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 60, skus: 20 });
    stage = await openStage(folder);
    const stock = (await stage.call('stock.list', { limit: 5 })) as { rows: { sku: string; variantId: number }[] };
    const { sku, variantId } = stock.rows[0]!;
    await stage.call('stock.receive', { locationId: 1, lines: [{ variantId, quantity: 500_000, value: 1_000_000 }] });
    const item = (index: number) =>
      channelOrder({
        externalId: `J-${1_000 + index}`,
        versionAt: stageTime as never,
        orderedAt: (stageTime - 600_000) as never,
        shipByAt: (stageTime + 7_200_000) as never,
        customer: { name: `客户 ${index}`, email: `j${index}@example.cn`, phone: null },
        lines: [channelLine('1', sku, 1, 12_000, 1_560)],
        total: minor(13_560),
        payments: [{ externalId: `j${index}`, amount: minor(13_560), method: 'alipay', occurredAt: (stageTime - 600_000) as never, fee: minor(0) }],
      });
    for (const from of [0, wanted / 2]) {
      // One delivery after another, as a channel sends them.
      // oxlint-disable-next-line no-await-in-loop
      const { results } = (await stage.call('order.importBatch', { channelId: 1, items: Array.from({ length: wanted / 2 }, (_, index) => item(from + index)) })) as { results: { value: { orderId: number } }[] };
      // They wait: the goods that were set aside for them are free again.
      // oxlint-disable-next-line no-await-in-loop
      await stage.call('order.release', { items: results.map(({ value }) => ({ orderId: value.orderId })) });
    }
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/orders?view=all&fulfilment=open&search=J-' });
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('goods are set aside for all of them with A; G Z and Enter show what became of each, and Z there takes all of it back', async () => {
    const { press, sees, seesNo } = typistAt(page);
    expect(await count('open')).toBe(wanted);
    await tickAll();
    expect(await faults('ticked')).toEqual([]);
    await press('a');
    expect(await finished('allocate')).toMatchObject({ done: wanted, refused: 0, total: wanted });
    expect(await count('allocated')).toBe(wanted);
    await press('Escape', 'g', 'z');
    await sees(page.locator('.jobs-tray button:focus'));
    await press('Enter');
    const dialog = page.locator('[role=dialog] .job-results');
    await sees(dialog);
    expect(await faults('allocated')).toEqual([]);
    await press('z');
    await seesNo(dialog);
    expect(await finished('undo')).toMatchObject({ done: wanted, refused: 0 });
    expect(await count('open')).toBe(wanted);
  });

  test('all of them are cancelled with C, and Z takes the whole job back', async () => {
    const { press, sees } = typistAt(page);
    await goTo(page, '/');
    await goTo(page, '/orders?view=all&fulfilment=open&search=J-');
    await tickAll();
    await press('c');
    await sees(page.locator('.toast'));
    expect(await finished('cancel')).toMatchObject({ done: wanted, refused: 0, total: wanted });
    expect(await count('cancelled')).toBe(wanted);
    await press('z');
    await finished('undo');
    expect(await count('cancelled')).toBe(0);
    expect(await count('open') + (await count('allocated'))).toBe(wanted);
  });
});
