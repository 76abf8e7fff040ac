import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Files, Secrets } from './platform.ts';
import type { SecretKey } from './secret-key.ts';

const ivBytes = 12;
const tagBytes = 16;

/** A secret's name becomes a file's name, so it may not walk out of its folder. */
export function secretFile(folder: string, name: string): string {
  if (!/^[a-z0-9][a-z0-9.-]{0,99}$/.test(name)) throw new Error(`Not a name for a secret: ${JSON.stringify(name)}`);
  return path.join(folder, `${name}.secret`);
}

/** Secrets as AES-256-GCM, one file each, in a folder only this user may read. */
export function openFileSecrets(folder: string, files: Files, secretKey: SecretKey): Secrets {
  files.ensureFolder(folder);
  let loaded: Promise<Buffer> | undefined;
  const key = (): Promise<Buffer> => (loaded ??= secretKey.load());
  return {
    protection: secretKey.protection,
    get: async (name) => {
      const sealed = files.read(secretFile(folder, name));
      return sealed ? open(sealed, await key(), name) : undefined;
    },
    set: async (name, value) => files.write(secretFile(folder, name), seal(value, await key(), name)),
    remove: async (name) => files.remove(secretFile(folder, name)),
  };
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
