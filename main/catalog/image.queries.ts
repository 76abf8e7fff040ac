import { alikeUpTo, lookDistance } from '../../shared/catalog/image.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

const known = read((db, p: { hash: string }) => db.selectFrom('image').select(['hash', 'kind']).where('hash', '=', p.hash));

const attached = read((db, p: { imageId: number }) => db.selectFrom('productImage').selectAll().where('id', '=', p.imageId));

const ofProduct = read((db, p: { productId: number }) =>
  db
    .selectFrom('productImage')
    .innerJoin('image', 'image.hash', 'productImage.hash')
    .select(['productImage.id', 'image.hash', 'alt', 'position', 'kind', 'width', 'height', 'bytes'])
    .where('productId', '=', p.productId)
    .orderBy('position')
    .orderBy('productImage.id'),
);

const allImages = read((db) => db.selectFrom('image').select(['hash', 'kind']));

const looks = read((db) => db.selectFrom('image').select(['hash', 'look']));

const showing = read((db, p: { hash: string }) =>
  db
    .selectFrom('productImage')
    .innerJoin('product', 'product.id', 'productImage.productId')
    .select(['product.id as productId', 'product.name as productName'])
    .where('hash', '=', p.hash)
    .orderBy('product.id')
    .limit(10),
);

export const findImage = (reader: Reader, hash: string) => known.get(reader, { hash });

/** @throws Refusal `record.missing` */
export function requireProductImage(reader: Reader, imageId: number) {
  const row = attached.get(reader, { imageId });
  if (!row) throw new Refusal('record.missing', { kind: 'productImage', id: imageId });
  return row;
}

export const imagesOfProduct = (reader: Reader, productId: number) => ofProduct.all(reader, { productId });

/** Every picture the shop knows, whether a product shows it or not. */
export const listImages = (reader: Reader) => allImages.all(reader, {});

/** Products that show this very picture, or one that looks like it. */
export function productsAlike(reader: Reader, hash: string, look: string) {
  const alike = looks.all(reader, {}).filter((other) => other.hash === hash || lookDistance(other.look, look) <= alikeUpTo);
  return alike.flatMap((other) => showing.all(reader, { hash: other.hash }).map((product) => ({ ...product, same: other.hash === hash }))).slice(0, 10);
}
