/**
 * Lets the k-th write of one piece of work fail, for every k (or every so many), in one process: after each the same command must go through.
 * Prints one line per failure: the number, how the work answered, and whether it could be repeated.
 */
import fs from 'node:fs';
import path from 'node:path';
import { backUp, verifyBackup } from '../../main/database/backup.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { beganAt, importedOrders, openTrading, owner } from './trading-shop.ts';

const [folder = '', fired = '', kind = 'post', errno = '28', stride = '1'] = process.argv.slice(2);
const core = openTrading(folder);
const control = fs.openSync(path.join(folder, 'shim.control'), 'w');
const arm = (at: number): void => void fs.writeSync(control, `${at} ${at === 0 ? 0 : errno}\n`);
const failures = (): number => fs.statSync(fired).size;

const work: Record<string, (n: number) => unknown> = {
  post: (n) => core.command(owner, 'order.sell', { lines: [{ variantId: 1, quantity: 1000 }], note: `sold ${n}` }, `sale-${n}`),
  import: (n) => core.command(owner, 'order.importBatch', { channelId: 2, goLiveAt: beganAt, items: importedOrders(n) }, `import-${n}`),
  checkpoint: (n) => {
    core.command(owner, 'order.sell', { lines: [{ variantId: 1, quantity: 1000 }] }, `sale-${n}`);
    core.checkpoint();
  },
  backup: async (n) => {
    core.command(owner, 'order.sell', { lines: [{ variantId: 1, quantity: 1000 }] }, `sale-${n}`);
    return backUp(core.writer, path.join(folder, 'backups', 'shop.db'));
  },
};

const doing = work[kind] ?? (() => undefined);

async function answerOf(n: number): Promise<string> {
  try {
    await doing(n);
    return 'done';
  } catch (error) {
    return error instanceof Refusal ? error.code : error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

// Everything that is only done once (statements, the first log) is done before anything is counted.
await doing(0);
for (let k = 1; ; k += Number(stride)) {
  const before = failures();
  arm(k);
  const answer = await answerOf(k);
  arm(0);
  if (failures() === before) break;
  const again = await answerOf(k);
  const whole = kind === 'backup' ? ` ${verifyBackup(path.join(folder, 'backups', 'shop.db')).headId > 0}` : '';
  fs.writeSync(1, `${k} ${answer} ${again}${whole}\n`);
}
fs.writeSync(1, 'end\n');
process.exit(0);
