import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

const countsBlind = read((db, p: { userId: number }) =>
  db
    .selectFrom('stocktakeCounter as counter')
    .innerJoin('stocktake', 'stocktake.id', 'counter.stocktakeId')
    .select('stocktake.id')
    .where('counter.userId', '=', p.userId)
    // The words of the partial index.
    .where('counter.doneAt', 'is', null)
    .where('stocktake.blind', '=', 1)
    .where('stocktake.state', 'in', ['counting', 'paused', 'review']),
);

const variantsOf = read((db, p: { stocktakeId: number }) =>
  db.selectFrom('stocktakeLine').select('variantId').distinct().where('stocktakeId', '=', p.stocktakeId),
);

/**
 * The variants whose stock figures are kept from this person: those of every open blind count they have a part in. Undefined for
 * who counts nothing blind, which is one look at a short index.
 */
export function hiddenVariants(reader: Reader, userId: number): ReadonlySet<number> | undefined {
  const counts = countsBlind.all(reader, { userId });
  if (counts.length === 0) return undefined;
  return new Set(counts.flatMap(({ id }) => variantsOf.all(reader, { stocktakeId: id }).map(({ variantId }) => variantId)));
}
