import fs from 'node:fs';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { scan as scanByHand, scannerAt } from '../support/scanner.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

const patience = { timeout: 15_000 };
const day = 86_400_000;

describe.skipIf(!chromiumPath())('from goods set aside to a parcel on its way', () => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let cdp: CDPSession;
  const english = { language: 'en', theme: 'light' } as const;
  const chinese = { language: 'zh-Hans', theme: 'dark' } as const;
  const scan = (text: string): Promise<void> => scanByHand(cdp, text);
  const panel = () => page.locator('.scan-panel');
  const ask = async <T>(method: string, input: unknown = {}): Promise<T> => (await stage.call(method, input)) as T;

  /** Tea and cups on four shelves, three orders, one parcel silent for nine days. */
  beforeAll(async () => {
    stage = await openStage(folder);
    await ask('shop.create', { ...founding, goLiveAt: stageTime - 30 * day });
    const { locationId } = await ask<{ locationId: number }>('location.create', { name: '后仓', kind: 'warehouse' });
    const bins: Record<string, number> = {};
    for (const code of ['A-02', 'A-09', 'C-04', 'PACK']) bins[code] = (await ask<{ binId: number }>('bin.create', { locationId, code })).binId;
    const goods: Record<string, number> = {};
    for (const [sku, name, code, grams] of [['TEA-LJ-100', '西湖龙井 100 g', 'A-02', 140], ['CUP-BLUE', '青花茶杯', 'A-09', 320], ['POT-CLAY', '紫砂壶 220 ml', 'C-04', 610]] as const) {
      const { variants } = await ask<{ variants: { id: number }[] }>('product.create', { name, state: 'active', variants: [{ sku, weightGrams: grams, prices: [{ currency: 'CNY', amount: 1_000_000 }] }] });
      const variantId = variants[0]!.id;
      goods[sku] = variantId;
      await ask('stock.receive', { locationId, lines: [{ variantId, quantity: 40_000, value: 40_000 }] });
      await ask('stock.move', { variantId, locationId, toBinId: bins[code], quantity: 40_000 });
    }
    await ask('wave.packAt', { locationId, binId: bins['PACK'] });
    const shop = await ask<{ locationId: number }>('location.create', { name: '门店', kind: 'shop' });
    for (const sku of ['CUP-BLUE', 'POT-CLAY']) await ask('stock.receive', { locationId: shop.locationId, lines: [{ variantId: goods[sku], quantity: 5_000, value: 5_000 }] });
    await ask('shipFrom.setPlace', { locationId, handling: 100, distances: [{ country: 'CN', kilometres: 12 }] });
    await ask('shipFrom.setPlace', { locationId: shop.locationId, handling: 250, distances: [{ country: 'CN', kilometres: 3 }] });
    const { carriers } = await ask<{ carriers: { carrierId: number; code: string }[] }>('carrier.list');
    for (const [code, name, price, days] of [['zto', '普快', 800, 4], ['sf', '标快', 1800, 1]] as const) {
      const { carrierId } = carriers.find((one) => one.code === code)!;
      const { carrierServiceId } = await ask<{ carrierServiceId: number }>('carrierService.add', { carrierId, name, cubicPerKilo: 6000, heaviestGrams: 30_000, longestMm: 1500, days });
      const row = { zone: '全国', country: 'CN', price, upToGrams: 1000 };
      await ask('carrierService.setRates', { carrierServiceId, rows: [row, { ...row, upToGrams: 30_000, stepGrams: 1000, stepPrice: 200 }] });
      if (code === 'sf') await ask('carrierService.makeUsual', { carrierServiceId });
      if (code === 'zto') await ask('waybill.add', { carrierId, numbers: ['780000000000001', '780000000000002'] });
    }
    const order = (lines: [string, number][], recipient: string) => ask<{ orderId: number }>('order.create', { lines: lines.map(([sku, count]) => ({ variantId: goods[sku], quantity: count * 1000 })), recipient: { recipient, country: 'CN', postcode: '310012', city: '杭州', line1: '文三路 12 号', phone: '13800138000', email: 'wang@example.cn' } });
    const late = await order([['TEA-LJ-100', 1]], '李雷');
    await ask('shipment.ship', { ...late, carrier: '顺丰速运', trackingNumber: 'SF1234567890123', shippedAt: stageTime - 9 * day });
    await ask('tracking.importBatch', { items: [{ number: 'SF1234567890123', status: 'inTransit', happenedAt: stageTime - 8 * day, place: '杭州转运中心' }, { number: 'YT0000000000001', status: 'delivered', happenedAt: stageTime - day }] });
    await order([['TEA-LJ-100', 2], ['CUP-BLUE', 1]], '王伟');
    await order([['POT-CLAY', 1]], '韩梅梅');
    await order([['CUP-BLUE', 4], ['POT-CLAY', 2]], '张三');
    browser = await launchChromium();
    page = await stage.open(browser, { ...english, at: '/orders', width: 1280, height: 800 });
    cdp = await scannerAt(page);
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('W and Enter build a wave of all that can leave, and its list stands in the order of the walk', async () => {
    await page.keyboard.press('w');
    const dialog = page.locator('[role=dialog]');
    await expect.poll(() => dialog.textContent(), patience).toContain('3 orders can leave');
    await settled(page);
    await picture(page, 'ship', english, 'build');
    await page.keyboard.press('Enter');
    await page.locator('[role=grid]').waitFor();
    await settled(page);
    expect(await page.locator('[role=row]').allTextContents()).toEqual(expect.arrayContaining([expect.stringMatching(/^A-02.*龙井/)]));
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'wave', english, 'full');
  });

  test('the picking station says where to go and refuses the wrong shelf’s goods', async () => {
    await page.keyboard.press('a');
    await page.locator('.station').waitFor();
    await scan('POT-CLAY');
    await expect.poll(() => panel().textContent(), patience).toContain('Wrong bin');
    await settled(page);
    await picture(page, 'picking', english, 'wrong');
    for (const code of ['TEA-LJ-100', 'TEA-LJ-100', 'CUP-BLUE', 'CUP-BLUE']) await scan(code);
    await expect.poll(() => panel().textContent(), patience).toContain('into tote 3');
    await page.keyboard.press('*');
    await page.locator('[role=dialog] input').fill('3');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.pick-next').textContent(), patience).toContain('C-04');
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'picking', english, 'ok');
    for (const _piece of [1, 2, 3]) await scan('POT-CLAY');
    await expect.poll(() => panel().textContent(), patience).toContain('All picked');
  });

  test('a wrong piece holds the box; put aside, the box ships with the cheapest carrier and a kept number', async () => {
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.station-place').textContent(), patience).toContain('3 totes wait');
    await scan('W-00001/1');
    await expect.poll(() => page.locator('.station-title').textContent(), patience).toContain('Order');
    await scan('POT-CLAY');
    await expect.poll(() => panel().textContent(), patience).toContain('Does not belong here');
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'packing', english, 'wrong');
    await page.keyboard.press('d');
    await scan('POT-CLAY');
    await expect.poll(() => panel().textContent(), patience).toContain('Put aside');
    for (const code of ['TEA-LJ-100', 'TEA-LJ-100', 'CUP-BLUE']) await scan(code);
    await expect.poll(() => panel().textContent(), patience).toContain('All in the box');
    await picture(page, 'packing', english, 'ok');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('[role=dialog]').textContent(), patience).toContain('less than 顺丰速运 标快');
    await settled(page);
    await picture(page, 'packing', english, 'ship');
    await page.keyboard.press('Enter');
    await expect.poll(() => panel().textContent(), patience).toContain('780000000000001, from the kept numbers');
  });

  test('parcels under way stand the longest silent first, with what carriers said', async () => {
    await goTo(page, '/ship?view=parcels');
    await page.locator('[role=grid]').focus();
    await page.keyboard.press('Space');
    await page.locator('.peek').waitFor();
    await settled(page);
    expect(await page.locator('.peek').textContent()).toContain('杭州转运中心');
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'parcels', english, 'peek');
    await page.keyboard.press('w');
    await expect.poll(async () => (await ask<{ rows: unknown[] }>('notice.list')).rows.length, patience).toBe(1);
  });

  test('news pasted from a table says what it will take in before it does', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('i');
    await page.locator('[role=dialog] textarea').fill('运单号,状态,时间,地点\n780000000000001,已揽收,2026-11-21 09:00,杭州\n780000000000001,weather,2026-11-21 10:00,杭州');
    await expect.poll(() => page.locator('[role=dialog]').textContent(), patience).toContain('unknown status “weather”');
    await settled(page);
    await picture(page, 'parcels', english, 'news');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => page.locator('.toast').textContent(), patience).toContain('1 new');
  });

  test.each([
    ['ship', '/ship', 'full'],
    ['to-pack', '/ship?view=pack', 'full'],
    ['parcels', '/ship?view=parcels', 'full'],
    ['notices', '/ship?view=notices', 'full'],
    ['carriers', '/settings/carriers', 'full'],
    ['notice-settings', '/settings/notices', 'full'],
    ['ship-from', '/settings/ship-from', 'full'],
  ])('%s is readable in dark Chinese, and nothing on it is hard to reach', async (screen, at, state) => {
    const other = await stage.open(browser, { ...chinese, at, width: 1440, height: 900 });
    await settled(other);
    expect(await seriousFaults(other)).toEqual([]);
    await picture(other, screen, chinese, state);
    await other.context().close();
  });

  test('a carrier’s rates are a table one can paste, and a row nobody can read is named', async () => {
    await goTo(page, '/settings/carriers');
    await page.getByText('中通快递').first().dblclick();
    await page.locator('.peek').getByRole('button', { name: 'Rates' }).click();
    const table = page.locator('[role=dialog] textarea');
    await expect.poll(() => table.inputValue(), patience).toContain('全国,CN,,,1000,8.00');
    await table.fill('zone,country,postcode from,postcode to,up to g,price\nhome,CN,31,33,1000,6.50\nfar,CN,8,7,1000,20');
    await expect.poll(() => page.locator('[role=dialog]').textContent(), patience).toContain('Row 2: postcode to cannot be read');
    await settled(page);
    await picture(page, 'carriers', english, 'rates');
    await table.fill('zone,country,postcode from,postcode to,up to g,price\nhome,CN,31,33,1000,6.50');
    await page.keyboard.press('Control+Enter');
    await expect.poll(async () => (await ask<{ price: number }>('carrierService.quote', { country: 'CN', postcode: '310012', weightGrams: 500 })).price, patience).toBe(650);
  });

  test('what a carrier and its service are called and carry is changed, and Z brings it back', async () => {
    interface Carriers { carriers: { name: string; services: { heaviestGrams: number | null; rates: number }[] }[] }
    const named = async (name: string) => (await ask<Carriers>('carrier.list', undefined)).carriers.find((one) => one.name === name);
    const before = (await named('中通快递'))!.services[0]!;
    await goTo(page, '/settings/carriers');
    await page.getByText('中通快递').first().dblclick();
    await page.locator('.peek').getByRole('button', { name: 'Change' }).last().click();
    const dialog = page.locator('[role=dialog]');
    await dialog.getByLabel('Heaviest g').fill('20000');
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'carriers', english, 'service');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(async () => (await named('中通快递'))?.services[0], patience).toEqual({ ...before, heaviestGrams: 20_000 });
    await page.keyboard.press('z');
    await expect.poll(async () => (await named('中通快递'))?.services[0], patience).toEqual(before);
    await page.keyboard.press('e');
    await dialog.getByLabel('Name').fill('ZTO 中通');
    await page.keyboard.press('Control+Enter');
    await expect.poll(async () => (await named('ZTO 中通'))?.services.length, patience).toBeGreaterThan(0);
    await dialog.waitFor({ state: 'detached' });
    await page.locator('.toast').waitFor();
    await page.keyboard.press('z');
    await expect.poll(() => named('中通快递'), patience).toBeDefined();
  });

  test('an order’s number tells every way it could leave, and what decided', async () => {
    await goTo(page, '/settings/ship-from');
    await page.getByLabel('Order number').fill('SO-000004');
    await expect.poll(() => page.locator('.plan-table').textContent(), patience).toContain('后仓 ×6');
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'ship-from', english, 'why');
  });

  test('a notice is read while it is written', async () => {
    await goTo(page, '/settings/notices');
    await page.getByLabel('Subject').fill('{{order}} leaves {{nobody}}');
    await expect.poll(() => page.locator('.notice-preview').textContent(), patience).toContain('SO-000123 leaves');
    await expect.poll(() => page.locator('form').first().textContent(), patience).toContain('Nobody knows “nobody”');
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'notice-settings', english, 'typing');
  });
});
