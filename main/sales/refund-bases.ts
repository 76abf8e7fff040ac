import { addFigures } from '../../shared/sales/order-part.rules.ts';
import type { Figures } from '../../shared/sales/order-totals.rules.ts';
import { ofGoods, type RefundBase, type RefundKind } from '../../shared/sales/refund.rules.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import type { Reader } from '../database/handles.ts';
import { chargeSums, type LineRow, type OrderRow } from './order-record.ts';
import { cancelledOfOrder, refundedOfOrder } from './refund.statements.ts';

/** What could be given back of one kind and line, what it was sold for, and what was given back already. */
export interface RefundRoom extends RefundBase {
  sold: Figures;
  /** What was given back of what was sold, whatever kinds share it: the next tax is its cumulative share less this. */
  given: { gross: Minor; tax: Minor };
  /** Of a returned room: what was paid back before the goods came, as if they were kept. */
  paidBefore?: Minor;
}

/**
 * The base of every kind of refund of an order (INV-O2). What was paid back for kept goods counts for returned ones once they came back:
 * all of it where a channel told of it, else what the goods still kept do not explain.
 * Where a marketplace keeps the tax, none of it is ours to give back.
 */
export function refundRooms(reader: Reader, order: OrderRow, lines: readonly LineRow[]): RefundRoom[] {
  const cancelled = cancelledOfOrder.all(reader, { orderId: order.id });
  const refunded = refundedOfOrder.all(reader, { orderId: order.id });
  const charges = chargeSums(reader, order.id);
  const room = (kind: RefundKind, orderLineId: number | null, sold: Figures, base: number = sold.gross): RefundRoom => {
    const before = refunded.find((row) => row.kind === kind && row.orderLineId === orderLineId);
    const shared = refunded.filter((row) => row.orderLineId === orderLineId && (row.kind === kind || (ofGoods(row.kind) && ofGoods(kind))));
    return { kind, orderLineId, sold, base: minor(base), refunded: before?.gross ?? minor(0), given: { gross: sumMinor(shared.map((row) => row.gross)), tax: sumMinor(shared.map((row) => row.tax)) } };
  };
  const ours = (row: Figures): Figures => (order.taxBy === 'shop' ? row : { net: row.net, tax: minor(0), gross: row.net });
  const ofLines = lines.flatMap((line) => {
    const off = addFigures(cancelled.filter((row) => row.orderLineId === line.id).map((row) => ({ ...row, gross: minor(row.net + row.tax) })));
    const [net, tax] = [minor(line.settledNet - off.net), minor(line.settledTax - off.tax)];
    const shipped = ours({ net, tax, gross: minor(net + tax) });
    const returned = line.shipped === 0 ? 0 : mulDiv(shipped.gross, line.returned, line.shipped);
    const kept = refunded.find((row) => row.kind === 'goodsKept' && row.orderLineId === line.id);
    // Beyond what is still kept, it was for goods that came back all the same.
    const beyondKept = (kept?.gross ?? 0) - (shipped.gross - returned);
    const back = minor(Math.max(0, Math.min(kept?.told ?? 0, returned), Math.min(beyondKept, returned)));
    const [asReturned, asKept] = [room('returned', line.id, shipped, returned), room('goodsKept', line.id, shipped, shipped.gross - returned)];
    return [
      room('cancelled', line.id, ours(off)),
      { ...asReturned, refunded: minor(asReturned.refunded + back), paidBefore: back },
      { ...asKept, refunded: minor(asKept.refunded - back) },
    ];
  });
  const shipping = addFigures([charges.shipping, charges.fees]);
  const whole = ours(addFigures([...lines, shipping]));
  return [...ofLines, room('shipping', null, ours(shipping)), room('amountOnly', null, whole, order.captured)];
}
