import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importBank } from '../../main/hosts/cli/import-bank.ts';
import { newFolder, openTestDoor, refusalOf, type TestDoor } from '../support/door.ts';
import { ofxFile } from './support.ts';

let shop: TestDoor;
let folder: string;
const first = [{ id: 'a', on: '2026-03-02', amount: 10_000 }, { id: 'b', on: '2026-03-02', amount: -2_500 }];
const second = [...first.slice(1), { id: 'c', on: '2026-03-02', amount: 700 }];

beforeAll(async () => {
  shop = await openTestDoor();
  folder = newFolder('statements');
});
afterAll(async () => {
  await shop.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const bring = (lines: typeof first, closing: number, how: { dryRun?: boolean; account?: string } = {}) => {
  const file = path.join(folder, 'statement.ofx');
  fs.writeFileSync(file, ofxFile(lines, closing));
  return importBank({ call: (method: string, input: unknown, key?: string) => shop.call(method, input, key) } as never, file, { dryRun: how.dryRun ?? false, account: how.account });
};

test('the command line reads a statement through the door: tried first, written once, overlapping files add what is new', async () => {
  await expect(bring(first, 7_500)).rejects.toThrow('needs --account');
  await shop.call('bankAccount.add', { name: '工商银行', number: '6222 1234' });
  expect(await bring(first, 7_500, { dryRun: true })).toMatchObject({ account: '工商银行', format: 'ofx', added: 2, known: 0, written: false });
  expect(await bring(first, 7_500)).toMatchObject({ added: 2, written: true, linked: 0 });
  expect(await bring(first, 7_500, { account: '62221234' })).toMatchObject({ added: 0, known: 2, written: false });
  expect(await bring(second, 8_200)).toMatchObject({ added: 1, known: 1, written: true, statements: [{ gap: 0 }] });
  expect(await refusalOf(() => bring(first, 7_500, { account: 'another' }))).toMatchObject({ code: 'record.missing' });
  expect(await shop.call('bankAccount.list')).toMatchObject({ rows: [{ statementBalance: 8_200, openLines: 3, openedOn: '2026-03-01' }] });
  // Nothing waits in the shop's folder once a file was read.
  expect(fs.readdirSync(path.join(shop.folder, 'imports'))).toEqual([]);
});
