import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

const stored = read((db, p: { channelId: number; externalId: string }) =>
  db.selectFrom('salesOrder').select(['id', 'contentHash', 'versionAt', 'channelStatus']).where('channelId', '=', p.channelId).where('externalId', '=', p.externalId),
);

const told = read((db, p: { channelId: number; externalId: string }) =>
  db
    .selectFrom('salesOrder')
    .innerJoin('refund', 'refund.orderId', 'salesOrder.id')
    .select(['refund.externalId', 'refund.amount'])
    .where('salesOrder.channelId', '=', p.channelId)
    .where('salesOrder.externalId', '=', p.externalId)
    .orderBy('refund.id'),
);

interface Named {
  channelId: number;
  externalId: string;
}

/** How we hold an order a sheet names; both are always stored of an order of a channel. */
export function findSheetOrder(reader: Reader, order: Named): { contentHash: string; versionAt: Instant; channelStatus: string | null } | undefined {
  const row = stored.get(reader, order);
  return row && { contentHash: row.contentHash ?? '', versionAt: row.versionAt ?? (0 as Instant), channelStatus: row.channelStatus };
}

export interface ToldRefund {
  externalId: string;
  amount: Minor;
}

/** What sheets before this one told of money given back: a sheet tells a sum, we keep its steps. */
export const refundsTold = (reader: Reader, order: Named): ToldRefund[] =>
  told.all(reader, order).flatMap(({ externalId, amount }) => (externalId === null ? [] : [{ externalId, amount: minor(amount) }]));
