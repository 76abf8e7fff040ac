/**
 * ISO 4217 list one: active codes by the number of minor digits. Kept here because Intl shows digits by custom
 * (it gives HUF and IDR none), which would lose the cents a bank statement has. BGN and ANG ended in 2025 and stay
 * readable for the orders of that time. Codes without a minor unit (gold, drawing rights, tests) are no shop's money.
 */
const twoDigits =
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC ' +
  'CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR ' +
  'KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN ' +
  'PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS ' +
  'UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG';
const noDigits = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF';
const threeDigits = 'BHD IQD JOD KWD LYD OMR TND';
const fourDigits = 'CLF UYW';

const digitsByCode: ReadonlyMap<string, number> = new Map([
  ...listed(twoDigits, 2),
  ...listed(noDigits, 0),
  ...listed(threeDigits, 3),
  ...listed(fourDigits, 4),
]);

/** Every currency money can be kept in, in the alphabet's order. */
export const currencyCodes: readonly string[] = [...digitsByCode.keys()].sort();

/** Whether a text is the ISO 4217 code of a currency money can be kept in. */
export const isCurrency = (code: string): boolean => digitsByCode.has(code);

/**
 * How many digits a currency has after the decimal mark: USD 2, JPY 0, KWD 3, CLF 4. Source: ISO 4217.
 * @throws RangeError when the code is not in the list.
 */
export function minorDigits(code: string): number {
  const digits = digitsByCode.get(code);
  if (digits === undefined) throw new RangeError(`${code} is not an ISO 4217 currency`);
  return digits;
}

function listed(codes: string, digits: number): [string, number][] {
  return codes.split(' ').map((code) => [code, digits]);
}
