import type { ImportedRefund } from '../../shared/sales/order-import.contract.ts';
import { refundPartsOf, type ToldPart } from '../../shared/sales/imported-refund.rules.ts';
import { openQuantity } from '../../shared/sales/order-part.rules.ts';
import type { Figures } from '../../shared/sales/order-totals.rules.ts';
import type { MoneySide } from '../../shared/sales/payment.rules.ts';
import { refundFigures } from '../../shared/sales/refund.rules.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Tx } from '../database/handles.ts';
import { refundOfBundles } from './bundle.service.ts';
import { cancelParts } from './cancellation.service.ts';
import { getOrderRow, type LineRow } from './order-record.ts';
import { linesOf } from './order-line.statements.ts';
import { type RefundRoom, refundRooms } from './refund-bases.ts';
import { confirmRefund } from './refund-told.service.ts';
import { takeRefund } from './refund.service.ts';
import { refundExpected, refundMarked } from './refund.statements.ts';

/**
 * Takes a refund a channel paid. One that bears the mark of a refund recorded here, else one of the same amount, is that refund, and
 * nothing is posted twice.
 * What it gives back of lines not shipped yet is cancelled first, then the money is recorded.
 */
export function importRefund(tx: Tx, orderId: number, told: ImportedRefund, account: MoneySide): void {
  const refund = { ...told, parts: refundOfBundles(tx, orderId, told.parts) };
  cancelRefunded(tx, orderId, refund);
  const order = getOrderRow(tx, orderId);
  const lines = linesOf.all(tx, { orderId });
  const rooms = refundRooms(tx, order, lines);
  const given = refund.parts.map((part): ToldPart => {
    const line = lineOfPart(lines, part);
    const figures = figuresOfPart(part, rooms);
    const room = rooms.find((base) => base.kind === 'cancelled' && base.orderLineId === line?.id);
    return {
      kind: part.kind,
      orderLineId: line?.id ?? null,
      ...figures,
      cancelledRoom: minor(room && line ? room.base - room.refunded : 0),
      wasShipped: (line?.shipped ?? 0) > 0,
    };
  });
  const parts = refundPartsOf(given, order.taxBy);
  const expected = account === 'channelClearing' ? recordedHere(tx, orderId, refund.mark, sumMinor(parts.map((part) => part.gross))) : undefined;
  if (expected) confirmRefund(tx, { ...expected, channelId: order.channelId }, refund.externalId);
  else if (parts.length > 0) takeRefund(tx, order, parts, { externalId: refund.externalId, account, reason: refund.reason, occurredAt: refund.occurredAt });
}

/** The refund its channel tells of. A mark nobody here knows is of a file that was put back since: then the amount says which it is. */
function recordedHere(tx: Tx, orderId: number, mark: string | undefined, amount: Minor) {
  const marked = mark === undefined ? undefined : refundMarked.get(tx, { orderId, mark });
  // Made there twice: the second is a fact of its own.
  if (marked) return marked.externalId === null ? marked : undefined;
  return refundExpected.get(tx, { orderId, amount });
}

/** An amount told without its rows is told without its tax: it takes the sale's. Rows keep the channel's own figures. */
function figuresOfPart({ kind, net, tax }: ImportedRefund['parts'][number], rooms: readonly RefundRoom[]): Figures {
  const told = { net, tax, gross: minor(net + tax) };
  const sale = kind === 'amountOnly' && tax === 0 ? rooms.find((room) => room.kind === 'amountOnly') : undefined;
  return sale ? refundFigures(told.gross, sale.sold, sale.given) : told;
}

function cancelRefunded(tx: Tx, orderId: number, refund: ImportedRefund): void {
  const open = new Map(linesOf.all(tx, { orderId }).map((line) => [line.externalId, { orderLineId: line.id, left: openQuantity(line) as number }]));
  const cancelled = refund.parts.flatMap((part): { orderLineId: number; quantity: Quantity }[] => {
    const line = part.kind === 'line' ? open.get(part.lineExternalId) : undefined;
    const count = Math.min(part.quantity, line?.left ?? 0);
    if (!line || count === 0) return [];
    line.left -= count;
    return [{ orderLineId: line.orderLineId, quantity: quantity(count) }];
  });
  if (cancelled.length === 0) return;
  cancelParts(tx, getOrderRow(tx, orderId), { orderId, reason: refund.reason, lines: cancelled, cancelledAt: refund.occurredAt });
}

function lineOfPart(lines: readonly LineRow[], part: ImportedRefund['parts'][number]): LineRow | undefined {
  return part.kind === 'line' && part.lineExternalId !== null ? lines.find((line) => line.externalId === part.lineExternalId) : undefined;
}
