/** `npm run shop -- <command>`: the command line of Shopwright, from the built bundle. */
import { join } from 'node:path';
import { ensureNode, root, run } from './node.mjs';

await import('./bootstrap.mjs');
await ensureNode();
const { buildOrExit } = await import('./build.mjs');
await buildOrExit();
// A folder named with --data is meant from where the person stands, not from where the program lies.
const standing = process.env.INIT_CWD ?? process.cwd();
process.exit(await run(process.execPath, [join(root, 'dist/node/shop.mjs'), ...process.argv.slice(2)], { cwd: standing }));
