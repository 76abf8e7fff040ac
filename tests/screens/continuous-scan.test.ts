import fs from 'node:fs';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gtinCheckDigit } from '../../shared/catalog/gtin.rules.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { mouseTouches, watchMouse } from '../support/keyboard.ts';
import { listenTo, type Sound, soundsOf, tunesBegun } from '../support/heard-sounds.ts';
import { scannerAt, strike } from '../support/scanner.ts';
import { goTo, newStageFolder, openStage, settled, type Stage, stageTime } from './stage.ts';

/** A busy computer is waited for; no time is promised here. */
const patience = { timeout: 30_000 };
const gtin = (body: string): string => body + gtinCheckDigit(body);
const codes = { tea: gtin('690123450001'), cup: gtin('690123450002'), pot: gtin('690123450003') };
const nobodys = '4006381333931';
const many = <Thing>(count: number, thing: Thing): Thing[] => Array.from({ length: count }, () => thing);

/** A code and what it is answered with. */
type Expected = readonly [code: string, sound: Sound];

describe.skipIf(!chromiumPath())('fifty scans without a hand on the mouse', () => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let cdp: CDPSession;
  let locationId = 0;
  const bins: Record<string, number> = {};
  const goods: Record<keyof typeof codes, number> = { tea: 0, cup: 0, pot: 0 };
  const panel = () => page.locator('.scan-panel');
  const ask = async <T>(method: string, input: unknown = {}): Promise<T> => (await stage.call(method, input)) as T;
  /** All of a place, and what of it lies in bins. */
  const inBins = async (variantId: number): Promise<Record<string, number>> => {
    const { places } = await ask<{ places: { bin: string | null; onHand: number }[] }>('lot.places', { variantId });
    return Object.fromEntries(places.map((place) => [place.bin ?? 'all', place.onHand]));
  };

  beforeAll(async () => {
    stage = await openStage(folder);
    await ask('shop.create', { ...founding, goLiveAt: stageTime });
    ({ locationId } = await ask<{ locationId: number }>('location.create', { name: '后仓', kind: 'warehouse' }));
    const elsewhere = await ask<{ locationId: number }>('location.create', { name: '门店', kind: 'shop' });
    for (const code of ['A-01', 'A-02', 'A-03', 'PACK']) bins[code] = (await ask<{ binId: number }>('bin.create', { locationId, code })).binId;
    await ask('bin.create', { ...elsewhere, code: 'S-01' });
    for (const [name, code] of Object.entries(codes) as [keyof typeof codes, string][]) {
      const { variants } = await ask<{ variants: { id: number }[] }>('product.create', { name: `The ${name}`, state: 'active', variants: [{ sku: name.toUpperCase(), barcodes: [{ code }], prices: [{ currency: 'CNY', amount: 1_000_000 }] }] });
      goods[name] = variants[0]!.id;
      await ask('stock.receive', { locationId, lines: [{ variantId: goods[name], quantity: 100_000, value: 100_000 }] });
    }
    browser = await launchChromium();
    page = await stage.open(browser, { language: 'en', theme: 'light', at: '/station/move', width: 1024, height: 700, before: async (one) => { await listenTo(one); await watchMouse(one); } });
    cdp = await scannerAt(page);
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  /** Scans all at once, and proves that each was answered in its turn, with its sound, on one and the same screen. */
  async function scanAll(scans: readonly Expected[]): Promise<void> {
    await page.evaluate(() => void ((globalThis as unknown as { station: unknown }).station = document.querySelector('.station')));
    // oxlint-disable-next-line no-await-in-loop
    for (const [code] of scans) await strike(cdp, code);
    await expect.poll(() => tunesBegun(page), patience).toBe(scans.length);
    expect(await soundsOf(page)).toEqual(scans.map(([, sound]) => sound));
    expect(await page.evaluate(() => (globalThis as unknown as { station: Element }).station === document.querySelector('.station'))).toBe(true);
    expect(await page.locator('[role=dialog]').count()).toBe(0);
    // Its list of the last ones is drawn of each, whatever came before the page was.
    const words = scans.slice(-8).map(([, sound]) => ({ ok: 'num', over: 'num', wrong: 'warn', unknown: 'bad' })[sound]).toReversed();
    await expect.poll(() => page.locator('.station-scan > :last-child').evaluateAll((results) => results.map((result) => result.className)), patience).toEqual(words);
  }

  test('putting away: from the floor, goods of three kinds, one nobody knows and a bin of another place among them', async () => {
    await scanAll([
      ...many<Expected>(20, [codes.tea, 'ok']),
      [nobodys, 'unknown'],
      ...many<Expected>(20, [codes.cup, 'ok']),
      ...many<Expected>(8, [codes.pot, 'ok']),
      ['A-01', 'ok'],
    ]);
    await expect.poll(() => panel().textContent(), patience).toContain('to A-01');
    expect([await inBins(goods.tea), await inBins(goods.cup), await inBins(goods.pot)]).toEqual([{ all: 100_000, 'A-01': 20_000 }, { all: 100_000, 'A-01': 20_000 }, { all: 100_000, 'A-01': 8_000 }]);
  });

  test('undo takes all of it back, and it can be done again', async () => {
    await page.keyboard.press('Backspace');
    await expect.poll(() => panel().textContent(), patience).toContain('Taken back');
    expect(await soundsOf(page)).toEqual(['ok']);
    expect(await inBins(goods.tea)).toEqual({ all: 100_000 });
    await scanAll([...many<Expected>(49, [codes.tea, 'ok']), ['A-01', 'ok']]);
    expect(await inBins(goods.tea)).toEqual({ all: 100_000, 'A-01': 49_000 });
  });

  test('moving: from bin to bin; the wrong place refuses and keeps the hand as it was; undo means the last scan that was made', async () => {
    await scanAll([['A-01', 'ok'], ...many<Expected>(46, [codes.tea, 'ok']), [nobodys, 'unknown'], ['S-01', 'wrong'], [codes.tea, 'ok']]);
    // Right behind two scans, which may still wait for their answers.
    await Promise.all([strike(cdp, codes.tea), strike(cdp, codes.cup)]);
    await page.keyboard.press('Backspace');
    await expect.poll(() => tunesBegun(page), patience).toBe(3);
    await expect.poll(() => panel().textContent(), patience).toContain('Taken backThe cupCUP');
    await strike(cdp, 'A-02');
    await expect.poll(() => panel().textContent(), patience).toContain('to A-02');
    expect(await inBins(goods.tea)).toEqual({ all: 100_000, 'A-01': 1_000, 'A-02': 48_000 });
    await soundsOf(page);
  });

  test('picking: a walk of two bins, the wrong shelf and an unknown code among it; undo puts the last piece back', async () => {
    for (const [name, bin] of [['cup', 'A-01'], ['pot', 'A-03']] as const) {
      // oxlint-disable-next-line no-await-in-loop
      await ask('stock.move', { variantId: goods[name], locationId, toBinId: bins[bin], quantity: 100_000 });
    }
    await ask('wave.packAt', { locationId, binId: bins['PACK'] });
    const recipient = { recipient: '王伟', country: 'CN', postcode: '310012', city: '杭州', line1: '文三路 12 号', phone: '13800138000' };
    const orderIds = [];
    for (const pieces of [14, 12]) {
      // oxlint-disable-next-line no-await-in-loop
      const { orderId } = await ask<{ orderId: number }>('order.create', { lines: [{ variantId: goods.cup, quantity: pieces * 1_000 }, { variantId: goods.pot, quantity: 11_000 }], recipient });
      orderIds.push(orderId);
    }
    const { pickWaveId } = await ask<{ pickWaveId: number }>('wave.build', { locationId, orderIds, approve: true });
    const left = async (): Promise<number> => (await ask<{ lines: { left: number }[] }>('wave.get', { pickWaveId })).lines.reduce((sum, line) => sum + line.left, 0);
    await goTo(page, `/station/pick/${pickWaveId}`);
    await page.locator('.station').waitFor();
    await settled(page);
    await soundsOf(page);
    await scanAll([
      [codes.pot, 'wrong'],
      ...many<Expected>(26, [codes.cup, 'ok']),
      [codes.tea, 'wrong'],
      [nobodys, 'unknown'],
      ['A-03', 'ok'],
      ...many<Expected>(20, [codes.pot, 'ok']),
    ]);
    expect(await left()).toBe(2_000);
    for (const still of [3_000, 4_000]) {
      // Once more is the scan before it.
      // oxlint-disable-next-line no-await-in-loop
      await page.keyboard.press('Backspace');
      // oxlint-disable-next-line no-await-in-loop
      await expect.poll(left, patience).toBe(still);
    }
    await expect.poll(() => panel().textContent(), patience).toContain('The pot');
    expect(await soundsOf(page)).toEqual(['ok', 'ok']);
    for (const _piece of many(4, 0)) {
      // oxlint-disable-next-line no-await-in-loop
      await strike(cdp, codes.pot);
    }
    await expect.poll(() => panel().textContent(), patience).toContain('All picked');
    expect(await left()).toBe(0);
    expect(await mouseTouches(page)).toBe(0);
  });
});
