import { resolveKept } from '../../../shared/catalog/kept-codes.rules.ts';
import { scanKept } from '../../../shared/inventory/lot-scan.rules.ts';
import { useReceiving } from '../../purchasing/receiving.store.ts';
import { pickAhead, waveAfter } from '../../fulfilment/pick-foresight.ts';
import type { OutputOf } from '../../client/methods.ts';
import type { Foresight } from '../../client/phone/phone-client.ts';
import { SaidNo } from '../../client/phone/phone-line.ts';

/** Commands of the phone's list; any other method of it is a question. */
const commands = new Set(['pick.take', 'pick.putBack', 'pick.short', 'pick.found', 'purchaseReceipt.receive', 'stocktake.join', 'stocktake.scan']);

const keeps = new Set(['session.get', 'shop.get', 'location.list', 'wave.list', 'wave.get', 'lot.ofGoods', 'purchaseOrder.list', 'purchaseOrder.get', 'stocktake.list', 'stocktake.get']);

type Goods = OutputOf<'lot.ofGoods'>['goods'][number];

/** What the rooms a phone works in know ahead of the shop. */
export const foresight: Foresight = {
  commands,
  keeps,
  alongside: (method, answer) => {
    const variantIds = goodsIn(method, answer);
    return variantIds.length === 0 ? [] : [{ method: 'lot.ofGoods', input: { variantIds: variantIds.slice(0, 500) } }];
  },
  answer: (method, input, kept) => {
    if (method !== 'barcode.resolve' && method !== 'lot.scan') return undefined;
    const goods = kept.all('lot.ofGoods').flatMap((answer) => (answer as OutputOf<'lot.ofGoods'>).goods);
    const { text } = input as { text: string };
    return unlessUnread(() => (method === 'lot.scan' ? scanKept<Goods>(goods, text, new Date().getFullYear()) : resolveKept<Goods>(goods, text, new Date().getFullYear())));
  },
  after: (method, answer, done) => (method === 'wave.get' ? waveAfter(answer as OutputOf<'wave.get'>, done.method, done.input) : answer),
  // A delivery on its way is no longer in the hand: taken in a second time it would be booked twice.
  orphaned: ({ method, input }) => {
    if (method === 'purchaseReceipt.receive' && typeof input === 'object' && input !== null && 'purchaseOrderId' in input) useReceiving.getState().clear(String(input.purchaseOrderId));
  },
  ahead: (method, input, keptOf) => {
    const ahead = pickAhead(method, input, keptOf('wave.get') as readonly OutputOf<'wave.get'>[]);
    if (ahead && 'refusal' in ahead && ahead.refusal) throw new SaidNo('REFUSED', ahead.refusal);
    return ahead?.answer;
  },
};

/** The goods somebody will scan who has asked this. */
function goodsIn(method: string, answer: unknown): number[] {
  if (method === 'wave.get') return [...new Set((answer as OutputOf<'wave.get'>).lines.map(({ variantId }) => variantId))];
  if (method === 'purchaseOrder.get') return [...new Set((answer as OutputOf<'purchaseOrder.get'>).lines.map(({ variantId }) => variantId))];
  return [];
}

/** A code that says it is GS1 and is not, is refused as in the shop. */
function unlessUnread<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof Error && 'data' in error && typeof error.data === 'function' ? new SaidNo('REFUSED', (error.data as () => unknown)()) : error;
  }
}
