import { createHash } from 'node:crypto';
import { refundMarkOf } from '../../shared/sales/refund-mark.rules.ts';
import type { RefundSide } from '../../shared/sales/refund.rules.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { announce } from '../outbox/announce.ts';
import { endNews } from '../outbox/delivery.service.ts';
import type { OrderRow } from './order-record.ts';
import { nameRefund } from './refund.statements.ts';
import { settleLike } from './exception.service.ts';

/** What a channel is told of a refund made here. */
export interface RefundNews {
  orderId: number;
  externalId: string;
  refundId: number;
  number: string;
  amount: Minor;
  currency: string;
  /** By what the refund is known there, whoever asks and however often. */
  mark: string;
}

export interface MadeRefund {
  account: RefundSide;
  externalId: string | null;
  number: string;
}

/** One of sheets takes no refund, and one that was disconnected is told nothing. */
const listening = read((db, p: { id: number }) => db.selectFrom('channel').select('id').where('id', '=', p.id).where('kind', '<>', 'spreadsheet').where('removedAt', 'is', null));

/**
 * The mark of a refund its channel is owed: the money goes back through the channel, and the channel did not tell of it itself. Null
 * for every other. Where the channel keeps the tax, how much goes back in all is the channel's to say, so a person does it there.
 */
export function markOfRefund(tx: Tx, order: OrderRow, { account, externalId, number }: MadeRefund): string | null {
  if (account !== 'channelClearing' || externalId !== null || order.channelId === null || order.externalId === null || order.taxBy === 'channel') return null;
  if (!listening.get(tx, { id: order.channelId })) return null;
  // A file that was put back gives its numbers out again: its epoch and the moment tell them apart, and two files of one shop as well.
  return refundMarkOf(createHash('sha256').update(JSON.stringify([shopOf(tx).epoch, order.externalId, number, tx.now])).digest('hex'));
}

export const refundKey = (refundId: number): string => `refund:${refundId}`;

/** Owes the channel a refund, with the refund. A refund is final, so no news ever takes its place. */
export function announceRefund(tx: Tx, order: OrderRow, made: { refundId: number; number: string; amount: Minor; mark: string }): void {
  if (order.channelId === null || order.externalId === null) return;
  const payload: RefundNews = { orderId: order.id, externalId: order.externalId, currency: order.currency, ...made };
  announce(tx, { channelId: order.channelId, capability: 'refund', key: refundKey(made.refundId), payload });
}

/** The channel has a refund that was recorded here: nobody has to ask any more, and it need not be told. */
export function confirmRefund(tx: Tx, refund: { id: number; orderId: number; number: string; channelId: number | null }, externalId: string): void {
  nameRefund.run(tx, { id: refund.id, externalId });
  tx.changed('refund', refund.id);
  settleLike(tx, { orderId: refund.orderId, kind: 'refundUnconfirmed', details: { number: refund.number } });
  if (refund.channelId !== null) endNews(tx, { channelId: refund.channelId, capability: 'refund', key: refundKey(refund.id) }, 'the channel told of it');
}
