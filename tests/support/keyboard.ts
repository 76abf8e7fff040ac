import os from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';

/** Somebody at a keyboard with no mouse: everything goes through `page.keyboard`, and every wait is for something to be seen. */
export interface Typist {
  readonly page: Page;
  press(...keys: string[]): Promise<void>;
  type(text: string): Promise<void>;
  /** Waits until this stands on the screen. */
  sees(what: Locator): Promise<void>;
  seesNo(what: Locator): Promise<void>;
  /** Waits until this has the keys. */
  isOn(what: Locator): Promise<void>;
  /** Presses Tab until this has the focus, as often as a person would before giving up. */
  tabTo(what: Locator): Promise<void>;
  /** Opens the palette, types, and takes the line that is marked first. */
  say(command: string, line: string): Promise<void>;
}

/** Milliseconds; a quick typist's. Faster than this only scanners type, and the program takes such a text for a code. */
const betweenKeys = 45;

/** Nobody presses Tab more often than this to reach something. */
const patience = 60;

export function typistAt(page: Page): Typist {
  const sees = (what: Locator): Promise<void> => what.first().waitFor({ state: 'visible' }).catch(async (failed: unknown) => {
    throw new Error(`Not seen. ${await whatStandsThere(page)}`, { cause: failed });
  });
  const seesNo = (what: Locator): Promise<void> => what.first().waitFor({ state: 'hidden' });
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) {
      // One key after another, as a person presses them.
      // oxlint-disable-next-line no-await-in-loop
      await page.keyboard.press(key);
      // oxlint-disable-next-line no-await-in-loop
      await page.waitForTimeout(betweenKeys);
    }
  };
  const focused = page.locator(':focus');
  return {
    page,
    press,
    type: (text) => page.keyboard.type(text, { delay: betweenKeys }),
    sees,
    seesNo,
    isOn: (what) => sees(what.and(focused)),
    tabTo: async (what) => {
      await sees(what);
      for (let tries = 0; tries < patience; tries += 1) {
        // Each Tab shows where the next one starts.
        // oxlint-disable-next-line no-await-in-loop
        if (await what.and(focused).count()) return;
        // oxlint-disable-next-line no-await-in-loop
        await press('Tab');
      }
      throw new Error(`Tab does not reach ${what.toString()}`);
    },
    say: async (command, line) => {
      await press('Control+k');
      const field = page.locator('.palette input');
      await sees(field.and(focused));
      await page.keyboard.type(command, { delay: betweenKeys });
      const first = page.locator('.palette [data-action]').first();
      await sees(first.filter({ hasText: line }));
      await press('Enter');
      await seesNo(field);
    },
  };
}

/** What somebody would ask who was not there: which page, where the keys were, which rows and notices; and a picture of it. */
async function whatStandsThere(page: Page): Promise<string> {
  const picture = path.join(os.tmpdir(), `not-seen-${Date.now()}.png`);
  await page.screenshot({ path: picture });
  const there = await page.evaluate(() => ({
    address: location.hash,
    keys: document.activeElement?.outerHTML.slice(0, 200),
    rows: Array.from(document.querySelectorAll('[role=row]'), (row) => row.textContent).slice(0, 8),
    notices: Array.from(document.querySelectorAll('.toast, [role=alert]'), (notice) => notice.textContent),
  }));
  return `${picture} ${JSON.stringify(there)}`;
}

export interface CountedTypist extends Typist {
  /** What the hands did since the last asking, as a day's plan counts: each key one, a text typed in one go one. */
  strokes(): number;
  /** A scan: one stroke. */
  scans(scan: () => Promise<void>): Promise<void>;
}

/** The same person, with somebody beside them who counts. */
export function counted(she: Typist): CountedTypist {
  let strokes = 0;
  const counts = <Args extends unknown[]>(act: (...args: Args) => Promise<void>, of: (...args: NoInfer<Args>) => number) => (...args: Args): Promise<void> => {
    strokes += of(...args);
    return act(...args);
  };
  return {
    ...she,
    press: counts(she.press, (...keys) => keys.length),
    type: counts(she.type, () => 1),
    // Ctrl K, what is typed, Enter.
    say: counts(she.say, () => 3),
    scans: counts((scan: () => Promise<void>) => scan(), () => 1),
    strokes: () => {
      const made = strokes;
      strokes = 0;
      return made;
    },
  };
}

/** Counts every press of a pointer in the page, from its first document on. */
export async function watchMouse(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.addEventListener('pointerdown', () => sessionStorage.setItem('touches', String(Number(sessionStorage.getItem('touches')) + 1)), true);
  });
}

export const mouseTouches = (page: Page): Promise<number> => page.evaluate(() => Number(sessionStorage.getItem('touches')));
