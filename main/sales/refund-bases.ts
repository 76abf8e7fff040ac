import { addFigures } from '../../shared/sales/order-part.rules.ts';
import type { Figures } from '../../shared/sales/order-totals.rules.ts';
import type { RefundBase, RefundKind } from '../../shared/sales/refund.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import type { Reader } from '../database/handles.ts';
import { chargeSums, type LineRow, type OrderRow } from './order-record.ts';
import { cancelledOfOrder, refundedOfOrder } from './refund.statements.ts';

/** What could be given back of one kind and line, what it was sold for, and what was given back already. */
export interface RefundRoom extends RefundBase {
  sold: Figures;
  refundedTax: ReturnType<typeof minor>;
}

/** The base of every kind of refund of an order (INV-O2). Where a marketplace keeps the tax, none of it is ours to give back. */
export function refundRooms(reader: Reader, order: OrderRow, lines: readonly LineRow[]): RefundRoom[] {
  const cancelled = cancelledOfOrder.all(reader, { orderId: order.id });
  const refunded = refundedOfOrder.all(reader, { orderId: order.id });
  const charges = chargeSums(reader, order.id);
  const room = (kind: RefundKind, orderLineId: number | null, sold: Figures, base: number = sold.gross): RefundRoom => {
    const before = refunded.find((row) => row.kind === kind && row.orderLineId === orderLineId);
    return { kind, orderLineId, sold, base: minor(base), refunded: before?.gross ?? minor(0), refundedTax: before?.tax ?? minor(0) };
  };
  const ours = (row: Figures): Figures => (order.taxBy === 'shop' ? row : { net: row.net, tax: minor(0), gross: row.net });
  const ofLines = lines.flatMap((line) => {
    const off = addFigures(cancelled.filter((row) => row.orderLineId === line.id).map((row) => ({ ...row, gross: minor(row.net + row.tax) })));
    const [net, tax] = [minor(line.settledNet - off.net), minor(line.settledTax - off.tax)];
    const shipped = ours({ net, tax, gross: minor(net + tax) });
    const returned = line.shipped === 0 ? 0 : mulDiv(shipped.gross, line.returned, line.shipped);
    return [
      room('cancelled', line.id, ours(off)),
      room('returned', line.id, shipped, returned),
      room('goodsKept', line.id, shipped, shipped.gross - returned),
    ];
  });
  const shipping = addFigures([charges.shipping, charges.fees]);
  const whole = ours(addFigures([...lines, shipping]));
  return [...ofLines, room('shipping', null, ours(shipping)), room('amountOnly', null, whole, order.captured)];
}
