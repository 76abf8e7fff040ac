/** `npm run bench`: Shopwright against SQL written by hand, and docs/bench.md written from what came out. `--orders N`: one size, nothing written. */
import { join } from 'node:path';
import { ensureNode, root, run } from './node.mjs';

await import('./bootstrap.mjs');
await ensureNode();
process.exit(await run(process.execPath, [join(root, 'tests/bench/main.ts'), ...process.argv.slice(2)]));
