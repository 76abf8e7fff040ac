import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeWedge, type Wedge, type WedgeKey } from '../../renderer/ui/scan/wedge.ts';
import { keysOf } from '../support/wedge-keys.ts';

const bare = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, repeat: false };
const random = { seed: 20_261_122, numRuns: 300 };

/** Plays texts as keys, each ended by Enter, with the gap of each key, and says what was heard as scans. */
function heard(wedge: Wedge, texts: readonly string[], gap: (place: number) => number, patient = false): string[] {
  let timeStamp = 0;
  const scans: string[] = [];
  for (const key of texts.flatMap((text) => [...keysOf(text), { code: 'Enter', shiftKey: false, ctrlKey: false }])) {
    timeStamp += gap(timeStamp);
    const said = wedge.hear({ ...bare, ...key, timeStamp }, patient);
    if (said.as === 'scan') scans.push(said.text);
  }
  return scans;
}

const code = fc.string({ unit: fc.constantFrom(...'0123456789ABCxyz-./%+$ ]'.split('')), minLength: 6, maxLength: 40 });
const steps = (min: number, max: number) => fc.infiniteStream(fc.integer({ min, max }));
const taken = (stream: Iterator<number>): number => Number(stream.next().value);

describe('a scanner that types', () => {
  test('is heard sign by sign at its pace, one scan after another', () => {
    fc.assert(
      fc.property(fc.array(code, { minLength: 1, maxLength: 5 }), steps(0, 30), (codes, gaps) => {
        expect(heard(makeWedge(), codes, () => taken(gaps))).toEqual(codes);
      }),
      random,
    );
  });

  test('sends the GS1 separator as Ctrl+] or F8', () => {
    const wedge = makeWedge();
    const keys: WedgeKey[] = [...keysOf(']C110AB7'), { code: 'ControlLeft', ctrlKey: true }, { code: 'BracketRight', ctrlKey: true }, ...keysOf('21X'), { code: 'F8' }, ...keysOf('37'), { code: 'Tab' }].map(
      (key, place) => ({ ...bare, ...key, timeStamp: place * 3 }),
    );
    expect(keys.map((key) => wedge.hear(key)).at(-1)).toEqual({ as: 'scan', text: ']C110AB7\u001D21X\u001D37' });
  });

  test('is not a person, however fast, nor a finger that stays on a key', () => {
    fc.assert(
      fc.property(code, steps(45, 110), (text, gaps) => {
        expect(heard(makeWedge(), [text], () => taken(gaps))).toEqual([]);
      }),
      random,
    );
    const wedge = makeWedge();
    const held = Array.from({ length: 20 }, (_, place) => wedge.hear({ ...bare, code: 'KeyJ', repeat: place > 0, timeStamp: place * 30 }));
    expect(held.filter((said) => said.as !== 'apart')).toEqual([{ as: 'first' }]);
    expect(wedge.hear({ ...bare, code: 'Enter', timeStamp: 620 })).toEqual({ as: 'apart' });
  });

  test('is heard after letters somebody typed before it', () => {
    const wedge = makeWedge();
    'tea'.split('').forEach((letter, place) => wedge.hear({ ...bare, code: `Key${letter.toUpperCase()}`, timeStamp: place * 150 }));
    expect(heard(wedge, ['6901234567892'], (at) => (at === 0 ? 1000 : 5))).toEqual(['6901234567892']);
  });

  test('is waited for on a scan screen, where short codes count too', () => {
    expect(heard(makeWedge(), ['A1'], () => 5)).toEqual([]);
    expect(heard(makeWedge(), ['A1', '6901234567892'], () => 180, true)).toEqual(['A1', '6901234567892']);
  });
});
