import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildDemo, demoDefaults } from '../../app/demo/demo.ts';
import type { Door } from '../../app/door.ts';
import { openApp } from '../../app/open-app.ts';
import type { Platform } from '../../platform/platform.ts';
import { localAddresses } from '../http/local-addresses.ts';
import { phoneListener, phonePort } from '../http/phone-server.ts';
import { loadPages, type Pages } from '../pages.ts';
import { type HttpHost, serveHttp } from '../http/server.ts';
import { type Command, text } from './command.ts';
import { UsageError } from './usage.ts';

/** Serves the app to this machine's browsers until it is told to stop. */
export const serve: Command = async ({ folder, migrations, platform, flags }) => {
  const port = Number(text(flags, 'port') ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError('--port takes a number up to 65535.');
  if (flags['demo']) buildDemo(folder, migrations, demoDefaults(Date.now()));
  const outside = platform();
  try {
    const listen = phoneListener({ log: outside.log, pages: builtPages(), secrets: outside.secrets, now: () => outside.clock.now(), addresses: localAddresses, port: phonePort });
    const door = await openApp({ folder, migrations, platform: outside, threads: true, listen });
    try {
      await serveUntilStopped(door, outside, port, flags['open'] === true);
    } finally {
      // Whatever happened (a port in use), the store's threads must not keep a program alive that serves nobody.
      await door.close();
    }
  } finally {
    await outside.close();
  }
  return 0;
};

const builtPages = (): Pages => loadPages(path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'renderer'));

async function serveUntilStopped(door: Door, outside: Platform, port: number, open: boolean): Promise<void> {
  const host = await serveHttp({ door, log: outside.log, pages: builtPages(), port, findToken: (hash) => door.findToken(hash) });
  console.log(`Shopwright is at ${host.launchUrl()}`);
  if (open) openBrowser(host.launchUrl());
  offerAddresses(host);
  await stopAsked();
  await host.close();
}

/** An address lets one browser in, once; whoever closed that window asks for the next with Enter. */
function offerAddresses(host: HttpHost): void {
  if (!process.stdin.isTTY) return;
  console.log('Each address works once. Press Enter for a new one, Ctrl+C to stop.');
  process.stdin.on('data', () => console.log(`Shopwright is at ${host.launchUrl()}`)).unref();
}

const stopAsked = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });

function openBrowser(url: string): void {
  const [command, ...args] = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] }[process.platform as string] ?? ['xdg-open'];
  // No browser is no failure: the address stands in the line above.
  spawn(command!, [...args, url], { stdio: 'ignore', detached: true }).on('error', () => undefined).unref();
}
