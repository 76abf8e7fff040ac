/** Brings a folder's file to the second version and dies at its k-th step on the disk; says how many steps there were if it lives. */
import fs from 'node:fs';
import { openShopFile } from '../../main/database/shop-file.ts';
import { versions } from './versions.ts';

const [folder = '', dieAt = '0'] = process.argv.slice(2);
let steps = 0;

const stepping = ['copyFileSync', 'mkdirSync', 'rmSync', 'renameSync', 'writeFileSync', 'openSync', 'fsyncSync', 'closeSync'] as const;
for (const name of stepping) {
  const real = fs[name] as (...args: unknown[]) => unknown;
  Object.assign(fs, {
    [name]: (...args: unknown[]) => {
      steps += 1;
      if (steps === Number(dieAt)) process.kill(process.pid, 'SIGKILL');
      return real(...args);
    },
  });
}

openShopFile(folder, versions[1] ?? {}).close();
console.log(steps);
