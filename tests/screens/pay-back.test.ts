import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minor } from '../../shared/units/minor.ts';
import { channelLine, channelOrder } from '../sales/support.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { typistAt } from '../support/keyboard.ts';
import { flowLooks, goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

interface Order {
  payment: string;
  money: { captured: number; refunded: number; owed: number; surplus: number };
}

describe.skipIf(!chromiumPath()).each(flowLooks(import.meta.filename))('money goes back to a customer, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let variantId: number;
  const ask = async <T>(method: string, input: unknown = {}): Promise<T> => (await stage.call(method, input)) as T;
  const order = (orderId: number) => ask<Order>('order.get', { orderId });
  const dialog = () => page.getByRole('dialog');
  const clean = async (state: string): Promise<void> => {
    await settled(page);
    await picture(page, 'order', look, state);
    expect(await seriousFaults(page)).toEqual([]);
  };
  async function paid(count: number): Promise<number> {
    const { orderId, total } = await ask<{ orderId: number; total: number }>('order.create', { lines: [{ variantId, quantity: count * 1_000 }], charges: [{ kind: 'shipping', name: '', amount: 800 }] });
    await ask('payment.capture', { orderId, amount: total });
    return orderId;
  }

  beforeAll(async () => {
    stage = await openStage(folder);
    await ask('shop.create', { ...founding, goLiveAt: stageTime });
    await ask('location.create', { name: '门店', kind: 'shop', sellable: true });
    const { variants } = await ask<{ variants: { id: number }[] }>('product.create', { name: '青花茶杯', state: 'active', variants: [{ sku: 'CUP', prices: [{ currency: 'CNY', amount: 680_000 }] }] });
    variantId = variants[0]!.id;
    await ask('stock.openingBatch', { items: [{ sku: 'CUP', quantity: 30_000, value: 60_000 }] });
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/orders' });
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('a paid order that is called off owes its money: B and Ctrl Enter pay it', async () => {
    const { press, sees, seesNo } = typistAt(page);
    const orderId = await paid(2);
    await ask('order.cancel', { orderId, reason: '客户改主意' });
    const { money } = await order(orderId);
    expect(money.owed).toBe(money.captured);
    await goTo(page, `/orders/${orderId}`);
    await sees(page.locator('.head [aria-keyshortcuts=B]'));
    await press('b');
    await sees(dialog().locator('input[name=amount]:focus'));
    await clean('pay-back-owed');
    await press('Control+Enter');
    await seesNo(dialog());
    await expect.poll(() => order(orderId)).toMatchObject({ payment: 'refunded', money: { owed: 0, refunded: money.captured } });
    await sees(page.locator('.toast'));
    // Nothing is left that could go back.
    await expect.poll(() => page.locator('[aria-keyshortcuts=B]').count()).toBe(0);
  });

  test('goodwill for goods that stay sold is typed; more than was paid is refused at its place and nothing moves', async () => {
    const { press, type, sees, seesNo } = typistAt(page);
    const orderId = await paid(1);
    await ask('shipment.ship', { orderId });
    await goTo(page, `/orders/${orderId}`);
    await sees(page.locator('.aside [aria-keyshortcuts=B]'));
    await press('b');
    await sees(dialog().locator('input[name=amount]:focus'));
    await type('9000');
    await press('Control+Enter');
    await sees(dialog().getByRole('alert'));
    await clean('pay-back-refused');
    expect((await order(orderId)).money.refunded).toBe(0);
    await press('Control+a');
    await type('5');
    await press('Control+Enter');
    await seesNo(dialog());
    await expect.poll(() => order(orderId)).toMatchObject({ payment: 'partlyRefunded', money: { refunded: 500 } });
  });

  test('what a buyer of a channel paid twice is proposed, and it is said that the channel pays it', async () => {
    const { press, sees, seesNo } = typistAt(page);
    const at = stageTime as never;
    const pay = (externalId: string, amount: number) => ({ externalId, amount: minor(amount), fee: minor(0), method: 'alipay', occurredAt: at });
    const item = channelOrder({ externalId: 'P-1', versionAt: at, orderedAt: at, lines: [channelLine('1', 'CUP', 1, 6_800, 0)], total: minor(6_800), payments: [pay('a', 6_800), pay('b', 6_800)] });
    const { results } = await ask<{ results: { ok: boolean; value: { orderId: number } }[] }>('order.importBatch', { channelId: 1, items: [item] });
    const { orderId } = results[0]!.value;
    expect((await order(orderId)).money.surplus).toBe(6_800);
    await goTo(page, `/orders/${orderId}`);
    await sees(page.locator('.head [aria-keyshortcuts=B]'));
    await press('b');
    await sees(dialog().locator('input[name=amount]:focus'));
    await clean('pay-back-surplus');
    await press('Control+Enter');
    await seesNo(dialog());
    await expect.poll(() => order(orderId)).toMatchObject({ payment: 'partlyRefunded', money: { surplus: 0, refunded: 6_800 } });
    const { rows } = await ask<{ rows: { kind: string }[] }>('exception.list');
    expect(rows.map(({ kind }) => kind)).not.toContain('overpaid');
  });
});
