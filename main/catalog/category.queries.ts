import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

const row = read((db, p: { categoryId: number }) => db.selectFrom('category').selectAll().where('id', '=', p.categoryId));

const rows = read((db) => db.selectFrom('category').select(['id', 'parentId', 'name', 'products']).orderBy('name').orderBy('id'));

const byName = read((db, p: { parentId: number | null; name: string }) =>
  db.selectFrom('category').select('id').where('parentId', 'is', p.parentId).where('name', '=', p.name),
);

const ofProduct = read((db, p: { productId: number }) =>
  db.selectFrom('productCategory').select('categoryId').where('productId', '=', p.productId).orderBy('categoryId'),
);

export const categoriesOfProduct = (reader: Reader, productId: number): number[] => ofProduct.all(reader, { productId }).map(({ categoryId }) => categoryId);

/** @throws Refusal `record.missing` */
export function requireCategory(reader: Reader, categoryId: number) {
  const category = row.get(reader, { categoryId });
  if (!category) throw new Refusal('record.missing', { kind: 'category', id: categoryId });
  return category;
}

export const findCategory = (reader: Reader, parentId: number | null, name: string) => byName.get(reader, { parentId, name });

export const listCategories = (reader: Reader) => ({ categories: rows.all(reader, {}) });

const insideCategory = read((db, p: { categoryId: number }) =>
  db
    .withRecursive('inside(id)', (from) =>
      from
        .selectFrom('category')
        .select('id')
        .where('id', '=', p.categoryId)
        .union(from.selectFrom('category').innerJoin('inside', 'inside.id', 'category.parentId').select('category.id')),
    )
    // From the few categories to their variants: else SQLite walks all there are.
    .selectFrom('inside')
    .crossJoin('productCategory')
    .crossJoin('variant')
    .select(['variant.id', 'variant.state'])
    .distinct()
    .whereRef('productCategory.categoryId', '=', 'inside.id')
    .whereRef('variant.productId', '=', 'productCategory.productId')
    .orderBy('variant.id'),
);

/** The variants of a category and of those inside it, each once, by id. */
export const variantsOfCategory = (reader: Reader, categoryId: number) => insideCategory.all(reader, { categoryId });
