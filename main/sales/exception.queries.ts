import { sql } from 'kysely';
import type { Instant } from '../../shared/units/instant.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { withFix } from './order.queries.ts';

const openPage = read((db, p: { raisedAt: number; id: number; limit: number }) =>
  db
    .selectFrom('orderException as exception')
    .innerJoin('salesOrder as o', 'o.id', 'exception.orderId')
    .select(['exception.id', 'exception.orderId', 'o.shownNumber as orderNumber', 'exception.kind', 'exception.orderLineId', 'exception.details', 'exception.raisedAt'])
    .where('exception.resolvedAt', 'is', null)
    .where(sql<boolean>`(exception.raisedAt, exception.id) > (${p.raisedAt}, ${p.id})`)
    .orderBy('exception.raisedAt')
    .orderBy('exception.id')
    .limit(p.limit),
);

/** Exceptions are never removed, so as many were raised as there are numbers given out. Open ones have an index of their own. */
const figures = read((db) =>
  db.selectNoFrom([
    sql<number>`(select coalesce(max(id), 0) from orderException)`.as('raised'),
    sql<number>`(select count(*) from orderException where resolvedAt is null)`.as('open'),
  ]),
);

/** What needs somebody, oldest first. */
export function listExceptions(reader: Reader, input: { after: { raisedAt: Instant; id: number } | null; limit: number }) {
  const after = input.after ?? { raisedAt: Number.MIN_SAFE_INTEGER, id: 0 };
  const { raised, open } = figures.get(reader, {}) ?? { raised: 0, open: 0 };
  return { rows: openPage.all(reader, { ...after, limit: input.limit }).map(withFix), raised, settled: raised - open, open };
}
