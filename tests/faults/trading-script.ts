/** Works in a shop until it is killed: says each thing it was told is done, as soon as it was told. */
import fs from 'node:fs';
import { noteMoments } from './instrument.ts';
import { beganAt, importedOrders, openTrading, owner, syncRound, tradingEngine, typedOrder } from './trading-shop.ts';

const [folder = '', moment = '', mode = 'post', from = '0'] = process.argv.slice(2);
const { during } = noteMoments(moment);
const core = openTrading(folder);
const engine = tradingEngine(core, folder);

const say = (line: string): void => void fs.writeSync(1, `${line}\n`);

/** One command under a key that names it for ever; the line is its receipt. */
function acknowledged<Answer>(key: string, name: string, input: object): Answer {
  const answer = core.command(owner, name, input, key) as Answer;
  say(key);
  return answer;
}

const work: Record<string, (n: number) => void | Promise<void>> = {
  post: (n) => {
    const { orderId } = acknowledged<{ orderId: number }>(`order-${n}`, 'order.create', typedOrder(n));
    acknowledged(`ship-${n}`, 'shipment.ship', { orderId });
    acknowledged(`pay-${n}`, 'payment.capture', { orderId, amount: 1000 });
  },
  import: (n) => void acknowledged(`import-${n}`, 'order.importBatch', { channelId: 2, goLiveAt: beganAt, items: importedOrders(n) }),
  sync: async (n) => {
    acknowledged(`sale-${n}`, 'order.sell', { lines: [{ variantId: 1 + (n % 3), quantity: 1000 }] });
    await syncRound(engine.setting);
    say(`sync-${n}`);
  },
};

say('ready');
for (let n = Number(from); ; n += 1) {
  await work[mode]?.(n);
  if (n % 6 === 5) {
    during('C', () => core.checkpoint());
    core.mark();
  }
  // Lets the pipe and signals through, as the store's thread does between messages.
  await new Promise(setImmediate);
}
