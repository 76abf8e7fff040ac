import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { delimiterOf } from '../../shared/company/delimiter.rules.ts';
import { type Encoding, encodingEvidence } from '../../shared/company/encoding.rules.ts';
import { runs } from '../support/soak.ts';

function guess(bytes: Uint8Array, partLength = 7): Encoding {
  const evidence = encodingEvidence();
  for (let from = 0; from < bytes.length; from += partLength) evidence.add(bytes.subarray(from, from + partLength));
  return evidence.guess();
}

/** What an encoding writes for each character, from its own decoder: there is no encoder to ask. */
function bytesOf(encoding: 'gb18030' | 'big5', characters: string): (text: string) => Uint8Array {
  const decoder = new TextDecoder(encoding);
  const wanted = new Set(characters);
  const table = new Map<string, number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (wanted.has(character)) table.set(character, [lead, trail]);
    }
  }
  return (text) => Uint8Array.from(Array.from(text).flatMap((character) => table.get(character) ?? [character.charCodeAt(0)]));
}

const simplified = '龙井茶绿碳素鱼竿手机壳保温杯陶瓷碗筷子毛巾棉质短袖衬衫裤子袜运动鞋皮带钱包雨伞台灯电池充电器数据线耳机键盘鼠标笔记本铅笔橡皮文件夹';
const traditional = '龍井茶綠碳素魚竿手機殼保溫杯陶瓷碗筷子毛巾棉質短袖襯衫褲子襪運動鞋皮帶錢包雨傘檯燈電池充電器資料線耳機鍵盤滑鼠筆記本鉛筆橡皮資料夾';

/** Rows of a small sheet: goods in these characters with codes and prices between them. */
const rowsOf = (characters: string, fewest: number) =>
  fc
    .array(fc.tuple(fc.array(fc.constantFrom(...Array.from(characters)), { minLength: 3, maxLength: 8 }), fc.nat(9999)), { minLength: fewest, maxLength: 12 })
    .map((rows) => rows.map(([name, price]) => `SKU-${price},${name.join('')},${price}.50`).join('\r\n'));

describe('the encoding of a text', () => {
  const writeGb = bytesOf('gb18030', simplified);
  const writeBig5 = bytesOf('big5', traditional);

  test('goods in simplified characters from a Chinese Excel are GB18030', () => {
    fc.assert(fc.property(rowsOf(simplified, 4), (text) => guess(writeGb(text)) === 'gb18030'), { seed: 7, numRuns: runs(300, 20_000, 'texts in GB18030 told from Big5') });
  });

  test('goods in traditional characters from a Taiwanese Excel are Big5', () => {
    fc.assert(fc.property(rowsOf(traditional, 4), (text) => guess(writeBig5(text)) === 'big5'), { seed: 7, numRuns: runs(300, 20_000, 'texts in Big5 told from GB18030') });
  });

  test('any text in UTF-8 is UTF-8, wherever its parts are cut', () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 }).filter((one) => !one.includes('\0'));
    fc.assert(fc.property(text, fc.integer({ min: 1, max: 9 }), (one, part) => guess(new TextEncoder().encode(one), part) === 'utf-8'), { seed: 7, numRuns: runs(500, 50_000) });
  });

  test('a mark at the beginning is believed, and wide text is known without one', () => {
    expect(guess(Uint8Array.of(0xff, 0xfe, 0x41, 0))).toBe('utf-16le');
    expect(guess(Uint8Array.of(0xfe, 0xff, 0, 0x41))).toBe('utf-16be');
    expect(guess(Buffer.from('sku,name\r\nA,茶', 'utf16le'))).toBe('utf-16le');
  });

  test('accented letters that stand alone are a Western file', () => {
    expect(guess(Buffer.from('sku,name,price\r\nA-1,Café crème brûlée,3.50\r\nB-2,Müsli für Kinder,4.20', 'latin1'))).toBe('windows-1252');
  });

  test('half a character at the end, an overlong form and a surrogate are no UTF-8', () => {
    for (const bytes of [[0xe4, 0xb8], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80]]) expect(guess(Uint8Array.from(bytes))).not.toBe('utf-8');
  });
});

describe('the delimiter of a text', () => {
  test.each([
    ['sku,name\nA,"Tea, green"\nB,Cup', ','],
    ['sku;name;price\nA;Tea;3,50\nB;Cup;4,20', ';'],
    ['sku\tname\nA\tTea, green', '\t'],
    ['sku|name\nA|Tea', '|'],
  ] as const)('%j is cut by %j', (text, delimiter) => {
    expect(delimiterOf(text).delimiter).toBe(delimiter);
  });

  test("Excel's own announcement is followed", () => {
    expect(delimiterOf('sep=;\r\na,b;c\r\n')).toEqual({ delimiter: ';', announcedBy: 7 });
  });
});
