import { callingPlan } from './calling-codes.ts';

/** What two spellings of one e-mail address have in common; undefined when it can stand for nobody in particular. */
export function emailKey(value: string): string | undefined {
  const address = value.normalize('NFKC').trim().toLowerCase();
  const readable = /^[^\s@*]+@[^\s@*]+\.[^\s@*]+$/.test(address);
  return readable && !/^(no-?reply|no-?e?mail|none|unknown|n\/?a)@/.test(address) ? address : undefined;
}

/**
 * A telephone number as it is dialled from anywhere (`+8613800138000`), whether it was written with its country or as at
 * home; `country` is where it was most likely written. An extension stays apart, because marketplaces hide buyers behind
 * one number with many of them. Undefined for masked, too short and made-up numbers.
 */
export function phoneKey(value: string, country: string): string | undefined {
  const text = value.normalize('NFKC').trim();
  if (text.includes('*')) return undefined;
  const { number, extension } = withoutExtension(text);
  const digits = number.replace(/\(0\)/, '').replace(/\D/g, '');
  const international = abroad(number, digits, country) ?? athome(digits, country);
  if (international.length < 8 || international.length > 15 || /(\d)\1{6,}$/.test(international)) return undefined;
  return `+${international}${extension === '' ? '' : `x${extension}`}`;
}

/** What two spellings of a name have in common: letters only, its words in any order. Undefined for masked and one-letter names. */
export function nameKey(name: string): string | undefined {
  if (name.includes('*')) return undefined;
  const letters = name.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
  const key = letters.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '').sort().join(' ');
  return key.length < 2 ? undefined : key;
}

export interface Place {
  recipient: string;
  postcode: string;
  country: string;
}

/** A name at a postcode: enough to tell two customers apart, little enough to survive another spelling of the street. */
export function addressKey({ recipient, postcode, country }: Place): string | undefined {
  const name = nameKey(recipient);
  const letters = postcode.normalize('NFKC').toUpperCase().replace(/[^A-Z0-9]/g, '');
  // An American code may or may not carry its four digits of the block.
  const area = country === 'US' ? letters.slice(0, 5) : letters;
  return name === undefined || area.length < 3 ? undefined : `${country} ${area} ${name}`;
}

function withoutExtension(text: string): { number: string; extension: string } {
  const [, number = text, extension = ''] = /^(.*?)\s*(?:ext\.?|x|#|转|轉|,)\s*(\d{1,6})$/i.exec(text) ?? /^(1\d{10})-(\d{1,6})$/.exec(text) ?? [];
  return { number, extension };
}

/** The digits of a number written with its country, by a plus, by what is dialled to leave a country, or by its code alone. */
function abroad(number: string, digits: string, country: string): string | undefined {
  if (number.trimStart().startsWith('+')) return digits;
  const plan = callingPlan(country);
  if (plan?.code === '1' && digits.startsWith('011')) return digits.slice(3);
  if (digits.startsWith('00')) return digits.slice(2);
  const hasCode = plan !== undefined && digits.startsWith(plan.code) && digits.length - plan.code.length >= 9;
  return hasCode ? digits : undefined;
}

/** Italy's numbers keep their zero abroad; it has no trunk digit in the list for that reason. */
function athome(digits: string, country: string): string {
  const plan = callingPlan(country);
  if (!plan) return digits;
  return plan.code + (plan.trunk !== '' && digits.startsWith(plan.trunk) ? digits.slice(plan.trunk.length) : digits);
}
