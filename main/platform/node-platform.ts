import path from 'node:path';
import { instant } from '../../shared/units/instant.ts';
import { Fault } from './fault.ts';
import { stateFolder } from './data-folder.ts';
import { openFileSecrets } from './file-secrets.ts';
import { openLog } from './log.ts';
import type { Platform } from './platform.ts';
import { privateFiles } from './private-files.ts';
import { type FindProxy, proxyOfEnvironment } from './proxy.ts';
import { fileKey } from './secret-key.ts';
import { openWeb } from './web.ts';

/**
 * The outside world without Electron, for the browser host and the command line. `folder` is the shop's folder; `systemProxy` is
 * asked where the environment names no proxy.
 */
export function nodePlatform(folder: string, systemProxy?: FindProxy): Platform {
  privateFiles.ensureFolder(folder);
  const clock = { now: () => instant(Date.now()) };
  const findProxy = proxyOfEnvironment(process.env) ?? systemProxy;
  const web = openWeb(findProxy && { findProxy });
  const secrets = path.join(folder, 'secrets');
  return {
    clock,
    files: privateFiles,
    stateFolder: stateFolder(),
    log: openLog(path.join(folder, 'logs'), clock),
    secrets: openFileSecrets(secrets, privateFiles, fileKey(secrets, privateFiles)),
    fetch: web.fetch,
    print: () => Promise.reject(new Fault('refused', { retry: 'never', says: 'This host has no printer of its own; the page prints itself.' })),
    // In the browser the page itself shows what happened; on the command line there is nobody to interrupt.
    notify: () => undefined,
    close: () => web.close(),
  };
}
