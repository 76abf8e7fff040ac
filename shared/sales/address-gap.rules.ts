export interface WrittenAddress {
  recipient: string;
  line1: string;
  line2: string;
  city: string;
  region: string;
  postcode: string;
  country: string;
  phone: string;
}

/** Where no postcodes are in use, or parcels find their way without. */
const withoutPostcodes = new Set(['HK', 'MO', 'AE', 'QA', 'CN', 'IE', 'JM', 'KE', 'GH']);
/** City and country are the same place. */
const cityStates = new Set(['SG', 'HK', 'MO', 'MC', 'VA', 'GI']);
/** No carrier of this country takes a parcel without a number to call. */
const withPhone = new Set(['CN', 'TW']);

export const addressGapNames = ['recipient', 'street', 'houseNumber', 'city', 'postcode', 'country', 'phone'] as const;
export type AddressGap = (typeof addressGapNames)[number];

const hasDigit = (text: string): boolean => /[\d０-９一二三四五六七八九十]/.test(text);

/** What a carrier would ask back for. An order that goes nowhere (null) lacks nothing. */
export function addressGaps(address: WrittenAddress | null): AddressGap[] {
  if (!address) return [];
  const { recipient, line1, line2, city, region, postcode, country, phone } = address;
  const lacks: [AddressGap, boolean][] = [
    ['recipient', recipient.trim() === ''],
    ['street', line1.trim() === ''],
    ['houseNumber', line1.trim() !== '' && !hasDigit(line1 + line2)],
    ['city', city.trim() === '' && region.trim() === '' && !cityStates.has(country)],
    ['postcode', postcode.trim() === '' && !withoutPostcodes.has(country)],
    ['country', country.trim().length !== 2],
    ['phone', phone.trim() === '' && withPhone.has(country)],
  ];
  return lacks.flatMap(([gap, isMissing]) => (isMissing ? [gap] : []));
}

/** Which field of an address each gap is closed in. */
export const gapFields = {
  recipient: 'recipient',
  street: 'line1',
  houseNumber: 'line1',
  city: 'city',
  postcode: 'postcode',
  country: 'country',
  phone: 'phone',
} as const satisfies Record<AddressGap, keyof WrittenAddress>;

export interface SaidAddress extends WrittenAddress {
  company: string;
  email: string;
}

/** An address as one text, field by field in a fixed order, by which two of them are told apart. */
export const saidAddress = ({ recipient, company, line1, line2, city, region, postcode, country, phone, email }: SaidAddress): string =>
  JSON.stringify([recipient, company, line1, line2, city, region, postcode, country, phone, email]);

/** The address such a text was made of. */
export function readSaidAddress(said: string): SaidAddress {
  // Written by saidAddress.
  const [recipient = '', company = '', line1 = '', line2 = '', city = '', region = '', postcode = '', country = '', phone = '', email = ''] = JSON.parse(said) as string[];
  return { recipient, company, line1, line2, city, region, postcode, country, phone, email };
}
