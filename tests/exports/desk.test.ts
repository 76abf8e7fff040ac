import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ExportDesk } from '../../main/app/exports.ts';
import type { Actor } from '../../main/database/handles.ts';
import { instant } from '../../shared/units/instant.ts';
import { day } from '../../shared/units/day.ts';
import type { TestShop } from '../support/shop.ts';
import { booksShop, from, made, textOf, to } from './support.ts';

let shop: TestShop;
let desk: ExportDesk;
beforeAll(() => {
  shop = booksShop();
  desk = new ExportDesk(shop.folder, () => instant(shop.clock.now));
});
afterAll(() => shop.close());

const owner: Actor = { userId: 1, role: 'owner', deviceId: null, via: 'app' };
const other: Actor = { ...owner, userId: 2 };

async function finished(exportId: string) {
  for (;;) {
    const progress = desk.progress(owner, { exportId });
    if (progress.state !== 'running') return progress;
    // The thread is asked until it is done.
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('an export is made in a thread of its own and read in parts, by whoever asked for it', async () => {
  const { exportId } = await desk.start(owner, { format: 'csv', from, to });
  const { state, name, bytes, total, done } = await finished(exportId);
  expect({ state, done }).toEqual({ state: 'done', done: total });
  const { part, next } = desk.read(owner, { exportId, offset: 0 });
  const text = textOf(made(shop, 'csv').files[0]);
  expect(Buffer.from(part, 'base64').toString()).toBe(text);
  expect([name, bytes, next]).toEqual([`books-${from}-${to}.csv`, Buffer.byteLength(text), null]);
  expect(() => desk.progress(other, { exportId })).toThrow(expect.objectContaining({ code: 'export.gone' }));
});

test('several files come as one archive; one that is stopped leaves nothing', async () => {
  const { exportId } = await desk.start(owner, { format: 'datev', from, to });
  const { name, files } = await finished(exportId);
  expect([name, files]).toEqual([`datev-${from}-${to}.zip`, 5]);
  const second = await desk.start(owner, { format: 'handOver', from, to });
  await desk.cancel(owner, { exportId: second.exportId });
  expect(fs.existsSync(path.join(shop.folder, 'exports', second.exportId))).toBe(false);
  expect(() => desk.progress(owner, second)).toThrow(expect.objectContaining({ code: 'export.gone' }));
});

test('days without anything are refused with the reason', async () => {
  const { exportId } = await desk.start(owner, { format: 'fec', from: day('2020-01-01'), to: day('2020-01-31') });
  await expect(finished(exportId)).rejects.toThrow(expect.objectContaining({ code: 'export.empty' }));
});
