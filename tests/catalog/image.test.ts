import fs from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { copyImages, faultyImages } from '../../main/catalog/image-files.ts';
import { lookDistance, lookOf } from '../../shared/catalog/image.rules.ts';
import { openTestDoor, refusalOf, type TestDoor } from '../support/door.ts';
import { randomFrom } from '../support/random.ts';

let shop: TestDoor;
let productId: number;
beforeEach(async () => {
  shop = await openTestDoor();
  productId = await product('ROD');
});
afterEach(() => shop.close());

const product = async (sku: string) => ((await shop.call('product.create', { name: sku, variants: [{ sku }] })) as { productId: number }).productId;

/** A photo of its own: coarse blocks of grey, so that its look survives another size. */
async function photo(seed: number, { width = 600, height = 400, quality = 90 } = {}): Promise<Buffer> {
  const random = randomFrom(seed);
  const blocks = Buffer.from(Array.from({ length: 9 * 8 }, () => Math.floor(random() * 256)));
  return sharp(blocks, { raw: { width: 9, height: 8, channels: 1 } }).resize(width, height, { kernel: 'nearest', fit: 'fill' }).jpeg({ quality }).toBuffer();
}

interface Added {
  imageId: number;
  hash: string;
  alike: { productId: number; productName: string; same: boolean }[];
}
const add = async (bytes: Buffer, to = productId) => (await shop.call('image.add', { productId: to, name: 'photo.jpg', data: bytes.toString('base64') })) as Added;
const refusalFor = (bytes: Buffer | string) => refusalOf(() => add(Buffer.from(bytes))).then((refusal) => refusal?.code);
const imagesOf = async (id = productId) => ((await shop.call('product.get', { productId: id })) as { images: { id: number; hash: string; alt: string }[] }).images;
const read = async (hash: string, size?: string) => {
  const { type, data } = (await shop.call('image.read', { hash, ...(size && { size }) })) as { type: string; data: string };
  return { type, bytes: Buffer.from(data, 'base64') };
};

describe('a picture', () => {
  test('is kept as it came, and shown in sizes that never grow it', async () => {
    const original = await photo(1, { width: 3000, height: 1500 });
    const { hash } = await add(original);
    expect((await read(hash)).bytes.equals(original)).toBe(true);
    const sides = await Promise.all(['thumb', 'medium', 'large'].map(async (size) => sharp((await read(hash, size)).bytes).metadata().then(({ width, height, format }) => [width, height, format])));
    expect(sides).toEqual([[160, 80, 'webp'], [800, 400, 'webp'], [2048, 1024, 'jpeg']]);
    expect((await shop.call('product.list', {})) as object).toMatchObject({ rows: [{ image: hash }] });
  });

  test('turned by the camera is upright, and a see-through one stands on white', async () => {
    const turned = await sharp(await photo(2, { width: 400, height: 200 })).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const clear = await sharp({ create: { width: 20, height: 20, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } }).png().toBuffer();
    const upright = await sharp((await read((await add(turned)).hash, 'large')).bytes).metadata();
    expect([upright.width, upright.height]).toEqual([200, 400]);
    const [red] = await sharp((await read((await add(clear)).hash, 'large')).bytes).raw().toBuffer();
    expect(red).toBe(255);
  });

  test('stands once on a product, and the same or a similar one elsewhere is said', async () => {
    const original = await photo(3);
    await add(original);
    expect(await refusalFor(original)).toBe('image.twice');
    const other = await product('REEL');
    expect((await add(original, other)).alike).toEqual([{ productId, productName: 'ROD', same: true }]);
    const third = await product('LINE');
    expect((await add(await photo(3, { width: 300, height: 200, quality: 60 }), third)).alike.map(({ productName, same }) => [productName, same])).toEqual([['ROD', false], ['REEL', false]]);
    expect((await add(await photo(4), third)).alike).toEqual([]);
  });

  test('is described, put in order, taken away and given back where it was', async () => {
    const ids = [];
    for (const seed of [5, 6, 7]) ids.push((await add(await photo(seed))).imageId);
    await shop.call('image.describe', { imageId: ids[1], alt: 'The handle' });
    await shop.call('image.arrange', { productId, imageIds: [ids[2], ids[0]] });
    expect((await imagesOf()).map(({ id }) => id)).toEqual([ids[2], ids[0], ids[1]]);
    const { before } = (await shop.call('image.remove', { imageId: ids[0] })) as { before: object };
    expect((await imagesOf()).map(({ alt }) => alt)).toEqual(['', 'The handle']);
    await shop.call('image.attach', before);
    expect((await imagesOf()).map(({ alt }) => alt)).toEqual(['', '', 'The handle']);
  });
});

describe('what is no good picture is refused, and nothing is left of it', () => {
  const leavesNothing = async () => expect(await imagesOf()).toEqual([]);

  afterEach(async () => {
    const left = await imagesOf();
    if (left.length > 0) throw new Error(`${left.length} pictures were kept`);
  });

  test('a drawing with a program in it, a page, a text, an empty file', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
    expect(await Promise.all([svg, `<?xml version="1.0"?>${svg}`, '%PDF-1.7', 'hello', 'GIF'].map(refusalFor))).toEqual(Array(5).fill('image.notOne'));
    await leavesNothing();
  });

  test('one that is cut off, and one that only begins like a picture', async () => {
    const whole = await photo(8);
    const png = await sharp(whole).png().toBuffer();
    expect(await Promise.all([whole.subarray(0, whole.length / 2), png.subarray(0, png.length - 200), Buffer.concat([whole.subarray(0, 3), Buffer.from('<svg/>')])].map(refusalFor))).toEqual(Array(3).fill('image.broken'));
    await leavesNothing();
  });

  test('one of few bytes that would unpack into thousands of megabytes', async () => {
    const bomb = await sharp({ create: { width: 15_000, height: 15_000, channels: 3, background: '#fff' } }).png({ compressionLevel: 9 }).toBuffer();
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await refusalFor(bomb)).toBe('image.tooManyPixels');
    await leavesNothing();
  });

  test('an input that is no base64', async () => {
    expect(await refusalOf(() => shop.call('image.add', { productId, name: 'x', data: '%%%' }))).toMatchObject({ code: 'image.notOne' });
  });
});

describe('backups', () => {
  test('have every original beside them, and name the one that is missing or changed', async () => {
    const { hash } = await add(await photo(9));
    await shop.call('backup.make');
    const backups = path.join(shop.folder, 'backups');
    const known = [{ hash, kind: 'jpeg' as const }];
    expect(faultyImages(backups, known)).toEqual([]);
    const file = path.join(backups, 'images', hash.slice(0, 2), `${hash}.jpeg`);
    expect(fs.readdirSync(path.dirname(file))).toEqual([`${hash}.jpeg`]);
    fs.rmSync(file);
    expect(faultyImages(backups, known)).toEqual([{ hash, says: 'missing' }]);
    fs.writeFileSync(file, 'other');
    expect(faultyImages(backups, known)).toEqual([{ hash, says: 'changed' }]);
  });

  test('give the originals back, and a size is made again when it is asked for', async () => {
    const { hash } = await add(await photo(10));
    const before = (await read(hash, 'thumb')).bytes;
    await shop.call('backup.make');
    fs.rmSync(path.join(shop.folder, 'images'), { recursive: true });
    expect(await refusalOf(() => read(hash, 'thumb'))).toMatchObject({ code: 'image.lost' });
    copyImages(path.join(shop.folder, 'backups'), shop.folder);
    expect((await read(hash, 'thumb')).bytes.equals(before)).toBe(true);
  });
});

test('looks differ in as many bits as pixels turn from darker to lighter', () => {
  const falling = Uint8Array.from({ length: 72 }, (_, index) => 100 - (index % 9));
  const rising = Uint8Array.from({ length: 72 }, (_, index) => index % 9);
  expect([lookOf(falling), lookOf(rising)]).toEqual(['0000000000000000', 'ffffffffffffffff']);
  expect(lookDistance(lookOf(falling), lookOf(rising))).toBe(64);
  expect(lookDistance('0000000000000001', '0000000000000003')).toBe(1);
});
