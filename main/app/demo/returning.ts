import { quantity } from '../../../shared/units/quantity.ts';
import type { Clerk } from './clerk.ts';

const reasons = ['changedMind', 'defective', 'doesNotFit', 'damagedOnTheWay', 'notAsDescribed'] as const;
const ends = ['restock', 'scrap', 'restock', 'quarantine', 'restock'] as const;

/** One line of an order comes back: most are paid back the same day, some wait at a step, as they do in a shop. */
export function comeBack(clerk: Clerk, orderId: number): void {
  const line = clerk.call('rma.offer', { orderId }).lines.find((one) => one.left > 0 && one.allowed);
  if (!line) return;
  const kind = orderId % reasons.length;
  const reason = reasons[kind] ?? 'changedMind';
  const lines = [{ orderLineId: line.orderLineId, quantity: line.left, reason, keepsGoods: false }];
  const { rmaId } = clerk.call('rma.request', { orderId, lines, note: '', authorise: orderId % 17 !== 0 });
  if (orderId % 17 === 0 || orderId % 13 === 0) return;
  const arrived = clerk.call('goodsReturn.receive', { rmaId, lines: [{ orderLineId: line.orderLineId, quantity: line.left }], note: '' });
  if (orderId % 11 === 0) return;
  const looked = arrived.lines.map(({ id, quantity: count }) => ({ goodsReturnLineId: id, disposition: ends[kind] ?? 'restock', quantity: quantity(count), note: '' }));
  clerk.call('inspection.record', { goodsReturnId: arrived.goodsReturnId, lines: looked });
  if (orderId % 7 === 0) return;
  clerk.call('rma.settle', { rmaId, to: 'channelClearing', waiveFee: false, note: '' });
}
