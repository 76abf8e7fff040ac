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

export type AddressGap = 'recipient' | 'street' | 'houseNumber' | 'city' | 'postcode' | 'country' | 'phone';

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
