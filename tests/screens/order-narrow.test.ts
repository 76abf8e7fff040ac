import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { migrations } from '../support/shop.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, type Stage, stageTime } from './stage.ts';

/** Runs in the page: the buttons of the header whose words are cut, or that stand outside of it, the window or each other's way. */
function cutButtons(): string[] {
  const head = document.querySelector('.head')!.getBoundingClientRect();
  const buttons = [...document.querySelectorAll<HTMLElement>('.head button, .head a.mantine-Button-root')];
  const boxes = buttons.map((button) => button.getBoundingClientRect());
  const isCut = (part: HTMLElement): boolean => part.scrollWidth > part.clientWidth + 1;
  return buttons.flatMap((button, index) => {
    const box = boxes[index]!;
    const isOutside = box.left < head.left || box.right > Math.min(head.right, window.innerWidth) || box.top < head.top || box.bottom > head.bottom;
    const isCovered = boxes.some((other, at) => at !== index && box.left < other.right - 1 && other.left < box.right - 1 && box.top < other.bottom - 1 && other.top < box.bottom - 1);
    const says = [button, ...button.querySelectorAll<HTMLElement>('.mantine-Button-label, .mantine-Button-inner, kbd')];
    return isOutside || isCovered || says.some(isCut) ? [button.textContent] : [];
  });
}

/** Runs in the page: the figures and headings of tables that stand outside of their table. */
function cutFigures(): string[] {
  return [...document.querySelectorAll('[role=table]')].flatMap((table) => {
    const { right } = table.getBoundingClientRect();
    return [...table.querySelectorAll('.num')].filter((cell) => cell.getBoundingClientRect().right > right || cell.scrollWidth > cell.clientWidth + 1).map((cell) => cell.textContent);
  });
}

const looks = [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
] as const;

describe.skipIf(!chromiumPath()).each(looks)('the page of an order in a window of 1280 × 800, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const orders: Record<string, number> = {};

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 20, skus: 10 });
    stage = await openStage(folder);
    const { rows } = (await stage.call('stock.list', { limit: 1 })) as { rows: { variantId: number }[] };
    const { variantId } = rows[0]!;
    await stage.call('stock.receive', { locationId: 1, lines: [{ variantId, quantity: 100_000, value: 100_000 }] });
    const create = async (): Promise<number> => ((await stage.call('order.create', { lines: [{ variantId, quantity: 4_000 }] })) as { orderId: number }).orderId;
    const [unapproved, waiting, partly] = [await create(), await create(), await create()];
    await stage.call('order.unapprove', { items: [{ orderId: unapproved }] });
    await stage.call('order.release', { items: [{ orderId: waiting }] });
    const { lines } = (await stage.call('order.get', { orderId: partly })) as { lines: { id: number }[] };
    await stage.call('shipment.ship', { orderId: partly, lines: [{ orderLineId: lines[0]!.id, quantity: 1_000 }] });
    Object.assign(orders, { 'to-approve': unapproved, 'to-set-aside': waiting, 'partly-shipped': partly });
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/orders', width: 1280, height: 800 });
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test.each(['to-approve', 'to-set-aside', 'partly-shipped'])('no verb and no figure is cut where the order is %s', async (state) => {
    await goTo(page, `/orders/${orders[state]}`);
    await page.locator('.head-buttons button').nth(5).waitFor();
    expect(await page.evaluate(cutButtons)).toEqual([]);
    expect(await page.evaluate(cutFigures)).toEqual([]);
    await picture(page, 'order', look, `1280-${state}`);
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('a head that could not take a second line is seen to cut them', async () => {
    await goTo(page, `/orders/${orders['to-approve']}`);
    await page.locator('.head-buttons button').nth(5).waitFor();
    await page.evaluate(() => void Object.assign(document.querySelector<HTMLElement>('.head-buttons')!.style, { flexWrap: 'nowrap', maxWidth: '400px' }));
    expect((await page.evaluate(cutButtons)).length).toBeGreaterThan(0);
  });
});
