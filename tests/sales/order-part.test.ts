import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linePart, type LineProgress, restOfLine } from '../../shared/sales/order-part.rules.ts';
import { fulfilmentState, paymentState } from '../../shared/sales/order-state.rules.ts';
import { importedMoney, intakeOf, repeatOf } from '../../shared/sales/intake.rules.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { runs } from '../support/soak.ts';

const lineOf = (net: number, tax: number, discount: number, ordered: number): LineProgress => ({
  net: minor(net),
  tax: minor(tax),
  gross: minor(net + tax),
  discount: minor(discount),
  quantity: quantity(ordered),
  shipped: quantity(0),
  cancelled: quantity(0),
  settledNet: minor(0),
  settledTax: minor(0),
  settledDiscount: minor(0),
});

function settle(line: LineProgress, part: number, sign = 1): void {
  line.shipped = quantity(line.shipped + sign * part);
}

describe('parts of a line', () => {
  test('10.00 shipped piece by piece over three pieces posts 3.33, 3.34, 3.33', () => {
    const line = lineOf(1_000, 0, 0, 3_000);
    const parts = [1, 2, 3].map(() => {
      const part = linePart(line, pieces(1));
      settle(line, 1_000);
      line.settledNet = minor(line.settledNet + part.net);
      return part.net;
    });
    expect(parts).toEqual([333, 334, 333]);
  });

  test('a part shipped and a part cancelled add up to the line', () => {
    const line = lineOf(1_000, 77, 5, 3_000);
    const shipped = linePart(line, pieces(1));
    Object.assign(line, { shipped: pieces(1), settledNet: shipped.net, settledTax: shipped.tax, settledDiscount: shipped.discount });
    expect(linePart(line, pieces(2))).toEqual(restOfLine(line));
  });

  test('in any order, with parcels called back in between, the parts add up to the whole and none turns round', () => {
    const step = fc.record({ take: fc.integer({ min: 1, max: 4_000 }), back: fc.option(fc.nat(), { freq: 3 }) });
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(20_000), fc.nat(5_000), fc.integer({ min: 1, max: 12_000 }), fc.array(step, { maxLength: 30 }), (net, tax, discount, ordered, steps) => {
        const line = lineOf(net, tax, discount, ordered);
        const standing: { quantity: number; net: number; tax: number; discount: number }[] = [];
        const put = (part: number): void => {
          const figures = linePart(line, quantity(part));
          expect(Math.min(figures.net, figures.tax, figures.discount)).toBeGreaterThanOrEqual(0);
          standing.push({ quantity: part, ...figures });
          move(line, { quantity: part, ...figures }, 1);
        };
        for (const { take, back } of steps) {
          const open = line.quantity - line.shipped;
          if (open > 0) put(Math.min(take, open));
          if (back !== null && standing.length > 0) move(line, standing.splice(back % standing.length, 1)[0]!, -1);
        }
        if (line.quantity > line.shipped) put(line.quantity - line.shipped);
        const sum = (key: 'net' | 'tax' | 'discount'): number => standing.reduce((a, part) => a + part[key], 0);
        expect([sum('net'), sum('tax'), sum('discount')]).toEqual([net, tax, discount]);
      }),
      { numRuns: runs(2_000, 100_000, 'random part shipments'), seed: 12 },
    );
  });
});

function move(line: LineProgress, part: { quantity: number; net: number; tax: number; discount: number }, sign: 1 | -1): void {
  settle(line, part.quantity, sign);
  line.settledNet = minor(line.settledNet + sign * part.net);
  line.settledTax = minor(line.settledTax + sign * part.tax);
  line.settledDiscount = minor(line.settledDiscount + sign * part.discount);
}

describe('derived states', () => {
  const money = (due: number, captured: number, refunded = 0, owed = 0, surplus = 0) =>
    paymentState({ due: minor(due), captured: minor(captured), refunded: minor(refunded), owed: minor(owed), surplus: minor(surplus) });

  test('the payment state follows the money', () => {
    expect(money(100, 0)).toBe('unpaid');
    expect(money(0, 0)).toBe('notDue');
    expect(money(100, 30)).toBe('partlyPaid');
    expect(money(100, 100)).toBe('paid');
    expect(money(60, 100, 0, 40)).toBe('refundOwed');
    expect(money(60, 100, 0, 0, 40)).toBe('overpaid');
    expect(money(60, 100, 40)).toBe('partlyRefunded');
    expect(money(0, 100, 100)).toBe('refunded');
  });

  test('the fulfilment state follows the parcels', () => {
    const line = (shipped: number, cancelled: number, allocated = 0) => ({ quantity: pieces(3), shipped: pieces(shipped), cancelled: pieces(cancelled), allocated: pieces(allocated) });
    expect(fulfilmentState([line(0, 0)])).toBe('open');
    expect(fulfilmentState([line(0, 1, 2), line(0, 3)])).toBe('allocated');
    expect(fulfilmentState([line(1, 0, 2)])).toBe('partlyShipped');
    expect(fulfilmentState([line(2, 1), line(0, 3)])).toBe('shipped');
    expect(fulfilmentState([line(0, 3)])).toBe('cancelled');
  });
});

describe('go-live', () => {
  const goLive = instant(1_000);
  test('an order finished before go-live is history, an open one is taken over, a later one is ours', () => {
    expect(intakeOf({ orderedAt: instant(900), finishedAt: instant(999) }, goLive)).toBe('history');
    expect(intakeOf({ orderedAt: instant(900), finishedAt: null }, goLive)).toBe('takenOver');
    expect(intakeOf({ orderedAt: instant(900), finishedAt: instant(1_000) }, goLive)).toBe('takenOver');
    expect(intakeOf({ orderedAt: instant(1_000), finishedAt: null }, goLive)).toBe('new');
  });

  test('money that moved before go-live belongs to what the shop opened with', () => {
    expect(importedMoney(instant(999), 'takenOver', goLive)).toBe('openingEquity');
    expect(importedMoney(instant(1_000), 'takenOver', goLive)).toBe('channelClearing');
    expect(importedMoney(instant(999), 'new', goLive)).toBe('channelClearing');
  });

  test('the same content again changes nothing, an older version never overwrites a newer one', () => {
    const stored = { contentHash: 'a', versionAt: instant(5) };
    expect(repeatOf(stored, { contentHash: 'a', versionAt: instant(5) })).toBe('unchanged');
    expect(repeatOf(stored, { contentHash: 'a', versionAt: instant(6) })).toBe('confirmed');
    expect(repeatOf(stored, { contentHash: 'b', versionAt: instant(4) })).toBe('older');
    expect(repeatOf(stored, { contentHash: 'b', versionAt: instant(5) })).toBe('changed');
  });
});
