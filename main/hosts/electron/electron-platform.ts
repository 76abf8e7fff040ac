import path from 'node:path';
import { Notification } from 'electron';
import { openFileSecrets } from '../../platform/file-secrets.ts';
import { nodePlatform } from '../../platform/node-platform.ts';
import type { Platform } from '../../platform/platform.ts';
import { type Prints, printPdf } from './print.ts';
import { sealedKey } from './sealed-key.ts';

/** The outside world inside Electron: as on plain Node, but with the system's key store, a printer and notifications. */
export async function electronPlatform(folder: string, prints: Prints): Promise<Platform> {
  const node = nodePlatform(folder);
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
