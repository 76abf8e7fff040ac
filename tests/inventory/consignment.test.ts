import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compareReport, oldestArrival, valueOfShare } from '../../shared/inventory/consignment.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces, type Quantity, quantity } from '../../shared/units/quantity.ts';
import { refused } from '../support/refused.ts';
import { newShop, openingTime, type TestShop } from '../support/shop.ts';
import { newVariant } from './support.ts';

const day = 86_400_000;

describe('since when goods lie at a place', () => {
  test('what came first left first, so the newest arrivals are what is left', () => {
    const newestFirst = [{ at: instant(30), quantity: pieces(2) }, { at: instant(20), quantity: pieces(5) }, { at: instant(10), quantity: pieces(9) }];
    expect([0, 1, 2, 3, 7, 8, 16].map((count) => oldestArrival(newestFirst, pieces(count)))).toEqual([null, 30, 30, 20, 20, 10, 10]);
  });

  test('is what taking piece after piece from the front finds', () => {
    const arrivals = fc.array(fc.record({ at: fc.integer({ min: 1, max: 1000 }), quantity: fc.integer({ min: 1, max: 9 }) }), { maxLength: 12 });
    fc.assert(
      fc.property(arrivals, fc.nat(40), (came, left) => {
        const inOrder = came.toSorted((a, b) => a.at - b.at);
        const queue = inOrder.flatMap(({ at, quantity: count }) => Array.from({ length: count }, () => at)).slice(left);
        const newestFirst = inOrder.toReversed().map(({ at, quantity: count }) => ({ at: instant(at), quantity: quantity(count) }));
        expect(oldestArrival(newestFirst, quantity(queue.length))).toBe(queue[0] ?? null);
      }),
    );
  });

  test('a place has its share of what the variant’s stock cost', () => {
    expect(valueOfShare(minor(100_00), pieces(1), pieces(3))).toBe(33_33);
    expect(valueOfShare(minor(0), pieces(1), pieces(0))).toBe(0);
  });
});

test('a report and a book differ by what only one of them knows', () => {
  const of = (...lines: [number, number][]) => new Map<number, Quantity>(lines.map(([id, count]) => [id, pieces(count)]));
  expect(compareReport(of([1, 5], [2, 3], [4, 0]), of([2, 4], [3, 7], [4, 0]))).toEqual([
    { variantId: 1, reported: 5000, book: 0, difference: 5000 },
    { variantId: 2, reported: 3000, book: 4000, difference: -1000 },
    { variantId: 3, reported: 0, book: 7000, difference: -7000 },
  ]);
});

describe('a shop with goods of Tanaka and some of its own at Amazon', () => {
  let shop: TestShop;
  let hook: number;
  let reel: number;
  let shelf: number;
  let tanaka: number;
  let amazon: number;
  beforeEach(() => {
    shop = newShop();
    [hook, reel] = [newVariant(shop, 'HOOK'), newVariant(shop, 'REEL')];
    shelf = shop.call('location.create', { name: 'Shelf', kind: 'warehouse' }).locationId;
    tanaka = shop.call('location.create', { name: 'From Tanaka', kind: 'warehouse', owner: 'Tanaka' }).locationId;
    amazon = shop.call('location.create', { name: 'Amazon', kind: 'warehouse', holder: 'Amazon' }).locationId;
    shop.call('stock.receive', { locationId: shelf, lines: [{ variantId: hook, quantity: pieces(20), value: minor(200_00) }] });
    shop.call('stock.consign', { locationId: tanaka, lines: [{ variantId: reel, quantity: pieces(6) }] });
    const { stockTransferId } = shop.call('transfer.send', { fromLocationId: shelf, toLocationId: amazon, lines: [{ variantId: hook, quantity: pieces(8) }] });
    shop.call('transfer.receive', { stockTransferId });
  });
  afterEach(() => {
    shop.check();
    shop.close();
  });

  const report = (locationId: number, reference: string, lines: Record<string, number>, reportedAt = instant(shop.clock.now)) =>
    shop.call('consignment.report', { locationId, reference, reportedAt, lines: Object.entries(lines).map(([sku, count]) => ({ sku, quantity: pieces(count) })) });
  const row = (sku: string) => shop.call('stock.list', { limit: 9 }).rows.find((one) => one.sku === sku)!;

  test('each place says what lies there, since when, and what of it is ours to count', () => {
    shop.clock.advance(40 * day);
    const { places } = shop.call('consignment.places', undefined);
    expect(places).toMatchObject([
      { name: 'Amazon', holder: 'Amazon', owner: null, variants: 1, value: 80_00, latest: null },
      { name: 'From Tanaka', holder: null, owner: 'Tanaka', variants: 1, value: 0, latest: null },
    ]);
    expect(shop.call('consignment.goods', { locationId: amazon }).rows).toMatchObject([{ sku: 'HOOK', onHand: 8000, since: openingTime, days: 40, value: 80_00 }]);
    expect(shop.call('consignment.goods', { locationId: tanaka }).rows).toMatchObject([{ sku: 'REEL', onHand: 6000, days: 40, value: 0 }]);
    refused(() => shop.call('consignment.goods', { locationId: shelf }), 'location.notApart');
  });

  test('a report is compared with the book of its own instant, and settled once: the loss is posted with its reason', () => {
    const counted = instant(shop.clock.now);
    shop.clock.advance(3 * day);
    const { stockTransferId } = shop.call('transfer.send', { fromLocationId: shelf, toLocationId: amazon, lines: [{ variantId: hook, quantity: pieces(2) }] });
    shop.call('transfer.receive', { stockTransferId });
    const { holderReportId, differing } = report(amazon, 'FBA 2026-03', { HOOK: 7 }, counted);
    expect(differing).toBe(1);
    expect(shop.call('consignment.compare', { holderReportId })).toMatchObject({ settled: false, lines: [{ sku: 'HOOK', reported: 7000, book: 8000, difference: -1000 }] });
    shop.call('consignment.settle', { holderReportId, reason: 'shrinkage' });
    expect(shop.call('consignment.compare', { holderReportId })).toMatchObject({ settled: true, differing: 0 });
    expect(row('HOOK')).toMatchObject({ onHand: 10_000, elsewhere: 9000, value: 190_00 });
    expect(shop.raw.prepare("select occurredAt, role from stockMovement where kind = 'loss'").all()).toEqual([{ occurredAt: counted, role: 'stockLossShrinkage' }]);
    refused(() => shop.call('consignment.settle', { holderReportId }), 'report.settled');
    refused(() => shop.call('consignment.withdraw', { holderReportId }), 'report.settled');
  });

  test('goods of others are settled without a value, and what a report leaves out is not there', () => {
    const { holderReportId } = report(tanaka, 'Tanaka counted', { HOOK: 1 });
    shop.call('consignment.settle', { holderReportId });
    expect([row('HOOK').ofOthers, row('REEL').ofOthers]).toEqual([1000, 0]);
    expect(row('HOOK').value).toBe(200_00);
    const { holderReportId: again } = report(tanaka, 'the same again', { HOOK: 1 });
    refused(() => shop.call('consignment.settle', { holderReportId: again }), 'report.agrees');
  });

  test('a report is withdrawn and brought back; a wrong one is refused whole', () => {
    const { holderReportId } = report(amazon, 'FBA', { HOOK: 8 });
    expect(shop.call('consignment.places', undefined).places[0]!.latest).toMatchObject({ holderReportId, differing: 0 });
    shop.call('consignment.withdraw', { holderReportId });
    expect(shop.call('consignment.places', undefined).places[0]!.latest).toBeNull();
    shop.call('consignment.restore', { holderReportId });
    refused(() => report(amazon, 'x', { NOBODY: 1 }), 'sku.unknown');
    refused(() => report(shelf, 'x', {}), 'location.notApart');
    refused(() => report(amazon, 'x', {}, instant(shop.clock.now + day)), 'report.ahead');
    expect(shop.call('consignment.reports', { locationId: amazon }).rows).toHaveLength(1);
    expect(() => shop.raw.prepare('insert into holderReport (locationId, reportedAt, reference, commandId) values (?, 1, ?, 1)').run(shelf, 'x')).toThrow('only goods of others');
    expect(() => shop.raw.exec('update holderReportLine set quantity = 1')).toThrow('never edited');
  });

  test('goods of others that are sold were ours before: what we owe for them stands open', () => {
    const { number } = shop.call('consignment.acquire', { fromLocationId: tanaka, toLocationId: shelf, lines: [{ variantId: reel, quantity: pieces(2), value: minor(60_00) }] });
    expect(row('REEL')).toMatchObject({ onHand: 2000, ofOthers: 4000, value: 60_00 });
    expect(number).toMatch(/\d/);
    const owed = shop.raw.prepare("select sum(amount) from posting join accountRole using (ledgerAccountId) where role = 'goodsReceivedNotInvoiced'").pluck().get();
    expect(owed).toBe(-260_00);
    refused(() => shop.call('consignment.acquire', { fromLocationId: tanaka, toLocationId: shelf, lines: [{ variantId: reel, quantity: pieces(5), value: minor(1) }] }), 'stock.short');
  });

  test('whatever comes and goes: the sums by owner and holder are the movements', () => {
    const step = fc.record({ kind: fc.constantFrom('receive', 'consign', 'return', 'send', 'report', 'acquire'), count: fc.integer({ min: 1, max: 5 }) });
    const attempt = (act: () => unknown): void => {
      try {
        act();
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    };
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        for (const { kind, count } of steps) {
          const line = { variantId: hook, quantity: pieces(count) };
          const acts = {
            receive: () => shop.call('stock.receive', { locationId: shelf, lines: [{ ...line, value: minor(count * 7_77) }] }),
            consign: () => shop.call('stock.consign', { locationId: tanaka, lines: [line] }),
            return: () => shop.call('stock.consign', { locationId: tanaka, lines: [{ ...line, quantity: pieces(-count) }] }),
            send: () => shop.call('transfer.receive', { stockTransferId: shop.call('transfer.send', { fromLocationId: shelf, toLocationId: amazon, lines: [line] }).stockTransferId }),
            report: () => shop.call('consignment.settle', { holderReportId: report(count % 2 === 0 ? amazon : tanaka, 'r', { HOOK: count }).holderReportId }),
            acquire: () => shop.call('consignment.acquire', { fromLocationId: tanaka, toLocationId: shelf, lines: [{ ...line, value: minor(count) }] }),
          };
          attempt(acts[kind]);
          shop.clock.advance(60_000);
        }
        const moved = shop.raw.prepare("select coalesce(owner, holder, 'us') as who, sum(quantity) as sum from stockMovement join location on location.id = locationId where variantId = ? group by who").all(hook) as { who: string; sum: number }[];
        const sums = Object.fromEntries(moved.map(({ who, sum }) => [who, sum]));
        const { onHand, elsewhere, ofOthers, inTransit } = row('HOOK');
        expect([(onHand ?? 0) + (inTransit ?? 0), elsewhere, ofOthers]).toEqual([sums['us'] ?? 0, sums['Amazon'] ?? 0, sums['Tanaka'] ?? 0]);
      }),
      { numRuns: 25 },
    );
  });
});
