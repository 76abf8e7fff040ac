import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { imageKinds, type ImageKind, type ImageSize } from '../../shared/catalog/image.rules.ts';

/** Where pictures lie, beside the shop's file or beside its backups: by the first two letters of their hash. */
const fileOf = (folder: string, name: string): string => path.join(folder, 'images', name.slice(0, 2), name);

export const originalName = (hash: string, kind: ImageKind | 'pdf'): string => `${hash}.${kind}`;
export const sizeName = (hash: string, size: ImageSize): string => `${hash}-${size}.${size === 'large' ? 'jpeg' : 'webp'}`;

/** Written beside, synced and renamed: a name is there whole or not at all. What is there already is the same. */
export async function keepImage(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const file = fileOf(folder, name);
  if (fs.existsSync(file)) return;
  await fs.promises.mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const beside = `${file}.${process.pid}.tmp`;
  await fs.promises.writeFile(beside, bytes, { mode: 0o600, flush: true });
  await fs.promises.rename(beside, file);
}

/** Undefined where it is not there. */
export async function readImage(folder: string, name: string): Promise<Buffer | undefined> {
  return fs.promises.readFile(fileOf(folder, name)).catch(() => undefined);
}

/** The original of a picture, whatever its kind. */
export async function readOriginal(folder: string, hash: string): Promise<{ kind: ImageKind; bytes: Buffer } | undefined> {
  const found = await Promise.all(imageKinds.map(async (kind) => ({ kind, bytes: await readImage(folder, originalName(hash, kind)) })));
  return found.flatMap(({ kind, bytes }) => (bytes ? [{ kind, bytes }] : []))[0];
}

/**
 * Puts every original of one folder beside another as well: as a second name of the same file where the disk allows it, which
 * costs nothing and is safe since a picture's file is never written twice, else as a copy. Sizes are made again when asked for.
 */
export function copyImages(from: string, to: string): void {
  const source = path.join(from, 'images');
  if (!fs.existsSync(source)) return;
  const originals = fs.readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => /[0-9a-f]{64}\.(?!.*tmp)[a-z]+$/.test(name));
  for (const name of originals) linkOrCopy(path.join(source, name), path.join(to, 'images', name));
}

function linkOrCopy(from: string, to: string): void {
  if (fs.existsSync(to)) return;
  fs.mkdirSync(path.dirname(to), { recursive: true, mode: 0o700 });
  try {
    fs.linkSync(from, to);
  } catch {
    fs.copyFileSync(from, to);
    fs.chmodSync(to, 0o600);
  }
}

interface FaultyImage {
  hash: string;
  says: 'missing' | 'changed';
}

/** Pictures a shop's file speaks of that do not lie in a folder, or not with their own bytes. */
export function faultyImages(folder: string, images: readonly { hash: string; kind: ImageKind | 'pdf' }[]): FaultyImage[] {
  return images.flatMap<FaultyImage>(({ hash, kind }) => {
    const file = fileOf(folder, originalName(hash, kind));
    if (!fs.existsSync(file)) return [{ hash, says: 'missing' }];
    const own = createHash('sha256').update(fs.readFileSync(file)).digest('hex');
    return own === hash ? [] : [{ hash, says: 'changed' }];
  });
}
