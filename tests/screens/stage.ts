import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { OutsideWorld } from '../../main/app/channel-methods.ts';
import { openDoor } from '../../main/app/door.ts';
import { openLocalStore } from '../../main/app/local-store.ts';
import { outsideMethods } from '../../main/app/outside.ts';
import { PhoneDesk } from '../../main/app/phone-desk.ts';
import { phoneListener } from '../../main/hosts/http/phone-server.ts';
import { loadPages } from '../../main/hosts/pages.ts';
import { type HttpHost, serveHttp } from '../../main/hosts/http/server.ts';
import { Fault } from '../../main/platform/fault.ts';
import { instant } from '../../shared/units/instant.ts';
import { beginShop, migrations } from '../support/shop.ts';

const root = path.resolve(import.meta.dirname, '../..');
/** Where the pictures go that are looked at and shown in the documents. */
export const pictures = path.join(root, 'docs/screens');
const built = path.join(root, 'dist/renderer');

/** 2026-11-21 10:04 in Shanghai, where the demo shop is: a Saturday morning. */
export const stageTime = Date.UTC(2026, 10, 21, 2, 4);

export type Language = 'en' | 'zh-Hans' | 'zh-Hant';
export type Theme = 'light' | 'dark';

/** What a screen is looked at in: each light and each language at least once. */
export const looks = [
  { language: 'en', theme: 'light' },
  { language: 'zh-Hans', theme: 'dark' },
  { language: 'zh-Hant', theme: 'light' },
] as const;

const inEveryLook = process.env['SOAK'] === '1' || process.env['SCREENS'] === 'new';

/**
 * The looks a long way through screens is gone in: one, which the name of its file settles, English by day or Chinese by night,
 * so that the files together go in both; in full, and to take pictures anew, all of them.
 */
export function waysIn<const Look extends { language: Language }>(file: string, all: readonly Look[]): readonly Look[] {
  if (inEveryLook) return all;
  const usual = all.filter(({ language }) => language !== 'zh-Hant');
  return usual.slice(path.basename(file).length % usual.length).slice(0, 1);
}

export const flowLooks = (file: string): ReturnType<typeof waysIn<(typeof looks)[number]>> => waysIn(file, looks);

/** Nobody answers outside, and no key is kept. */
const noWorld: OutsideWorld = {
  clock: { now: () => instant(stageTime) },
  fetch: () => Promise.reject(new Fault('unreachable', { retry: 'later', says: 'No network in this test.' })),
  secrets: { protection: 'file', get: async () => undefined, set: async () => undefined, remove: async () => undefined },
};

const quiet = { info: () => undefined, warn: () => undefined, error: (event: string, error: unknown) => console.error(event, error) };

export interface Stage {
  /** Calls a method as the owner, to set a scene. */
  call(method: string, input?: unknown): Promise<unknown>;
  /** A page let into this shop, in a language and a light, at a place. */
  open(browser: Browser, scene: Scene): Promise<Page>;
  /** A phone's page at the shop's door for phones, with the code of the moment in its address. */
  openPhone(browser: Browser, look: Pick<Scene, 'language' | 'theme' | 'width' | 'height'>): Promise<Page>;
  /** The shop falls silent, as when the program's other half is gone. */
  fallSilent(): Promise<void>;
  close(): Promise<void>;
}

export interface Scene {
  language: Language;
  theme: Theme;
  at: string;
  width?: number;
  height?: number;
  /** Nobody signs in. */
  staysOutside?: boolean;
  /** What is done to the page before it reads anything. */
  before?: (page: Page) => Promise<void>;
}

export const newStageFolder = (): string => fs.mkdtempSync(path.join(os.tmpdir(), 'shop-screens-'));

/** What another stage is like: a clock that can be put on, and somebody outside who answers. */
export interface Around {
  now: () => number;
  platform: Omit<OutsideWorld, 'clock'>;
}

/** A shop of a folder behind its real door and host, with a clock that stands still, and the built renderer before it. */
export async function openStage(folder: string, around: Around = { now: () => stageTime, platform: noWorld }): Promise<Stage> {
  const now = () => instant(around.now());
  beginShop(folder);
  const store = openLocalStore({ folder, migrations, now });
  const pages = loadPages(built);
  const phones = new PhoneDesk(store, now, phoneListener({ log: quiet, pages, secrets: around.platform.secrets, now, addresses: () => ['127.0.0.1'], port: 0 }));
  const door = openDoor(store, outsideMethods(store, { folder, now, platform: { ...around.platform, clock: { now } }, phones }), now);
  phones.through(door);
  const host: HttpHost = await serveHttp({ door, log: quiet, pages, port: 0, findToken: async () => undefined } as never);
  const owner = await door.session('cli');
  const contexts: BrowserContext[] = [];
  return {
    call: (method, input) => door.call(owner, method, input),
    open: async (browser, scene) => {
      const context = await browser.newContext({ viewport: { width: scene.width ?? 1440, height: scene.height ?? 900 }, reducedMotion: 'reduce', locale: 'en-US' });
      contexts.push(context);
      const page = await context.newPage();
      await page.addInitScript(standStill, around.now());
      await page.addInitScript(remember, { language: scene.language, theme: scene.theme });
      await scene.before?.(page);
      await page.goto(host.launchUrl());
      await page.locator('.shell, .page, .sign-in').first().waitFor();
      // The owner has no PIN in these shops and stands first on the list.
      if (!scene.staysOutside && (await page.locator('.sign-in').isVisible())) await page.locator('.sign-in button[type=submit]').click();
      await page.locator('.shell, .first-run, .sign-in').first().waitFor();
      await goTo(page, scene.at);
      return page;
    },
    openPhone: async (browser, { language, theme, width = 390, height = 844 }) => {
      const { addresses } = (await door.call(owner, 'phone.letIn', { hours: 12 })) as { addresses: string[] };
      const { code } = (await door.call(owner, 'phone.offer', { userId: 1 })) as { code: string };
      const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce', locale: 'en-US', ignoreHTTPSErrors: true, hasTouch: true, isMobile: true });
      contexts.push(context);
      const page = await context.newPage();
      await page.addInitScript(standStill, around.now());
      await page.addInitScript(remember, { language, theme });
      await page.goto(`${addresses[0]}/#${code}`);
      await page.locator('.phone-pair').waitFor();
      return page;
    },
    fallSilent: () => host.close(),
    close: async () => {
      await Promise.all(contexts.map((context) => context.close()));
      await phones.close();
      await host.close().catch(() => undefined);
      await door.close();
    },
  };
}

/**
 * Runs in the page before anything of ours: its calendar shows one instant until it is put on. Nothing else of time is touched, so
 * that a key keeps the instant it was struck at, by which a scanner is told from fingers.
 */
function standStill(at: number): void {
  const Real = Date;
  const shown = globalThis as typeof globalThis & { stageTime?: number };
  shown.stageTime = at;
  globalThis.Date = new Proxy(Real, {
    construct: (_date, given: unknown[], made) => Reflect.construct(Real, given.length === 0 ? [shown.stageTime] : given, made) as Date,
    get: (_date, name, asked) => (name === 'now' ? () => shown.stageTime : (Reflect.get(Real, name, asked) as unknown)),
  });
}

/** Puts the calendar of a page on. */
export const putOn = (page: Page, at: number): Promise<void> => page.evaluate((now) => void ((globalThis as { stageTime?: number }).stageTime = now), at);

/** Runs in the page before anything of ours: what this person chose on this machine. */
function remember({ language, theme }: { language: string; theme: string }): void {
  localStorage.setItem('shopwright.preferences', JSON.stringify({ state: { language, density: 'normal' }, version: 0 }));
  localStorage.setItem('mantine-color-scheme-value', theme);
}

/** Opens another place of the same shop. */
export async function goTo(page: Page, at: string): Promise<void> {
  await page.evaluate((hash) => { location.hash = hash; }, at);
  await settled(page);
}

/** Milliseconds: a page that did not change for so long has come to rest; typing rests a shorter time before a list is asked. */
const rest = 300;
/** Milliseconds after which something that ticks for ever, or is read for ever, is looked at as it is. */
const ticking = 5_000;
const reading = 30_000;

/** Until nothing is being read, nothing changes and every font is there. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(comeToRest, { rest, ticking, reading });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** Runs in the page. */
function comeToRest(limits: { rest: number; ticking: number; reading: number }): Promise<void> {
  return new Promise((resolve) => {
    const began = performance.now();
    let changed = began;
    const watch = new MutationObserver(() => { changed = performance.now(); });
    watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    const timer = setInterval(() => {
      const waited = performance.now() - began;
      // A page that was just loaded is quiet as well, before anything stands on it.
      const isBusy = document.querySelector('[aria-busy=true]') !== null || document.body.innerText.trim() === '';
      const isQuiet = performance.now() - changed >= limits.rest;
      if (isBusy ? waited < limits.reading : !isQuiet && waited < limits.ticking) return;
      clearInterval(timer);
      watch.disconnect();
      resolve();
    }, 20);
  });
}

/**
 * Takes docs/screens/<screen>.<language>.<theme>.<state>.png where it is missing, and all of them anew with SCREENS=new: a
 * picture holds digests of a shop made this minute, and a run of tests leaves the checkout as it found it.
 */
export async function picture(page: Page, screen: string, { language, theme }: Pick<Scene, 'language' | 'theme'>, state: string): Promise<void> {
  const file = path.join(pictures, `${screen}.${language}.${theme}.${state}.png`);
  if (fs.existsSync(file) && process.env['SCREENS'] !== 'new') return;
  fs.mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: file });
}

/** What axe finds serious or worse, by rule and place. */
export async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    // Its other way opens a page of its own to gather what each frame says: three times as long, and here there is but one frame.
    .setLegacyMode(page.frames().length === 1)
    .analyze();
  return violations
    .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
    .flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`));
}
