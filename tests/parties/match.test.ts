import { describe, expect, test } from 'vitest';
import { addressKey, emailKey, nameKey, phoneKey } from '../../shared/parties/contact-key.rules.ts';
import { matchCustomer } from '../../shared/parties/match.rules.ts';

describe('what spellings have in common', () => {
  test('an e-mail address is one whatever its case and width', () => {
    expect(['Mei@Example.com ', 'mei@example.com', 'ｍｅｉ@example.com'].map(emailKey)).toEqual(['mei@example.com', 'mei@example.com', 'mei@example.com']);
    expect(['', 'mei', 'm**@example.com', 'noreply@shop.test', 'none@none.com', 'a b@c.d'].map(emailKey)).toEqual(Array.from({ length: 6 }));
  });

  test('a phone number is one however it is dialled', () => {
    const german = ['+49 170 1234567', '0049 170 1234567', '0170/1234567', '+49 (0)170 1234567', '491701234567'];
    expect(new Set(german.map((number) => phoneKey(number, 'DE')))).toEqual(new Set(['+491701234567']));
    expect(phoneKey('0170 1234567', 'US')).not.toBe('+491701234567');
    const chinese = ['13800138000', '+86 138 0013 8000', '8613800138000', '０１３８００１３８０００'];
    expect(chinese.map((number) => phoneKey(number, 'CN'))).toEqual(Array.from({ length: 4 }, () => '+8613800138000'));
    const american = ['(415) 555-2671', '1-415-555-2671', '+1 415 555 2671', '415.555.2671', '011 1 415 555 2671'];
    expect(new Set(american.map((number) => phoneKey(number, 'US')))).toEqual(new Set(['+14155552671']));
    expect([phoneKey('8 912 345-67-89', 'RU'), phoneKey('+7 912 345 67 89', 'DE')]).toEqual(['+79123456789', '+79123456789']);
    expect([phoneKey('06 20 123 4567', 'HU'), phoneKey('06 1234 5678', 'IT')]).toEqual(['+36201234567', '+390612345678']);
    expect(phoneKey('0912-345-678', 'TW')).toBe('+886912345678');
  });

  test('the extension of a hidden number tells buyers apart', () => {
    const keys = ['18412345678-1234', '18412345678转1234', '18412345678,5678', '18412345678'].map((number) => phoneKey(number, 'CN'));
    expect(keys).toEqual(['+8618412345678x1234', '+8618412345678x1234', '+8618412345678x5678', '+8618412345678']);
    expect(phoneKey('415-555-2671 ext. 12', 'US')).toBe('+14155552671x12');
  });

  test('masked, short and made-up numbers match nobody', () => {
    expect(['138****8000', '110', '00000000000', '', 'none', '1111111111'].map((number) => phoneKey(number, 'CN'))).toEqual(Array.from({ length: 6 }));
  });

  test('a name is one in any order of its words, without accents and signs', () => {
    expect(['José García', 'Garcia, Jose', 'jose  GARCIA'].map(nameKey)).toEqual(['garcia jose', 'garcia jose', 'garcia jose']);
    expect([nameKey('李雷'), nameKey('李*'), nameKey('X'), nameKey('')]).toEqual(['李雷', undefined, undefined, undefined]);
  });

  test('a name at a postcode is one customer, in its country only', () => {
    const key = (recipient: string, postcode: string, country: string) => addressKey({ recipient, postcode, country });
    expect(key('John Doe', '94107-1234', 'US')).toBe(key('Doe John', '94107', 'US'));
    expect(key('John Doe', 'SW1A 1AA', 'GB')).toBe(key('John Doe', 'sw1a1aa', 'GB'));
    expect(key('John Doe', '10115', 'DE')).not.toBe(key('John Doe', '10115', 'FR'));
    expect([key('John Doe', '', 'DE'), key('J*', '10115', 'DE')]).toEqual([undefined, undefined]);
  });
});

describe('which customer is meant', () => {
  test('an e-mail counts more than a phone, and a phone more than a name', () => {
    const phone = { customerId: 1, by: 'phone', key: '+49170' } as const;
    const email = { customerId: 2, by: 'email', key: 'a@b.c' } as const;
    const name = { customerId: 3, by: 'namePostcode', key: 'DE 10115 doe john' } as const;
    expect(matchCustomer([name, phone, email])).toEqual({ ...email, others: [] });
    expect(matchCustomer([name, phone])).toEqual({ ...phone, others: [] });
    expect(matchCustomer([name])).toEqual({ ...name, others: [] });
    expect(matchCustomer([])).toBeUndefined();
  });

  test('of several that fit the oldest is meant, and the others are named', () => {
    const fits = [7, 3, 9, 3].map((customerId) => ({ customerId, by: 'phone', key: '+49170' }) as const);
    expect(matchCustomer(fits)).toEqual({ customerId: 3, by: 'phone', key: '+49170', others: [7, 9] });
  });
});
