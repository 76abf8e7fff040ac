import { importedMoney } from '../../shared/sales/intake.rules.ts';
import type { ImportedOrder } from '../../shared/sales/order-import.contract.ts';
import { openQuantity } from '../../shared/sales/order-part.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { cancelParts } from './cancellation.service.ts';
import { raiseException } from './exception.service.ts';
import { followChannelHold } from './hold.service.ts';
import { importRefund } from './imported-refund.service.ts';
import { moneyBefore } from './imported-rows.ts';
import { getOrderRow, type LineRow, type PaidOrder } from './order-record.ts';
import { linesOf } from './order-line.statements.ts';
import { paymentsKnown, recordPayment } from './payment.service.ts';
import { refundsKnown } from './refund.statements.ts';

/** The payments of an order a channel has reported before. */
export const reportedPayments = (reader: Reader, orderId: number): Set<string | null> =>
  new Set(paymentsKnown.all(reader, { orderId }).map((row) => row.externalId));

/** Money a channel reports that we have not recorded yet; `first` is the order as it stands before it. */
export function takeImportedPayments(tx: Tx, first: PaidOrder, item: ImportedOrder, goLiveAt: Instant | null, known = new Set<string | null>()): void {
  let asItStands: PaidOrder | undefined = first;
  for (const payment of item.payments) {
    if (known.has(payment.externalId)) continue;
    known.add(payment.externalId);
    const order = asItStands ?? getOrderRow(tx, first.id);
    asItStands = undefined;
    const account = importedMoney(payment.occurredAt, order.intake, goLiveAt);
    // What a gateway kept before go-live is no expense of these books.
    recordPayment(tx, order, { ...payment, account, fee: account === 'openingEquity' ? minor(0) : payment.fee });
  }
}

/** What became of the order on the channel's side: cancelled, refunded, held, finished. Each is done here once. Answers the lines as they then stand. */
export function takeImportedState(tx: Tx, orderId: number, item: ImportedOrder, goLiveAt: Instant | null): LineRow[] {
  if (item.status === 'cancelled' || isPaidBack(item)) takeCancellation(tx, orderId, item);
  takeRefunds(tx, orderId, item, goLiveAt);
  followChannelHold(tx, orderId, item.status === 'onHold' || item.status === 'unknown');
  const lines = linesOf.all(tx, { orderId });
  const open = lines.filter((line) => openQuantity(line) > 0);
  if (open.length > 0 && item.status === 'completed') raiseException(tx, { orderId, kind: 'finishedElsewhere', details: { lines: open.length } });
  return lines;
}

function takeRefunds(tx: Tx, orderId: number, item: ImportedOrder, goLiveAt: Instant | null): void {
  if (item.refunds.length === 0) return;
  const known = new Set(refundsKnown.all(tx, { orderId }).map((row) => row.externalId));
  const { intake } = getOrderRow(tx, orderId);
  for (const refund of item.refunds) {
    if (known.has(refund.externalId)) continue;
    known.add(refund.externalId);
    importRefund(tx, orderId, refund, importedMoney(refund.occurredAt, intake, goLiveAt));
  }
}

/** Done on the channel with all of its money given back: what has not left will not leave. */
function isPaidBack(item: ImportedOrder): boolean {
  const { paidBefore, refundedBefore } = moneyBefore(item);
  return item.status === 'completed' && paidBefore > 0 && refundedBefore >= paidBefore;
}

function takeCancellation(tx: Tx, orderId: number, item: ImportedOrder): void {
  const lines = linesOf.all(tx, { orderId });
  const reason = item.channelStatus;
  const when = item.finishedAt === null ? {} : { cancelledAt: item.finishedAt };
  if (lines.some((line) => openQuantity(line) > 0)) cancelParts(tx, getOrderRow(tx, orderId), { orderId, reason, ...when });
  if (item.status === 'cancelled' && lines.some((line) => line.shipped > 0)) raiseException(tx, { orderId, kind: 'cancelledAfterShipment', details: { status: item.channelStatus } });
}
