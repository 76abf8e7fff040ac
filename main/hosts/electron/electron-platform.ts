import path from 'node:path';
import { Notification, session } from 'electron';
import { openFileSecrets } from '../../platform/file-secrets.ts';
import { nodePlatform } from '../../platform/node-platform.ts';
import type { Platform } from '../../platform/platform.ts';
import { type FindProxy, proxyOfSystem } from '../../platform/proxy.ts';
import { type Prints, printPdf } from './print.ts';
import { sealedKey } from './sealed-key.ts';

/** The outside world inside Electron: as on plain Node, but with the system's key store, proxy, a printer and notifications. */
export async function electronPlatform(folder: string, prints: Prints): Promise<Platform> {
  const node = nodePlatform(folder, systemProxy);
  const secrets = path.join(folder, 'secrets');
  return {
    ...node,
    secrets: openFileSecrets(secrets, node.files, await sealedKey(secrets, node.files)),
    print: (html) => printPdf(prints, html, node.log),
    notify: (notice) => {
      if (Notification.isSupported()) new Notification(notice).show();
    },
  };
}

/** A script of the network's may decide; it is told where to, and not what is asked there. */
const systemProxy: FindProxy = async ({ origin }) => proxyOfSystem(await session.defaultSession.resolveProxy(origin));
