import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

interface Card {
  name: string;
  kind: string;
  blocked: boolean;
  language: string | null;
  contacts: { kind: string; value: string }[];
  addresses: { city?: string; country: string; kind: string }[];
  consents: { purpose: string; given: boolean; source: string }[];
  merged: { number: string }[];
}

describe.skipIf(!chromiumPath())("a customer's card", () => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  let page: Page;
  let first: number;
  let second: number;
  const card = async (customerId: number): Promise<Card> => (await stage.call('customer.get', { customerId })) as Card;

  beforeAll(async () => {
    stage = await openStage(folder);
    await stage.call('shop.create', { ...founding, goLiveAt: stageTime });
    const add = async (customer: object): Promise<number> => ((await stage.call('customer.create', customer)) as { customerId: number }).customerId;
    first = await add({ name: '林美玲', contacts: [{ kind: 'phone', value: '+886912345678' }], addresses: [{ kind: 'shipping', recipient: '林美玲', line1: '中山北路二段 45 號', city: '臺北市', postcode: '104', country: 'TW' }] });
    second = await add({ name: 'Lin Mei-ling', contacts: [{ kind: 'email', value: 'mei@example.com' }] });
    browser = await launchChromium();
    page = await stage.open(browser, { language: 'en', theme: 'light', at: `/customers?customer=${first}` });
  });
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const dialog = () => page.locator('[role=dialog]');
  const begin = async (key: string): Promise<void> => {
    await page.keyboard.press(key);
    await dialog().waitFor();
    await settled(page);
  };
  const finish = async (): Promise<void> => {
    await page.keyboard.press('Control+Enter');
    await dialog().waitFor({ state: 'detached' });
    await settled(page);
  };
  const undo = (): Promise<void> => page.locator('.toast button').first().click();

  test('E changes it, and its toast puts it back as it was', async () => {
    const before = await card(first);
    await begin('e');
    await dialog().getByLabel('Name', { exact: true }).fill('林美玲 Lin');
    await dialog().getByText('Company', { exact: true }).first().click();
    await dialog().getByLabel('Phone 2').fill('02 2345 6789');
    await dialog().getByLabel('E-mail', { exact: true }).fill('lin@example.com');
    await dialog().getByRole('button', { name: 'Add an address' }).click();
    await dialog().getByRole('group', { name: 'Address 2' }).getByLabel('City').fill('Kaohsiung');
    await dialog().getByRole('group', { name: 'Address 2' }).getByLabel('Country').fill('tw');
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'customer-edit', { language: 'en', theme: 'light' }, 'full');
    await finish();
    const changed = await card(first);
    expect(changed).toMatchObject({ name: '林美玲 Lin', kind: 'company' });
    expect(changed.contacts.map(({ value }) => value).toSorted()).toEqual(['+886912345678', '02 2345 6789', 'lin@example.com']);
    expect(changed.addresses.map(({ city, country }) => [city, country])).toEqual([['臺北市', 'TW'], ['Kaohsiung', 'TW']]);
    await undo();
    await expect.poll(async () => (await card(first)).name).toBe('林美玲');
    const back = await card(first);
    const bare = ({ contacts, addresses, kind }: Card) => [kind, contacts.map(({ value }) => value), addresses.map(({ city }) => city)];
    expect(bare(back)).toEqual(bare(before));
  });

  test('without a name nothing is saved, and what was typed stays', async () => {
    await begin('e');
    await dialog().getByLabel('Name', { exact: true }).fill(' ');
    await dialog().getByLabel('Note').fill('Rings twice');
    await page.keyboard.press('Control+Enter');
    expect(await dialog().getByLabel('Note').inputValue()).toBe('Rings twice');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect((await card(first)).name).toBe('林美玲');
  });

  test('M makes two cards one, and each can be taken out again', async () => {
    await begin('m');
    await dialog().getByRole('combobox').fill('Mei');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await settled(page);
    await picture(page, 'customer-merge', { language: 'en', theme: 'light' }, 'full');
    await finish();
    expect(await card(second)).toMatchObject({ name: '林美玲', merged: [expect.anything()] });
    await picture(page, 'customer-card', { language: 'en', theme: 'light' }, 'full');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Take apart' }).click();
    await expect.poll(async () => (await card(second)).name).toBe('Lin Mei-ling');
    await undo();
    await expect.poll(async () => (await card(second)).name).toBe('林美玲');
  });

  test('C records what was said about being written to, and where', async () => {
    await begin('c');
    await dialog().getByLabel('By e-mail').check();
    await page.keyboard.press('Control+Enter');
    expect(await dialog().isVisible()).toBe(true);
    await dialog().getByLabel('Where this was said').fill('At the counter');
    await finish();
    expect((await card(first)).consents).toMatchObject([{ purpose: 'email', given: true, source: 'At the counter' }]);
    await undo();
    await expect.poll(async () => (await card(first)).consents[0]?.given).toBe(false);
  });

  test('a customer nothing is sold to any more says so, and N makes a new card', async () => {
    await page.keyboard.press('b');
    await expect.poll(async () => (await card(first)).blocked).toBe(true);
    await page.getByRole('button', { name: 'Sell to this customer again' }).waitFor();
    await picture(page, 'customer-card', { language: 'en', theme: 'light' }, 'trouble');
    await page.keyboard.press('Escape');
    await page.locator('.peek').waitFor({ state: 'detached' });
    await begin('n');
    await dialog().getByLabel('Name', { exact: true }).fill('Tackle Club');
    await finish();
    await page.getByRole('complementary', { name: 'Tackle Club' }).waitFor();
    await undo();
    await expect.poll(async () => ((await stage.call('customer.list', { text: 'Tackle' })) as { rows: unknown[] }).rows).toEqual([]);
  });

  test.each([
    { language: 'zh-Hans', theme: 'dark' },
    { language: 'zh-Hant', theme: 'light' },
  ] as const)('reads in $language, $theme', async (look) => {
    const other = await stage.open(browser, { ...look, at: `/customers?customer=${first}` });
    await other.keyboard.press('e');
    await other.locator('[role=dialog]').waitFor();
    await settled(other);
    expect(await seriousFaults(other)).toEqual([]);
    await picture(other, 'customer-edit', look, 'full');
    await other.keyboard.press('Escape');
    await other.locator('[role=dialog]').waitFor({ state: 'detached' });
    await picture(other, 'customer-card', look, 'full');
  });
});
