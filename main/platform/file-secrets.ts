import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Files, Secrets } from './platform.ts';

const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;

/** A secret's name becomes a file's name, so it may not walk out of its folder. */
export function secretFile(folder: string, name: string): string {
  if (!/^[a-z0-9][a-z0-9.-]{0,99}$/.test(name)) throw new Error(`Not a name for a secret: ${JSON.stringify(name)}`);
  return path.join(folder, `${name}.secret`);
}

/**
 * Secrets for a host without a key store of the operating system: AES-256-GCM, one file each, in a folder only this user may
 * read. The key lies beside them unless SHOPWRIGHT_KEY (64 hex digits) brings it from elsewhere: then a stolen disk is not enough.
 */
export function openFileSecrets(folder: string, files: Files): Secrets {
  files.ensureFolder(folder);
  let loaded: Buffer | undefined;
  const key = (): Buffer => (loaded ??= keyFromEnvironment() ?? keyFromFile(path.join(folder, 'key'), files));
  return {
    protection: 'file',
    get: async (name) => {
      const sealed = files.read(secretFile(folder, name));
      return sealed ? open(sealed, key(), name) : undefined;
    },
    set: async (name, value) => files.write(secretFile(folder, name), seal(value, key(), name)),
    remove: async (name) => files.remove(secretFile(folder, name)),
  };
}

function keyFromEnvironment(): Buffer | undefined {
  const hex = process.env['SHOPWRIGHT_KEY'];
  if (hex === undefined) return undefined;
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new Error('SHOPWRIGHT_KEY must be 64 hex digits.');
  return Buffer.from(hex, 'hex');
}

function keyFromFile(file: string, files: Files): Buffer {
  const known = files.read(file);
  if (known) return known;
  const made = randomBytes(keyBytes);
  files.write(file, made);
  return made;
}

/** The name is sealed in as well: one secret's file cannot be passed off as another's. */
function seal(value: string, key: Buffer, name: string): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(name));
  const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

function open(sealed: Buffer, key: Buffer, name: string): string {
  const iv = sealed.subarray(0, ivBytes);
  const tag = sealed.subarray(ivBytes, ivBytes + tagBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(name)).setAuthTag(tag);
  return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]).toString('utf8');
}
