import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gtinCheckDigit, isGtin, normaliseCode, printedForms } from '../../shared/catalog/gtin.rules.ts';

describe('codes', () => {
  test('the printed forms of one GTIN are one code', () => {
    // UPC-A of a Kleenex box: as UPC-A, as EAN-13 with its zero, and as a case code of quantity zero.
    const forms = ['036000291452', '0036000291452', '00036000291452', ' 0360-0029-1452 ', '０３６０００２９１４５２'];
    expect(new Set(forms.map((form) => normaliseCode(form).code))).toEqual(new Set(['00036000291452']));
    expect(normaliseCode('4006381333931')).toEqual({ code: '04006381333931', kind: 'gtin' });
    expect(normaliseCode('96385074')).toEqual({ code: '00000096385074', kind: 'gtin' });
  });

  test('a wrong check digit or another length is a text, kept as it is', () => {
    expect(normaliseCode('4006381333932')).toEqual({ code: '4006381333932', kind: 'text' });
    expect(normaliseCode('12345')).toEqual({ code: '12345', kind: 'text' });
    expect(normaliseCode(' RD-99 ')).toEqual({ code: 'RD-99', kind: 'text' });
    expect(isGtin('４００６３８１３３３９３１')).toBe(false);
  });

  test('a stored code is found however it was printed', () => {
    expect(printedForms({ code: '04006381333931', kind: 'gtin' })).toEqual(['4006381333931', '04006381333931']);
    expect(printedForms({ code: '00036000291452', kind: 'gtin' })).toEqual(['036000291452', '0036000291452', '00036000291452']);
    expect(printedForms({ code: 'RD-99', kind: 'text' })).toEqual(['RD-99']);
  });

  test('one wrong digit never passes', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(digits, fc.nat(11), fc.integer({ min: 1, max: 9 }), (body, place, shift) => {
        const right = body.join('');
        const wrong = body.map((digit, index) => (index === place ? (digit + shift) % 10 : digit)).join('');
        return isGtin(right + gtinCheckDigit(right)) && !isGtin(wrong + gtinCheckDigit(right));
      }),
      { seed: 20_260_107 },
    );
  });
});
