import { createRequire, registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { electronModule } from './module.ts';
import { type MenuItem, World } from './world.ts';

const shim = path.join(import.meta.dirname, 'shim.cjs');
const moduleKey = Symbol.for('shopwright.electron-double');

export interface LaunchOptions {
  /** The compiled main bundle. */
  main: string;
  /** The program's own arguments. */
  args: string[];
  browser: Browser;
  userData: string;
  /** Another of it runs already. */
  second?: boolean;
  /** Which buttons a person presses in dialogs that come before a window does. */
  presses?: readonly number[];
}

/**
 * Runs the compiled main bundle and preload as Electron would, with Node for the main process and a page of Chromium for each
 * window. Not modelled: isolated worlds (preload and page share one), native menus and dialogs as seen, fuses, updates.
 */
export class ElectronDouble {
  readonly world: World;
  readonly exited: Promise<void>;

  private constructor(world: World, exited: Promise<void>) {
    this.world = world;
    this.exited = exited;
  }

  static async launch({ main, args, browser, userData, second = false, presses = [] }: LaunchOptions): Promise<ElectronDouble> {
    const world = new World(await browser.newContext({ viewport: { width: 1280, height: 800 } }), userData);
    world.isFirst = !second;
    world.presses.push(...presses);
    let exit = (): void => undefined;
    const exited = new Promise<void>((resolve) => { exit = resolve; });
    (globalThis as Record<symbol, unknown>)[moduleKey] = electronModule(world, exit);
    const before = process.argv;
    process.argv = [process.execPath, path.resolve(main), ...args];
    runMain(path.resolve(main));
    world.ready = true;
    world.app.emit('ready');
    // The program reads its arguments right after it is ready.
    await new Promise((resolve) => { setImmediate(resolve); });
    process.argv = before;
    return new ElectronDouble(world, exited);
  }

  /** The page of the first window, once there is one. */
  async firstPage(): Promise<Page> {
    for (;;) {
      const [window] = this.world.windows;
      if (window) return window.page;
      if (this.world.errorBoxes.length > 0) throw new Error(this.world.errorBoxes.join('\n'));
      await new Promise((resolve) => { setTimeout(resolve, 10); });
    }
  }

  clickMenu(...labels: string[]): void {
    let items: MenuItem[] = this.world.menu;
    let item: MenuItem | undefined;
    for (const label of labels) {
      item = items.find((each) => each.label === label);
      if (!item) throw new Error(`There is no menu item “${label}”`);
      items = item.submenu ?? [];
    }
    item?.click?.();
  }

  async close(): Promise<void> {
    this.clickMenu('Shop', 'Quit Shopwright');
    await this.exited;
    await this.world.context.close();
  }
}

/** Loads the bundle afresh, with `electron` answered by the double; `require` outside finds the real module as before. */
function runMain(file: string): void {
  const require = createRequire(import.meta.url);
  const folder = path.dirname(file);
  for (const cached of Object.keys(require.cache)) if (cached === shim || cached.startsWith(folder)) delete require.cache[cached];
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron' ? { url: pathToFileURL(shim).href, format: 'commonjs', shortCircuit: true } : next(specifier, context),
  });
  try {
    require(file);
  } finally {
    hooks.deregister();
  }
}
