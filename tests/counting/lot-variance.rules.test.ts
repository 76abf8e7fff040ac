import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countByLot, type LotCountedAt, type LotInBook, type LotMovedAt, type LotsCounted } from '../../shared/counting/lot-variance.rules.ts';
import { countResult } from '../../shared/counting/variance.rules.ts';
import { instant } from '../../shared/units/instant.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';

const codes = ['A', 'B', 'C'] as const;
type Code = (typeof codes)[number];

/** A shelf piece by piece: what really stands there of each lot, on either side of whoever counts, and what the book believes. */
class Shelf {
  readonly open = { A: 0, B: 0, C: 0 };
  readonly done = { A: 0, B: 0, C: 0 };
  readonly book = { A: 0, B: 0, C: 0 };
  readonly frozen = { A: 0, B: 0, C: 0 };
  readonly scans: LotCountedAt[] = [];
  readonly moved: LotMovedAt[] = [];
  private now = 0;

  constructor(start: readonly { book: number; real: number }[]) {
    for (const [index, code] of codes.entries()) {
      this.open[code] = start[index]?.real ?? 0;
      this.book[code] = this.frozen[code] = start[index]?.book ?? 0;
    }
  }

  scan(code: Code, wanted: number): void {
    const seen = Math.min(wanted, this.open[code]);
    this.open[code] -= seen;
    this.done[code] += seen;
    this.scans.push({ at: this.tick(), code, quantity: pieces(seen), expiresOn: null });
  }

  /** Goods leave from the side that is counted; what comes is put on the other. */
  move(code: Code, change: number): void {
    const standing = this.open[code] + this.done[code];
    const moved = change < 0 ? -Math.min(-change, standing, this.book[code]) : change;
    if (moved === 0) return;
    const ofDone = moved < 0 ? Math.min(-moved, this.done[code]) : 0;
    this.done[code] -= ofDone;
    this.open[code] += moved + ofDone;
    this.book[code] += moved;
    this.moved.push({ at: this.tick(), code, quantity: pieces(moved), correction: false });
  }

  private tick() {
    return instant((this.now += 1));
  }

  /** Whoever counts takes every piece in the hand at last. */
  result(pieces1: boolean, more: readonly { code: Code; change: number }[]) {
    for (const code of codes) this.scan(code, this.open[code]);
    for (const { code, change } of more) this.move(code, change);
    return countByLot(this.asked(pieces1));
  }

  asked(pieces1: boolean): LotsCounted {
    const lots = codes.map((code, index): LotInBook => ({ lotId: index + 1, code, expiresOn: null, frozen: pieces(this.frozen[code]), now: pieces(this.book[code]) }));
    return { pieces: pieces1, frozen: quantity(lots.reduce((sum, lot) => sum + lot.frozen, 0)), lots, scans: this.scans, moved: this.moved, named: [] };
  }
}

const aCode = fc.constantFrom(...codes);
const aStep = fc.record({ what: fc.constantFrom('scan', 'move'), code: aCode, size: fc.integer({ min: -4, max: 4 }) });

test('each lot differs by what really stands there, whatever leaves and comes amid the scans', () => {
  const amount = fc.integer({ min: 0, max: 6 });
  const start = fc.array(fc.record({ book: amount, real: amount }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(start, fc.array(aStep, { maxLength: 20 }), fc.array(fc.record({ code: aCode, change: fc.integer({ min: -3, max: 3 }) }), { maxLength: 5 }), (begin, steps, more) => {
      const shelf = new Shelf(begin);
      for (const { what, code, size } of steps) {
        if (what === 'scan') shelf.scan(code, Math.abs(size));
        else shelf.move(code, size);
      }
      const { lots, variance } = shelf.result(false, more);
      const due = codes.map((code) => [code, pieces(shelf.open[code] + shelf.done[code] - shelf.book[code])] as const).filter(([, differs]) => differs !== 0);
      expect(lots.filter((lot) => lot.variance !== 0).map((lot) => [lot.code, lot.variance])).toEqual(due);
      expect(variance).toBe(due.reduce((sum, [, differs]) => sum + differs, 0));
    }),
    { numRuns: 500 },
  );
});

test('without a label read, a line counts as goods nobody follows', () => {
  const scan = fc.record({ at: fc.integer({ min: 0, max: 30 }), quantity: fc.integer({ min: 0, max: 6 }) });
  const move = fc.record({ at: fc.integer({ min: 0, max: 30 }), quantity: fc.integer({ min: -4, max: 4 }).filter((size) => size !== 0), code: fc.option(aCode), correction: fc.boolean() });
  fc.assert(
    fc.property(fc.array(scan, { minLength: 1, maxLength: 6 }), fc.array(move, { maxLength: 6 }), (scans, moves) => {
      const counts = scans.map((one) => ({ at: instant(one.at), quantity: pieces(one.quantity), code: null, expiresOn: null }));
      const moved = moves.map((one) => ({ ...one, at: instant(one.at), quantity: pieces(one.quantity) }));
      const lots = codes.map((code, index): LotInBook => ({ lotId: index, code, expiresOn: null, frozen: pieces(9), now: pieces(9) }));
      const { counted, book, variance, movedMeanwhile } = countByLot({ pieces: false, frozen: pieces(27), lots, scans: counts, moved, named: [] });
      expect({ counted, book, variance, movedMeanwhile }).toEqual(countResult(pieces(27), counts, moved));
    }),
    { numRuns: 500 },
  );
});

const at = (second: number, code: string | null, count = 1): LotCountedAt => ({ at: instant(second), code, quantity: pieces(count), expiresOn: null });
const lot = (code: string, frozen: number, now = frozen): LotInBook => ({ lotId: code.charCodeAt(0), code, expiresOn: null, frozen: pieces(frozen), now: pieces(now) });
const sold = (second: number, code: string | null, count: number): LotMovedAt => ({ at: instant(second), code, quantity: pieces(-count), correction: false });
const count = (said: Partial<LotsCounted> & Pick<LotsCounted, 'lots' | 'scans'>) => {
  const whole = { pieces: false, frozen: quantity(said.lots.reduce((sum, one) => sum + one.frozen, 0)), moved: [], named: [], ...said };
  const { lots, variance, unread, stale } = countByLot(whole);
  return { lots: lots.filter((one) => one.variance !== 0).map((one) => [one.code, one.variance / 1000]), variance: variance / 1000, unread: unread / 1000, stale };
};
const nothing = { lots: [], variance: 0, unread: 0, stale: false };

test('a piece is one, however often it is scanned, and the book may let it go or find it after its scan', () => {
  expect(count({ pieces: true, lots: [lot('A', 1), lot('B', 1)], scans: [at(1, 'A'), at(2, 'A'), at(3, 'C')] })).toEqual({ lots: [['B', -1], ['C', 1]], variance: 0, unread: 0, stale: false });
  expect(count({ pieces: true, lots: [lot('A', 1), lot('B', 1, 0), lot('C', 0, 1)], scans: [at(1, 'A'), at(3, 'C')] })).toEqual(nothing);
});

test('unread goods are what the book still has, where that can be one thing only', () => {
  const lots = [lot('A', 3), lot('B', 2)];
  expect(count({ lots, scans: [at(1, 'A', 3), at(2, null, 2)] })).toEqual(nothing);
  expect(count({ lots, scans: [at(1, 'A', 3), at(2, null, 1)] })).toEqual({ lots: [['B', -1]], variance: -1, unread: 0, stale: false });
  expect(count({ lots, scans: [at(1, null, 4)] })).toMatchObject({ variance: -1, unread: 4 });
  expect(count({ lots, scans: [at(1, 'A', 3), at(2, null, 3)] })).toMatchObject({ variance: 1, unread: 3 });
  expect(count({ lots, scans: [at(1, null, 4)], named: [{ code: 'A', quantity: pieces(2) }, { code: 'B', quantity: pieces(2) }] })).toEqual({ lots: [['A', -1]], variance: -1, unread: 0, stale: false });
  // Another scan came since: what was said fits no more.
  expect(count({ lots, scans: [at(1, null, 4), at(2, null, 2)], named: [{ code: 'A', quantity: pieces(4) }] })).toMatchObject({ variance: 1, unread: 6 });
});

test('goods a counter sold without a lot explain what is missing, and what they do not explain has to be named', () => {
  expect(count({ lots: [lot('A', 3), lot('B', 2)], frozen: pieces(4), scans: [at(1, 'A', 2), at(2, 'B', 2)] })).toEqual(nothing);
  expect(count({ lots: [lot('A', 3)], frozen: pieces(1), scans: [at(1, 'A', 3)] })).toMatchObject({ variance: 2, unread: 2 });
  expect(count({ lots: [lot('A', 3)], scans: [at(1, 'A', 3), at(9, 'A', 0)], moved: [sold(5, null, 2)] })).toEqual(nothing);
});

test('a lot of which more is missing than the book still has can only be counted again', () => {
  expect(count({ lots: [lot('A', 5, 1)], scans: [at(1, 'A', 3)], moved: [sold(5, 'A', 4)] })).toMatchObject({ lots: [['A', -2]], stale: true });
  expect(count({ lots: [lot('A', 5, 2)], scans: [at(1, 'A', 3)], moved: [sold(5, 'A', 3)] })).toMatchObject({ lots: [['A', -2]], stale: false });
});
