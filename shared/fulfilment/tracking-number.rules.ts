/** How a carrier's numbers prove themselves: UPS's 1Z, the postal union's S10, DHL's remainder of seven, FedEx's of eleven. */
export const checkRules = ['none', 'ups', 's10', 'mod7', 'fedex'] as const;
export type CheckRule = (typeof checkRules)[number];

export interface NumberedCarrier {
  id: number;
  code: string;
  name: string;
  /** # a digit, @ a letter, * either; several separated by spaces. */
  numberForms: string;
  checkRule: CheckRule;
  linkTemplate: string;
}

/** The first sign that may not stand in a form; null where all may. */
export const formsProblem = (forms: string): string | null => /[^#@*A-Z0-9 ]/.exec(forms)?.[0] ?? null;

/** A number as it is compared: without spaces and hyphens, in capitals. */
export const plainNumber = (number: string): string => number.toUpperCase().replaceAll(/[\s-]/g, '');

const kinds: Record<string, string> = { '#': '[0-9]', '@': '[A-Z]', '*': '[0-9A-Z]' };

const fits = (form: string, number: string): boolean => new RegExp(`^${Array.from(form, (sign) => kinds[sign] ?? sign).join('')}$`).test(number);

/** How much of a form is said: a letter or digit that must stand there says more than any sign that may. */
const exactness = (form: string): number => Array.from(form).reduce((sum, sign) => sum + ({ '*': 0, '#': 1, '@': 1 }[sign] ?? 4), 0);

export interface Recognised {
  carrierId: number;
  code: string;
  name: string;
  /** Whether a check digit proved it. */
  checked: boolean;
  link: string | null;
}

/** The carriers whose numbers look like this one; a wrong check digit rules one out. The surest first. */
export function recogniseNumber(carriers: readonly NumberedCarrier[], text: string): Recognised[] {
  const number = plainNumber(text);
  return carriers
    .flatMap((carrier) => {
      const forms = carrier.numberForms.split(' ').filter((form) => form !== '' && fits(form, number));
      const checks = checkers[carrier.checkRule];
      if (forms.length === 0 || (checks && !checks(number))) return [];
      return [{ carrier, checked: checks !== undefined, exact: Math.max(...forms.map(exactness)) }];
    })
    .toSorted((a, b) => Number(b.checked) - Number(a.checked) || b.exact - a.exact || a.carrier.id - b.carrier.id)
    .map(({ carrier, checked }) => ({ carrierId: carrier.id, code: carrier.code, name: carrier.name, checked, link: linkOf(carrier.linkTemplate, number) }));
}

/** Where a parcel is looked up; null where the carrier has no such page. */
export const linkOf = (template: string, number: string): string | null => (template === '' ? null : template.replaceAll('{number}', encodeURIComponent(plainNumber(number))));

const checkers: Record<CheckRule, ((number: string) => boolean) | undefined> = { none: undefined, ups: isUps, s10: isPostal, mod7: isRemainderOfSeven, fedex: isFedex };

const digitsOf = (text: string): number[] => Array.from(text, Number);

/** 1Z and fifteen signs; letters count as digits, every second one twice. Source: UPS, tracking number check digit. */
function isUps(number: string): boolean {
  const values = Array.from(number.slice(2, -1), (sign) => (/\d/.test(sign) ? Number(sign) : (sign.charCodeAt(0) - 63) % 10));
  const sum = values.reduce((total, value, index) => total + value * (index % 2 === 1 ? 2 : 1), 0);
  return (10 - (sum % 10)) % 10 === Number(number.at(-1));
}

const postalWeights = [8, 6, 4, 2, 3, 5, 9, 7];

/** Source: Universal Postal Union, standard S10: 11 less the weighted sum's remainder of eleven; 10 is written 0 and 11 is written 5. */
function isPostal(number: string): boolean {
  const digits = digitsOf(number.slice(2, 11));
  const rest = 11 - (postalWeights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0) % 11);
  return (rest === 10 ? 0 : rest === 11 ? 5 : rest) === digits[8];
}

/** DHL Express waybills: the last digit is what seven leaves of the others. */
function isRemainderOfSeven(number: string): boolean {
  return Number(number.slice(0, -1)) % 7 === Number(number.at(-1));
}

const fedexWeights = [3, 1, 7];

/** FedEx Express, twelve digits: weighted sum, what eleven leaves of it; ten is written 0. */
function isFedex(number: string): boolean {
  const sum = digitsOf(number.slice(0, 11)).reduce((total, digit, index) => total + digit * (fedexWeights[index % 3] ?? 0), 0);
  return (sum % 11) % 10 === Number(number.at(-1));
}
