import { inject } from 'vitest';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';

/** The path the run's setup found, or nothing on a machine without any Chromium. */
export const chromiumPath = (): string => inject('chromium');

/** Quiet, without its own network habits, and able to run as root in a container. */
const switches = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

let running: Browser | undefined;

/** One browser serves all files of a worker, for starting it takes seconds; whoever closes it closes what was opened through this handle. */
export async function launchChromium(): Promise<Browser> {
  running = running?.isConnected() ? running : await chromium.launch({ executablePath: chromiumPath(), args: switches });
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
