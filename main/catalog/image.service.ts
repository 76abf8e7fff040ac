import type { AttachedImage } from '../../shared/catalog/image.contract.ts';
import type { ImageKind } from '../../shared/catalog/image.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Tx } from '../database/handles.ts';
import { write } from '../database/statement.ts';
import { recordChange } from './history.service.ts';
import { findImage, imagesOfProduct, productsAlike, requireProductImage } from './image.queries.ts';
import { requireProduct } from './product.queries.ts';

export interface StoredImage {
  hash: string;
  kind: ImageKind;
  width: number;
  height: number;
  bytes: number;
  look: string;
}

const insertImage = write((db, p: StoredImage & { commandId: number }) =>
  db.insertInto('image').values({ hash: p.hash, kind: p.kind, width: p.width, height: p.height, bytes: p.bytes, look: p.look, commandId: p.commandId }),
);

const insertRow = write((db, p: { productId: number; hash: string; position: number; alt: string }) =>
  db.insertInto('productImage').values({ productId: p.productId, hash: p.hash, position: p.position, alt: p.alt }),
);

const deleteRow = write((db, p: { imageId: number }) => db.deleteFrom('productImage').where('id', '=', p.imageId));

const setAlt = write((db, p: { imageId: number; alt: string }) => db.updateTable('productImage').set({ alt: p.alt }).where('id', '=', p.imageId));

const setPosition = write((db, p: { imageId: number; position: number }) => db.updateTable('productImage').set({ position: p.position }).where('id', '=', p.imageId));

/** A picture whose files lie beside the shop now; answers which products show it or one like it. */
export function storeImage(tx: Tx, { hash, kind, width, height, bytes, look }: StoredImage) {
  if (!findImage(tx, hash)) insertImage.run(tx, { hash, kind, width, height, bytes, look, commandId: tx.commandId });
  return { alike: productsAlike(tx, hash, look) };
}

/** Shows a known picture on a product, behind its others unless a place is named. @throws Refusal `record.missing`, `image.twice` */
export function attachImage(tx: Tx, { productId, hash, position, alt = '' }: AttachedImage): { imageId: number } {
  const product = requireProduct(tx, productId);
  if (!findImage(tx, hash)) throw new Refusal('record.missing', { kind: 'image', id: hash });
  const images = imagesOfProduct(tx, productId);
  if (images.some((image) => image.hash === hash)) throw new Refusal('image.twice', { productId, productName: product.name });
  const { lastId } = insertRow.run(tx, { productId, hash, position: position ?? (images.at(-1)?.position ?? 0) + 1, alt });
  noteImages(tx, productId, images.map((image) => image.hash));
  return { imageId: lastId };
}

/** Takes a picture from its product. Its file stays, so that the way back is short. @throws Refusal `record.missing` */
export function removeImage(tx: Tx, { imageId }: { imageId: number }): { before: AttachedImage } {
  const { productId, hash, position, alt } = requireProductImage(tx, imageId);
  const images = imagesOfProduct(tx, productId);
  deleteRow.run(tx, { imageId });
  noteImages(tx, productId, images.map((image) => image.hash));
  return { before: { productId, hash, position, alt } };
}

/** @throws Refusal `record.missing` */
export function describeImage(tx: Tx, { imageId, alt }: { imageId: number; alt: string }): { before: { alt: string } } {
  const image = requireProductImage(tx, imageId);
  setAlt.run(tx, { imageId, alt });
  tx.changed('product', image.productId);
  return { before: { alt: image.alt } };
}

/** Puts pictures in this order; those not named come behind. @throws Refusal `record.missing`, also for one of another product */
export function arrangeImages(tx: Tx, { productId, imageIds }: { productId: number; imageIds: number[] }): { before: number[] } {
  requireProduct(tx, productId);
  const before = imagesOfProduct(tx, productId).map(({ id }) => id);
  const strange = imageIds.find((id) => !before.includes(id));
  if (strange !== undefined) throw new Refusal('record.missing', { kind: 'productImage', id: strange });
  const order = [...new Set([...imageIds, ...before])];
  order.forEach((imageId, index) => setPosition.run(tx, { imageId, position: index + 1 }));
  tx.changed('product', productId);
  return { before };
}

function noteImages(tx: Tx, productId: number, oldValue: string[]): void {
  const newValue = imagesOfProduct(tx, productId).map(({ hash }) => hash);
  recordChange(tx, { kind: 'product', subjectId: productId, field: 'images', oldValue, newValue });
  tx.changed('product', productId);
}
