import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

const numberOf = read((db, p: { orderId: number }) => db.selectFrom('salesOrder').select(['id as orderId', 'shownNumber as number']).where('id', '=', p.orderId));

const ofCancellation = read((db, p: { cancellationId: number }) =>
  db
    .selectFrom('cancellation')
    .innerJoin('salesOrder as o', 'o.id', 'cancellation.orderId')
    .select(['o.id as orderId', 'o.shownNumber as number'])
    .where('cancellation.id', '=', p.cancellationId),
);

/** The order an item of a batch command is about, by its own id or that of its cancellation; null where it is about none, or one that is not there. */
export function orderNamedBy(reader: Reader, item: unknown): { orderId: number; number: string } | null {
  const { orderId, cancellationId } = (item ?? {}) as { orderId?: unknown; cancellationId?: unknown };
  if (typeof orderId === 'number') return numberOf.get(reader, { orderId }) ?? null;
  if (typeof cancellationId === 'number') return ofCancellation.get(reader, { cancellationId }) ?? null;
  return null;
}
