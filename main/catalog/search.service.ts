import { printedForms } from '../../shared/catalog/gtin.rules.ts';
import { indexText } from '../../shared/catalog/search-text.rules.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

const productName = read((db, p: { productId: number }) => db.selectFrom('product').select('name').where('id', '=', p.productId));

const variantTexts = read((db, p: { productId: number }) => db.selectFrom('variant').select(['sku', 'optionValues']).where('productId', '=', p.productId));

const barcodes = read((db, p: { productId: number }) =>
  db
    .selectFrom('barcode')
    .innerJoin('variant', 'variant.id', 'barcode.variantId')
    .select(['barcode.code', 'barcode.kind'])
    .where('variant.productId', '=', p.productId),
);

const tagNames = read((db, p: { productId: number }) =>
  db.selectFrom('productTag').innerJoin('tag', 'tag.id', 'productTag.tagId').select('tag.name').where('productTag.productId', '=', p.productId),
);

const saveWords = write((db, p: { productId: number; words: string }) =>
  db.replaceInto('productSearch').values({ rowid: p.productId, words: p.words }),
);

const dirtyKey = Symbol('products to index');

/** Keeps a product findable: its words are written anew once, before the commit, however many of its parts changed. */
export function indexProduct(tx: Tx, productId: number): void {
  const dirty = tx.once(dirtyKey, () => new Set<number>());
  dirty.add(productId);
  tx.beforeCommit(dirtyKey, () => {
    for (const id of dirty) saveWords.run(tx, { productId: id, words: wordsOf(tx, id) });
    dirty.clear();
  });
}

function wordsOf(tx: Tx, productId: number): string {
  const name = productName.get(tx, { productId })?.name ?? '';
  const variants = variantTexts.all(tx, { productId });
  // The options were written by this room as an object of texts.
  const options = variants.flatMap(({ optionValues }) => Object.values(JSON.parse(optionValues) as Record<string, string>));
  const codes = barcodes.all(tx, { productId }).flatMap(printedForms);
  const tags = tagNames.all(tx, { productId }).map((tag) => tag.name);
  return indexText(name, ...new Set(options), ...variants.map(({ sku }) => sku), ...codes, ...tags);
}
