/**
 * `npm start`: builds what changed, then opens Shopwright in an Electron window, or in the browser where no window can be
 * had, and says in one line which and why. Options after `--`: --demo, --no-open, --port N, --data DIR, --browser.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildOrExit } from './build.mjs';
import { electronBinary, fetchElectron } from './electron.mjs';
import { ensureNode, root, run } from './node.mjs';

await ensureNode();

function readOptions() {
  try {
    return parseArgs({
      options: {
        demo: { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
        browser: { type: 'boolean', default: false },
        port: { type: 'string' },
        data: { type: 'string' },
      },
    }).values;
  } catch (error) {
    console.error(`${error.message}\nUsage: npm start -- [--demo] [--data DIR] [--browser] [--no-open] [--port N]`);
    process.exit(2);
  }
}

/** Why a window cannot or shall not be opened; undefined when nothing stands against it. */
function reasonForBrowser(options) {
  if (options['no-open']) return '--no-open was asked for';
  if (options.port !== undefined) return '--port was asked for';
  if (options.browser) return '--browser was asked for';
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display';
  return undefined;
}

function chooseHost(options) {
  const reason = reasonForBrowser(options);
  if (reason) return { reason };
  const binary = electronBinary();
  return binary ? { binary } : fetchElectron();
}

const options = readOptions();
await buildOrExit();
const host = chooseHost(options);
const shared = [...(options.demo ? ['--demo'] : []), ...(options.data ? ['--data', options.data] : [])];
const standing = process.env.INIT_CWD ?? process.cwd();

if (host.binary) {
  console.log('Opening Shopwright in its own window.');
  // Chromium's sandbox refuses to run as root; nobody but a container or a test does that.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  process.exit(await run(host.binary, [...sandbox, root, ...shared], { cwd: standing }));
}
console.log(`Opening Shopwright in the browser instead of its own window: ${host.reason}.`);
const serve = [...shared, ...(options['no-open'] ? [] : ['--open']), ...(options.port ? ['--port', options.port] : [])];
process.exit(await run(process.execPath, [join(root, 'dist/node/shop.mjs'), 'serve', ...serve], { cwd: standing }));
