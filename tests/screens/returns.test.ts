import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { scan, scannerAt } from '../support/scanner.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

interface Ids {
  orderId: number;
  customerId: number;
  lines: number[];
}

describe.skipIf(!chromiumPath())('returns', () => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let variantId: number;
  let radio: number;
  const light = { language: 'en', theme: 'light' } as const;

  async function sell(name: string, quantity: number): Promise<Ids> {
    const { customerId } = (await stage.call('customer.create', { name, kind: 'person' })) as { customerId: number };
    const lines = [{ variantId, quantity }];
    const { orderId, total } = (await stage.call('order.create', { customerId, lines, charges: [{ kind: 'shipping', name: '邮费', amount: 800 }] })) as { orderId: number; total: number };
    await stage.call('payment.capture', { orderId, amount: total });
    await stage.call('shipment.ship', { orderId, trackingNumber: `SF-${orderId}` });
    const order = (await stage.call('order.get', { orderId })) as { lines: { id: number }[] };
    return { orderId, customerId, lines: order.lines.map((line) => line.id) };
  }

  async function sellRadio(): Promise<void> {
    const { customerId } = (await stage.call('customer.create', { name: '李娜', kind: 'person' })) as { customerId: number };
    const { orderId, total } = (await stage.call('order.create', { customerId, lines: [{ variantId: radio, quantity: 1_000 }] })) as { orderId: number; total: number };
    await stage.call('payment.capture', { orderId, amount: total });
    await stage.call('shipment.ship', { orderId });
  }

  beforeAll(async () => {
    stage = await openStage(folder);
    await stage.call('shop.create', { ...founding, goLiveAt: stageTime });
    await stage.call('location.create', { name: '门店', kind: 'shop', sellable: true });
    const made = (await stage.call('product.create', { name: '西湖龙井 250 g', state: 'active', variants: [{ sku: 'TEA', barcodes: [{ code: '6901234567892' }], prices: [{ currency: 'CNY', amount: 1_280_000 }] }] })) as { variants: { id: number }[] };
    variantId = made.variants[0]!.id;
    const piece = (await stage.call('product.create', { name: '对讲机', state: 'active', variants: [{ sku: 'RADIO', prices: [{ currency: 'CNY', amount: 2_000_000 }] }] })) as { variants: { id: number }[] };
    radio = piece.variants[0]!.id;
    await stage.call('stock.openingBatch', { items: [{ sku: 'TEA', quantity: 50_000, value: 200_000 }] });
    await stage.call('lot.track', { variantId: radio, tracking: 'serial' });
    await stage.call('stock.receive', { locationId: 1, lines: [{ variantId: radio, quantity: 1_000, value: 10_000, lots: [{ code: 'SN-2041', quantity: 1_000 }] }] });
    browser = await launchChromium();
    page = await stage.open(browser, { ...light, at: '/returns' });
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('an empty list says where returns begin', async () => {
    await page.getByText('Nothing comes back').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'returns', light, 'empty');
  });

  test('from an order to its return in two keys, received by scan, inspected and paid back', async () => {
    const { orderId } = await sell('王伟', 3_000);
    await goTo(page, `/orders/${orderId}`);
    await page.getByRole('button', { name: /Take back/ }).waitFor();
    await page.keyboard.press('r');
    await page.getByText('comes back', { exact: false }).or(page.getByText(/Goods of order/)).first().waitFor();
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'return-new', light, 'full');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: /RMA-000001/ }).waitFor();
    await settled(page);
    await page.keyboard.press('r');
    await page.getByText('Scan what is in it').first().waitFor();
    const keys = await scannerAt(page);
    await scan(keys, '6901234567892');
    await expect.poll(() => page.locator('.scan-count, .scan-told').allTextContents().then((texts) => texts.join(' '))).toContain('1');
    await scan(keys, '6901234567892');
    await scan(keys, '4006381333931');
    await page.getByText('Nobody knows this code').first().waitFor();
    await picture(page, 'return-station', light, 'unknown');
    await scan(keys, '6901234567892');
    await page.getByText('3 of 3 scanned').waitFor();
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'return-station', light, 'full');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: /Inspect 3/ }).waitFor();
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'return', light, 'to-inspect');
    await page.keyboard.press('i');
    await page.getByRole('button', { name: /^Settle/ }).first().waitFor();
    await page.keyboard.press('m');
    const dialog = page.locator('[role=dialog]');
    await dialog.getByText('The customer gets', { exact: true }).waitFor();
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'return-settle', light, 'money');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(async () => ((await stage.call('rma.get', { rmaId: 1 })) as { state: string }).state).toBe('settled');
    await settled(page);
    await picture(page, 'return', light, 'settled');
  });

  test('an uneven exchange shows what the customer still pays before anybody confirms it', async () => {
    const { orderId, lines } = await sell('陈静', 1_000);
    const arrived = (await stage.call('goodsReturn.receive', { orderId, lines: [{ orderLineId: lines[0], quantity: 1_000, reason: 'defective' }] })) as { goodsReturnId: number; rmaId: number; lines: { id: number }[] };
    await stage.call('inspection.record', { goodsReturnId: arrived.goodsReturnId, lines: [{ goodsReturnLineId: arrived.lines[0]!.id, disposition: 'scrap', quantity: 1_000 }] });
    await goTo(page, `/returns/${arrived.rmaId}`);
    await page.keyboard.press('m');
    const dialog = page.locator('[role=dialog]');
    await dialog.getByLabel('Exchange for').fill('2*TEA');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await dialog.getByText('The customer pays', { exact: true }).waitFor();
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'return-settle', light, 'exchange');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    const { settlements } = (await stage.call('rma.get', { rmaId: arrived.rmaId })) as { settlements: { newOrderId: number | null }[] };
    expect(settlements[0]?.newOrderId).toBeGreaterThan(0);
  });

  test('the list, its views and the rates, in Chinese and in the dark', async () => {
    const { orderId, lines } = await sell('赵敏', 2_000);
    await stage.call('rma.request', { orderId, authorise: false, lines: [{ orderLineId: lines[0], quantity: 1_000, reason: 'defective' }] });
    const other = await sell('孙强', 1_000);
    await stage.call('goodsReturn.receive', { orderId: other.orderId, lines: [{ orderLineId: other.lines[0], quantity: 1_000, reason: 'damagedOnTheWay' }] });
    const dark = await stage.open(browser, { language: 'zh-Hans', theme: 'dark', at: '/returns' });
    await dark.getByText('赵敏').waitFor();
    expect(await seriousFaults(dark)).toEqual([]);
    await picture(dark, 'returns', { language: 'zh-Hans', theme: 'dark' }, 'full');
    await goTo(dark, '/returns/analysis');
    await dark.getByText('西湖龙井 250 g').first().waitFor();
    expect(await seriousFaults(dark)).toEqual([]);
    await dark.getByText('两项合计都与凭证一致', { exact: false }).waitFor();
    await picture(dark, 'return-rates', { language: 'zh-Hans', theme: 'dark' }, 'full');
    await dark.getByRole('link', { name: '报废' }).click();
    await dark.locator('.chip', { hasText: '报废' }).waitFor();
    await dark.getByText('陈静').waitFor();
    await expect.poll(() => dark.getByText('赵敏').count()).toBe(0);
    await dark.locator('.chip-remove').click();
    await dark.getByText('赵敏').waitFor();
    await goTo(dark, '/returns/policies');
    await dark.getByText('其他所有').waitFor();
    expect(await seriousFaults(dark)).toEqual([]);
    await picture(dark, 'return-policies', { language: 'zh-Hans', theme: 'dark' }, 'full');
    await goTo(dark, '/returns/2');
    await dark.getByText('CN-000002').first().waitFor();
    expect(await seriousFaults(dark)).toEqual([]);
    await picture(dark, 'return', { language: 'zh-Hans', theme: 'dark' }, 'exchanged');
    await goTo(dark, `/returns/new?order=${orderId}`);
    await dark.getByText('同意退货').first().waitFor();
    expect(await seriousFaults(dark)).toEqual([]);
    await picture(dark, 'return-new', { language: 'zh-Hans', theme: 'dark' }, 'full');
    await goTo(dark, '/returns/repairs?serial=SN-2041');
    await dark.getByText('在库').first().waitFor();
    expect(await seriousFaults(dark)).toEqual([]);
    await picture(dark, 'repairs', { language: 'zh-Hans', theme: 'dark' }, 'in-stock');
    await goTo(dark, '/station/return');
    await dark.getByText('这是谁的包裹？').first().waitFor();
    await picture(dark, 'return-station', { language: 'zh-Hans', theme: 'dark' }, 'whose');
    const hant = await stage.open(browser, { language: 'zh-Hant', theme: 'light', at: '/returns/3' });
    await hant.getByRole('heading').first().waitFor();
    await settled(hant);
    await picture(hant, 'return', { language: 'zh-Hant', theme: 'light' }, 'requested');
    expect(await seriousFaults(hant)).toEqual([]);
  });

  test('a serial number answers its warranty, and the piece is taken in for repair', async () => {
    await sellRadio();
    await goTo(page, '/returns/repairs');
    await page.getByLabel('Serial number').fill('SN-2041');
    await page.keyboard.press('Enter');
    await page.getByText(/Under warranty until/).first().waitFor();
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'repairs', light, 'warranty');
    await page.getByRole('button', { name: 'Take in for repair' }).click();
    const dialog = page.locator('[role=dialog]');
    await dialog.getByLabel('What is wrong').fill('No sound');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('RP-00001').first().waitFor();
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'repairs', light, 'open');
  });

  test('a customer’s card shows store credit and gives goodwill', async () => {
    const { customerId } = await sell('周杰', 1_000);
    await goTo(page, `/customers?customer=${customerId}`);
    await page.getByText('Give store credit').click();
    await page.getByLabel('Amount').fill('5');
    await page.getByLabel('Why').fill('late parcel');
    await page.getByRole('button', { name: 'Give', exact: true }).click();
    await expect.poll(async () => ((await stage.call('storeCredit.of', { customerId })) as { balance: number }).balance).toBe(500);
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'customer-credit', light, 'full');
  });
});
