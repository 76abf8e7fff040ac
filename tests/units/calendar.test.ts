import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, compareDays, dayOf, daysBetween, isTimeZone, monthOf, startOfDay } from '../../shared/units/calendar.ts';
import { day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { runs } from '../support/soak.ts';

const utc = (text: string) => instant(Date.parse(text));
const iso = (at: number) => new Date(at).toISOString().slice(0, 16);
const zones = [
  'Europe/Berlin', 'America/New_York', 'Australia/Sydney', 'Asia/Shanghai', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Africa/Cairo',
  'America/Sao_Paulo', 'Pacific/Apia', 'Asia/Kathmandu', 'America/Havana', 'UTC',
];

describe('the business date', () => {
  test('one instant is another date in another shop', () => {
    const at = utc('2026-03-31T20:30:00Z');
    const dates = ['America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Asia/Shanghai', 'Australia/Sydney'].map((zone) => dayOf(at, zone));
    expect(dates).toEqual(['2026-03-31', '2026-03-31', '2026-04-01', '2026-04-01', '2026-04-01']);
  });

  test('a sale in the hour that happens twice stays on its date', () => {
    // Berlin puts the clock back from 03:00 to 02:00 on 25 October 2026.
    expect([utc('2026-10-25T00:30:00Z'), utc('2026-10-25T01:30:00Z')].map((at) => dayOf(at, 'Europe/Berlin'))).toEqual(['2026-10-25', '2026-10-25']);
  });

  test('the last millisecond of a day belongs to it', () => {
    expect(dayOf(utc('2026-12-31T15:59:59.999Z'), 'Asia/Shanghai')).toBe('2026-12-31');
    expect(dayOf(utc('2026-12-31T16:00:00.000Z'), 'Asia/Shanghai')).toBe('2027-01-01');
  });

  test('a date before 1970 works as well', () => {
    expect(dayOf(instant(-1), 'UTC')).toBe('1969-12-31');
    expect(iso(startOfDay(day('1969-12-31'), 'Asia/Kolkata'))).toBe('1969-12-30T18:30');
  });
});

describe('the start of a day', () => {
  test('on the days the clocks change, east and west, whole and half hours', () => {
    const starts: [string, string, string][] = [
      ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00'],
      ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00'],
      ['2026-03-08', 'America/New_York', '2026-03-08T05:00'],
      ['2026-03-09', 'America/New_York', '2026-03-09T04:00'],
      ['2026-10-04', 'Australia/Sydney', '2026-10-03T14:00'],
      ['2026-10-05', 'Australia/Sydney', '2026-10-04T13:00'],
      ['2026-10-04', 'Australia/Lord_Howe', '2026-10-03T13:30'],
      ['2026-10-05', 'Australia/Lord_Howe', '2026-10-04T13:00'],
      ['2026-07-01', 'Asia/Kolkata', '2026-06-30T18:30'],
      ['2026-07-01', 'Asia/Shanghai', '2026-06-30T16:00'],
    ];
    expect(starts.map(([on, zone]) => iso(startOfDay(day(on), zone)))).toEqual(starts.map(([, , start]) => start));
  });

  test('a day without a midnight starts at one o’clock', () => {
    // São Paulo put the clock forward at midnight of 4 November 2018, Cairo does so on the last Friday of April.
    expect(iso(startOfDay(day('2018-11-04'), 'America/Sao_Paulo'))).toBe('2018-11-04T03:00');
    expect(iso(startOfDay(day('2026-04-24'), 'Africa/Cairo'))).toBe('2026-04-23T22:00');
  });

  test('a day whose eve repeats its last hour starts after the second one', () => {
    expect(iso(startOfDay(day('2018-02-18'), 'America/Sao_Paulo'))).toBe('2018-02-18T03:00');
  });

  test('the date Samoa skipped starts with the next one', () => {
    expect(startOfDay(day('2011-12-30'), 'Pacific/Apia')).toBe(startOfDay(day('2011-12-31'), 'Pacific/Apia'));
  });

  test('every instant lies in its day: not before its start, and before the start of the next', () => {
    const moments = fc.integer({ min: Date.parse('2000-01-01'), max: Date.parse('2040-01-01') });
    fc.assert(
      fc.property(moments, fc.constantFrom(...zones), (moment, zone) => {
        const on = dayOf(instant(moment), zone);
        const start = startOfDay(on, zone);
        expect(moment).toBeGreaterThanOrEqual(start);
        expect(moment).toBeLessThan(startOfDay(addDays(on, 1), zone));
        expect(dayOf(instant(start - 1), zone) < on).toBe(true);
      }),
      { numRuns: runs(3_000, 200_000, 'random instants in six time zones'), seed: 20_260_105 },
    );
  });
});

describe('counting days', () => {
  test('a leap year has a 29 February and others have none', () => {
    expect(addDays(day('2028-02-28'), 1)).toBe('2028-02-29');
    expect(addDays(day('2026-02-28'), 1)).toBe('2026-03-01');
    expect(addDays(day('2028-02-29'), 366)).toBe('2029-03-01');
    expect(addDays(day('2026-01-01'), -1)).toBe('2025-12-31');
    expect(() => day('2026-02-29')).toThrow(RangeError);
  });

  test('dates are counted, sorted and put into months', () => {
    expect(daysBetween(day('2026-02-28'), day('2026-03-02'))).toBe(2);
    expect(daysBetween(day('2026-03-02'), day('2026-02-28'))).toBe(-2);
    expect(monthOf(day('2026-02-28'))).toBe('2026-02');
    expect([day('2026-10-01'), day('2026-09-30')].sort(compareDays)).toEqual(['2026-09-30', '2026-10-01']);
  });

  test('a time zone is known by its name or not at all', () => {
    expect([isTimeZone('Asia/Shanghai'), isTimeZone('Mars/Olympus')]).toEqual([true, false]);
  });
});
