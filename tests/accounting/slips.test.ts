import { afterEach, beforeEach, expect, test } from 'vitest';
import { largestFile } from '../../shared/company/file.rules.ts';
import { openTestDoor, refusalOf, type TestDoor } from '../support/door.ts';

const pdf = (text: string): string => Buffer.from(`%PDF-1.7\n% ${text}\n`).toString('base64');

interface Slip {
  text: string;
  postedOn: { day: string; from: string } | null;
  amount: number | null;
  lines: { ledgerAccountId: number; side: string; amount: number | null }[];
  alike: { text: string; number: string | null } | null;
  beside: { number: string } | null;
  paper: { attachmentId: number } | null;
}

let shop: TestDoor;
let accounts: Map<string, number>;
const call = async <T>(method: string, input: object = {}): Promise<T> => (await shop.call(method, input)) as T;
const take = async (name: string, data = pdf(name), more: object = {}) => (await call<{ slipId: number }>('slip.take', { name, data, ...more })).slipId;
const slip = (slipId: number) => call<Slip>('slip.get', { slipId });
const waiting = async () => (await call<{ rows: { name: string }[] }>('slip.list')).rows.map(({ name }) => name);
const papers = async (entryId: number) => (await call<{ rows: { name: string; hash: string }[] }>('attachment.list', { kind: 'journalEntry', itemId: entryId })).rows;
const lines = (amount: number) => [{ ledgerAccountId: accounts.get('6900'), amount }, { ledgerAccountId: accounts.get('1010'), amount: -amount }];
const post = (text: string, amount: number, more: object = {}) => call<{ entryId: number; number: string }>('journal.post', { postedOn: '2026-03-02', text, lines: lines(amount), ...more });

beforeEach(async () => {
  shop = await openTestDoor();
  accounts = new Map((await call<{ code: string; ledgerAccountId: number }[]>('account.list')).map(({ code, ledgerAccountId }) => [code, ledgerAccountId]));
});
afterEach(() => shop.close());

test('a slip waits through a restart, says what its name says, and lies beside the entry in the command that posts it', async () => {
  const slipId = await take('2026-03-01 Telekom 39,90.pdf');
  await shop.reopen();
  expect(await waiting()).toEqual(['2026-03-01 Telekom 39,90.pdf']);
  expect(await slip(slipId)).toMatchObject({ text: 'Telekom', postedOn: { day: '2026-03-01', from: 'name' }, amount: 3_990, lines: [], alike: null, beside: null });
  const before = (await call<{ rows: unknown[] }>('activity.list')).rows.length;
  const { entryId } = await post('Telekom', 3_990, { slipId });
  expect((await call<{ rows: unknown[] }>('activity.list')).rows.length).toBe(before + 1);
  expect((await papers(entryId)).map(({ name }) => name)).toEqual(['2026-03-01 Telekom 39,90.pdf']);
  expect(await waiting()).toEqual([]);
});

test('an entry that is refused leaves its slip waiting', async () => {
  const slipId = await take('Telekom 39,90.pdf');
  expect((await refusalOf(() => call('journal.post', { postedOn: '2026-03-02', text: 'Telekom', slipId, lines: [...lines(3_990).slice(0, 1), { ledgerAccountId: accounts.get('1010'), amount: -1 }] })))?.code).toBe('entry.unbalanced');
  expect(await waiting()).toEqual(['Telekom 39,90.pdf']);
});

test('the reversed entry keeps the paper, as every other, and a slip is posted once', async () => {
  const slipId = await take('Telekom 39,90.pdf');
  const { entryId, number } = await post('Telekom', 3_990, { slipId });
  await call('journal.reverse', { entryId, postedOn: '2026-03-02', reason: 'typed twice' });
  expect(await papers(entryId)).toHaveLength(1);
  expect(await refusalOf(() => post('Telekom', 3_990, { slipId }))).toEqual({ code: 'slip.posted', details: { name: 'Telekom 39,90.pdf', number } });
  expect((await refusalOf(() => call('slip.discard', { slipId })))?.code).toBe('slip.posted');
});

test('the lines of the last entry in the same words come along without their amounts; one that comes again serves as well', async () => {
  await call('recurring.add', { name: 'Rent', startsOn: '2026-05-31', lines: lines(50_000) });
  const { number } = await post('Telekom, telephone', 4_990);
  const same = await post('Telekom by mistake', 1);
  await call('journal.reverse', { entryId: same.entryId, postedOn: '2026-03-02', reason: 'mistake' });
  expect(await slip(await take('Telekom 39,90.pdf'))).toMatchObject({
    alike: { text: 'Telekom, telephone', number },
    lines: [{ ledgerAccountId: accounts.get('6900'), side: 'debit', amount: 3_990 }, { ledgerAccountId: accounts.get('1010'), side: 'credit', amount: 3_990 }],
  });
  expect(await slip(await take('Rent.pdf'))).toMatchObject({ alike: { text: 'Rent', number: null }, amount: null, lines: [{ amount: null }, { amount: null }] });
  const { ledgerAccountId } = await call<{ ledgerAccountId: number }>('account.add', { code: '6960', name: 'Telephone', type: 'expense' });
  await call('journal.post', { postedOn: '2026-03-02', text: 'Vodafone', lines: [{ ledgerAccountId, amount: 1_200 }, { ledgerAccountId: accounts.get('1010'), amount: -1_200 }] });
  await call('account.block', { ledgerAccountId });
  expect(await slip(await take('Vodafone 12,00.pdf'))).toMatchObject({ alike: null, lines: [] });
});

test('the day is the file’s own where the name says none', async () => {
  expect(await slip(await take('Telekom.pdf', pdf('a'), { changedAt: Date.UTC(2026, 1, 27, 16, 30) }))).toMatchObject({ postedOn: { day: '2026-02-28', from: 'file' } });
  expect(await slip(await take('Taxi.pdf', pdf('b')))).toMatchObject({ postedOn: null });
});

test('the same file twice is one slip while it waits; beside a standing entry it is said so', async () => {
  const slipId = await take('Telekom 39,90.pdf', pdf('bill'));
  expect(await take('again.pdf', pdf('bill'))).toBe(slipId);
  const { entryId, number } = await post('Telekom', 3_990, { slipId });
  const later = await take('once more.pdf', pdf('bill'));
  expect(later).not.toBe(slipId);
  expect(await slip(later)).toMatchObject({ beside: { number } });
  await call('journal.reverse', { entryId, postedOn: '2026-03-02', reason: 'typed twice' });
  expect(await slip(later)).toMatchObject({ beside: null });
});

test('put away it waits no more, until it is taken back', async () => {
  const slipId = await take('Telekom 39,90.pdf');
  await call('slip.discard', { slipId });
  expect(await waiting()).toEqual([]);
  await call('slip.restore', { slipId });
  expect(await waiting()).toEqual(['Telekom 39,90.pdf']);
});

test('what is no picture and no PDF, is empty, or too large is refused, and nothing waits', async () => {
  expect(await refusalOf(() => take('notes.txt', Buffer.from('hello').toString('base64')))).toEqual({ code: 'attachment.notOne', details: { name: 'notes.txt' } });
  expect(await refusalOf(() => take('empty.pdf', ''))).toEqual({ code: 'attachment.empty', details: { name: 'empty.pdf' } });
  const large = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(largestFile)]).toString('base64');
  expect((await refusalOf(() => take('large.pdf', large)))?.code).toBe('attachment.tooLarge');
  expect(await waiting()).toEqual([]);
});
