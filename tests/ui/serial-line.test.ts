import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { serialLine } from '../../renderer/ui/scan/serial-line.ts';

const random = { seed: 20_261_202, numRuns: 300 };
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Hears bytes in pieces cut at these places. */
function heardIn(bytes: Uint8Array, cuts: readonly number[]): string[] {
  const line = serialLine();
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  return places.slice(1).flatMap((end, index) => line.hear(bytes.subarray(places[index], end)));
}

const sign = fc.constantFrom(...'0123456789ABCxyz-./%+$][)( \u001D茶ü'.split(''));
const code = fc.string({ unit: sign, minLength: 1, maxLength: 40 }).filter((text) => text.trim() !== '');
const ending = fc.constantFrom('\r', '\n', '\r\n', '\u0003', '\u0003\r\n', '\t');

describe('a scanner on a serial line', () => {
  test('is heard code by code, whatever ends them and wherever the line cuts them', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(code, ending, fc.boolean()), { minLength: 1, maxLength: 6 }), fc.array(fc.nat(), { maxLength: 12 }), (sent, cuts) => {
        const bytes = bytesOf(sent.map(([text, end, framed]) => `${framed ? '\u0002' : ''}${text}${end}`).join(''));
        expect(heardIn(bytes, cuts)).toEqual(sent.map(([text]) => text));
      }),
      random,
    );
  });

  test('keeps what stands between the values of a GS1 code and drops what is no sign', () => {
    expect(heardIn(bytesOf(']C10109506000134352\u001D10AB7\u0000\u001D2112\r'), [5, 20])).toEqual([']C10109506000134352\u001D10AB7\u001D2112']);
    expect(heardIn(bytesOf('\r\n \r\n\u0002\u0003'), [])).toEqual([]);
  });

  test('set for China sends GB 18030, which is read as such', () => {
    expect(serialLine().hear(Uint8Array.from([0xb2, 0xe8, 0x2d, 0x37, 0x0d]))).toEqual(['茶-7']);
  });

  test('whose line lost bytes takes no rest of a code for a code', () => {
    const line = serialLine();
    expect(line.hear(bytesOf('69012'))).toEqual([]);
    line.cut();
    expect(line.hear(bytesOf('34567\r6901234567892\r'))).toEqual(['6901234567892']);
    line.cut();
    expect(line.hear(bytesOf('4567\u00026901234567892\u0003'))).toEqual(['6901234567892']);
    expect(line.hear(bytesOf('690123'))).toEqual([]);
    expect(line.begun()).toBe(true);
    line.forget();
    expect(line.hear(bytesOf('6901234567892\r'))).toEqual(['6901234567892']);
  });

  test('that makes noise without end fills no memory and gives no code', () => {
    const line = serialLine();
    for (let round = 0; round < 100; round += 1) expect(line.hear(new Uint8Array(1_000).fill(0x55))).toEqual([]);
    expect(line.hear(bytesOf('\r6901234567892\r'))).toEqual(['6901234567892']);
  });
});
