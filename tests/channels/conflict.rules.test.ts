import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameValue, type Sides, standingOf } from '../../shared/channels/conflict.rules.ts';
import { unmoved } from '../../main/channels/shown-fields.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';

const small = fc.constantFrom('a', 'b', 'c');
const sides = fc.record({ ours: small, theirs: small });
const equal = (a: string, b: string): boolean => a === b;

type Deed = { by: 'ours' | 'theirs'; says: string } | { by: 'settled' };
const deeds = fc.array<Deed>(fc.oneof(fc.record({ by: fc.constantFrom('ours' as const, 'theirs' as const), says: small }), fc.constant({ by: 'settled' as const })), { maxLength: 12 });

/** What would be lost for good if one side were written over the other: a value the other has not said, and that was not there when both were settled. */
function lostBy(written: 'ours' | 'theirs', now: Sides<string>, whenSettled: Sides<string>): boolean {
  const over = written === 'ours' ? 'theirs' : 'ours';
  return now[over] !== whenSettled[over] && now[over] !== now[written];
}

test('a conflict is raised exactly where writing either side over the other would lose something, in every history', () => {
  fc.assert(
    fc.property(sides, deeds, (begin, history) => {
      let [now, settled] = [begin, begin];
      for (const deed of history) {
        if (deed.by === 'settled') settled = now;
        else now = { ...now, [deed.by]: deed.says };
        const loses = lostBy('ours', now, settled) && lostBy('theirs', now, settled);
        expect(standingOf(now, settled, equal) === 'conflict').toBe(loses);
      }
    }),
    { numRuns: 2000 },
  );
});

test('every one of the 81 ways three letters can stand is told as a table written by hand would', () => {
  const letters = ['a', 'b', 'c'];
  for (const [ours, theirs, wasOurs, wasTheirs] of letters.flatMap((a) => letters.flatMap((b) => letters.flatMap((c) => letters.map((d) => [a, b, c, d] as const))))) {
    const told = standingOf({ ours, theirs }, { ours: wasOurs, theirs: wasTheirs }, equal);
    const byChange = [['unchanged', 'theirsChanged'], ['oursChanged', 'conflict']];
    const table = ours === theirs ? 'same' : byChange[Number(ours !== wasOurs)]?.[Number(theirs !== wasTheirs)];
    expect(told).toBe(table);
  }
});

test('what turns round sides tells the same, and a field nobody touched is never in dispute', () => {
  fc.assert(
    fc.property(sides, sides, (now, agreed) => {
      const turned = ({ ours, theirs }: Sides<string>): Sides<string> => ({ ours: theirs, theirs: ours });
      expect(standingOf(turned(now), turned(agreed), equal) === 'conflict').toBe(standingOf(now, agreed, equal) === 'conflict');
      expect(['same', 'unchanged']).toContain(standingOf(agreed, agreed, equal));
    }),
  );
});

const said = (value: unknown): string => JSON.stringify(value);

test('paragraphs a shop wraps words in are no change, other words and other prices are', () => {
  expect(sameValue('description', said('A rod.'), said('<p>A  rod.</p>\n'))).toBe(true);
  expect(sameValue('description', said('A rod.'), said('<p>A red rod.</p>'))).toBe(false);
  expect(sameValue('name', said('Rod 鱼竿'), said(' Rod  鱼竿 '))).toBe(true);
  expect(sameValue('price', said(100_000), said(100_001))).toBe(false);
  expect(sameValue('price', said(null), said(100))).toBe(false);
  expect(sameValue('offered', said(true), said(false))).toBe(false);
});

test('a push leaves alone what moved since we looked, writes the rest, and may be repeated', () => {
  const was = { name: 'Rod', price: unitPrice(100_000) };
  const push = { listingId: '1', name: 'Rod for lakes', price: unitPrice(120_000), was };
  expect(unmoved(push, was)).toEqual({ write: { price: 120_000, name: 'Rod for lakes' }, changed: {} });
  expect(unmoved(push, { ...was, name: 'Rute' })).toEqual({ write: { price: 120_000 }, changed: { name: 'Rute' } });
  expect(unmoved(push, { name: 'Rod for lakes', price: unitPrice(90_000) })).toEqual({ write: { name: 'Rod for lakes' }, changed: { price: 90_000 } });
  expect(unmoved({ name: 'Rod for lakes' }, { name: 'Rute' })).toEqual({ write: { name: 'Rod for lakes' }, changed: {} });
});
