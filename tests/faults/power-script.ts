/** Posts orders under the recorder of writes; each receipt is written down in its place between the writes. */
import fs from 'node:fs';
import path from 'node:path';
import { openTrading, owner, typedOrder } from './trading-shop.ts';

const [folder = '', synchronous = 'FULL', count = '0'] = process.argv.slice(2);
const core = openTrading(folder);
// The program itself refuses to run like this; the controls show what that is good for.
if (synchronous !== 'FULL') core.writer.raw.pragma(`synchronous = ${synchronous}`);
const receipts = fs.openSync(path.join(folder, 'acknowledged'), 'w');

for (let n = 0; n < Number(count); n += 1) {
  core.command(owner, 'order.create', typedOrder(n), `order-${n}`);
  fs.writeSync(receipts, `order-${n}\n`);
  if (n % 9 === 8) core.checkpoint();
}
fs.writeSync(1, 'done\n');
// Dies as it stands: nothing is closed, nothing is tidied up.
process.kill(process.pid, 'SIGKILL');
