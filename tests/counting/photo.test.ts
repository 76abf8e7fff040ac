import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { openTestDoor, refusalOf, type TestDoor } from '../support/door.ts';

let shop: TestDoor;
let stocktakeId: number;
let lineId: number;

const ask = async <T>(method: string, input: object): Promise<T> => (await shop.call(method, input)) as T;
const listed = async () => (await ask<{ photos: { photoId: number; hash: string; note: string; by: string }[] }>('stocktakePhoto.list', { lineId })).photos;
const broken = () => sharp({ create: { width: 40, height: 30, channels: 3, background: '#884422' } }).jpeg().toBuffer();
const add = async (bytes: Buffer) => ask<{ photoId: number; hash: string }>('stocktakePhoto.add', { lineId, name: 'broken.jpg', data: bytes.toString('base64'), note: '壶嘴断了' });

/** A count of two tea, of which one is broken. */
beforeEach(async () => {
  shop = await openTestDoor();
  const { locationId } = await ask<{ locationId: number }>('location.create', { name: '仓库', kind: 'warehouse' });
  const { variants } = await ask<{ variants: [{ id: number }] }>('product.create', { name: '茶壶', state: 'active', variants: [{ sku: 'POT' }] });
  await ask('stock.receive', { locationId, lines: [{ variantId: variants[0].id, quantity: pieces(2), value: minor(80_00) }] });
  ({ stocktakeId } = await ask<{ stocktakeId: number }>('stocktake.plan', { name: '全盘', locationId, scope: { kind: 'location' } }));
  await ask('stocktake.start', { stocktakeId });
  const { deviceId } = await ask<{ deviceId: number }>('device.register', { name: '枪', kind: 'scanner' });
  ({ lineId } = await ask<{ lineId: number }>('stocktake.scan', { stocktakeId, scan: { kind: 'scan', deviceId, sequence: 1, deviceAt: shop.clock.now, offset: 0, variantId: variants[0].id, quantity: pieces(1) } }));
});
afterEach(() => shop.close());

test('a picture of what is damaged stays with its line: its bytes, who took it and what they said', async () => {
  const bytes = await broken();
  const { hash } = await add(bytes);
  expect(await listed()).toMatchObject([{ hash, note: '壶嘴断了', by: 'Lin' }]);
  expect(Buffer.from((await ask<{ data: string }>('image.read', { hash })).data, 'base64').equals(bytes)).toBe(true);
  // Sent twice by a phone that heard no answer, it is one picture.
  await add(bytes);
  expect(await listed()).toHaveLength(1);
});

test('set aside it is gone from the line, and an undo shows it again', async () => {
  const { photoId } = await add(await broken());
  const { before } = await ask<{ before: object }>('stocktakePhoto.remove', { photoId });
  expect(await listed()).toEqual([]);
  await ask('stocktakePhoto.attach', before);
  expect(await listed()).toMatchObject([{ photoId }]);
});

test('what is no picture is kept out, and a closed count takes none and gives none up', async () => {
  expect(await refusalOf(() => add(Buffer.from('GIF? no')))).toMatchObject({ code: 'image.notOne' });
  const { photoId } = await add(await broken());
  await ask('stocktake.abandon', { stocktakeId });
  expect(await refusalOf(async () => add(await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } }).png().toBuffer()))).toMatchObject({ code: 'stocktake.wrongState' });
  expect(await refusalOf(() => ask('stocktakePhoto.remove', { photoId }))).toMatchObject({ code: 'stocktake.wrongState' });
});
