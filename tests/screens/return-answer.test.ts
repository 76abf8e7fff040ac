import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { flowLooks, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

describe.skipIf(!chromiumPath()).each(flowLooks(import.meta.filename))('who sends goods back is answered, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let rmaId = 0;
  const ask = async <T>(method: string, input: unknown = {}): Promise<T> => (await stage.call(method, input)) as T;
  const notices = () => ask<{ rows: { kind: string; body: string; state: string }[] }>('notice.list');
  const dialog = () => page.getByRole('dialog');

  beforeAll(async () => {
    stage = await openStage(folder);
    await ask('shop.create', { ...founding, goLiveAt: stageTime });
    await ask('location.create', { name: '门店', kind: 'shop', sellable: true });
    const { variants } = await ask<{ variants: { id: number }[] }>('product.create', { name: '青花茶杯', state: 'active', variants: [{ sku: 'CUP', prices: [{ currency: 'CNY', amount: 680_000 }] }] });
    await ask('stock.openingBatch', { items: [{ sku: 'CUP', quantity: 10_000, value: 20_000 }] });
    const { customerId } = await ask<{ customerId: number }>('customer.create', { name: '王伟', kind: 'person', contacts: [{ kind: 'email', value: 'wang@example.cn' }] });
    const { orderId } = await ask<{ orderId: number }>('order.create', { customerId, lines: [{ variantId: variants[0]!.id, quantity: 2_000 }] });
    await ask('shipment.ship', { orderId });
    const order = await ask<{ lines: { id: number }[] }>('order.get', { orderId });
    ({ rmaId } = await ask<{ rmaId: number }>('rma.request', { orderId, lines: [{ orderLineId: order.lines[0]!.id, quantity: 1_000, reason: 'changedMind' }], authorise: false }));
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: `/returns/${rmaId}` });
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('W opens the template of where the return stands; changed and sent it waits among the notices, and Z takes it back', async () => {
    await page.getByRole('heading', { name: /RMA-000001/ }).waitFor();
    await page.keyboard.press('w');
    const body = dialog().locator('textarea').first();
    await expect.poll(() => body.inputValue()).toContain('1 × 青花茶杯');
    expect(await dialog().textContent()).toContain('wang@example.cn');
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'return', look, 'answer');
    await body.focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\nP.S. ✓');
    await page.keyboard.press('Control+Enter');
    await dialog().waitFor({ state: 'detached' });
    expect((await notices()).rows).toMatchObject([{ kind: 'returnAllowed', body: expect.stringContaining('P.S. ✓'), state: 'waiting' }]);
    await page.keyboard.press('z');
    await expect.poll(async () => (await notices()).rows[0]?.state).toBe('handled');
  });

  test('another template takes the place of what was typed; what was told before is refused with words', async () => {
    await ask('rma.answer', { rmaId, kind: 'returnDeclined' });
    await ask('rma.decline', { rmaId, reason: '已使用' });
    // The page hears of it a moment later; until then W answers what stood there before.
    await page.getByText('已使用').first().waitFor();
    await page.keyboard.press('w');
    const body = dialog().locator('textarea').first();
    await expect.poll(() => body.inputValue()).toContain('我们无法接受退货');
    await page.keyboard.press('Control+Enter');
    await dialog().getByRole('alert').waitFor();
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });
});
