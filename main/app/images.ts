import { webcrypto } from 'node:crypto';
import { keepImage, originalName, readImage, readOriginal, sizeName } from '../catalog/image-files.ts';
import { makeImage } from '../catalog/image-making.ts';
import type { StoredImage } from '../catalog/image.service.ts';
import type { ImageSize } from '../../shared/catalog/image.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Actor } from '../database/handles.ts';
import type { Store } from './store.ts';

export interface NewImage {
  productId: number;
  name: string;
  data: string;
  alt?: string;
}

export interface ShownImage {
  hash: string;
  size?: ImageSize;
}

export interface NewPhoto {
  lineId: number;
  name: string;
  data: string;
  note?: string;
}

type Alike = { productId: number; productName: string; same: boolean }[];

/**
 * Takes a picture in: its files first, which nobody names yet, then what the shop knows of it, then its place on the product.
 * A stop in between leaves at most files that the next try finds again. @throws Refusal as makeImage and attachImage
 */
export async function addImage(store: Store, folder: string, actor: Actor, { productId, name, data, alt }: NewImage, key?: string) {
  const { hash, alike } = await takeIn(store, folder, actor, { name, data });
  const { imageId } = (await store.command(actor, 'image.attach', { productId, hash, ...(alt !== undefined && { alt }) }, key)) as { imageId: number };
  return { imageId, hash, alike };
}

/** A picture of what a counter saw, in the same way. @throws Refusal as makeImage and attachPhoto */
export async function addPhoto(store: Store, folder: string, actor: Actor, { lineId, name, data, note }: NewPhoto, key?: string) {
  const { hash } = await takeIn(store, folder, actor, { name, data });
  const { photoId } = (await store.command(actor, 'stocktakePhoto.attach', { lineId, hash, ...(note !== undefined && { note }) }, key)) as { photoId: number };
  return { photoId, hash };
}

/** A picture on the shop's letterhead, in the same way. @throws Refusal as makeImage and setLetterhead */
export async function setLogo(store: Store, folder: string, actor: Actor, picture: { name: string; data: string }, key?: string) {
  const { hash } = await takeIn(store, folder, actor, picture);
  const { letterhead } = (await store.query(actor, 'document.settings', undefined)) as { letterhead: object };
  const { before } = (await store.command(actor, 'document.setLetterhead', { letterhead: { ...letterhead, logo: hash } }, key)) as { before: object };
  return { hash, before };
}

async function takeIn(store: Store, folder: string, actor: Actor, { name, data }: { name: string; data: string }): Promise<{ hash: string; alike: Alike }> {
  const bytes = Buffer.from(data, 'base64');
  const hash = Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex');
  const { kind, width, height, look, sizes } = await makeImage(name, bytes);
  await keepImage(folder, originalName(hash, kind), bytes);
  await Promise.all(Object.entries(sizes).map(([size, content]) => keepImage(folder, sizeName(hash, size as ImageSize), content)));
  const stored: StoredImage = { hash, kind, width, height, look, bytes: bytes.byteLength };
  const { alike } = (await store.internal(actor, 'image.stored', stored)) as { alike: Alike };
  return { hash, alike };
}

/** A picture's bytes; a size that is not there, after a restore, is made again. @throws Refusal `image.lost` */
export async function showImage(folder: string, { hash, size }: ShownImage): Promise<{ type: string; data: string }> {
  const ready = size && (await readImage(folder, sizeName(hash, size)));
  if (ready) return { type: typeOf(size), data: ready.toString('base64') };
  const original = await readOriginal(folder, hash);
  if (!original) throw new Refusal('image.lost', { hash });
  if (!size) return { type: `image/${original.kind}`, data: original.bytes.toString('base64') };
  const { sizes } = await makeImage(hash, original.bytes);
  await keepImage(folder, sizeName(hash, size), sizes[size]);
  return { type: typeOf(size), data: sizes[size].toString('base64') };
}

const typeOf = (size: ImageSize): string => (size === 'large' ? 'image/jpeg' : 'image/webp');
