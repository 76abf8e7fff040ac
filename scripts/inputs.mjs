import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './node.mjs';

/** Everything the built program is made from. */
const folders = ['main', 'renderer', 'shared', 'migrations', 'scripts'];
const files = ['package.json', 'package-lock.json'];

const filesIn = (folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

/** A digest of all that goes into the build: equal digests, equal build. */
export function inputDigest() {
  const hash = createHash('sha256');
  for (const file of [...files.map((name) => join(root, name)), ...folders.flatMap(filesIn)]) {
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}
