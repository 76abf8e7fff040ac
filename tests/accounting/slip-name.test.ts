import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { photoDayOf } from '../../shared/accounting/photo-day.rules.ts';
import { lastAlike, linesFor, readSlipName, slipDay } from '../../shared/accounting/slip.rules.ts';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';

describe('what the name of a receipt says', () => {
  test.each([
    ['2026-11-03 Telekom 39,90.pdf', 'EUR', '2026-11-03', 3_990, 'Telekom'],
    ['2026-11-03_Telekom_39.90.PDF', 'EUR', '2026-11-03', 3_990, 'Telekom'],
    ['20261103-Telekom-39,90.jpg', 'EUR', '2026-11-03', 3_990, 'Telekom'],
    ['03.11.2026 Baumarkt 1.234,50.pdf', 'EUR', '2026-11-03', 123_450, 'Baumarkt'],
    ['Office Depot $1,234.50 2026.11.03.pdf', 'USD', '2026-11-03', 123_450, 'Office Depot'],
    ['Taxi €40.jpg', 'EUR', undefined, 4_000, 'Taxi'],
    ['Taxi 40 EUR.jpg', 'EUR', undefined, 4_000, 'Taxi'],
    ['2026年11月3日 电信 39.90元.jpg', 'CNY', '2026-11-03', 3_990, '电信'],
    ['顺丰￥128.jpg', 'CNY', undefined, 12_800, '顺丰'],
    ['電車 ¥1,200.jpg', 'JPY', undefined, 1_200, '電車'],
    ['Souq 12.345.pdf', 'KWD', undefined, 12_345, 'Souq'],
    ['Rechnung 4711 Telekom 39,90.pdf', 'EUR', undefined, 3_990, 'Rechnung 4711 Telekom'],
    ['Telekom 39,90 (1).pdf', 'EUR', undefined, 3_990, 'Telekom'],
  ])('%s in %s', (name, currency, on, amount, words) => {
    expect(readSlipName(name, currency)).toEqual({ day: on, amount, words });
  });

  test.each([
    ['a camera says a day and nothing else', 'IMG_20261103_142233.jpg', 'EUR', { day: '2026-11-03', amount: undefined, words: '' }],
    ['a scanner says nothing', 'Scan0042.pdf', 'EUR', { day: undefined, amount: undefined, words: '' }],
    ['WhatsApp says a day', 'WhatsApp Image 2026-11-03 at 14.22.33.jpeg', 'EUR', { day: '2026-11-03', amount: undefined, words: '' }],
    ['a number without its cents is no amount', 'Telekom 39.pdf', 'EUR', { day: undefined, amount: undefined, words: 'Telekom 39' }],
    ['a day without a year is no amount', 'Telekom 12.11.pdf', 'EUR', { day: undefined, amount: undefined, words: 'Telekom 12.11' }],
    ['beside a day of its own it is one', '2026-11-12 Telekom 12.11.pdf', 'EUR', { day: '2026-11-12', amount: 1_211, words: 'Telekom' }],
    ['another currency is not the shop’s', 'Adobe USD 23.99.pdf', 'EUR', { day: undefined, amount: undefined, words: 'Adobe' }],
    ['two amounts are none', 'Telekom 39,90 und 19,90.pdf', 'EUR', { day: undefined, amount: undefined, words: 'Telekom und' }],
    ['two days are none', '2026-11-01 2026-11-30 Telekom.pdf', 'EUR', { day: undefined, amount: undefined, words: 'Telekom' }],
    ['there is no thirtieth of February', '2026-02-30 Telekom.pdf', 'EUR', { day: undefined, amount: undefined, words: '2026-02-30 Telekom' }],
    ['the Top 10 are no money of Tonga', 'TOP 10 Baumarkt.pdf', 'EUR', { day: undefined, amount: undefined, words: 'TOP 10 Baumarkt' }],
    ['letters about a figure are its own', 'Model X39.90b.pdf', 'EUR', { day: undefined, amount: undefined, words: 'Model X39.90b' }],
  ])('%s: %s', (_what, name, currency, said) => {
    expect(readSlipName(name, currency)).toEqual(said);
  });
});

describe('the day an entry begins with', () => {
  const today = day('2026-11-21');
  const file = { datedOn: day('2026-11-19'), datedBy: 'file' } as const;
  test('is the name’s, else the file’s own', () => {
    expect(slipDay({ named: day('2026-11-03'), ...file }, today)).toEqual({ postedOn: '2026-11-03', from: 'name' });
    expect(slipDay({ named: undefined, ...file }, today)).toEqual({ postedOn: '2026-11-19', from: 'file' });
    expect(slipDay({ named: undefined, datedOn: day('2026-11-20'), datedBy: 'photo' }, today)).toEqual({ postedOn: '2026-11-20', from: 'photo' });
    expect(slipDay({ named: undefined, datedOn: null, datedBy: null }, today)).toBeNull();
  });
  test('is not tomorrow, and not a camera’s whose clock was never set', () => {
    expect(slipDay({ named: day('2026-11-22'), ...file }, today)).toBeNull();
    expect(slipDay({ named: undefined, datedOn: day('2012-01-01'), datedBy: 'photo' }, today)).toBeNull();
  });
});

describe('what was written before about the same', () => {
  const earlier = [{ text: 'Telekom, telephone in October', id: 3 }, { text: 'Rent', id: 2 }, { text: 'Telekom', id: 1 }, { text: '电信话费', id: 0 }];
  test('has all the words of the name, or none beyond them; the latest is taken', () => {
    expect(lastAlike('telekom', earlier)?.id).toBe(3);
    expect(lastAlike('Rent of November', earlier)?.id).toBe(2);
    expect(lastAlike('电信', earlier)?.id).toBe(0);
  });
  test('is not there for other words, for figures, or for one letter', () => {
    expect(lastAlike('Vodafone', earlier)).toBeUndefined();
    expect(lastAlike('4711', [{ text: '4711' }])).toBeUndefined();
    expect(lastAlike('R', earlier)).toBeUndefined();
    expect(lastAlike('', earlier)).toBeUndefined();
  });
});

test('a side with one line takes the whole amount, one with several is left to a person; no earlier amount comes along', () => {
  const lines = [{ ledgerAccountId: 1, amount: minor(8_403), channelId: null }, { ledgerAccountId: 2, amount: minor(1_597), locationId: 4 }, { ledgerAccountId: 3, amount: minor(-10_000) }];
  expect(linesFor(lines, minor(3_990))).toEqual([
    { ledgerAccountId: 1, side: 'debit', amount: null },
    { ledgerAccountId: 2, side: 'debit', amount: null, locationId: 4 },
    { ledgerAccountId: 3, side: 'credit', amount: 3_990 },
  ]);
  expect(linesFor(lines, undefined).map(({ amount }) => amount)).toEqual([null, null, null]);
});

test('a photo says the day on its camera; a picture without one, a PDF and a torn file say none', async () => {
  const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } });
  const plain = await picture.clone().jpeg().toBuffer();
  const taken = await picture.clone().withExif({ IFD2: { DateTimeOriginal: '2026:11:03 09:12:44' } }).jpeg().toBuffer();
  expect(photoDayOf(taken)).toBe('2026-11-03');
  expect(photoDayOf(plain)).toBeUndefined();
  expect(photoDayOf(Buffer.from('%PDF-1.7\n'))).toBeUndefined();
  for (let length = 0; length < 300; length += 1) expect(photoDayOf(taken.subarray(0, length)) ?? '2026-11-03').toBe('2026-11-03');
});
