import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../../renderer/app/languages/en.ts';
import { zhHans } from '../../renderer/app/languages/zh-hans.ts';
import { type Emulator, startEmulator } from '../channels/woocommerce/emulator/emulator.ts';
import type { Json } from '../channels/woocommerce/recorded.ts';
import { seriousFaults } from '../screens/stage.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { call, runShop, shopJson } from '../support/command-line.ts';
import { mouseTouches, type Typist, typistAt, watchMouse } from '../support/keyboard.ts';
import { serveShop, type ServedShop } from '../support/served-shop.ts';

/** Two readers of the same screens. In Chinese the palette is asked in pinyin initials: nobody changes the input method for a command. */
const readers = [
  { locale: 'en-US', words: en, typed: { orders: 'orders', money: 'money', channels: 'channels', parcels: 'shipped parcels' } },
  { locale: 'zh-CN', words: zhHans, typed: { orders: 'dd', money: 'cw', channels: 'qd', parcels: 'fhxx' } },
];

const tracking = 'SF1234567890';

describe.skipIf(!chromiumPath()).each(readers)('a whole day by the keyboard alone, in $locale', ({ locale, words, typed }) => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'keyboard-day-'));
  const folder = path.join(root, 'shop');
  let outside: Emulator;
  let bought: Json;
  let shop: ServedShop;
  let browser: Browser;
  let page: Page;
  let she: Typist;
  /** A product that can be sold, for the order that is typed. */
  let variantId: number;

  beforeAll(async () => {
    await shopJson(folder, 'demo', '--orders', '60', '--skus', '24', '--days', '20', '--seed', '7');
    // What the demo's last hours left waiting depends on the hour of the day: it is approved before, so that one order is safe to approve; one on hold may stay.
    const { orderIds } = await call<{ orderIds: number[] }>(folder, 'order.safe');
    if (orderIds.length > 0) await call(folder, 'order.approve', { items: orderIds.map((orderId) => ({ orderId })) });
    const { rows } = await call<{ rows: { variantId: number; sku: string; available: number }[] }>(folder, 'stock.list', { limit: 100 });
    const stocked = rows.filter((row) => row.available >= 4000).slice(0, 3);
    variantId = stocked[0]!.variantId;
    outside = await startEmulator({ now: Date.now() - 60_000 });
    outside.store.currency = 'CNY';
    for (const { sku } of stocked) outside.addProduct({ name: sku, sku, cents: 12_900, stock: 9 });
    shop = await serveShop(folder);
    browser = await launchChromium();
    const context = await browser.newContext({ locale, viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    page = await context.newPage();
    await watchMouse(page);
    she = typistAt(page);
  });
  afterAll(async () => {
    await browser.close();
    await shop.stop();
    await outside.close();
    fs.rmSync(root, { recursive: true, force: true });
  });

  const heading = (name: string): Locator => page.getByRole('heading', { level: 1, name });
  const toast = (text: string): Locator => page.locator('.toast', { hasText: text });
  const tag = (text: string): Locator => page.locator('.head .tag', { hasText: text });
  const row = (text: string): Locator => page.locator('[role=row]', { hasText: text });
  const dialog = (): Locator => page.locator('[role=dialog]');
  const field = (label: string): Locator => dialog().getByLabel(label, { exact: true });
  /** The longest part of a phrase that stands in it whatever is counted or named. */
  const said = (phrase: string): string => phrase.split(/\{\{.*?\}\}/).toSorted((a, b) => b.length - a.length)[0]!.trim();
  /** A phrase about one thing; Chinese has no singular of its own. */
  const one = <Key extends string>(phrases: Record<`${Key}_other`, string>, key: Key): string =>
    said((phrases as Partial<Record<string, string>>)[`${key}_one`] ?? phrases[`${key}_other`]);
  /** Finds one order in the list and leaves the cursor on its row. */
  const findOrder = async (number: string): Promise<void> => {
    await she.press('g', 'o');
    await she.sees(heading(words.orders.title));
    // She was among the orders already: the other list stands there once the address says so.
    await page.waitForFunction(() => !location.hash.includes('?'));
    await she.press('/');
    await she.isOn(page.getByRole('textbox', { name: words.keys.search }));
    await she.type(number);
    await she.press('Enter');
    await she.isOn(row(number));
  };

  test('the shop opens on today', async () => {
    await page.goto(shop.url);
    await she.sees(heading(words.shell.today));
    await she.sees(page.getByText(words.today.proof, { exact: true }));
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(locale === 'en-US' ? 'en' : 'zh-Hans');
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('a shop outside is connected, and only read', async () => {
    await she.say(typed.channels, words.shell.channels);
    await she.sees(heading(words.channels.title));
    await she.press('n');
    await she.isOn(field(words.channels.name));
    const { consumerKey, consumerSecret } = outside.credentials;
    for (const answer of ['Woo', outside.url, consumerKey, consumerSecret]) {
      // One field after another, as the dialog stands.
      // oxlint-disable-next-line no-await-in-loop
      await she.type(answer);
      // oxlint-disable-next-line no-await-in-loop
      if (answer !== consumerSecret) await she.press('Tab');
    }
    expect(await seriousFaults(page)).toEqual([]);
    await she.press('Enter');
    // It runs on this machine, and she knows that it does.
    await she.tabTo(page.getByRole('button', { name: words.channels.allowLocal }));
    await she.press('Enter');
    await she.sees(toast('Woo'));
    await she.sees(page.getByRole('complementary', { name: 'Woo' }));
    expect(await seriousFaults(page)).toEqual([]);
    expect(outside.writes()).toEqual([]);
  });

  test('what was bought there comes in with S', async () => {
    outside.clock.now = Date.now() + 1_000;
    const lines = [...outside.store.products.keys()].map((productId) => ({ productId, quantity: 1 }));
    bought = outside.addOrder({ status: 'processing', paid: true, currency: 'CNY', lines, shippingCents: 1_000 });
    await she.press('Escape');
    await she.seesNo(page.getByRole('complementary', { name: 'Woo' }));
    await she.press('s');
    // A new channel is also read by itself: that round may be over before she bought anything, hers is when the button rests again.
    await she.seesNo(page.locator('button[data-loading]'));
    await she.sees(row('Woo').filter({ hasText: words.channels.states.fine }));
    // What a channel sends waits for somebody's word; no check stands against this one.
    await she.press('g', 'o', '1');
    await she.sees(row(String(bought['number'])));
    expect(await seriousFaults(page)).toEqual([]);
    await she.press('a');
    await she.sees(toast(one(words.desk, 'approvedToast')));
    await findOrder(String(bought['number']));
    await she.sees(row(String(bought['number'])).filter({ hasText: words.paymentStates.paid }));
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('it is shipped, taken back with Z, set aside as it was, and shipped with its tracking number', async () => {
    await she.press('Enter');
    await she.sees(heading(String(bought['number'])));
    await she.press('s');
    await she.isOn(field(words.payments.tracking));
    await she.press('Enter');
    await she.sees(toast(one(words.orders, 'shipped')));
    await she.press('z');
    await she.sees(toast(one(words.orders, 'unshipped')));
    await she.sees(tag(words.fulfilmentStates.allocated));
    await she.press('s');
    await she.isOn(field(words.payments.tracking));
    await she.type(tracking);
    await she.press('Tab');
    await she.type('SF Express');
    expect(await seriousFaults(page)).toEqual([]);
    await she.press('Enter');
    await she.sees(tag(words.fulfilmentStates.shipped));
    expect(outside.writes()).toEqual([]);
  });

  test('its entry stands there in words, and its total answers why', async () => {
    await she.sees(page.locator('.entry', { hasText: words.entries.shipment.name }));
    await she.press('F1');
    await she.sees(page.locator('.why-foot', { hasText: words.orders.whyProof }));
    expect(await seriousFaults(page)).toEqual([]);
    await she.press('Escape');
    await she.seesNo(page.locator('.why-foot'));
    // Escape closed the answer, not the page.
    await she.sees(heading(String(bought['number'])));
  });

  test('a typed order is looked at beside the list, and paid on its page', async () => {
    const { number, orderId } = await call<{ number: string; orderId: number }>(folder, 'order.create', { lines: [{ variantId, quantity: 2000 }] });
    await findOrder(number);
    await she.press('Space');
    const peek = page.getByRole('complementary', { name: said(words.orders.one) });
    await she.sees(peek.getByText(words.orders.checkAllocated));
    expect(await seriousFaults(page)).toEqual([]);
    await she.press('Control+Enter');
    await she.sees(tag(words.paymentStates.unpaid));
    await she.press('m');
    await she.isOn(field(words.money.amount));
    expect(await seriousFaults(page)).toEqual([]);
    await she.press('Enter');
    await she.sees(tag(words.paymentStates.paid));
    await she.sees(page.locator('.entry', { hasText: words.entries.payment.name }));
    expect((await call<{ payment: string }>(folder, 'order.get', { orderId })).payment).toBe('paid');
  });

  test('H holds it, Z lets it go on', async () => {
    await she.press('h');
    await she.sees(toast(one(words.orders, 'heldToast')));
    await she.sees(tag(words.orders.held));
    await she.press('z');
    await she.sees(tag(words.fulfilmentStates.allocated));
    expect(await tag(words.orders.held).count()).toBe(0);
  });

  test('the shop outside hears of the parcel once that is switched on, and not before', async () => {
    expect(outside.writes()).toEqual([]);
    await she.say(typed.channels, words.shell.channels);
    await she.sees(heading(words.channels.title));
    await she.say('Woo', 'Woo');
    await she.sees(page.getByRole('complementary', { name: 'Woo' }));
    await she.say(typed.parcels, words.channels.previewOf.fulfilments);
    await she.isOn(dialog().getByRole('button', { name: words.channels.keepReading }));
    // The parcel that was taken back is not counted.
    await she.sees(dialog().getByText(one(words.channels, 'parcels')));
    expect(await seriousFaults(page)).toEqual([]);
    expect(outside.writes()).toEqual([]);
    await she.tabTo(dialog().getByRole('button', { name: words.channels.switchOn.fulfilments }));
    await she.press('Enter');
    await she.sees(toast(one(words.channels, 'switchedOn')));
    await she.press('Escape', 's');
    await expect.poll(() => outside.store.orders.get(Number(bought['id']))?.['status']).toBe('completed');
    expect(JSON.stringify(outside.writes())).toContain(tracking);
  });

  test('the trial balance balances and opens down to its postings; the journal tells each entry', async () => {
    await she.say(typed.money, words.shell.money);
    await she.sees(page.getByText(words.money.balanced));
    expect(await seriousFaults(page)).toEqual([]);
    // What the channel's buyers paid and it still owes: of all accounts the one that has a posting of today.
    await she.tabTo(row('101201').locator('button[aria-expanded]'));
    await she.press('Enter');
    await she.sees(page.locator('.grid-under', { hasText: /JE-\d/ }));
    await she.press('2');
    await she.sees(row(words.entries.payment.name));
    await she.press('j', 'Enter');
    await she.sees(page.getByRole('complementary').getByText(words.money.legs));
    expect(await seriousFaults(page)).toEqual([]);
    await she.press('Escape');
    await she.seesNo(page.getByRole('complementary'));
  });

  test.each([
    ['p', words.shell.products],
    ['s', words.shell.stock],
    ['c', words.shell.customers],
    ['e', words.shell.settings],
    ['t', words.shell.today],
  ])('G %s goes to %s', async (letter, name) => {
    await she.press('g', letter);
    await she.sees(heading(name));
    await she.seesNo(page.locator('.skeleton'));
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('no mouse was touched, and the books prove', async () => {
    expect(await mouseTouches(page)).toBe(0);
    const { code, out } = await runShop(folder, 'check');
    expect(out).toMatch(/All \d+ invariants hold/);
    expect(code).toBe(0);
  });
});
