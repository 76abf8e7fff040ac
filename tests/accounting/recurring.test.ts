import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accountingProofs } from '../../main/accounting/proofs.ts';
import { dueDays } from '../../shared/accounting/recurring.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import { type Day, day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { refused } from '../support/refused.ts';
import { newShop, type TestShop } from '../support/shop.ts';
import { runs } from '../support/soak.ts';
import { accountId, trial } from './support.ts';

describe('the days a schedule names', () => {
  const schedules = fc.record({
    startsOn: fc.integer({ min: 0, max: 900 }).map((offset) => addDays(day('2024-01-01'), offset)),
    length: fc.option(fc.integer({ min: 0, max: 900 }), { nil: null }),
    everyMonths: fc.constantFrom(1, 2, 3, 6, 12),
    dayOfMonth: fc.integer({ min: 1, max: 31 }),
    through: fc.integer({ min: 0, max: 1_500 }).map((offset) => addDays(day('2024-01-01'), offset)),
  });

  /** Day by day through the calendar: the wanted date, or the last of a shorter month; every so many months counted from the first. */
  function walked({ startsOn, endsOn, everyMonths, dayOfMonth }: Parameters<typeof dueDays>[0], through: Day): Day[] {
    const found: Day[] = [];
    let first: number | undefined;
    for (let on = startsOn; on <= through && (endsOn === null || on <= endsOn); on = addDays(on, 1)) {
      const isLast = addDays(on, 1).endsWith('-01');
      const date = Number(on.slice(8));
      if (!(date === dayOfMonth || (isLast && date < dayOfMonth))) continue;
      const month = Number(on.slice(0, 4)) * 12 + Number(on.slice(5, 7));
      first ??= month;
      if ((month - first) % everyMonths === 0) found.push(on);
    }
    return found;
  }

  test('are those a walk through the calendar finds', () => {
    fc.assert(
      fc.property(schedules, ({ length, through, ...rest }) => {
        const schedule = { ...rest, endsOn: length === null ? null : addDays(rest.startsOn, length) };
        expect(dueDays(schedule, through)).toEqual(walked(schedule, through));
      }),
      { numRuns: runs(300, 30_000, 'schedules of recurring entries'), seed: 11 },
    );
  });

  test('of the 31st are the last of every month', () => {
    expect(dueDays({ everyMonths: 1, dayOfMonth: 31, startsOn: day('2026-01-31'), endsOn: null }, day('2026-04-30'))).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']);
  });
});

describe('an entry that comes again', () => {
  let shop: TestShop;
  beforeEach(() => {
    shop = newShop({ language: 'en' });
    // 2 May 2026, 09:00 in Shanghai.
    shop.clock.set(Date.UTC(2026, 4, 2, 1));
  });
  afterEach(() => shop.close());

  const lines = (amount = 500) => [
    { ledgerAccountId: accountId(shop, '6900'), amount: minor(amount) },
    { ledgerAccountId: accountId(shop, '3100'), amount: minor(-amount) },
  ];
  const rent = (reverses = false) => shop.call('recurring.add', { name: 'rent', lines: lines(), startsOn: day('2026-03-01'), reverses }).recurringEntryId;
  const waiting = () => shop.call('recurring.list', {}).drafts.map(({ dueOn }) => dueOn);

  test('waits on its days until it is posted or left out, each day once', () => {
    const recurringEntryId = rent();
    expect(waiting()).toEqual(['2026-03-31', '2026-04-30']);
    const march = { recurringEntryId, dueOn: day('2026-03-31') };
    expect(shop.call('recurring.post', march)).toMatchObject({ number: 'JE-000001', oppositeNumber: null });
    refused(() => shop.call('recurring.post', march), 'recurring.done');
    shop.call('recurring.skip', { recurringEntryId, dueOn: day('2026-04-30') });
    refused(() => shop.call('recurring.skip', { recurringEntryId, dueOn: day('2026-05-31') }), 'recurring.notDue');
    refused(() => shop.call('recurring.post', { recurringEntryId, dueOn: day('2026-03-30') }), 'recurring.notDue');
    expect([waiting(), trial(shop, day('2026-12-31'))]).toEqual([[], { '3100': -500, '6900': 500 }]);
    expect(shop.call('recurring.list', {}).rows).toMatchObject([{ name: 'rent', nextOn: '2026-05-31', amount: 500, stopped: false }]);
    shop.check();
  });

  test('that is an accrual comes off on the day after, and both are taken back together', () => {
    const recurringEntryId = rent(true);
    const { recurringRunId, oppositeNumber } = shop.call('recurring.post', { recurringEntryId, dueOn: day('2026-03-31'), lines: lines(620) });
    expect(oppositeNumber).toBe('JE-000002');
    expect([trial(shop, day('2026-03-31')), trial(shop, day('2026-04-01'))]).toEqual([{ '3100': -620, '6900': 620 }, { '3100': 0, '6900': 0 }]);
    shop.call('recurring.takeBack', { recurringRunId });
    expect([waiting(), trial(shop, day('2026-03-31'))]).toEqual([['2026-03-31', '2026-04-30'], { '3100': 0, '6900': 0 }]);
    refused(() => shop.call('recurring.takeBack', { recurringRunId }), 'recurring.undone');
    shop.check();
  });

  test('of a closed month is posted on the first open day', () => {
    const recurringEntryId = rent(true);
    shop.call('period.lock', { throughOn: day('2026-03-31'), reason: 'month end' });
    shop.call('recurring.post', { recurringEntryId, dueOn: day('2026-03-31') });
    expect([trial(shop, day('2026-04-01')), trial(shop, day('2026-04-02'))]).toEqual([{ '3100': -500, '6900': 500 }, { '3100': 0, '6900': 0 }]);
    shop.check();
  });

  test('that is stopped waits no more, and comes again for all its days', () => {
    const recurringEntryId = rent();
    shop.call('recurring.stop', { recurringEntryId });
    expect(waiting()).toEqual([]);
    shop.call('recurring.resume', { recurringEntryId });
    expect(waiting()).toEqual(['2026-03-31', '2026-04-30']);
    expect(() => shop.raw.exec("update recurringEntry set name = 'other'")).toThrow('never edited');
  });

  test('is refused when it does not balance, is on a control account, or never comes', () => {
    const odd = lines().map((line, index) => ({ ...line, amount: minor(line.amount + index) }));
    refused(() => shop.call('recurring.add', { name: 'x', lines: odd, startsOn: day('2026-03-01') }), 'entry.unbalanced');
    const control = [{ ledgerAccountId: accountId(shop, '6900'), amount: minor(5) }, { ledgerAccountId: shop.call('account.list', undefined).find((row) => row.control === 'payable')!.ledgerAccountId, amount: minor(-5) }];
    refused(() => shop.call('recurring.add', { name: 'x', lines: control, startsOn: day('2026-03-01') }), 'account.control');
    refused(() => shop.call('recurring.add', { name: 'x', lines: lines(), startsOn: day('2026-03-02'), endsOn: day('2026-03-30') }), 'recurring.noDay');
  });

  test('proves: an accrual that stayed, and a day nobody named, are found', () => {
    const recurringEntryId = rent(true);
    shop.call('recurring.post', { recurringEntryId, dueOn: day('2026-03-31') });
    for (const name of shop.raw.prepare("select name from sqlite_schema where type = 'trigger'").pluck().all() as string[]) shop.raw.exec(`drop trigger ${name}`);
    const found = () => accountingProofs.find(({ id }) => id === 'INV-L5 recurring')!.prove(shop.read).faults;
    expect(found()).toEqual([]);
    shop.raw.exec("update recurringRun set dueOn = '2026-03-30'");
    expect(found()).toMatchObject([{ table: 'recurringRun', id: 1, says: 'rent was never due on 2026-03-30' }]);
    shop.raw.exec("update recurringRun set dueOn = '2026-03-31', oppositeEntryId = null");
    expect(found()).toMatchObject([{ table: 'recurringRun', id: 1 }]);
  });
});
