import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { cancelOrder } from './cancellation.service.ts';
import { voidPayment } from './payment.service.ts';
import { cancelShipment } from './shipment-cancel.service.ts';

/** The parcel that was handed over in the command that took its order, while it stands. */
const handedOver = read((db, p: { orderId: number }) =>
  db
    .selectFrom('shipment')
    .innerJoin('salesOrder as o', 'o.id', 'shipment.orderId')
    .select('shipment.id')
    .where('shipment.orderId', '=', p.orderId)
    .where('shipment.kind', '=', 'ours')
    .where('shipment.voidedAt', 'is', null)
    .whereRef('shipment.commandId', '=', 'o.commandId'),
);

const moneyOf = read((db, p: { orderId: number }) => db.selectFrom('payment').select('id').where('orderId', '=', p.orderId).where('voidedAt', 'is', null).orderBy('id'));

/**
 * A sale over the counter that was keyed in by mistake never was: its goods are back in their layers, each way of paying has
 * its money again, and the order is called off. It is no return and counts as none; once a customer brought goods back or was
 * refunded, the sale stands.
 * @throws Refusal sale.nothingLeft where no such sale stands, and as cancelShipment, voidPayment and cancelOrder
 */
export function unsell(tx: Tx, { orderId, reason }: { orderId: number; reason: string }): { orderId: number } {
  const parcel = handedOver.get(tx, { orderId });
  if (!parcel) throw new Refusal('sale.nothingLeft', { orderId });
  cancelShipment(tx, { shipmentId: parcel.id, reason });
  for (const { id } of moneyOf.all(tx, { orderId })) voidPayment(tx, { paymentId: id, reason });
  cancelOrder(tx, { orderId, reason });
  return { orderId };
}
