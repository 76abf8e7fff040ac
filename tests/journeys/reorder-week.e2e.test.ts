import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime, waysIn } from '../screens/stage.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { mouseTouches, type Typist, typistAt, watchMouse } from '../support/keyboard.ts';
import { migrations } from '../support/shop.ts';

interface Proposal {
  rows: { variantId: number; taken: boolean; cost: number; quantity: number }[];
  plan: { lines: number; suppliers: number; cost: number; wholeCost: number; baseline: number };
}
interface Order {
  id: number;
  supplierId: number;
  status: string;
  net: number;
}
interface Line {
  variantId: number;
  ordered: number;
  net: number;
}

/** How many keys the owner may need from the plan to drafted orders (the day's plan at 11:30). */
const mostKeys = 6;

describe.skipIf(!chromiumPath()).each(waysIn(import.meta.filename, [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
] as const))('the owner reorders for the week by keyboard alone, in $language', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let she: Typist;
  let pressed = 0;
  const ask = async <T>(method: string, input: object = {}): Promise<T> => (await stage.call(method, input)) as T;
  const proposed = (more: object = {}) => ask<Proposal>('replenishment.propose', { limit: 200, ...more });
  const orders = async (status: string): Promise<Order[]> => (await ask<{ rows: Order[] }>('purchaseOrder.list', { view: 'all', limit: 200 })).rows.filter((row) => row.status === status);
  const incoming = async (): Promise<Map<number, number>> => {
    const { rows } = await ask<{ rows: { variantId: number; incoming: number }[] }>('stock.list', { limit: 200 });
    return new Map(rows.map((row) => [row.variantId, row.incoming]));
  };
  const linesOf = async (ids: readonly number[]): Promise<Line[]> => (await Promise.all(ids.map((purchaseOrderId) => ask<{ lines: Line[] }>('purchaseOrder.get', { purchaseOrderId })))).flatMap(({ lines }) => lines);
  const press = async (...keys: string[]): Promise<void> => {
    pressed += keys.length;
    await she.press(...keys);
  };
  const looked = async (state: string): Promise<void> => {
    await settled(page);
    await picture(page, 'reorder-week', look, state);
    expect(await seriousFaults(page)).toEqual([]);
  };

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 400, skus: 40 });
    stage = await openStage(folder);
    // Two suppliers share what the shop sells; earlier drafts are out of the way, so that every draft is this week's.
    const { rows } = await proposed({ view: 'all' });
    for (const [index, name] of ['Weihai Tackle', '宁波钓具'].entries()) {
      const { supplierId } = await ask<{ supplierId: number }>('supplier.create', { name, leadTimeDays: 6 + index });
      for (const { variantId } of rows.filter((_row, at) => at % 2 === index)) {
        await ask('agreement.add', { supplierId, variantId, fromQuantity: 0, price: 110_000 + 7_300 * (variantId % 5), validFromOn: '2026-01-01', validThroughOn: null });
      }
    }
    for (const { id } of await orders('draft')) await ask('purchaseOrder.cancel', { purchaseOrderId: id, reason: 'old' });
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/', before: watchMouse });
    page.setDefaultTimeout(8000);
    she = typistAt(page);
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(path.resolve(folder), { recursive: true, force: true });
  });

  test('from the plan to drafted orders: a smaller budget, a look at why, one line left out, one key that drafts', async () => {
    await she.press('g', 'w');
    await she.sees(page.locator('[role=row] input[type=checkbox]').first());
    await looked('plan');
    const whole = (await proposed()).plan;
    const before = await incoming();
    expect(whole.lines).toBeGreaterThan(2);
    await press('[', '[');
    await expect.poll(() => page.url()).toContain('budget');
    const budget = Number(new URL(page.url().replace('#/', '')).searchParams.get('budget'));
    expect(budget).toBeLessThan(whole.wholeCost);
    await settled(page);
    await press('Space');
    await she.sees(page.locator('.peek .analysis-term').first());
    await looked('why');
    await press('x');
    await expect.poll(() => page.url()).toContain('without');
    await settled(page);
    const without = [(await proposed({ budget })).rows[0]!.variantId];
    const { plan, rows } = await proposed({ budget, without });
    expect([plan.cost <= budget, plan.cost <= plan.baseline]).toEqual([true, true]);
    expect(rows.filter(({ taken }) => taken).reduce((sum, { cost }) => sum + cost, 0)).toBe(plan.cost);
    await press('p');
    await expect.poll(async () => (await orders('draft')).length).toBe(plan.suppliers);
    await looked('drafted');
    expect(pressed).toBeLessThanOrEqual(mostKeys);
    // What the orders cost is what the plan said, line by line; nothing is incoming before it is placed.
    const drafts = await orders('draft');
    const lines = await linesOf(drafts.map(({ id }) => id));
    expect(lines.reduce((sum, line) => sum + line.net, 0)).toBe(plan.cost);
    expect(drafts.reduce((sum, { net }) => sum + net, 0)).toBe(plan.cost);
    expect(lines.some(({ variantId }) => variantId === without[0])).toBe(false);
    expect(await incoming()).toEqual(before);
  });

  test('each order is opened and placed with two keys, and incoming grows by exactly what it asks for', async () => {
    const drafts = await orders('draft');
    const lines = await linesOf(drafts.map(({ id }) => id));
    const before = await incoming();
    await she.press('Escape', '1');
    for (const left of drafts.map((_draft, place) => drafts.length - place - 1)) {
      await she.sees(page.locator('[role=row]').nth(1));
      await settled(page);
      // The latest order stands first; the one placed already is beneath the next.
      await she.press(...Array.from({ length: drafts.length - left - 1 }, () => 'j'), 'Enter');
      await she.sees(page.locator('.with-aside'));
      await she.press('a');
      await expect.poll(async () => (await orders('draft')).length).toBe(left);
      await she.press('Escape');
    }
    await looked('placed');
    const grown = await incoming();
    for (const [variantId, now] of grown) {
      const asked = lines.filter((line) => line.variantId === variantId).reduce((sum, line) => sum + line.ordered, 0);
      expect([variantId, now - (before.get(variantId) ?? 0)]).toEqual([variantId, asked]);
    }
  });

  test('the week is provided for, the books prove, and no mouse was touched', async () => {
    const { proofs } = await ask<{ proofs: { faults: unknown[] }[] }>('proof.run');
    expect(proofs.flatMap(({ faults }) => faults)).toEqual([]);
    expect(await mouseTouches(page)).toBe(0);
  });
});
