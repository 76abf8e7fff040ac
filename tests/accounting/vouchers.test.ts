import fs from 'node:fs';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { soughtVoucher } from '../../shared/accounting/voucher.rules.ts';
import { type Day, day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { newShop, type TestShop } from '../support/shop.ts';
import { accountId } from './support.ts';

let shop: TestShop;
beforeEach(() => {
  shop = newShop({ chart: 'smallBusinessCn' });
});
afterEach(() => {
  shop.check();
  shop.close();
});

const post = (on: string): number => {
  const lines = shop.call('account.list', undefined).filter(({ control, type }) => control === null && (type === 'expense' || type === 'equity'));
  return shop.call('journal.post', { postedOn: on as Day, text: '房租', lines: [{ ledgerAccountId: lines[0]!.ledgerAccountId, amount: minor(500) }, { ledgerAccountId: lines[1]!.ledgerAccountId, amount: minor(-500) }] }).entryId;
};
const voucherOf = (entryId: number) => shop.call('journal.get', { entryId }).voucher;
const found = (find: string) => shop.call('journal.list', { find }).rows.map(({ entryId }) => entryId);

test('vouchers are numbered by month in the order they are posted, and a late one takes the next number, so none ever changes', () => {
  const [first, second, february] = [post('2026-01-20'), post('2026-01-25'), post('2026-02-01')];
  const late = post('2026-01-05');
  expect([first, second, february, late].map(voucherOf)).toEqual(['记-1', '记-2', '记-1', '记-3']);
  expect(shop.call('journal.list', {}).rows.map(({ voucher }) => voucher)).toEqual(['记-1', '记-2', '记-1', '记-3']);
});

test('lists of entries name their vouchers: the ledger of an account, a cell of a statement, the printed ledger', () => {
  const entryId = post('2026-01-20');
  post('2026-01-05');
  const { ledgerAccountId } = shop.call('journal.get', { entryId }).legs[0]!;
  const [from, to] = [day('2026-01-01'), day('2026-01-31')];
  expect(shop.call('ledger.list', { ledgerAccountId }).rows.map(({ voucher, number }) => [voucher, number])).toEqual([['记-2', 'JE-000002'], ['记-1', 'JE-000001']]);
  expect(shop.call('report.postings', { name: 'profitAndLoss', ledgerAccountId, from, to }).rows.map(({ voucher }) => voucher)).toEqual(['记-2', '记-1']);
  const printed = shop.call('report.get', { name: 'generalLedger', from, to, ledgerAccountId, language: 'zh-Hans' });
  expect(printed.columns.map(({ heading }) => heading).slice(0, 3)).toEqual(['日期', '凭证字号', '凭证']);
  expect(printed.rows.filter(({ kind }) => kind === 'line').map(({ cells }) => cells.slice(0, 3))).toEqual([['2026-01-05', '记-2', 'JE-000002'], ['2026-01-20', '记-1', 'JE-000001']]);
});

test('for any order of days the numbers of each month are one to n, counted by hand', () => {
  const counted = new Map<string, number>();
  fc.assert(
    // One shop goes on from run to run: what was counted before stays counted.
    fc.property(fc.array(fc.integer({ min: 0, max: 89 }), { minLength: 1, maxLength: 25 }), (offsets) => {
      for (const offset of offsets) {
        const on = new Date(Date.UTC(2025, 11, 1 + offset)).toISOString().slice(0, 10);
        const month = on.slice(0, 7);
        counted.set(month, (counted.get(month) ?? 0) + 1);
        expect(voucherOf(post(on))).toBe(`记-${counted.get(month)}`);
      }
    }),
    { numRuns: 20 },
  );
});

test('a voucher is found by its number in any month or in one, by the entry’s own number, and by nothing else', () => {
  const [january, second, february] = [post('2026-01-20'), post('2026-01-21'), post('2026-02-01')];
  expect(found('记-1')).toEqual([february, january]);
  expect([found('2026-01 记-1'), found('2026年1月 记字第1号'), found('记-2'), found('2026-02 2')]).toEqual([[january], [january], [second], []]);
  expect([found('je-000003'), found('JE-000009'), found('３')]).toEqual([[february], [], [february]]);
  expect(shop.call('journal.list', { find: '记-1', ledgerAccountId: shop.call('journal.get', { entryId: january }).legs[0]!.ledgerAccountId }).rows.map(({ entryId }) => entryId)).toEqual([february, january]);
});

test('what is typed is read as month, number and the entry’s own number', () => {
  expect(soughtVoucher(' 記-12 ')).toEqual({ month: null, number: 12, entryNumber: '記-12' });
  expect(soughtVoucher('2026/3 12')).toEqual({ month: '2026-03', number: 12, entryNumber: '2026/3 12' });
  expect(soughtVoucher('JE-000012')).toEqual({ month: null, number: null, entryNumber: 'JE-000012' });
});

test('elsewhere entries have their own number alone, and are found by what stands behind its letters', () => {
  const other = newShop({ language: 'en' });
  const { entryId } = other.call('journal.post', { postedOn: day('2026-03-02'), text: 'rent', lines: [{ ledgerAccountId: accountId(other, '6900'), amount: minor(5) }, { ledgerAccountId: accountId(other, '3100'), amount: minor(-5) }] });
  expect(other.call('journal.get', { entryId }).voucher).toBeNull();
  expect(other.call('ledger.list', { ledgerAccountId: other.call('journal.get', { entryId }).legs[0]!.ledgerAccountId }).rows.map(({ voucher }) => voucher)).toEqual([null]);
  expect(other.call('journal.list', { find: '1' }).rows.map((row) => row.entryId)).toEqual([entryId]);
  expect(other.call('report.get', { name: 'vouchers', from: day('2026-03-01'), to: day('2026-03-31') }).columns[0]!.id).toBe('date');
  other.close();
});

test('a printed voucher says its word and number, who wrote it, who stood for it, and what it comes to', () => {
  const [one, other] = [post('2026-01-20'), post('2026-01-20')];
  const { userId } = shop.call('user.add', { name: '梅', role: 'accountant', language: null });
  shop.core.command({ userId, role: 'accountant', deviceId: null, via: 'app' }, 'journal.review', { entryIds: [other] });
  const sheet = shop.call('report.get', { name: 'vouchers', entryId: other, to: day('2026-01-20'), language: 'zh-Hans' });
  expect(sheet.rows.map(({ cells }) => cells)).toEqual([
    ['记-2', '2026-01-20', 'JE-000002', '记账 房租', null, null],
    [null, null, expect.any(String), expect.any(String), 500, 0],
    [null, null, expect.any(String), expect.any(String), 0, 500],
    [null, null, null, '制单 Lin · 审核 梅 · 附件张数 0', 500, 500],
  ]);
  const month = shop.call('report.get', { name: 'vouchers', from: day('2026-01-01'), to: day('2026-01-31'), language: 'zh-Hans' });
  expect([month.rows.length, month.controls.map(({ left, right }) => [left, right])]).toEqual([8, [[1000, 1000]]]);
  expect(month.rows[3]!.cells[3]).toBe('制单 Lin · 审核 — · 附件张数 0');
  expect(voucherOf(one)).toBe('记-1');
});

test('a number is never edited or removed, and whoever breaks one in the file is named', () => {
  const entryId = post('2026-01-20');
  expect(() => shop.raw.exec('update entryVoucher set number = 7')).toThrow('keeps its number');
  expect(() => shop.raw.exec('delete from entryVoucher')).toThrow('keeps its number');
  const trigger = shop.raw.prepare("select sql from sqlite_schema where name = 'entryVoucherIsFinal'").pluck().get() as string;
  shop.raw.exec('drop trigger entryVoucherIsFinal');
  shop.raw.exec('update entryVoucher set number = 7');
  expect(() => shop.check()).toThrow('voucher 7 of 2026-01 does not follow');
  shop.raw.exec('update entryVoucher set number = 1');
  shop.raw.exec(trigger);
  expect(voucherOf(entryId)).toBe('记-1');
});

test('entries of before are numbered as they were exported: by day within their month', () => {
  const raw = new Database(':memory:');
  raw.exec('create table journalEntry (id integer primary key, postedOn text, postedAt integer)');
  raw.exec("insert into journalEntry values (1, '2026-01-20', 1), (2, '2026-01-05', 1), (3, '2026-02-01', 1), (4, '2026-01-20', 1)");
  raw.exec(fs.readFileSync(new URL('../../migrations/0033-accounting-vouchers.sql', import.meta.url), 'utf8'));
  expect(raw.prepare('select entryId, month, number from entryVoucher order by entryId').raw().all()).toEqual([[1, '2026-01', 2], [2, '2026-01', 1], [3, '2026-02', 1], [4, '2026-01', 3]]);
  raw.close();
});
