import { sql } from 'kysely';
import { variantName } from '../../shared/catalog/variant-name.rules.ts';
import { type Shelf, type ShelvedGoods, suggestShelves } from '../../shared/fulfilment/shelf.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { classesNow, unranked } from '../analysis/analysis.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { requireLocation } from '../inventory/location.queries.ts';

/** The bins of a location one picks from, each with the variants that lie there; an empty one has a row without a variant. */
const binsAndGoods = read((db, p: { locationId: number }) =>
  db
    .selectFrom('bin')
    .leftJoin('binLevel as level', (join) => join.onRef('level.binId', '=', 'bin.id').on(sql<boolean>`level.onHand > 0`))
    .leftJoin('variant', 'variant.id', 'level.variantId')
    .leftJoin('product', 'product.id', 'variant.productId')
    .select(['bin.id as binId', 'bin.code', 'level.variantId', 'variant.sku', 'variant.optionValues', 'product.name'])
    .where('bin.locationId', '=', p.locationId)
    .where('bin.blocked', '=', 0)
    .where(sql<boolean>`bin.id not in (select binId from packingBin)`)
    .orderBy('bin.id')
    .orderBy('level.variantId'),
);

/** Where goods of class A lie far from packing. @throws Refusal location.unknown */
export function suggestMoves(reader: Reader, { locationId }: { locationId: number }, _actor: Actor, now: Instant) {
  requireLocation(reader, locationId);
  const rows = binsAndGoods.all(reader, { locationId });
  const classes = classesNow(reader, now);
  // The ranking comes in its order.
  const ranks = new Map([...classes.keys()].map((variantId, index) => [variantId, index + 1]));
  const goodsOf = (variantId: number): ShelvedGoods => ({ variantId, ...(classes.get(variantId) ?? unranked), rank: ranks.get(variantId) ?? ranks.size + 1 });
  const names = new Map(rows.flatMap(({ variantId, sku, name, optionValues }) => (variantId === null ? [] : [[variantId, { sku: sku ?? '', name: variantName(name ?? '', optionValues ?? '{}') }]])));
  const shelves = [...Map.groupBy(rows, ({ binId }) => binId)].map(([binId, own]): Shelf => ({ binId, code: own[0]?.code ?? '', goods: own.flatMap(({ variantId }) => (variantId === null ? [] : [goodsOf(variantId)])) }));
  const shown = ({ binId, code, goods }: Shelf, decimetres: number) => ({
    binId, code, decimetres,
    goods: goods.toSorted((a, b) => a.rank - b.rank).map(({ rank: _rank, ...one }) => ({ ...one, sku: names.get(one.variantId)?.sku ?? '', name: names.get(one.variantId)?.name ?? '' })),
  });
  const moves = suggestShelves(shelves).map(({ from, fromDecimetres, to, toDecimetres, savesDecimetres }) => ({ from: shown(from, fromDecimetres), to: shown(to, toDecimetres), savesDecimetres }));
  const bins = shelves.filter(({ goods }) => goods.some(({ valueClass }) => valueClass === 'A')).length;
  return { bins, near: bins - moves.length, moves };
}
