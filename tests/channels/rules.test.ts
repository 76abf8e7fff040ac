import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asksFirst, publishedLevel } from '../../shared/channels/publish.rules.ts';
import { batchSizeAfter, nextTryAfter } from '../../shared/channels/retry.rules.ts';
import { instant } from '../../shared/units/instant.ts';
import { quantity } from '../../shared/units/quantity.ts';

test('a channel is told whole pieces of what is available, less its buffer, never below zero', () => {
  const told = (available: number, buffer: number) => publishedLevel(quantity(available), quantity(buffer));
  expect([told(10_000, 0), told(10_000, 2500), told(900, 0), told(-3000, 0), told(2000, 5000)]).toEqual([10_000, 7000, 0, 0, 0]);
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.nat(1e9), (available, buffer) => {
      const level = told(available, buffer);
      expect(level % 1000).toBe(0);
      expect(level).toBeLessThanOrEqual(Math.max(0, available - buffer));
      expect(level + 1000).toBeGreaterThan(Math.max(0, available - buffer));
    }),
    { seed: 3 },
  );
});

test('a push asks first when more than a fifth, and at least ten, would go to zero', () => {
  const asks = (zeroed: number, told: number) => asksFirst({ zeroed, told });
  expect([asks(9, 9), asks(10, 50), asks(10, 49), asks(11, 50), asks(200, 1000), asks(201, 1000)]).toEqual([
    false,
    false,
    true,
    true,
    false,
    true,
  ]);
});

test('pauses double up to an hour and are shortened by half at most', () => {
  const pause = (faults: number, random: number) => (nextTryAfter(faults, instant(0), random) as number) / 60_000;
  expect([1, 2, 3, 6, 7, 40].map((faults) => pause(faults, 0))).toEqual([1, 2, 4, 32, 60, 60]);
  expect(pause(7, 0.999)).toBeGreaterThan(30);
});

test('company gets smaller with every failure, down to one', () => {
  expect([0, 1, 2, 3, 4, 9].map((attempts) => batchSizeAfter(attempts, 100))).toEqual([100, 20, 4, 1, 1, 1]);
});
