import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { typistAt } from '../support/keyboard.ts';
import { migrations } from '../support/shop.ts';
import { goTo, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

const looks = [
  { language: 'en', theme: 'light', close: 'Close', again: 'Try again', redraw: 'Draw the screen again', copy: 'Copy report', copied: 'Copied' },
  { language: 'zh-Hans', theme: 'dark', close: '关闭', again: '重试', redraw: '重新显示页面', copy: '复制报告', copied: '已复制' },
  { language: 'zh-Hant', theme: 'light', close: '關閉', again: '再試一次', redraw: '重新顯示頁面', copy: '複製報告', copied: '已複製' },
] as const;

/** Stands in what is typed and in what our own mistakes carry: a report that holds it would tell on somebody. */
const canary = 'Canary Whitfield';

interface Answered {
  answers?: Record<string, { s: number; b: { json: unknown } }>;
}

/** Runs in the page before anything of ours: what the test wrote into `answers` comes back instead of the shop's own answer. */
function answerInstead(): void {
  const own = globalThis as Answered;
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (this: WebSocket, message: string): void {
    const { i, p } = JSON.parse(message) as { i: string; p?: { u?: string } };
    const answer = own.answers?.[p?.u ?? ''];
    if (!answer) return send.call(this, message);
    setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify({ i, p: answer }) })));
  };
}

const answer = (page: Page, method: string, status: number, json: unknown): Promise<void> =>
  page.evaluate(([path, s, body]) => void ((globalThis as Answered).answers = { [path]: { s, b: { json: body } } }), [`/${method.replace('.', '/')}`, status, json] as const);

describe.skipIf(!chromiumPath())('a problem names itself, offers a way on and is copied without a name', () => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let taken: string;

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 20, skus: 10 });
    stage = await openStage(folder);
    taken = ((await stage.call('stock.list', { limit: 1 })) as { rows: { sku: string }[] }).rows[0]!.sku;
    browser = await launchChromium();
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  describe.each(looks)('in $language, $theme', (look) => {
    let page: Page;
    const alert = () => page.getByRole('alert');

    beforeAll(async () => {
      page = await stage.open(browser, { ...look, at: '/', before: async (opened) => void (await opened.addInitScript(answerInstead)) });
      page.setDefaultTimeout(15_000);
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    });

    /** What every problem keeps; gives the report back. */
    const holds = async (state: string, { code, action }: { code: string | RegExp; action: string }): Promise<string> => {
      await alert().waitFor();
      await settled(page);
      await picture(page, 'problem', look, state);
      // The part is one; where it stands alone, on paper and in the dark, is enough.
      if (state === 'cannot-draw') expect(await seriousFaults(page)).toEqual([]);
      expect(await page.locator('body').innerText()).not.toMatch(/\bat .+:\d+:\d+|TypeError|Cannot read/);
      expect(await alert().locator('.problem-code').innerText()).toMatch(code);
      expect(await alert().getByRole('button', { name: action }).isVisible()).toBe(true);
      await alert().getByRole('button', { name: look.copy }).click();
      await alert().getByText(look.copied).waitFor();
      const report = await page.evaluate(() => navigator.clipboard.readText());
      expect(report).not.toMatch(new RegExp(`Canary|Whitfield|${taken}`));
      expect(report).toMatch(/^Shopwright \d+\.\d+\.\d+\nproblem: [a-z]+ \S+\n(asked: [a-zA-Z.]+\n)?screen: \/[a-z-]*\nat: 2026-11-21T02:04:00\.000Z\nsystem: Mozilla\S* .+$/);
      return report;
    };

    test('a refusal', async () => {
      await goTo(page, '/products/new');
      const fields = page.locator('form input[type=text], form input:not([type])');
      await fields.nth(0).fill(canary);
      await fields.nth(1).fill(taken);
      await typistAt(page).press('Control+Enter');
      const report = await holds('refusal', { code: /^[a-z]+\.[a-zA-Z]+$/, action: look.close });
      expect(report).toContain('asked: product.create');
      await alert().getByRole('button', { name: look.close }).click();
      await alert().waitFor({ state: 'detached' });
    });

    test('a fault of the outside world', async () => {
      await goTo(page, '/channels');
      await page.keyboard.press('n');
      const dialog = page.getByRole('dialog');
      const [name, address, key, secret] = [0, 1, 2, 3].map((nth) => dialog.locator('input:not([type=radio])').nth(nth));
      await name!.fill(canary);
      await address!.fill('https://canary.example');
      await key!.fill('ck_Whitfield');
      await secret!.fill('cs_Whitfield');
      await typistAt(page).press('Control+Enter');
      expect(await holds('fault', { code: 'fault.unreachable', action: look.close })).toContain('problem: fault fault.unreachable\nasked: channel.add');
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    });

    test('silence, and the question asked again', async () => {
      await answer(page, 'customer.list', 500, { message: canary });
      await goTo(page, '/customers');
      expect(await holds('silence', { code: 'silence', action: look.again })).toContain('asked: customer.list\nscreen: /customers\n');
      await page.evaluate(() => void ((globalThis as Answered).answers = {}));
      await alert().getByRole('button', { name: look.again }).click();
      await page.locator('[role=grid] [role=row]').first().waitFor();
      expect(await alert().count()).toBe(0);
    });

    test('a screen that cannot be drawn', async () => {
      await answer(page, 'product.get', 200, { name: canary });
      await goTo(page, '/products/1');
      expect(await holds('cannot-draw', { code: /^[0-9a-f]{8}$/, action: look.redraw })).toContain('screen: /products\n');
      await page.evaluate(() => void ((globalThis as Answered).answers = {}));
    });
  });
});
