import { safeStorage } from 'electron';
import { fileKey, newSecretKey, plainKeyFile, type SecretKey, sealedKeyFile } from '../../platform/secret-key.ts';
import type { Files } from '../../platform/platform.ts';

/**
 * The secrets' key, sealed by the operating system's key store. Where there is none (Linux without a keyring names itself
 * `basic_text`, which is a password everybody knows) the key stays in its file, and the protection says so.
 */
export async function sealedKey(folder: string, files: Files): Promise<SecretKey> {
  const basic = process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
  if (basic || !(await safeStorage.isAsyncEncryptionAvailable())) return fileKey(folder, files);
  return { protection: 'system', load: () => loadSealed(folder, files) };
}

async function loadSealed(folder: string, files: Files): Promise<Buffer> {
  const sealed = files.read(sealedKeyFile(folder));
  if (sealed) return Buffer.from((await safeStorage.decryptStringAsync(sealed)).result, 'base64');
  // Secrets stored in the browser before stay readable: their key moves into the key store.
  const key = files.read(plainKeyFile(folder)) ?? newSecretKey();
  files.write(sealedKeyFile(folder), await safeStorage.encryptStringAsync(key.toString('base64')));
  files.remove(plainKeyFile(folder));
  return key;
}
