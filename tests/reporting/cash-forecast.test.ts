import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { assumedByWeek, missedBy, payoutOn, payoutSchedule, placeOf, weekOf, weeksAfter } from '../../shared/reporting/cash-forecast.rules.ts';
import type { Report } from '../../shared/reporting/report.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import { type Day, day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { accountId } from '../accounting/support.ts';
import { channelSale, newPayoutShop } from '../payouts/support.ts';
import { bill, newBuyingShop, placeOrder, receive } from '../purchasing/support.ts';
import { channelId } from '../sales/support.ts';
import { refused } from '../support/refused.ts';
import { newShop, type TestShop } from '../support/shop.ts';
import { runs } from '../support/soak.ts';

const opened: TestShop[] = [];
const kept = <Shop extends TestShop>(shop: Shop): Shop => (opened.push(shop), shop);
afterEach(() => {
  for (const shop of opened.splice(0)) {
    shop.check();
    shop.close();
  }
});

const amounts = (...list: number[]): Minor[] => list.map(minor);

describe('the rules', () => {
  test('what is known stands in for usual weeks until it is used up', () => {
    expect(assumedByWeek(amounts(300, 0, 50), { total: minor(1_300), weeks: 13 })).toEqual([0, 0, 0]);
    expect(assumedByWeek(amounts(150, 0, 50), { total: minor(1_300), weeks: 13 })).toEqual([0, 50, 50]);
    expect(assumedByWeek(amounts(-150, 0, 0), { total: minor(-300), weeks: 3 })).toEqual([0, -50, -100]);
    expect(assumedByWeek(amounts(0, 0), { total: minor(500), weeks: 0 })).toEqual([0, 0]);
  });

  test('known and assumed together never fall behind what is usual, and nothing is assumed beyond it', () => {
    const known = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 13, maxLength: 13 });
    fc.assert(
      fc.property(known, fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 1, max: 13 }), fc.constantFrom(1, -1), (list, total, weeks, sign) => {
        const assumed = assumedByWeek(list.map((one) => minor(sign * one)), { total: minor(sign * total), weeks }).map((one) => sign * one);
        let sum = 0;
        list.forEach((one, index) => {
          sum += one + (assumed[index] ?? 0);
          // Of the usual weeks so far, to the nearest whole amount.
          expect(sum).toBeGreaterThanOrEqual((total * (index + 1)) / weeks - 0.5);
          expect((assumed[index] ?? 0) === 0 || sum <= (total * (index + 1)) / weeks + 0.5).toBe(true);
        });
      }),
      { seed: 13, numRuns: runs(300, 30_000, 'forecasts of what is usual') },
    );
  });

  test('a channel pays every so many days from its last payout, what has lain there so long', () => {
    const past = [['2026-03-02', 900, 1_000], ['2026-03-16', 1_800, 2_000], ['2026-03-30', 900, 1_000]] as const;
    const schedule = payoutSchedule(past.map(([paidOn, received, settled]) => ({ paidOn: day(paidOn), received: minor(received), settled: minor(settled), heldDays: 10 })), day('2026-04-01'));
    expect(schedule).toEqual({ everyDays: 14, lastOn: '2026-03-30', heldDays: 10, kept: 900_000, payouts: 3 });
    expect([payoutOn(schedule, day('2026-04-03'), day('2026-04-01')), payoutOn(schedule, day('2026-04-04'), day('2026-04-01'))]).toEqual(['2026-04-13', '2026-04-27']);
    // It has been silent for long: the next day it would have paid.
    expect(payoutOn(schedule, day('2026-04-01'), day('2026-06-01'))).toBe('2026-06-08');
    expect(payoutSchedule([], day('2026-04-01'))).toEqual({ everyDays: 14, lastOn: '2026-04-01', heldDays: 14, kept: 1_000_000, payouts: 0 });
  });

  test('weeks follow the day; what is due comes in the first, what is very old in none', () => {
    expect([weeksAfter(day('2026-04-01'))[0], weeksAfter(day('2026-04-01'))[12]]).toEqual([{ no: 1, from: '2026-04-02', to: '2026-04-08' }, { no: 13, from: '2026-06-25', to: '2026-07-01' }]);
    expect(['2026-03-01', '2026-04-02', '2026-04-08', '2026-04-09', '2026-07-01', '2026-07-02'].map((on) => weekOf(day('2026-04-01'), on as Day))).toEqual([1, 1, 1, 2, 13, 14]);
    expect([placeOf(day('2026-04-01'), day('2026-01-01'), day('2026-04-02')), placeOf(day('2026-04-01'), day('2025-12-31'), day('2026-04-02'))]).toEqual([1, 0]);
  });

  test('an error is the mean of what each week missed, by the money there was', () => {
    expect(missedBy([{ forecast: minor(90), actual: minor(100) }, { forecast: minor(130), actual: minor(100) }])).toEqual({ mean: 20, rate: 200_000, last: 30 });
    expect(missedBy([{ forecast: minor(5), actual: minor(0) }])).toEqual({ mean: 5, rate: null, last: 5 });
  });
});

/** A shop that takes 700.00 and spends 300.00 every week, on Wednesdays, by hand. */
function steadyShop(weeks: number): TestShop {
  const shop = kept(newShop({ language: 'en' }));
  const first = day('2026-03-04');
  shop.clock.set(Date.UTC(2026, 2, 3, 4) + weeks * 7 * 86_400_000);
  for (let week = 0; week < weeks; week += 1) {
    move(shop, addDays(first, week * 7), '4200', -70_000);
    move(shop, addDays(first, week * 7), '6900', 30_000);
  }
  return shop;
}

const move = (shop: TestShop, postedOn: Day, code: string, amount: number): void =>
  void shop.call('journal.post', { postedOn, text: 'by hand', lines: [{ ledgerAccountId: accountId(shop, code), amount: minor(amount) }, { ledgerAccountId: accountId(shop, '1010'), amount: minor(-amount) }] });

describe('a shop of steady weeks', () => {
  test('goes on as it did, week by week, and its forecast of a quarter ago came true', () => {
    const shop = steadyShop(26);
    const { on, opening, weeks, lowest, seen, backTest } = shop.call('cashForecast.get', {});
    expect({ on, opening, weeks: weeks.length, seen: seen.weeks }).toEqual({ on: '2026-09-01', opening: 26 * 40_000, weeks: 13, seen: 13 });
    expect(weeks.map(({ moneyIn, moneyOut, closing }) => [moneyIn, moneyOut, closing])).toEqual(weeks.map((_, index) => [70_000, 30_000, (27 + index) * 40_000]));
    expect(lowest).toEqual({ no: 1, closing: 27 * 40_000 });
    expect(backTest).toMatchObject({ on: '2026-06-02', mean: 0, rate: 0, last: 0 });
  });

  test('says by how much it missed what nobody knew of then', () => {
    const shop = steadyShop(26);
    // In the eleventh week after 2 June: the last three weeks end with 910.00 less than was foreseen.
    move(shop, day('2026-08-12'), '6900', 91_000);
    const { backTest } = shop.call('cashForecast.get', {});
    expect(backTest?.weeks.map(({ forecast, actual }) => forecast - actual)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 91_000, 91_000, 91_000]);
    const money = Array.from({ length: 13 }, (_, index) => (14 + index) * 40_000 - (index >= 10 ? 91_000 : 0)).reduce((sum, one) => sum + one, 0);
    expect(backTest).toMatchObject({ mean: 21_000, last: 91_000, rate: Math.round((273_000 * 1_000_000) / money) });
  });

  test('which is too young has nothing to test, and is usual by the weeks it has', () => {
    const { seen, weeks, backTest } = steadyShop(3).call('cashForecast.get', {});
    expect([seen.weeks, weeks[0]?.moneyIn, backTest]).toEqual([3, 70_000, null]);
  });

  test('knows the entries that come again and move money, in their weeks, before anything is assumed', () => {
    const shop = steadyShop(13);
    shop.call('recurring.add', { name: 'Rent', everyMonths: 1, dayOfMonth: 10, startsOn: day('2026-06-01'), endsOn: null, reverses: false, lines: [{ ledgerAccountId: accountId(shop, '6900'), amount: minor(100_000) }, { ledgerAccountId: accountId(shop, '1010'), amount: minor(-100_000) }] });
    const { weeks } = shop.call('cashForecast.get', { on: day('2026-06-02') });
    expect(weeks.slice(0, 5).map(({ groups }) => groups.find(({ group }) => group === 'running')).map((part) => [part?.known, part?.assumed])).toEqual([[0, -30_000], [-100_000, 0], [0, 0], [0, 0], [0, -20_000]]);
    expect(shop.call('cashForecast.items', { on: day('2026-06-02'), place: 2 })).toMatchObject({ count: 1, amount: -100_000, next: null, rows: [{ kind: 'recurring', name: 'Rent', expectedOn: '2026-06-10' }] });
  });
});

describe('a shop with documents', () => {
  const known = (shop: TestShop, on: Day) => Array.from({ length: 15 }, (_, place) => shop.call('cashForecast.items', { on, place, limit: 200 }).rows).flat();

  test('expects what a channel holds by the payouts it made: their rhythm, how long it keeps, and less its fees', () => {
    const shop = kept(newPayoutShop());
    const pay = (number: string, paidOn: string, order: string): void => {
      const [settlementId = 0] = shop.call('settlement.record', { channelId, number, paidOn: day(paidOn), payout: minor(10_170), lines: [{ kind: 'sale', orderRef: order, amount: minor(11_300) }, { kind: 'fee', feeKind: 'commission', orderRef: order, amount: minor(-1_130) }] }).settlementIds;
      shop.call('settlement.finish', { settlementId });
    };
    // Both were paid on 2 March; the channel pays on the 12th and the 22nd: it keeps money for ten and twenty days.
    channelSale(shop, '1001');
    channelSale(shop, '1002');
    pay('P-1', '2026-03-12', '1001');
    pay('P-2', '2026-03-22', '1002');
    channelSale(shop, '1003', { paid: 22_600, orderedAt: instant(Date.UTC(2026, 2, 30, 2)) });
    const payouts = known(shop, day('2026-04-01')).filter(({ kind }) => kind === 'payout');
    // Ten days after 30 March is 9 April; ten-day steps from 22 March come to 11 April. Nine tenths arrive.
    expect(payouts).toEqual([expect.objectContaining({ expectedOn: '2026-04-11', place: 2, amount: 20_340, payout: { held: 22_600, orders: 1, everyDays: 10, lastOn: '2026-03-22', heldDays: 10, kept: 900_000, payouts: 2 } })]);
    // What it looked like before any payout: both orders, in a fortnight.
    expect(known(shop, day('2026-03-05')).filter(({ kind }) => kind === 'payout')).toMatchObject([{ expectedOn: '2026-03-19', amount: 22_600, payout: { payouts: 0, everyDays: 14, held: 22_600 } }]);
  });

  test('pays bills when they are due, goods received and ordered after the supplier’s terms, as of any day', () => {
    const shop = kept(newBuyingShop());
    const { purchaseOrderId, lineIds } = placeOrder(shop, 10);
    const expected = shop.call('purchaseOrder.get', { purchaseOrderId }).expectedOn;
    // Ordered: ten rods at 60.00 and 13 % tax, thirty days after they should come.
    const ordered = () => known(shop, day('2026-03-02')).filter(({ group }) => group === 'suppliers');
    expect(ordered()).toMatchObject([{ kind: 'ordered', amount: -67_800, expectedOn: addDays(expected, 30), sourceId: purchaseOrderId }]);
    shop.clock.set(Date.UTC(2026, 2, 6, 2));
    receive(shop, purchaseOrderId, 'ROD', 4);
    const after = known(shop, day('2026-03-06')).filter(({ group }) => group === 'suppliers');
    expect(after.map(({ kind, amount }) => [kind, amount] as const).toSorted(([a], [b]) => (a < b ? -1 : 1))).toEqual([['ordered', -40_680], ['received', -24_000]]);
    bill(shop, 'R-1', lineIds[0]!, 4, 24_000);
    expect(known(shop, day('2026-03-06')).filter(({ kind }) => kind === 'payable')).toMatchObject([{ amount: -27_120, number: 'R-1', name: '威海钓具厂' }]);
    // What was not known on the second is not known of the second now.
    expect(ordered()).toMatchObject([{ kind: 'ordered', amount: -67_800 }]);
  });

  test('is a report with its controls, and no business of a clerk’s', () => {
    const shop = kept(newPayoutShop());
    channelSale(shop, '1001');
    const report: Report = shop.call('report.get', { name: 'cashForecast', to: day('2026-04-01') });
    const { weeks } = shop.call('cashForecast.get', { on: day('2026-04-01') });
    expect(report.controls.map(({ left, right }) => left - right)).toEqual([0, 0]);
    expect(report.rows.find(({ id }) => id === 'closing')?.cells.slice(2)).toEqual(weeks.map(({ closing }) => closing));
    expect(report.rows.find(({ id }) => id === 'payouts.payout')?.cells.slice(2).map(Number).reduce((sum, one) => sum + one, 0)).toBe(11_300);
    refused(() => shop.as('clerk').call('cashForecast.get', {}), 'permission.denied');
  });
});
