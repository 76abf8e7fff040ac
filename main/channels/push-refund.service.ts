import type { Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { type DueNews, noteSent, takeDueNews } from '../outbox/delivery.service.ts';
import { confirmRefund, type RefundNews } from '../sales/refund-told.service.ts';
import { getChannel } from './channel.statements.ts';

export interface RefundTask extends DueNews {
  news: RefundNews;
  /** Refunds of the order that are accounted for here, by the channel's own names. */
  known: string[];
  /** The marks of the order's other refunds. */
  others: string[];
}

const refundsOfOrder = read((db, p: { orderId: number }) => db.selectFrom('refund').select(['id', 'orderId', 'number', 'externalId', 'mark']).where('orderId', '=', p.orderId).orderBy('id'));

/** Takes the refunds the channel is owed. One it told of itself meanwhile, made there by hand, needs no telling. */
export function takeRefundNews(tx: Tx, { channelId }: { channelId: number }): { tasks: RefundTask[] } {
  if (getChannel(tx, channelId).sendsRefunds === 0) return { tasks: [] };
  return { tasks: takeDueNews(tx, { channelId, capability: 'refund', limit: 20 }).flatMap((taken) => refundTask(tx, taken) ?? []) };
}

function refundTask(tx: Tx, taken: DueNews): RefundTask | null {
  // Written by the sales room's refund-told.service.ts.
  const news = JSON.parse(taken.payload) as RefundNews;
  const refunds = refundsOfOrder.all(tx, { orderId: news.orderId });
  const known = refunds.flatMap(({ externalId }) => externalId ?? []);
  const others = refunds.flatMap(({ id, mark }) => (id === news.refundId ? [] : (mark ?? [])));
  if (refunds.some(({ id, externalId }) => id === news.refundId && externalId === null)) return { ...taken, news, known, others };
  noteSent(tx, taken, 'the channel told of it');
  return null;
}

const sentNews = read((db, p: { id: number }) => db.selectFrom('outbox').select(['channelId', 'payload']).where('id', '=', p.id).where('capability', '=', 'refund'));

/** The channel made it and said by what name: when its orders are read, it is known as ours. */
export function noteRefundMade(tx: Tx, outboxId: number, externalId: string): void {
  const sent = sentNews.get(tx, { id: outboxId });
  if (!sent) return;
  const { orderId, refundId } = JSON.parse(sent.payload) as RefundNews;
  const refunds = refundsOfOrder.all(tx, { orderId });
  const refund = refunds.find(({ id }) => id === refundId);
  if (refund?.externalId !== null || refunds.some((one) => one.externalId === externalId)) return;
  confirmRefund(tx, { ...refund, channelId: sent.channelId }, externalId);
}
