import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nextReminder, type ReminderLevel, rises } from '../../shared/banking/reminder.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import { type Day, day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { noteNotice, takeNotices } from '../../main/fulfilment/notice.service.ts';
import { refused } from '../support/refused.ts';
import { migrations } from '../support/shop.ts';
import { type BankShop, newBankShop } from './support.ts';

const levels: ReminderLevel[] = [{ no: 1, days: 7, fee: minor(0) }, { no: 2, days: 21, fee: minor(500) }, { no: 3, days: 35, fee: minor(1_000) }];

describe('the next reminder', () => {
  const dueOn = day('2026-03-01');

  test('is due so many days late, and none skips the one before', () => {
    expect(nextReminder(dueOn, levels, null, day('2026-03-07'))).toEqual({ state: 'waits', levelNo: 1, sinceOn: '2026-03-08' });
    expect(nextReminder(dueOn, levels, null, day('2026-03-08'))).toEqual({ state: 'due', levelNo: 1, sinceOn: '2026-03-08' });
    // Found late: the first one all the same, and the second fourteen days after it.
    expect(nextReminder(dueOn, levels, null, day('2026-06-01'))).toMatchObject({ state: 'due', levelNo: 1 });
    expect(nextReminder(dueOn, levels, { levelNo: 1, sentOn: day('2026-06-01') }, day('2026-06-10'))).toEqual({ state: 'waits', levelNo: 2, sinceOn: '2026-06-15' });
    expect(nextReminder(dueOn, levels, { levelNo: 3, sentOn: day('2026-06-01') }, day('2026-09-01'))).toEqual({ state: 'allSent' });
  });

  test('sent every day it is due comes to one of each level, in order, as a hand with a calendar has it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 90 }), (first, gap, more, foundLate) => {
        const own: ReminderLevel[] = [{ no: 1, days: first, fee: minor(0) }, { no: 2, days: first + gap, fee: minor(0) }, { no: 3, days: first + gap + more, fee: minor(0) }];
        expect(rises(own)).toBe(true);
        const sent: { levelNo: number; sentOn: Day }[] = [];
        for (let late = foundLate; late < 300; late += 1) {
          const next = nextReminder(dueOn, own, sent.at(-1) ?? null, addDays(dueOn, late));
          if (next.state === 'due') sent.push({ levelNo: next.levelNo, sentOn: addDays(dueOn, late) });
        }
        const one = Math.max(first, foundLate);
        expect(sent).toEqual([one, one + gap, one + gap + more].map((late, index) => ({ levelNo: index + 1, sentOn: addDays(dueOn, late) })));
      }),
    );
  });
});

describe('a shop reminds', () => {
  let shop: BankShop;
  let customerId: number;
  beforeEach(() => {
    // 2026-04-01; two invoices brought forward, and one not due yet.
    shop = newBankShop();
    ({ customerId } = shop.call('customer.create', { name: '渔友之家', contacts: [{ kind: 'email', value: 'shop@example.cn' }] }));
    const invoice = (party: string, number: string, dueOn: string, home: number) => ({ list: 'receivable' as const, party, number, issuedOn: day('2026-01-10'), dueOn: day(dueOn), home: minor(home) });
    const balance = (account: string, home: number) => ({ list: 'balance' as const, account, home: minor(home) });
    shop.call('opening.addRows', { rows: [balance('1100', 40_000), balance('1200', 138_000), balance('3100', -178_000), invoice('渔友之家', 'INV-1', '2026-03-20', 20_000), invoice('海风渔具', 'INV-2', '2026-03-31', 15_000), invoice('渔友之家', 'INV-3', '2026-05-01', 5_000)] });
    shop.call('opening.post', { openingOn: day('2026-03-02') });
  });
  afterEach(() => {
    shop.check();
    shop.close();
  });
  const due = () => shop.call('reminder.due', {});
  const rowOf = (number: string) => due().rows.find((row) => row.number === number)!;
  const send = (number: string, by: 'mail' | 'hand' = 'mail', levelNo: 1 | 2 | 3 = 1) => shop.call('reminder.send', { items: [{ orderId: rowOf(number).orderId, levelNo }], by }).results[0]!;
  const later = (days: number) => shop.clock.advance(days * 24 * 3600_000);

  test('a file from before returns were answered keeps its notices, and reminders still point at them', () => {
    expect(send('INV-1').ok).toBe(true);
    const kept = () => shop.raw.prepare('select n.id, n.key, n.kind, n.state, n.subject, r.id as reminderId from reminder r join notice n on n.id = r.noticeId').all();
    const before = kept();
    expect(before).toHaveLength(1);
    const [, sql = ''] = Object.entries(migrations).find(([name]) => name.includes('fulfilment-return-notices')) ?? [];
    // The file is at this form already, so all but the new kinds is done once more, over rows, with foreign keys on.
    expect(shop.raw.pragma('foreign_keys', { simple: true })).toBe(1);
    shop.raw.exec(`begin; ${sql.replace(/insert into noticeRule \(kind\) values .*;/, '')}; commit;`);
    expect([kept(), shop.raw.pragma('foreign_key_check')]).toEqual([before, []]);
  });

  test('who is late enough, with the reason; what is not due yet is on no list', () => {
    expect(due()).toMatchObject({ due: 1, dueSum: 20_000, hasMail: false });
    expect(due().rows).toMatchObject([
      { number: 'INV-1', overdueDays: 12, state: 'due', levelNo: 1, sinceOn: '2026-03-27', email: 'shop@example.cn', last: null },
      { number: 'INV-2', overdueDays: 1, state: 'waits', levelNo: 1, sinceOn: '2026-04-07', email: '' },
    ]);
  });

  test('by the notices that leave once: a row of what was owed then, and the next level when its day comes', () => {
    expect(send('INV-1')).toMatchObject({ ok: true, value: { noticeId: expect.any(Number) as number } });
    const [notice] = shop.call('notice.list', {}).rows;
    expect(notice).toMatchObject({ kind: 'overdue1', recipient: 'shop@example.cn', state: 'waiting' });
    expect(notice!.subject).toContain('INV-1');
    expect(notice!.body).toContain('2026-03-20');
    expect(notice!.body).toContain('200.00');
    expect(send('INV-1')).toMatchObject({ ok: false, refusal: { code: 'reminder.notDue' } });
    expect(rowOf('INV-1')).toMatchObject({ state: 'waits', levelNo: 2, sinceOn: '2026-04-15', last: { levelNo: 1, by: 'mail', noticeState: 'waiting' } });
    later(14);
    shop.call('reminder.setLevels', { levels: [levels[0]!, { no: 2, days: 21, fee: minor(500) }, levels[2]!] });
    expect(send('INV-1', 'mail', 2)).toMatchObject({ ok: true });
    expect(shop.call('notice.list', {}).rows[0]!.body).toContain('5.00');
    expect(shop.call('reminder.list', { customerId }).rows).toMatchObject([{ levelNo: 2, overdueDays: 26, open: 20_000, fee: 500 }, { levelNo: 1, overdueDays: 12, fee: 0 }]);
  });

  test('what is paid falls out at once, and its reminder does not leave', () => {
    send('INV-1');
    shop.call('receivable.receive', { customerId, amount: minor(20_000) });
    expect(due().rows.map(({ number }) => number)).toEqual(['INV-2']);
    shop.tx((tx) => takeNotices(tx, { most: 10 }));
    expect(shop.call('notice.list', {}).rows).toMatchObject([{ kind: 'overdue1', state: 'handled' }]);
    // What is paid in part is reminded of for the rest.
    later(10);
    const other = rowOf('INV-2');
    shop.call('receivable.receive', { customerId: other.customerId!, amount: minor(4_000) });
    expect(rowOf('INV-2')).toMatchObject({ open: 11_000, state: 'due' });
  });

  test('nobody without an address gets a mail; a letter is noted by hand', () => {
    later(10);
    expect(send('INV-2')).toMatchObject({ ok: false, refusal: { code: 'notice.noAddress' } });
    expect(shop.call('reminder.preview', { orderId: rowOf('INV-2').orderId, levelNo: 1 }).body).toContain('INV-2');
    expect(send('INV-2', 'hand')).toMatchObject({ ok: true, value: { noticeId: null } });
    expect(rowOf('INV-2')).toMatchObject({ state: 'waits', levelNo: 2, last: { by: 'hand', noticeState: null } });
  });

  test('a customer is left alone for a reason, and reminded again', () => {
    shop.call('reminder.pause', { customerId, reason: 'pays on Friday' });
    expect(rowOf('INV-1')).toMatchObject({ state: 'paused', pausedBecause: 'pays on Friday' });
    expect(send('INV-1')).toMatchObject({ ok: false, refusal: { code: 'reminder.paused' } });
    refused(() => shop.call('reminder.pause', { customerId, reason: 'again' }), 'reminder.paused');
    expect(shop.call('reminder.resume', { customerId })).toEqual({ customerId, reason: 'pays on Friday' });
    refused(() => shop.call('reminder.resume', { customerId }), 'reminder.notPaused');
    expect(send('INV-1')).toMatchObject({ ok: true });
  });

  test('one that has not left is taken back and may come again; the rest of what stands is kept', () => {
    const sent = send('INV-1');
    if (!sent.ok) throw new Error('not sent');
    shop.call('reminder.withdraw', { reminderId: sent.value.reminderId });
    refused(() => shop.call('reminder.withdraw', { reminderId: sent.value.reminderId }), 'reminder.withdrawn');
    expect(rowOf('INV-1')).toMatchObject({ state: 'due', levelNo: 1, last: null });
    expect(send('INV-1')).toMatchObject({ ok: true });
    expect(shop.call('reminder.list', { customerId }).rows.map(({ withdrawn }) => withdrawn)).toEqual([false, true]);
  });

  test('an invoice that is named twice is reminded of once; one refused item holds up no other', () => {
    const { orderId } = rowOf('INV-1');
    const items = [{ orderId: rowOf('INV-2').orderId, levelNo: 1 as const }, { orderId, levelNo: 1 as const }, { orderId, levelNo: 1 as const }];
    expect(shop.call('reminder.send', { items, by: 'mail' }).results).toMatchObject([{ ok: false, refusal: { code: 'reminder.notDue', details: { number: 'INV-2' } } }, { ok: true }, { ok: false, refusal: { code: 'reminder.notDue', details: { number: 'INV-1' } } }]);
    expect(shop.call('notice.list', {}).rows).toHaveLength(1);
  });

  test('a reminder that was put away leaves by no other door; taken back, its level is due again', () => {
    const sent = send('INV-1');
    if (!sent.ok || sent.value.noticeId === null) throw new Error('not sent');
    const { noticeId, reminderId } = sent.value;
    shop.call('notice.handled', { noticeId });
    expect(rowOf('INV-1')).toMatchObject({ state: 'waits', last: { noticeState: 'handled' } });
    refused(() => shop.call('notice.sendAgain', { noticeId }), 'notice.byPerson');
    shop.call('reminder.withdraw', { reminderId });
    expect(send('INV-1')).toMatchObject({ ok: true });
    expect(shop.call('notice.list', {}).rows.map(({ state }) => state)).toEqual(['waiting', 'handled']);
  });

  test('what has left is taken back by nobody', () => {
    const sent = send('INV-1');
    if (!sent.ok || sent.value.noticeId === null) throw new Error('not sent');
    const { noticeId, reminderId } = sent.value;
    shop.tx((tx) => takeNotices(tx, { most: 10 }));
    refused(() => shop.call('reminder.withdraw', { reminderId }), 'notice.sent');
    shop.tx((tx) => noteNotice(tx, { noticeId, attempts: 0 }));
    refused(() => shop.call('reminder.withdraw', { reminderId }), 'notice.sent');
    expect(rowOf('INV-1')).toMatchObject({ last: { noticeState: 'sent' } });
  });

  test('who is merged into another card stays left alone', () => {
    shop.call('reminder.pause', { customerId, reason: 'pays on Friday' });
    const { customerId: intoId } = shop.call('customer.create', { name: '渔友之家总店' });
    shop.call('customer.merge', { customerId, intoId });
    expect(rowOf('INV-1')).toMatchObject({ customerId: intoId, state: 'paused', pausedBecause: 'pays on Friday' });
    expect(send('INV-1')).toMatchObject({ ok: false, refusal: { code: 'reminder.paused' } });
    expect(shop.call('reminder.resume', { customerId: intoId })).toMatchObject({ reason: 'pays on Friday' });
    expect(rowOf('INV-1')).toMatchObject({ state: 'due' });
  });

  test('no rule writes of what is overdue, and no other door queues it', () => {
    refused(() => shop.call('notice.setRule', { kind: 'overdue1', sendsFor: 'all' }), 'notice.byPerson');
    refused(() => shop.call('notice.queue', { kind: 'overdue1', orderId: rowOf('INV-1').orderId }), 'notice.byPerson');
    refused(() => shop.call('reminder.setLevels', { levels: [{ no: 1, days: 7, fee: minor(0) }, { no: 2, days: 7, fee: minor(0) }] }), 'input.invalid');
  });
});
