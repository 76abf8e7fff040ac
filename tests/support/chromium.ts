import { inject } from 'vitest';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { chromiumSwitches } from './chromium-place.ts';

/** The path the run's setup found, or nothing on a machine without any Chromium. */
export const chromiumPath = (): string => inject('chromium');

let running: Browser | undefined;

/** One browser serves all files of a worker, for starting it takes seconds; whoever closes it closes what was opened through this handle. */
export async function launchChromium(): Promise<Browser> {
  running = running?.isConnected() ? running : await chromium.launch({ executablePath: chromiumPath(), args: chromiumSwitches });
  const opened: BrowserContext[] = [];
  const own = {
    newContext: async (options?: BrowserContextOptions) => {
      const context = await running!.newContext(options);
      opened.push(context);
      return context;
    },
    close: async () => void (await Promise.all(opened.splice(0).map((context) => context.close()))),
  };
  return new Proxy(running, { get: (browser, name) => Reflect.get(name in own ? own : browser, name) as unknown });
}
