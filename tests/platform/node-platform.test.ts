import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLog } from '../../main/platform/log.ts';
import { nodePlatform } from '../../main/platform/node-platform.ts';
import { privateFiles } from '../../main/platform/private-files.ts';
import { redact } from '../../main/platform/redact.ts';
import { instant } from '../../shared/units/instant.ts';

let folder: string;
beforeEach(() => { folder = fs.mkdtempSync(path.join(os.tmpdir(), 'shop-platform-')); });
afterEach(() => { fs.rmSync(folder, { recursive: true }); });

const clock = { now: () => instant(1_760_000_000_000) };
const modeOf = (file: string): string => (fs.statSync(file).mode & 0o777).toString(8);
const everyFile = (): string[] => fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));

test('a secret comes back after a restart, and its text stands in no file', async () => {
  const canary = 'cs_canary_5f1c9d';
  const first = nodePlatform(folder);
  await first.secrets.set('channel.1', canary);
  await first.close();
  const again = nodePlatform(folder);
  expect(await again.secrets.get('channel.1')).toBe(canary);
  expect(everyFile().filter((file) => fs.readFileSync(file).includes(canary))).toEqual([]);
  await again.secrets.remove('channel.1');
  expect(await again.secrets.get('channel.1')).toBeUndefined();
  await again.close();
});

test('another secret’s file does not open under this one’s name', async () => {
  const platform = nodePlatform(folder);
  await platform.secrets.set('channel.1', 'one');
  fs.renameSync(path.join(folder, 'secrets/channel.1.secret'), path.join(folder, 'secrets/channel.2.secret'));
  await expect(platform.secrets.get('channel.2')).rejects.toThrow('authenticate');
  await platform.close();
});

test.each(['../key', 'a/b', 'A', '', 'x\0y', '..'])('a secret named %j is refused', async (name) => {
  const platform = nodePlatform(folder);
  await expect(platform.secrets.get(name)).rejects.toThrow('Not a name');
  await platform.close();
});

test('nobody else on the machine may read what the shop keeps', async () => {
  fs.chmodSync(folder, 0o755);
  const platform = nodePlatform(folder);
  platform.log.info('start');
  await platform.secrets.set('channel.1', 'x');
  await platform.close();
  expect(modeOf(folder)).toBe('700');
  expect(everyFile().map(modeOf)).toEqual(everyFile().map(() => '600'));
});

test('a file is replaced whole, and nothing lies beside it afterwards', () => {
  const file = path.join(folder, 'mark');
  privateFiles.write(file, 'old');
  privateFiles.write(file, 'new');
  expect(privateFiles.read(file)?.toString()).toBe('new');
  expect(fs.readdirSync(folder)).toEqual(['mark']);
});

test('the log begins a new file at 5 MiB and keeps five old ones', () => {
  const log = openLog(folder, clock);
  const file = path.join(folder, 'shopwright.log');
  for (let round = 1; round <= 7; round += 1) {
    fs.writeFileSync(file, `${round}`.padEnd(5 * 1024 * 1024));
    log.info('next');
  }
  expect(fs.readdirSync(folder).toSorted()).toEqual(['shopwright.log', ...[1, 2, 3, 4, 5].map((age) => `shopwright.log.${age}`)]);
  expect(fs.readFileSync(`${file}.1`, 'utf8').trim()).toBe('7');
});

test('what slips into a log line is masked by its shape', () => {
  const slips = 'GET https://shop.example/orders?consumer_key=ck_1234567890&page=2 Authorization: Bearer abc.def-123 mei@example.com +86 138 0013 8000 http://127.0.0.1:81/#hR8-3nD0aYp2mVqL7wZc';
  expect(redact(slips)).toBe('GET https://shop.example/orders?consumer_key=***&page=*** Authorization: Bearer *** ***@*** *** http://127.0.0.1:81/#***');
  expect(redact('order 1042 refused: stock.short by 3')).toBe('order 1042 refused: stock.short by 3');
});
