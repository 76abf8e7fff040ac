import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

const patience = { timeout: 15_000 };
const goods = [['TEA-LJ-100', '西湖龙井 100 g', 'A-01'], ['CUP-BLUE', '青花茶杯', 'C-09'], ['POT-CLAY', '紫砂壶 220 ml', 'A-02'], ['TRAY', '竹茶盘', 'B-08']] as const;

describe.skipIf(!chromiumPath())('a clerk reads where goods should lie, carries them and takes it back', () => {
  const folder = newStageFolder();
  const english = { language: 'en', theme: 'light' } as const;
  const chinese = { language: 'zh-Hans', theme: 'dark' } as const;
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const variants: Record<string, number> = {};
  const ask = async <T>(method: string, input: unknown = {}): Promise<T> => (await stage.call(method, input)) as T;
  const binsOf = async (sku: string): Promise<(string | null)[]> => (await ask<{ places: { bin: string | null }[] }>('lot.places', { variantId: variants[sku] })).places.map(({ bin }) => bin);

  /** Cups and trays are fetched every day from the far end; tea and pots at the front never. */
  beforeAll(async () => {
    stage = await openStage(folder);
    await ask('shop.create', { ...founding, goLiveAt: stageTime });
    const { locationId } = await ask<{ locationId: number }>('location.create', { name: '后仓', kind: 'warehouse' });
    for (const [sku, name, code] of goods) {
      const { binId } = await ask<{ binId: number }>('bin.create', { locationId, code });
      const made = await ask<{ variants: { id: number }[] }>('product.create', { name, state: 'active', variants: [{ sku, prices: [{ currency: 'CNY', amount: 1_000_000 }] }] });
      variants[sku] = made.variants[0]!.id;
      await ask('stock.receive', { locationId, lines: [{ variantId: variants[sku], binId, quantity: 40_000, value: 40_000 }] });
    }
    for (let walk = 0; walk < 8; walk += 1) {
      const lines = ['CUP-BLUE', 'TRAY'].slice(0, 1 + (walk % 2)).map((sku) => ({ variantId: variants[sku], quantity: 1000 }));
      await ask('order.create', { lines });
      const { pickWaveId } = await ask<{ pickWaveId: number }>('wave.build');
      const wave = await ask<{ lines: { pickLineId: number; left: number }[] }>('wave.get', { pickWaveId });
      for (const { pickLineId, left } of wave.lines) await ask('pick.take', { pickLineId, quantity: left });
      const { rows } = await ask<{ rows: { pickToteId: number }[] }>('pack.waiting');
      const { parcelId } = await ask<{ parcelId: number }>('pack.open', { pickToteId: rows[0]!.pickToteId });
      for (const code of ['CUP-BLUE', 'TRAY'].slice(0, lines.length)) await ask('pack.scan', { parcelId, code });
      await ask('pack.ship', { parcelId });
    }
    browser = await launchChromium();
    page = await stage.open(browser, { ...english, at: '/ship', width: 1280, height: 800 });
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('the rows add up to the metres of the week, and one opens with its steps and its walks', async () => {
    await page.keyboard.press(',');
    await page.keyboard.press('s');
    const rows = page.locator('[role=rowgroup] [role=row]');
    await expect.poll(() => rows.count(), patience).toBeGreaterThan(0);
    const told = await ask<{ savedAWeek: number; rounds: { savedAWeek: number; carries: { sku: string; toBin: string }[] }[] }>('slotting.propose');
    expect(told.rounds.reduce((sum, round) => sum + round.savedAWeek, 0)).toBe(told.savedAWeek);
    expect(told.rounds[0]!.carries.map(({ sku }) => sku)).toContain('CUP-BLUE');
    expect(await page.locator('.figure-value').first().textContent()).toBe(`${told.savedAWeek} m`);
    await page.keyboard.press('Enter');
    await page.locator('.peek').waitFor();
    expect(await page.locator('.slotting-steps').textContent()).toContain('青花茶杯');
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'slotting', english, 'peek');
  });

  test('it is readable in dark Chinese, and nothing on it is hard to reach', async () => {
    const other = await stage.open(browser, { ...chinese, at: '/ship/slotting', width: 1440, height: 900 });
    await other.locator('.figure-value').first().waitFor();
    await settled(other);
    expect(await seriousFaults(other)).toEqual([]);
    await picture(other, 'slotting', chinese, 'full');
    await other.context().close();
  });

  test('A books the round as moves between bins, and Z carries everything back', async () => {
    const before = await binsOf('CUP-BLUE');
    await page.keyboard.press('a');
    await expect.poll(() => page.locator('.toast').textContent(), patience).toContain('booked');
    expect(await binsOf('CUP-BLUE')).not.toEqual(before);
    await expect.poll(() => page.locator('.peek').textContent(), patience).toContain('Carried');
    await page.keyboard.press('z');
    await expect.poll(() => binsOf('CUP-BLUE'), patience).toEqual(before);
  });

  test('worked out again after carrying, the list has nothing of it any more', async () => {
    await page.keyboard.press('a');
    await expect.poll(() => page.locator('.toast').textContent(), patience).toContain('booked');
    const { rounds } = await ask<{ rounds: unknown[] }>('slotting.propose');
    await page.keyboard.press('r');
    await expect.poll(() => page.locator('.peek').count(), patience).toBe(0);
    await expect.poll(() => page.locator('[role=rowgroup] [role=row]').count(), patience).toBe(rounds.length);
    await page.keyboard.press('1');
    await expect.poll(() => page.locator('[role=tab][aria-selected=true]').textContent(), patience).toContain('Last 30 days');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.url(), patience).toMatch(/\/ship$/);
  });
});
