import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cause, likelyCauses, type Suspicion } from '../../shared/counting/cause.rules.ts';
import { pieces } from '../../shared/units/quantity.ts';

const nothing: Suspicion = { variance: pieces(-3), movedMeanwhile: false, elsewhere: [], beside: [], packs: [], shipments: [] };
const kinds = (seen: Partial<Suspicion>) => likelyCauses({ ...nothing, ...seen }).map(({ kind }) => kind);

/** Whether a cause is of the size of the difference. */
function explains(cause: Cause, { variance, movedMeanwhile }: Suspicion): boolean {
  switch (cause.kind) {
    case 'neighbour':
    case 'swapped':
      return cause.variance + variance === 0;
    case 'caseAsEach':
      return cause.scans * (cause.pack - 1000) === Math.abs(variance);
    case 'shipment':
      return Math.abs(cause.quantity) === Math.abs(variance);
    case 'movedMeanwhile':
      return movedMeanwhile;
  }
}

test('nothing is suspected where nothing speaks for it', () => {
  expect(kinds({})).toEqual([]);
  expect(kinds({ elsewhere: [{ binId: 2, variance: pieces(-3) }, { binId: 3, variance: pieces(2) }], beside: [{ variantId: 9, variance: pieces(4) }], packs: [pieces(12)], shipments: [{ sourceId: 1, quantity: pieces(-2) }] })).toEqual([]);
});

test('the same goods over in another bin, or others over in this one, by as much', () => {
  expect(likelyCauses({ ...nothing, elsewhere: [{ binId: 2, variance: pieces(3) }] })).toEqual([{ kind: 'neighbour', binId: 2, variance: pieces(3) }]);
  expect(likelyCauses({ ...nothing, beside: [{ variantId: 9, variance: pieces(3) }] })).toEqual([{ kind: 'swapped', variantId: 9, variance: pieces(3) }]);
});

test('a case scanned as one piece is as many missing as it holds but one, as often as it happened; and the other way round', () => {
  expect(likelyCauses({ ...nothing, variance: pieces(-22), packs: [pieces(12)] })).toEqual([{ kind: 'caseAsEach', pack: pieces(12), scans: 2 }]);
  expect(likelyCauses({ ...nothing, variance: pieces(11), packs: [pieces(12), pieces(6)] })).toEqual([{ kind: 'caseAsEach', pack: pieces(12), scans: 1 }]);
  expect(kinds({ variance: pieces(-12), packs: [pieces(12), pieces(1)] })).toEqual([]);
});

test('a shipment of as many, and movements amid the count', () => {
  expect(likelyCauses({ ...nothing, movedMeanwhile: true, shipments: [{ sourceId: 4, quantity: pieces(-3) }] })).toEqual([{ kind: 'shipment', sourceId: 4, quantity: pieces(-3) }, { kind: 'movedMeanwhile' }]);
});

test('the likeliest come first, never more than four, and none says anything but what was seen', () => {
  const amount = fc.integer({ min: -4, max: 4 }).map(pieces);
  const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 4 });
  const seen = fc.record({
    variance: amount.filter((variance) => variance !== 0),
    movedMeanwhile: fc.boolean(),
    elsewhere: some(fc.record({ binId: fc.option(fc.integer({ min: 1, max: 9 })), variance: amount })),
    beside: some(fc.record({ variantId: fc.integer({ min: 1, max: 9 }), variance: amount })),
    packs: some(fc.integer({ min: 1, max: 5 }).map(pieces)),
    shipments: some(fc.record({ sourceId: fc.integer({ min: 1, max: 9 }), quantity: amount })),
  });
  const order = ['neighbour', 'caseAsEach', 'swapped', 'shipment', 'movedMeanwhile'];
  fc.assert(
    fc.property(seen, (one) => {
      const before = JSON.stringify(one);
      const causes = likelyCauses(one);
      expect(JSON.stringify(one)).toBe(before);
      expect(causes.length).toBeLessThanOrEqual(4);
      const places = causes.map(({ kind }) => order.indexOf(kind));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(causes.filter((cause) => !explains(cause, one))).toEqual([]);
    }),
  );
});
