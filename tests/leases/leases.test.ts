import { describe, expect, test } from 'vitest';
import * as leaseRules from '../../shared/inventory/lease.rules.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { randomFrom } from '../support/random.ts';
import { figure, runs } from '../support/soak.ts';
import { type Rules, Shop, type Trade } from './trade.ts';

const stepsPerLife = 2_000;

const stopAt = (faults: string[], where: string): void => {
  if (faults.length > 0) throw new Error(`${where}: ${faults.join('; ')}`);
};

/** Lives of a shop until so many orders were placed; what went wrong stops it at once. */
function live(orders: number, leased: boolean, looks: 'closely' | 'at the end', rules?: Rules): Trade {
  const sum: Trade = { orders: 0, oversold: 0, received: 0, sold: 0, twice: 0 };
  for (let seed = 1; sum.orders < orders; seed += 1) {
    const shop = new Shop(randomFrom(seed), leased, rules);
    for (let step = 0; step < stepsPerLife; step += 1) {
      shop.step();
      if (looks === 'closely') stopAt(shop.faults(), `seed ${seed}, step ${step}`);
    }
    shop.drain();
    stopAt(shop.differences(), `seed ${seed}`);
    for (const key of Object.keys(sum) as (keyof Trade)[]) sum[key] += shop.trade[key];
  }
  return sum;
}

describe('goods leased to every place that sells them', () => {
  test('no order of sales, outages, lost and late answers sells more than there is, and none is lost or booked twice', () => {
    const orders = runs(10_000, 1_000_000, 'random orders in up to nine places, with leases: oversold, lost, doubled: none');
    const trade = live(orders, true, 'at the end');
    expect(trade.oversold).toBe(0);
    expect(trade.twice, 'pages came twice').toBeGreaterThan(0);
    figure('of the pieces that came in, sold with leases', `${((100 * trade.sold) / trade.received).toFixed(1)} %`);
  }, 1_200_000);

  test('after every single event what a place can sell and what it sold unknown to us is within its lease', () => {
    expect(live(runs(4_000, 40_000), true, 'closely').oversold).toBe(0);
  }, 600_000);

  test('the same without leases oversells', () => {
    const orders = runs(10_000, 1_000_000);
    const trade = live(orders, false, 'at the end');
    expect(trade.oversold).toBeGreaterThan(orders / 1_000);
    figure('the same orders without leases: oversold', `${trade.oversold} of ${trade.orders}`);
  }, 1_200_000);
});

describe('a listing whose level is set blindly, on the way to a lower one', () => {
  const { afterDone, afterSending, afterSettling, nextWrite } = leaseRules;
  const pieces = (count: number) => quantity(count * 1000);

  /** The levels it shows until it shows its own, each read and settled before the next; in pieces. */
  function levelsTo(target: number, { free, shown }: { free: number; shown: number }): number[] {
    let lease: leaseRules.Lease = { exposure: pieces(shown), level: pieces(shown) };
    const levels: number[] = [];
    for (let write = next(); write !== null; write = next()) {
      expect(lease.exposure + leaseRules.raiseOf(write), 'more could be sold than there is').toBeLessThanOrEqual(pieces(free));
      lease = afterSettling(afterDone(afterSending(lease, write), write), write.to);
      levels.push(write.to / 1000);
      if (levels.length > 5) break;
    }
    return levels;

    function next() {
      return nextWrite(lease, { target: pieces(target), room: pieces(free) - lease.exposure, compares: false });
    }
  }

  test('stays open as long as there is room for a piece beside what it showed', () => {
    expect(levelsTo(5, { free: 12, shown: 10 })).toEqual([2, 5]);
    expect(levelsTo(9, { free: 13, shown: 10 })).toEqual([3, 9]);
    expect(levelsTo(6, { free: 8, shown: 7 })).toEqual([1, 6]);
  });

  test('is closed where there is none, and goes straight down where there is enough', () => {
    expect(levelsTo(5, { free: 10, shown: 10 })).toEqual([0, 5]);
    expect(levelsTo(2, { free: 12, shown: 10 })).toEqual([2]);
  });
});

/** What a plausible program does: shrinks before it was confirmed, trusts a blind write, forgets a raise nobody answered, … */
const wrong: [string, Partial<Rules>][] = [
  ['a lease shrinks when the lower level is sent', { afterSending: (lease, write) => ({ exposure: quantity(lease.exposure + write.to - write.from), level: null }), afterDone: (lease, { to }) => ({ ...lease, level: to }) }],
  ['a level set blindly is taken for one set by comparison', { raiseOf: ({ from, to }) => quantity(Math.max(0, to - from)), afterSending: (lease, { from, to }) => ({ exposure: quantity(lease.exposure + Math.max(0, to - from)), level: null }) }],
  ['a raise counts only once it was answered', { afterSending: (lease) => ({ ...lease, level: null }), afterDone: (lease, { from, to }) => ({ exposure: quantity(lease.exposure + to - from), level: to }) }],
  ['a level read is believed before what was sold is pulled', { afterReading: (_lease, shown) => ({ lease: { exposure: shown, level: shown }, over: quantity(0) }) }],
  ['a raise may be as large as it likes', { nextWrite: (lease, { target, compares }) => (lease.level === null || lease.level === target ? null : { from: lease.level, to: target, compares }) }],
  ['leases of others are forgotten', { roomIn: (free) => free }],
];

test.each(wrong)('%s: found', (_what, rule) => {
  expect(() => {
    const { oversold } = live(200_000, true, 'closely', { ...leaseRules, ...rule });
    if (oversold > 0) throw new Error('oversold');
  }).toThrow(/^(seed \d+|oversold)/);
});
