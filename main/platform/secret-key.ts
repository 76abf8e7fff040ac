import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { Fault } from './fault.ts';
import type { Files, Protection } from './platform.ts';

/** What the secrets of one folder are encrypted with, and how well that key itself is kept. */
export interface SecretKey {
  readonly protection: Protection;
  load(): Promise<Buffer>;
}

export const plainKeyFile = (folder: string): string => path.join(folder, 'key');
export const sealedKeyFile = (folder: string): string => path.join(folder, 'key.sealed');
export const newSecretKey = (): Buffer => randomBytes(32);

/**
 * The key of a host without a key store: a file only this user may read, or SHOPWRIGHT_KEY (64 hex digits) from elsewhere, so
 * that a stolen disk is not enough.
 */
export function fileKey(folder: string, files: Files): SecretKey {
  return { protection: 'file', load: async () => keyFromEnvironment() ?? keyFromFile(folder, files) };
}

function keyFromEnvironment(): Buffer | undefined {
  const hex = process.env['SHOPWRIGHT_KEY'];
  if (hex === undefined) return undefined;
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new Error('SHOPWRIGHT_KEY must be 64 hex digits.');
  return Buffer.from(hex, 'hex');
}

/** A new key would make what the system's key store has sealed unreadable, so then none is made. */
function keyFromFile(folder: string, files: Files): Buffer {
  const known = files.read(plainKeyFile(folder));
  if (known) return known;
  if (files.read(sealedKeyFile(folder))) {
    throw new Fault('refused', { retry: 'never', says: 'The keys of this shop are kept by the system’s key store, which only the window can open.' });
  }
  const made = newSecretKey();
  files.write(plainKeyFile(folder), made);
  return made;
}
