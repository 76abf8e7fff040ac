import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { callOwner } from '../../main/app/forward.ts';
import { findOwner } from '../../main/database/owner.ts';
import { importSheet } from '../../main/hosts/cli/import-sheet.ts';
import { serveShop } from '../support/served-shop.ts';
import { beganAt, importedOrders, typedOrder } from './trading-shop.ts';

const preload = new URL('./moments-preload.ts', import.meta.url).href;

/** A product sheet of number `n`: two goods told apart by it. */
const goodsSheet = (n: number): string => `name,sku,price\nSheet ${n},SHEET-${n}-A,4.50\nSheet ${n},SHEET-${n}-B,5.50\n`;

/**
 * Works in the served program from outside until it is killed: orders by HTTP, batches and sheets by the owner's socket.
 * What is said here was answered there; a request without an answer is nobody's promise.
 */
export async function workServed(folder: string, moment: string, from: number, killAfter: { answers: number; milliseconds: number }, say: (key: string) => void): Promise<void> {
  const served = await serveShop(folder, [], { NODE_OPTIONS: `--import ${preload}`, NODE_NO_WARNINGS: '1', SHOP_MOMENTS: moment });
  const { origin } = new URL(served.url);
  const owner = findOwner(folder);
  if (!owner) throw new Error('The served program owns no folder');
  const ask = (method: string, input: unknown, key?: string): Promise<unknown> => callOwner(owner, { method, input, ...(key !== undefined && { key }) });
  const { token } = (await ask('token.create', { name: `till ${Date.now()}`, role: 'owner' })) as { token: string };
  let [answers, killed] = [0, false];
  let ended: Promise<unknown> | undefined;
  const heard = (key: string): void => {
    say(key);
    answers += 1;
    if (answers >= killAfter.answers) ended ??= pause(killAfter.milliseconds).then(() => (killed = true, served.kill()));
  };
  const post = async (key: string, method: string, input: object): Promise<unknown> => {
    const answer = await fetch(`${origin}/api/${method.replace('.', '/')}`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'idempotency-key': key }, body: JSON.stringify(input) });
    const said: unknown = await answer.json();
    if (!answer.ok) throw new Wrong(`${method} ${answer.status} ${JSON.stringify(said)}`);
    heard(key);
    return said;
  };
  const oneOfEach = async (n: number): Promise<void> => {
    const { orderId } = (await post(`order-${n}`, 'order.create', typedOrder(n))) as { orderId: number };
    await post(`ship-${n}`, 'shipment.ship', { orderId });
    await post(`pay-${n}`, 'payment.capture', { orderId, amount: 1000 });
    await ask('order.importBatch', { channelId: 2, goLiveAt: beganAt, items: importedOrders(n) }, `import-${n}`);
    heard(`import-${n}`);
    if (n % 3 !== 0) return;
    const sheet = path.join(folder, 'sheet.csv');
    fs.writeFileSync(sheet, goodsSheet(n));
    await importSheet({ call: ask, close: async () => undefined }, 'products', sheet, { dryRun: false, rejectedFile: undefined });
    heard(`sheet-${n}`);
  };
  for (let n = from; !killed; n += 1) {
    try {
      await oneOfEach(n);
    } catch (error) {
      if (!killed || error instanceof Wrong) throw error;
    }
  }
  await ended;
}

/** The program answered, and what it said was not what it should say. */
class Wrong extends Error {}
