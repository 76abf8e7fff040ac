import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { moveFacet } from './facet.service.ts';

const findTag = read((db, p: { name: string }) => db.selectFrom('tag').select('id').where('name', '=', p.name));

const insertTag = write((db, p: { name: string }) => db.insertInto('tag').values({ name: p.name }));

const clearTags = write((db, p: { productId: number }) => db.deleteFrom('productTag').where('productId', '=', p.productId));

const linkTag = write((db, p: { productId: number; tagId: number }) =>
  db.insertInto('productTag').values({ productId: p.productId, tagId: p.tagId }),
);

const tagIdsOf = read((db, p: { productId: number }) => db.selectFrom('productTag').select('tagId').where('productId', '=', p.productId));

/** Gives a product exactly these tags. */
export function saveTags(tx: Tx, productId: number, names: readonly string[]): void {
  const had = tagIdsOf.all(tx, { productId });
  clearTags.run(tx, { productId });
  for (const name of new Set(names)) {
    const tagId = findTag.get(tx, { name })?.id ?? insertTag.run(tx, { name }).lastId;
    linkTag.run(tx, { productId, tagId });
  }
  const texts = (rows: readonly { tagId: number }[]): string[] => rows.map(({ tagId }) => String(tagId));
  moveFacet(tx, productId, 'tag', texts(had), texts(tagIdsOf.all(tx, { productId })));
}
