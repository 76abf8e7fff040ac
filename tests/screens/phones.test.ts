import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { scan as scanByHand, scannerAt } from '../support/scanner.ts';
import { looks, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

const patience = { timeout: 20_000 };
const day = 86_400_000;

describe.skipIf(!chromiumPath())('a phone on the shop’s network', () => {
  const folder = newStageFolder();
  const english = { language: 'en', theme: 'light' } as const;
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let pickWaveId: number;
  const ask = async <T>(method: string, input: unknown = {}): Promise<T> => (await stage.call(method, input)) as T;
  const panel = () => page.locator('.scan-panel');
  const scan = async (text: string): Promise<void> => scanByHand(await scannerAt(page), text);
  const leftInShop = async (): Promise<number[]> => (await ask<{ lines: { left: number }[] }>('wave.get', { pickWaveId })).lines.map(({ left }) => left);
  const takes = async (): Promise<number> => (await ask<{ rows: { method: string }[] }>('activity.list', { limit: 100 })).rows.filter(({ method }) => method === 'pick.take').length;
  /** Nothing stands out of the screen sideways; a phone calls its page wider where something does. */
  const fits = () => page.evaluate((width) => document.documentElement.scrollWidth <= width && [...document.querySelectorAll('button, a, strong, h1')].every((part) => part.getBoundingClientRect().right <= width + 1), page.viewportSize()?.width ?? 0);

  /** Four cups and two pots for one order, on two shelves. */
  beforeAll(async () => {
    stage = await openStage(folder);
    await ask('shop.create', { ...founding, goLiveAt: stageTime - 30 * day });
    const { locationId } = await ask<{ locationId: number }>('location.create', { name: '后仓', kind: 'warehouse', sellable: true });
    const goods: number[] = [];
    for (const [sku, name, code, barcode] of [['CUP-BLUE', '青花茶杯', 'A-09', '6901234567892'], ['POT-CLAY', '紫砂壶 220 ml', 'C-04', '6901234567908']] as const) {
      const { binId } = await ask<{ binId: number }>('bin.create', { locationId, code });
      const { variants } = await ask<{ variants: { id: number }[] }>('product.create', { name, state: 'active', variants: [{ sku, barcodes: [{ code: barcode }], prices: [{ currency: 'CNY', amount: 1_000_000 }] }] });
      const variantId = variants[0]!.id;
      goods.push(variantId);
      await ask('stock.receive', { locationId, lines: [{ variantId, quantity: 40_000, value: 40_000 }] });
      await ask('stock.move', { variantId, locationId, toBinId: binId, quantity: 40_000 });
    }
    const { orderId } = await ask<{ orderId: number }>('order.create', { lines: [{ variantId: goods[0], quantity: 4000 }, { variantId: goods[1], quantity: 2000 }], recipient: { recipient: '张三', country: 'CN', postcode: '310012', city: '杭州', line1: '文三路 12 号', phone: '13800138000' } });
    await ask('order.allocate', { items: [{ orderId }] });
    ({ pickWaveId } = await ask<{ pickWaveId: number }>('wave.build', { locationId, approve: true }));
    await ask('stocktake.plan', { name: '全盘', locationId, scope: { kind: 'location' } });
    browser = await launchChromium();
    page = await stage.openPhone(browser, english);
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('is paired by the code in its address, which leaves the address at once', async () => {
    expect(await page.locator('input').first().inputValue()).toMatch(/^[A-Z2-9]{8}$/);
    expect(page.url()).not.toContain('#');
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'phone', english, 'pair');
    await page.locator('input').nth(1).fill('Mei, PDA 2');
    await page.locator('button[type=submit]').click();
    await page.locator('.phone-home').waitFor();
    await expect.poll(() => page.locator('.phone-job').count(), patience).toBeGreaterThan(0);
    expect(await ask('phone.list')).toMatchObject({ phones: [{ name: 'Mei, PDA 2', revokedAt: null }] });
    expect([await fits(), await seriousFaults(page)]).toEqual([true, []]);
    await settled(page);
    await picture(page, 'phone', english, 'home');
  });

  test('picks a wave with the network cut in the middle: nothing is lost, nothing is done twice', async () => {
    await page.locator('a[href*="/station/pick/"]').click();
    await page.locator('.station').waitFor();
    await scan('6901234567892');
    await expect.poll(() => panel().getAttribute('data-kind'), patience).toBe('ok');
    await expect.poll(takes, patience).toBe(1);
    await page.context().setOffline(true);
    for (const text of ['6901234567892', '6901234567892', '6901234567892']) {
      const before = await page.locator('.station-scan').count();
      await scan(text);
      await expect.poll(() => page.locator('.station-scan').count(), patience).toBe(before + 1);
    }
    await expect.poll(() => page.locator('.station-head').textContent(), patience).toContain('Offline · 3 kept here');
    expect(await leftInShop()).toEqual([3000, 2000]);
    expect(await fits()).toBe(true);
    await settled(page);
    await picture(page, 'phone', english, 'pick-offline');
    await scan('0000000000000');
    await expect.poll(() => panel().getAttribute('data-kind'), patience).toBe('unknown');
    await scan('6901234567908');
    await expect.poll(() => page.locator('.station-head').textContent(), patience).toContain('Offline · 4 kept here');
    await page.context().setOffline(false);
    await expect.poll(() => page.locator('.station-head').textContent(), patience).toContain('All stored');
    expect([await leftInShop(), await takes()]).toEqual([[0, 1000], 5]);
  });

  test('keeps over a reload what the shop has not answered', async () => {
    await page.route('**/phone/call', (route) => route.abort());
    await scan('6901234567908');
    await expect.poll(() => page.locator('.station-head').textContent(), patience).toContain('1 kept here');
    await page.reload();
    await page.locator('.station').waitFor();
    await expect.poll(() => page.locator('.station-head').textContent(), patience).toContain('1 kept here');
    await page.unroute('**/phone/call');
    await expect.poll(() => page.locator('.station-head').textContent(), patience).toContain('All stored');
    expect([await leftInShop(), await takes()]).toEqual([[0, 0], 6]);
  });

  test('is shut out at once when it is revoked, and says so', async () => {
    const { phones } = await ask<{ phones: { deviceId: number }[] }>('phone.list');
    await ask('phone.revoke', { deviceId: phones[0]!.deviceId });
    await page.goto(page.url().replace(/#.*/, '#/'));
    await expect.poll(() => page.locator('.phone-home').textContent(), patience).toContain('this phone is not let in');
  });

  test.each(looks)('fits a hand of 360 px in $language, $theme', async (look) => {
    page = await stage.openPhone(browser, { ...look, width: 360, height: 740 });
    expect([await fits(), await seriousFaults(page)]).toEqual([true, []]);
    await page.locator('input').nth(1).fill('PDA');
    await page.locator('button[type=submit]').click();
    await page.locator('.phone-home').waitFor();
    await settled(page);
    expect([await fits(), await seriousFaults(page)]).toEqual([true, []]);
    await picture(page, 'phone', look, 'home-360');
    await page.evaluate((id) => { location.hash = `#/station/pick/${id}`; }, pickWaveId);
    await page.locator('.station').waitFor();
    await settled(page);
    expect([await fits(), await seriousFaults(page)]).toEqual([true, []]);
    await picture(page, 'phone', look, 'pick-360');
  });

  test.each(looks)('the owner’s settings show code, end and phones in $language, $theme', async (look) => {
    page = await stage.open(browser, { ...look, at: '/settings', width: 1024, height: 1000 });
    const phones = page.locator('.settings section section');
    await phones.getByRole('button').filter({ hasText: /Pair a phone|配对手机|配對手機/ }).click();
    await page.locator('img.phone-qr').waitFor();
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'phone', look, 'settings');
  });
});
