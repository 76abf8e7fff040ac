import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inputDigest } from './inputs.mjs';
import { ensureNode, root } from './node.mjs';

const dist = join(root, 'dist');
const stampFile = join(dist, '.stamp');

/**
 * Builds into dist/ unless what stands there was built from these very files. Built beside and swapped at the end, so that a
 * build that fails or is interrupted leaves the last good one.
 */
export async function build() {
  const digest = inputDigest();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === digest) return;
  const fresh = join(root, `dist.${process.pid}.tmp`);
  try {
    // Only here, because loading the bundlers takes longer than finding that nothing changed.
    const { bundleInto } = await import('./bundle.mjs');
    await bundleInto(fresh);
    writeFileSync(join(fresh, '.stamp'), digest);
    rmSync(dist, { recursive: true, force: true });
    renameSync(fresh, dist);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** For a person at a terminal: the bundler's own words are clear, its stack says nothing. */
export async function buildOrExit() {
  await build().catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await import('./bootstrap.mjs');
  await ensureNode();
  await buildOrExit();
}
