/**
 * Makes node_modules match package-lock.json, then returns. Runs before `npm start` and `npm test` on whatever Node the
 * machine has (18 or newer), before anything is installed: so it imports nothing but Node itself.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.stamp');

/** The lock file names every package; platform and architecture decide which of them are installed. */
function currentStamp() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex');
}

/** The npm that runs this script is used again, so that one machine never mixes two npms' ideas of the lock file. */
function runNpm(args) {
  const npm = process.env.npm_execpath;
  // Everything goes to stderr: the command line's answers on stdout may be JSON for a machine.
  const options = { cwd: root, stdio: ['inherit', 2, 2] };
  if (npm) return spawnSync(process.env.npm_node_execpath ?? process.execPath, [npm, ...args], options).status;
  return spawnSync('npm', args, { ...options, shell: true }).status;
}

const stamp = currentStamp();
const installed = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
if (!installed) {
  const fresh = !existsSync(modules);
  console.error(fresh ? 'First run: installing what Shopwright needs (about a minute) …' : 'Dependencies changed: updating …');
  // `npm ci` deletes node_modules first, which Windows refuses while a node.exe from there is running: update in place.
  const status = runNpm([fresh ? 'ci' : 'install', '--no-audit', '--no-fund', '--loglevel=error']);
  if (status !== 0) {
    console.error('npm could not install the dependencies; its reason stands above. Check the network and try again.');
    process.exit(status ?? 1);
  }
  writeFileSync(stampFile, stamp);
}
