import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** better-sqlite3 13 crashes on older Node, and Electron 45 carries this one: what runs here also runs in the window. */
const neededMajor = 24;

/** The Node that was installed beside the other packages (the optional dependency `node`), if it is there. */
function installedNode() {
  const file = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(file) ? file : undefined;
}

/** Runs `file` to its end with our output and our signals; answers its exit code. */
export function run(file, args, options = {}) {
  const child = spawn(file, args, { cwd: root, stdio: 'inherit', ...options });
  const forward = (signal) => child.kill(signal);
  process.on('SIGINT', forward);
  process.on('SIGTERM', forward);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      process.off('SIGINT', forward);
      process.off('SIGTERM', forward);
      resolve(signal ? 1 : code);
    });
  });
}

/**
 * Whichever Node started this script, the rest of it runs on Node 24: on an older one the script is started again with the
 * installed Node, and this call never returns. `npm run` finds the right Node first by itself; this is for everyone else.
 */
export async function ensureNode() {
  if (Number(process.versions.node.split('.')[0]) >= neededMajor) return;
  const node = installedNode();
  if (!node) {
    console.error(`Shopwright needs Node ${neededMajor} (this is ${process.versions.node}), and the one it brings is not installed. Run: npm ci`);
    process.exit(1);
  }
  process.exit(await run(node, process.argv.slice(1)));
}

/** Runs a tool of node_modules by its script file, so that no shell and no `.cmd` stands between us and it. */
export function runTool(script, args, options) {
  return run(process.execPath, [join(root, 'node_modules', script), ...args], options);
}
