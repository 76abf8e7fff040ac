import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyBackup } from '../../main/database/backup.ts';
import { openWriter } from '../../main/database/connection.ts';
import { documentsProofs } from '../../main/documents/proofs.ts';
import { openTestDoor, refusalOf, type TestDoor } from '../support/door.ts';

interface Listed {
  rows: { attachmentId: number; name: string; type: string; bytes: number; hash: string; userName: string }[];
}

const pdf = Buffer.from('%PDF-1.7\n% a bill, as a supplier sends it\n').toString('base64');
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

let shop: TestDoor;
let entryId: number;
const call = async <T>(method: string, input: object = {}): Promise<T> => (await shop.call(method, input)) as T;
const listed = async (): Promise<Listed['rows']> => (await call<Listed>('attachment.list', { kind: 'journalEntry', itemId: entryId })).rows;
const add = (name: string, data: string) => call<{ attachmentId: number; hash: string }>('attachment.add', { kind: 'journalEntry', itemId: entryId, name, data });

beforeEach(async () => {
  shop = await openTestDoor();
  const accounts = await call<{ code: string; ledgerAccountId: number }[]>('account.list');
  const idOf = (code: string): number => accounts.find((row) => row.code === code)!.ledgerAccountId;
  ({ entryId } = await call<{ entryId: number }>('journal.post', { postedOn: '2026-03-02', text: 'rent', lines: [{ ledgerAccountId: idOf('6900'), amount: 500 }, { ledgerAccountId: idOf('3100'), amount: -500 }] }));
});
afterEach(() => shop.close());

test('a PDF and a photo lie beside an entry under their hashes, and come back byte by byte', async () => {
  const { attachmentId, hash } = await add('bill 7.pdf', pdf);
  await add('receipt.png', png);
  expect(await listed()).toMatchObject([{ name: 'bill 7.pdf', type: 'pdf', userName: 'Lin', hash }, { name: 'receipt.png', type: 'png' }]);
  expect(await call('attachment.read', { kind: 'journalEntry', itemId: entryId, attachmentId })).toEqual({ name: 'bill 7.pdf', type: 'application/pdf', data: pdf });
  expect(fs.readFileSync(path.join(shop.folder, 'images', hash.slice(0, 2), `${hash}.pdf`)).toString('base64')).toBe(pdf);
});

test('the same file twice is one paper; one that is taken away comes back', async () => {
  const { attachmentId } = await add('bill.pdf', pdf);
  expect((await add('again.pdf', pdf)).attachmentId).toBe(attachmentId);
  await call('attachment.remove', { attachmentId });
  expect(await listed()).toEqual([]);
  await call('attachment.restore', { attachmentId });
  expect((await listed()).map(({ name }) => name)).toEqual(['bill.pdf']);
});

test('what is no paper, and what lies beside nothing, is refused; nothing is written', async () => {
  expect(await refusalOf(() => add('notes.txt', Buffer.from('hello').toString('base64')))).toMatchObject({ code: 'attachment.notOne', details: { name: 'notes.txt' } });
  expect((await refusalOf(() => call('attachment.add', { kind: 'bankLine', itemId: 99, name: 'x.pdf', data: pdf })))?.code).toBe('record.missing');
  expect(await listed()).toEqual([]);
});

test('a backup takes the files along, and a file that is gone is said so', async () => {
  const { hash, attachmentId } = await add('bill.pdf', pdf);
  const { name } = await call<{ name: string }>('backup.make');
  expect(verifyBackup(path.join(shop.folder, 'backups', name)).headId).toBeGreaterThan(0);
  expect(fs.existsSync(path.join(shop.folder, 'backups/images', hash.slice(0, 2), `${hash}.pdf`))).toBe(true);
  fs.rmSync(path.join(shop.folder, 'images', hash.slice(0, 2), `${hash}.pdf`));
  expect((await refusalOf(() => call('attachment.read', { kind: 'journalEntry', itemId: entryId, attachmentId })))?.code).toBe('attachment.lost');
});

test('a paper beside what is not there is found by the proof', async () => {
  await add('bill.pdf', pdf);
  const writer = openWriter(path.join(shop.folder, 'shop.db'));
  const found = () => documentsProofs.find(({ id }) => id === 'INV-D3 attachments')!.prove(writer).faults;
  expect(found()).toEqual([]);
  writer.raw.exec('drop trigger attachmentKeepsItself');
  writer.raw.exec('update attachment set itemId = 99');
  expect(found()).toMatchObject([{ table: 'attachment', id: 1 }]);
  writer.raw.close();
});
