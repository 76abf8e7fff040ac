import fs from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import sharp from 'sharp';
import { openCore } from '../../main/app/core.ts';
import { randomFrom } from '../../main/app/demo/random.ts';
import { migrations } from './bench-file.ts';
import { foundBenchShop } from './founding.ts';
import { type Client, openWindow } from './rpc.ts';

const products = 100_000;
const photos = 20;
const photoBytes = 8_000_000;
const partBytes = 600_000;

export interface ArrivingFigures {
  /** Rows of one sheet, and seconds from its first byte to the last row in the shop. */
  products: number;
  sheetSeconds: number;
  /** Photos of a camera's size, and seconds until every size of each is on disk. */
  photos: number;
  photoMegabytes: number;
  photoSeconds: number;
  /** Milliseconds window and door, on one thread here, did one thing at most, while either went on. */
  longestPause: number;
}

/** What comes into a shop by the heap, as a window brings it: a sheet of products and a camera's photos. */
export async function benchArriving(folder: string): Promise<ArrivingFigures> {
  fs.mkdirSync(folder);
  const clock = { now: Date.now() };
  const core = openCore({ folder, migrations, now: () => clock.now });
  foundBenchShop(core, clock, { skus: 3, customers: 1 });
  core.close();
  const [sheet, pictures] = [sheetOfProducts(), [] as string[]];
  for (let index = 0; index < photos; index += 1) pictures.push((await photo(index)).toString('base64'));
  const window = await openWindow(folder);
  const pauses = monitorEventLoopDelay({ resolution: 5 });
  try {
    pauses.enable();
    const sheetSeconds = await seconds(() => bringProducts(window.client, sheet));
    const photoSeconds = await seconds(() => bringPhotos(window.client, pictures));
    pauses.disable();
    const photoMegabytes = (pictures.reduce((sum, { length }) => sum + length, 0) * 0.75) / photos / 1e6;
    return { products, sheetSeconds, photos, photoMegabytes, photoSeconds, longestPause: pauses.max / 1e6 };
  } finally {
    await window.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

const headings = ['sku', 'name', 'barcode', 'price', 'category', 'tags'];

function sheetOfProducts(): Buffer {
  const rows = Array.from({ length: products }, (_, index) => `ROD-${index},碳素鱼竿 Carbon rod ${index},${6_900_000_000_000 + index},${(index % 500) + 1}.50,Tackle > Rods ${index % 40},"spring, sale"`);
  return Buffer.from([headings.join(','), ...rows].join('\n'));
}

async function bringProducts(client: Client, file: Buffer): Promise<void> {
  let importId: string | undefined;
  for (let offset = 0; offset < file.length; offset += partBytes) {
    const part = file.subarray(offset, offset + partBytes).toString('base64');
    ({ importId } = await client.sheet.upload({ ...(importId !== undefined && { importId }), fileName: 'products.csv', offset, part }));
  }
  const { mapping, numbers } = await client.sheet.read({ importId: importId!, kind: 'products' });
  const { counts } = await client.sheet.check({ importId: importId!, mapping, numbers });
  if (counts.new !== products) throw new Error(`of ${products} products ${counts.new} are new`);
  await client.sheet.bringIn({ importId: importId! });
}

async function bringPhotos(client: Client, pictures: readonly string[]): Promise<void> {
  const { rows } = await client.product.list({ text: 'ROD-1' });
  const productId = rows[0]!.id;
  for (const [index, data] of pictures.entries()) await client.image.add({ productId, name: `${index}.jpg`, data });
}

/** Of a camera's size and unrest: grain on coarse blocks, packed as tightly as gives so many bytes. */
async function photo(seed: number): Promise<Buffer> {
  const random = randomFrom(seed + 1).next;
  const [width, height] = [4_000, 3_000];
  const grain = Buffer.alloc(width * height * 3);
  for (let at = 0; at < grain.length; at += 1) grain[at] = 96 + ((at >> 12) % 64) + random() * 48;
  const image = sharp(grain, { raw: { width, height, channels: 3 } });
  let best = Buffer.alloc(0);
  for (const quality of [90, 94, 96, 98]) {
    best = await image.clone().jpeg({ quality }).toBuffer();
    if (best.length >= photoBytes) break;
  }
  return best;
}
