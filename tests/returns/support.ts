import type { AskOf } from '../../main/database/handlers.ts';
import type { Contract } from '../../shared/app/contract.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import type { SellingShop } from '../sales/support.ts';

export type Dispositions = AskOf<Contract, 'inspection.record'>['lines'][number]['disposition'];

/** Two rods (100.00 each, 13 % on top) and a line (20.00), 5.00 postage: 253.60, paid into the bank and sent. */
export function soldOrder(shop: SellingShop, paid = 25_360) {
  const customer = shop.call('customer.create', { name: '王伟', kind: 'person' });
  const made = shop.call('order.create', {
    customerId: customer.customerId,
    lines: [{ variantId: shop.variant.ROD, quantity: pieces(2) }, { variantId: shop.variant.LINE, quantity: pieces(1) }],
    charges: [{ kind: 'shipping', name: 'post', amount: minor(500) }],
  });
  if (paid > 0) shop.call('payment.capture', { orderId: made.orderId, amount: minor(paid) });
  shop.call('shipment.ship', { orderId: made.orderId });
  const [rod, line] = shop.call('order.get', { orderId: made.orderId }).lines.map((one) => one.id) as [number, number];
  return { orderId: made.orderId, customerId: customer.customerId, rod, line };
}

/** Goods of an order asked for, taken in and looked at: one of the rods unless somebody says otherwise. */
export function cameBack(shop: SellingShop, sold: { orderId: number; rod: number }, count = 1, disposition: Dispositions = 'restock', reason = 'changedMind') {
  const { rmaId } = shop.call('rma.request', { orderId: sold.orderId, lines: [{ orderLineId: sold.rod, quantity: pieces(count), reason }] });
  const arrived = shop.call('goodsReturn.receive', { rmaId, lines: [{ orderLineId: sold.rod, quantity: pieces(count) }] });
  const { inspectionId } = shop.call('inspection.record', {
    goodsReturnId: arrived.goodsReturnId,
    lines: arrived.lines.map((line) => ({ goodsReturnLineId: line.id, disposition, quantity: line.quantity })),
  });
  return { rmaId, goodsReturnId: arrived.goodsReturnId, inspectionId };
}

export const level = (shop: SellingShop, variantId: number): { onHand: number; onHold: number } =>
  shop.raw.prepare('select onHand / 1000 as onHand, onHold / 1000 as onHold from stockLevel where variantId = ? and locationId = ?').get(variantId, shop.locationId) as { onHand: number; onHold: number };

/** The balance of each account somebody wrote on since, by role. */
export function booked(shop: SellingShop, work: () => void): Record<string, number> {
  const balances = () =>
    Object.fromEntries((shop.raw.prepare('select role, sum(amount) as amount from posting join accountRole using (ledgerAccountId) group by role').all() as { role: string; amount: number }[]).map((row) => [row.role, row.amount]));
  const before = balances();
  work();
  const after = balances();
  return Object.fromEntries(Object.entries(after).map(([role, amount]): [string, number] => [role, amount - (before[role] ?? 0)]).filter(([, amount]) => amount !== 0));
}
