import { cashStepOf } from '../../shared/sales/cash-rounding.rules.ts';
import type { CounterSale } from '../../shared/sales/order.contract.ts';
import { counterSaleEntry } from '../../shared/sales/shipment.rules.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { postEntry } from '../accounting/journal.service.ts';
import { nextNumber } from '../company/series.service.ts';
import type { Tx } from '../database/handles.ts';
import { firstSellingLocation } from '../inventory/location.queries.ts';
import { getOrderRow, postedOrder } from './order-record.ts';
import { linesOf, setStates } from './order.statements.ts';
import { priceTypedOrder } from './order.service.ts';
import { insertPayment } from './payment.service.ts';
import { placeOrder } from './place-order.service.ts';
import { postedDay, shopOf } from './posting-day.ts';
import { drawnValues, moveParts, shippedParts, shippedRows, totalsOf } from './shipment.service.ts';
import { insertShipment } from './shipment.statements.ts';

/**
 * Sells goods in the customer's hand: an order that is paid and handed over in the same moment, posted in one entry.
 * @throws Refusal variant.unknown, price.missing, discount.tooLarge, stock.short where the location refuses to go negative, period.locked
 */
export function sellOverCounter(tx: Tx, input: CounterSale): { orderId: number; shipmentId: number; number: string; total: Minor } {
  const cash = input.account === 'till';
  const placed = priceTypedOrder(tx, input, { orderedAt: tx.now, cashStep: cash ? cashStepOf(shopOf(tx).baseCurrency) : minor(0) });
  const { orderId, number } = placeOrder(tx, { ...placed, shipByAt: tx.now });
  takeMoney(tx, orderId, placed.total, input);
  const shipmentId = handOver(tx, orderId, input);
  setStates.run(tx, { orderId, payment: placed.total === 0 ? 'notDue' : 'paid', fulfilment: 'shipped' });
  return { orderId, shipmentId, number, total: placed.total };
}

function takeMoney(tx: Tx, orderId: number, amount: Minor, input: CounterSale): void {
  if (amount === 0) return;
  const money = { externalId: null, method: input.method, account: input.account, amount, fee: minor(0) } as const;
  insertPayment.run(tx, { ...money, orderId, toReceivable: minor(0), toDeposits: amount, occurredAt: tx.now, postedOn: postedDay(tx, tx.now), commandId: tx.commandId });
}

function handOver(tx: Tx, orderId: number, input: CounterSale): number {
  const order = getOrderRow(tx, orderId);
  const locationId = input.locationId ?? firstSellingLocation(tx);
  const parts = linesOf.all(tx, { orderId }).flatMap((line) => shippedParts(line, [{ locationId, quantity: quantity(line.quantity) }]));
  const rows = shippedRows(tx, order, parts);
  const when = { occurredAt: tx.now, postedOn: postedDay(tx, tx.now) };
  const { lastId: shipmentId } = insertShipment.run(tx, {
    ...totalsOf(rows),
    ...when,
    number: nextNumber(tx, 'shipment'),
    orderId,
    kind: 'ours',
    carrier: null,
    trackingNumber: null,
    withCharges: 1,
    due: order.claim,
    fromDeposits: order.claim,
    toReceivable: minor(0),
    commandId: tx.commandId,
  });
  const moved = moveParts(tx, shipmentId, parts, when);
  postEntry(tx, counterSaleEntry({ order: postedOrder(order), documentId: shipmentId, ...when }, rows, input.account, drawnValues(moved)));
  tx.changed('shipment', shipmentId);
  return shipmentId;
}
