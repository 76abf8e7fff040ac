import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemo, demoDefaults } from '../../main/app/demo/demo.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { typistAt } from '../support/keyboard.ts';
import { migrations } from '../support/shop.ts';
import { flowLooks, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

const patience = { timeout: 15_000 };

describe.skipIf(!chromiumPath()).each(flowLooks(import.meta.filename))('the owner’s settings, in $language, $theme', (look) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  const ask = async <T>(method: string, input: object = {}): Promise<T> => (await stage.call(method, input)) as T;
  const seen = async (state: string): Promise<string[]> => {
    await settled(page);
    await picture(page, 'settings', look, state);
    return seriousFaults(page);
  };
  const person = async (name: string) => (await ask<{ users: { name: string; role: string }[] }>('user.list')).users.find((user) => user.name === name);

  beforeAll(async () => {
    buildDemo(folder, migrations, { ...demoDefaults(stageTime), orders: 60, skus: 30 });
    stage = await openStage(folder);
    await ask('user.add', { name: '陈明', role: 'clerk' });
    browser = await launchChromium();
    page = await stage.open(browser, { ...look, at: '/settings' });
  }, 120_000);
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('a person gets another name and role, and back', async () => {
    const { press, type, sees, tabTo } = typistAt(page);
    const row = page.locator('.user-row', { hasText: '陈明' });
    await tabTo(row.getByRole('button').first());
    await press('Enter');
    await sees(row.locator('input:focus'));
    await press('Control+a');
    await type('陈明远');
    expect(await seen('person')).toEqual([]);
    await press('Tab', 'ArrowUp', 'ArrowUp', 'Enter');
    await press('Tab', 'Enter');
    await expect.poll(() => person('陈明远'), patience).toMatchObject({ role: 'manager' });
    await press('z');
    await expect.poll(() => person('陈明'), patience).toMatchObject({ role: 'clerk' });
  });

  test('a program gets a token, seen once, and is shut out', async () => {
    const { press, type, sees, tabTo } = typistAt(page);
    const tokens = page.locator('section[aria-label]', { has: page.locator('input[type=date]') });
    await tabTo(tokens.locator('input').first());
    await type('Report');
    await tabTo(tokens.locator('button[type=submit]'));
    await press('Enter');
    await sees(tokens.locator('[role=status] code').first());
    expect(await tokens.locator('[role=status] code').first().textContent()).toMatch(/^sw_[\w-]{43}$/);
    await tokens.scrollIntoViewIfNeeded();
    expect(await seen('token')).toEqual([]);
    expect(await ask('token.list')).toMatchObject({ tokens: [{ name: 'Report', role: 'clerk', revokedAt: null }] });
    await tabTo(tokens.locator('.phone-row button'));
    await press('Enter');
    await expect.poll(async () => (await ask<{ tokens: { revokedAt: number | null }[] }>('token.list')).tokens[0]?.revokedAt, patience).toBe(stageTime);
  });

  test('a backup is chosen for the next start, and the choice taken back', async () => {
    const { press, sees, tabTo } = typistAt(page);
    await press('b');
    const rows = page.locator('.peek-line', { has: page.locator('code.caption') });
    await sees(rows.first().getByRole('button'));
    await tabTo(rows.first().getByRole('button'));
    await press('Enter');
    await sees(page.getByRole('dialog'));
    expect(await seen('put-back')).toEqual([]);
    // The safe way has the focus: the act stands behind it.
    await press('Tab', 'Enter');
    const chosen = page.locator('.card[role=status]');
    await sees(chosen);
    const [backup] = fs.readdirSync(path.join(folder, 'backups')).filter((name) => name.endsWith('.db'));
    expect(await ask('backup.list')).toMatchObject({ next: backup, refusal: null });
    await chosen.scrollIntoViewIfNeeded();
    expect(await seen('put-back-chosen')).toEqual([]);
    await tabTo(chosen.getByRole('button'));
    await press('Enter');
    await expect.poll(async () => (await ask<{ next: string | null }>('backup.list')).next, patience).toBe(null);
  });
});
