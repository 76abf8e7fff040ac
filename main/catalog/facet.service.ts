import { changePage, pageOf, pageSize } from '../../shared/catalog/bits.rules.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

interface Place {
  facet: string;
  value: string;
  page: number;
}

const storedPage = read((db, p: Place) =>
  db.selectFrom('facetPage').select('bits').where('facet', '=', p.facet).where('value', '=', p.value).where('page', '=', p.page),
);

const keepPage = write((db, p: Place & { size: number; bits: Uint8Array }) =>
  db.replaceInto('facetPage').values({ facet: p.facet, value: p.value, page: p.page, size: p.size, bits: p.bits }),
);

const dropPage = write((db, p: Place) =>
  db.deleteFrom('facetPage').where('facet', '=', p.facet).where('value', '=', p.value).where('page', '=', p.page),
);

export const attributeFacet = (attributeId: number): string => `attribute ${attributeId}`;

/** A page that products leave and enter in this transaction. */
interface Turnover {
  place: Place;
  moves: Map<number, boolean>;
}

const dirtyKey = Symbol('pages of facets to write');

/** Takes a product out of the values of a facet it had, and puts it into those it has now. */
export function moveFacet(tx: Tx, productId: number, facet: string, had: readonly string[], has: readonly string[]): void {
  for (const value of had) if (!has.includes(value)) noteMove(tx, { facet, value, page: pageOf(productId) }, productId, false);
  for (const value of has) if (!had.includes(value)) noteMove(tx, { facet, value, page: pageOf(productId) }, productId, true);
}

/** A page is written anew once, before the commit, however many products come and go: an import would write it thousands of times. */
function noteMove(tx: Tx, place: Place, productId: number, isIn: boolean): void {
  const dirty = tx.once(dirtyKey, () => new Map<string, Turnover>());
  const key = JSON.stringify([place.facet, place.value, place.page]);
  const turnover = dirty.get(key) ?? { place, moves: new Map<number, boolean>() };
  turnover.moves.set(productId, isIn);
  dirty.set(key, turnover);
  tx.beforeCommit(dirtyKey, () => {
    for (const one of dirty.values()) writeTurnover(tx, one);
    dirty.clear();
  });
}

function writeTurnover(tx: Tx, { place, moves }: Turnover): void {
  const bits = changePage(storedPage.get(tx, place)?.bits, moves);
  if (bits) keepPage.run(tx, { ...place, size: pageSize(bits), bits });
  else dropPage.run(tx, place);
}
