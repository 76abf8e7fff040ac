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

/** Takes a product out of the values of a facet it had, and puts it into those it has now. */
export function moveFacet(tx: Tx, productId: number, facet: string, had: readonly string[], has: readonly string[]): void {
  for (const value of had) if (!has.includes(value)) changeFacet(tx, { facet, value, productId, isIn: false });
  for (const value of has) if (!had.includes(value)) changeFacet(tx, { facet, value, productId, isIn: true });
}

function changeFacet(tx: Tx, { facet, value, productId, isIn }: { facet: string; value: string; productId: number; isIn: boolean }): void {
  const place = { facet, value, page: pageOf(productId) };
  const bits = changePage(storedPage.get(tx, place)?.bits, productId, isIn);
  if (bits) keepPage.run(tx, { ...place, size: pageSize(bits), bits });
  else dropPage.run(tx, place);
}

