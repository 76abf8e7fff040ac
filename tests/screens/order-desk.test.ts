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

type Counts = { toApprove: number; safe: number };

describe.skipIf(!chromiumPath()).each(flowLooks(import.meta.filename))('the desk orders pass over, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const counts = async () => (await stage.call('order.counts')) as Counts;
  const faults = async (screen: string, state: string): Promise<string[]> => {
    await settled(page);
    await picture(page, screen, look, state);
    return seriousFaults(page);
  };

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 120, skus: 30 });
    stage = await openStage(folder);
    const { rows } = (await stage.call('stock.list', { limit: 20 })) as { rows: { sku: string; variantId: number }[] };
    const { sku, variantId } = rows[0]!;
    await stage.call('stock.receive', { locationId: 1, lines: [{ variantId, quantity: 40_000, value: 100_000 }] });
    // Eight people each buy one; one of them twice, and one without a street.
    const address = { recipient: '王伟', company: '', line1: '人民路 8 号', line2: '', city: '杭州', region: '浙江', postcode: '310000', country: 'CN', phone: '13800138000', email: '' };
    const items = Array.from({ length: 10 }, (_, index) => ({
      ...channelOrder({
        externalId: `D-${900 + index}`,
        versionAt: stageTime as never,
        orderedAt: (stageTime - (10 - index) * 600_000) as never,
        shipByAt: (stageTime + (index - 1) * 3_600_000) as never,
        customer: { name: `客户 ${Math.min(index, 8)}`, email: `desk${Math.min(index, 8)}@example.cn`, phone: null },
        lines: [channelLine('1', sku, 1, 12_000, 1_560)],
        total: minor(13_560),
        payments: [{ externalId: `p${index}`, amount: minor(13_560), method: 'alipay', occurredAt: (stageTime - 600_000) as never, fee: minor(0) }],
      }),
      recipient: { ...address, recipient: `客户 ${Math.min(index, 8)}`, phone: `1380013800${Math.min(index, 8)}`, ...(index === 3 && { line1: '' }) },
    }));
    await stage.call('order.importBatch', { channelId: 1, items });
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/orders?view=toApprove' });
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('what is to approve is listed, and a row says what speaks against it', async () => {
    const { press, sees } = typistAt(page);
    expect((await counts()).toApprove).toBeGreaterThanOrEqual(10);
    expect(await faults('orders', 'to-approve')).toEqual([]);
    await press('Space');
    await sees(page.locator('.peek .money-block'));
    expect(await faults('orders', 'to-approve-peek')).toEqual([]);
    await press('Escape');
  });

  test('the safe ones are approved with one key, and one more takes it back', async () => {
    const { press, sees } = typistAt(page);
    const before = await counts();
    expect(before.safe).toBeGreaterThan(3);
    await press('a');
    await sees(page.locator('.toast'));
    await expect.poll(async () => (await counts()).safe).toBe(0);
    expect((await counts()).toApprove).toBe(before.toApprove - before.safe);
    await press('z');
    await expect.poll(async () => (await counts()).safe).toBe(before.safe);
  });

  test('ticked orders are cancelled together, and one key opens them again', async () => {
    const { press, sees } = typistAt(page);
    const called = async () => ((await stage.call('order.list', { filter: { fulfilment: 'cancelled' }, limit: 100 })) as { rows: unknown[] }).rows.length;
    const before = await called();
    await goTo(page, '/orders?view=toApprove');
    await sees(page.locator('[role=row]').nth(2));
    await press('x', 'j', 'x');
    await sees(page.locator('.bulk'));
    await press('c');
    await expect.poll(called).toBe(before + 2);
    await sees(page.locator('.toast'));
    await press('z');
    await expect.poll(called).toBe(before);
    // The next list begins with its cursor on top.
    await goTo(page, '/orders/exceptions');
  });

  test('a work list by priority says why its first row is first, and a view one keeps has its key', async () => {
    const { press, sees } = typistAt(page);
    await goTo(page, '/orders?view=toApprove&sort=priority');
    await press('Space');
    await sees(page.locator('.peek .money-block'));
    const { rows } = (await stage.call('priority.queue', { view: 'toApprove' })) as { rows: { number: string; score: number }[] };
    expect(await page.locator('.peek').textContent()).toContain(rows[0]!.number);
    expect(await faults('orders', 'priority')).toEqual([]);
    await press('Escape');
    await stage.call('savedView.add', { name: { en: 'To chase', 'zh-Hans': '待催付', 'zh-Hant': '待催付' }[look.language], filter: { payment: 'unpaid' }, sort: 'total' });
    await sees(page.locator('[role=tab]').nth(5));
    await press('6');
    await expect.poll(() => page.locator('[role=tab]').nth(5).getAttribute('aria-selected')).toBe('true');
    expect(await faults('orders', 'saved-view')).toEqual([]);
  });

  test('each exception says why and what to do, and is settled in three keys', async () => {
    const { press, sees, type, seesNo } = typistAt(page);
    await goTo(page, '/orders/exceptions');
    const { open } = (await stage.call('exception.list', {})) as { open: number };
    expect(await faults('exceptions', 'full')).toEqual([]);
    await press('Space');
    // What the address lacks has the keys: written, the question is settled.
    await sees(page.locator('[role=dialog] .draft-address input:focus'));
    expect(await faults('exceptions', 'settle')).toEqual([]);
    await type('人民路 8 号');
    await press('Enter');
    await seesNo(page.locator('[role=dialog]'));
    const openNow = async () => ((await stage.call('exception.list', {})) as { open: number }).open;
    await expect.poll(openNow).toBe(open - 1);
    await expect.poll(() => page.locator('[role=row]').count()).toBe(open);
    await press('Space');
    await sees(page.locator('[role=dialog] input:focus'));
    await type('ok');
    await press('Enter');
    await seesNo(page.locator('[role=dialog]'));
    await expect.poll(openNow).toBe(open - 2);
    await press('z');
    await expect.poll(openNow).toBe(open - 1);
  });

  test('A settles the row under the cursor as it is, and the toast opens it again', async () => {
    const { press, sees } = typistAt(page);
    const openNow = async () => ((await stage.call('exception.list', {})) as { open: number }).open;
    const open = await openNow();
    await sees(page.locator('[role=row]').nth(1));
    await press('a');
    await expect.poll(openNow).toBe(open - 1);
    await sees(page.locator('.toast'));
    await press('z');
    await expect.poll(openNow).toBe(open);
  });

  test('an order taken here is changed and split on its page, and the toast takes it back', async () => {
    const { press, sees, seesNo } = typistAt(page);
    const { rows } = (await stage.call('stock.list', { limit: 20 })) as { rows: { variantId: number }[] };
    const { orderId } = (await stage.call('order.create', { lines: [{ variantId: rows[0]!.variantId, quantity: 4_000 }] })) as { orderId: number };
    const order = async () => (await stage.call('order.get', { orderId })) as { total: number; lines: { quantity: number }[] };
    const before = await order();
    await goTo(page, `/orders/${orderId}`);
    await stage.call('payment.capture', { orderId, amount: 1_000, account: 'bank', method: 'card', fee: 30 });
    expect(await faults('order', 'profit')).toEqual([]);
    const told = async () => ((await stage.call('order.profit', { orderId })) as { told: { kind: string; amount: number; note: string }[] }).told.map(({ kind, amount, note }) => [kind, amount, note]);
    await press('k');
    await sees(page.getByRole('dialog'));
    await page.keyboard.type('7.5');
    await press('Tab');
    await press('Tab');
    await page.keyboard.type('顺丰');
    expect(await faults('order', 'costs')).toEqual([]);
    await press('Control+Enter');
    await seesNo(page.getByRole('dialog'));
    expect(await told()).toEqual([['freight', 750, '顺丰']]);
    await press('k');
    await sees(page.getByRole('dialog').getByText('顺丰'));
    await press('Escape');
    await seesNo(page.getByRole('dialog'));
    await press('z');
    await expect.poll(told).toEqual([]);
    await press('e');
    await sees(page.locator('[role=dialog] .revise-line'));
    expect(await faults('order', 'change')).toEqual([]);
    await page.locator('[role=dialog] .revise-line input').first().fill('3');
    await press('Control+Enter');
    await seesNo(page.locator('[role=dialog]'));
    await expect.poll(async () => (await order()).lines[0]?.quantity).toBe(3_000);
    await press('u');
    await sees(page.locator('[role=dialog] .revise-line'));
    expect(await faults('order', 'split')).toEqual([]);
    await page.locator('[role=dialog] .revise-line input').first().fill('1');
    await press('Control+Enter');
    await seesNo(page.locator('[role=dialog]'));
    await expect.poll(async () => (await order()).lines[0]?.quantity).toBe(2_000);
    await press('z');
    await expect.poll(async () => (await order()).lines[0]?.quantity).toBe(3_000);
    expect((await order()).total).toBe((before.total * 3) / 4);
  });

  test('a rule is written in words one picks, tried on recent orders, and kept', async () => {
    await stage.call('expiry.setRule', { channelId: null, terms: { minutes: 180, remindMinutes: 60, act: 'cancel' } });
    await goTo(page, '/orders/rules');
    expect(await faults('order-rules', 'full')).toEqual([]);
    await page.locator('.rules section').first().locator('button').last().click();
    await page.locator('.check-form input').first().fill('Test rule');
    await page.locator('.check-form button[type=button]').nth(-3).scrollIntoViewIfNeeded();
    await page.locator('.check-form .row button').nth(1).click();
    await page.locator('.check-form [aria-live=polite]').waitFor();
    expect(await faults('order-rules', 'trying')).toEqual([]);
    await page.locator('.check-form button[type=submit]').click();
    await expect.poll(async () => ((await stage.call('checkRule.list')) as { rows: { name: string }[] }).rows.some(({ name }) => name === 'Test rule')).toBe(true);
  });
});
