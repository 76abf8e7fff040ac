import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../main/database/handles.ts';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { refused } from '../support/refused.ts';
import { newShop, type TestShop } from '../support/shop.ts';
import { accountId } from './support.ts';

let shop: TestShop;
let mei: Actor;
beforeEach(() => {
  shop = newShop({ language: 'en' });
  const { userId } = shop.call('user.add', { name: 'Mei', role: 'accountant', language: null });
  mei = { userId, role: 'accountant', deviceId: null, via: 'app' };
});
afterEach(() => {
  shop.check();
  shop.close();
});

const post = (on = '2026-03-02'): number =>
  shop.call('journal.post', { postedOn: day(on), text: 'rent', lines: [{ ledgerAccountId: accountId(shop, '6900'), amount: minor(500) }, { ledgerAccountId: accountId(shop, '3100'), amount: minor(-500) }] }).entryId;
const asMei = (name: string, entryIds: number[]) => shop.core.command(mei, name, { entryIds });
const people = (entryId: number) => {
  const { writtenBy, reviewedBy, reviewedAt } = shop.call('journal.get', { entryId });
  return [writtenBy, reviewedBy, reviewedAt];
};
const waiting = () => shop.call('journal.list', { waiting: true }).rows.map(({ entryId }) => entryId);

test('an entry is written by one and reviewed by another; nobody reviews their own', () => {
  const entryId = post();
  expect(people(entryId)).toEqual(['Lin', null, null]);
  refused(() => shop.call('journal.review', { entryIds: [entryId] }), 'review.own');
  asMei('journal.review', [entryId]);
  expect(people(entryId)).toEqual(['Lin', 'Mei', shop.clock.now]);
  refused(() => asMei('journal.review', [entryId]), 'review.done');
  refused(() => asMei('journal.review', [999]), 'record.missing');
});

test('what waits is by hand, not reviewed and not reversed; one of several that may not is all of them', () => {
  const [first, second, third] = [post(), post('2026-03-03'), post('2026-03-04')];
  expect(waiting()).toEqual([third, second, first]);
  shop.call('journal.reverse', { entryId: third, postedOn: day('2026-03-04'), reason: 'wrong' });
  refused(() => asMei('journal.review', [first, 999]), 'record.missing');
  expect(waiting()).toEqual([second, first]);
  asMei('journal.review', [first, second]);
  expect(waiting()).toEqual([]);
  expect(shop.call('journal.list', { waiting: true, ledgerAccountId: accountId(shop, '6900') }).rows).toEqual([]);
});

test('a review is taken back, and what stood stays in the record', () => {
  const entryId = post();
  refused(() => shop.call('journal.unreview', { entryIds: [entryId] }), 'review.none');
  asMei('journal.review', [entryId]);
  shop.call('journal.unreview', { entryIds: [entryId] });
  expect(waiting()).toEqual([entryId]);
  asMei('journal.review', [entryId]);
  expect(shop.raw.prepare('select count(*) from entryReview').pluck().get()).toBe(2);
  expect(() => shop.raw.exec('delete from entryReview')).toThrow('never removed');
  expect(() => shop.raw.exec('update entryReview set reviewedAt = 1')).toThrow('never edited');
});
