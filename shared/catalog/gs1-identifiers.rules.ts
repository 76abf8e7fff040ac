/**
 * How the value of one GS1 application identifier is written. `length` is exact; `upTo` ends at the separator or at the end.
 * `implied` identifiers say in their last digit how many decimals the value has.
 */
export interface Gs1Format {
  readonly identifier: string;
  readonly of: 'digits' | 'text' | 'date' | 'checked';
  readonly length?: number;
  readonly upTo?: number;
  readonly atLeast?: number;
  readonly implied?: true;
}

const checked = (identifier: string, length: number): Gs1Format => ({ identifier, of: 'checked', length });
const digits = (identifier: string, length: number): Gs1Format => ({ identifier, of: 'digits', length });
const date = (identifier: string): Gs1Format => ({ identifier, of: 'date', length: 6 });
const number = (identifier: string, upTo: number): Gs1Format => ({ identifier, of: 'digits', upTo });
const text = (identifier: string, upTo: number): Gs1Format => ({ identifier, of: 'text', upTo });
const measure = (identifier: string): Gs1Format => ({ identifier, of: 'digits', length: 6, implied: true });
const amount = (identifier: string, upTo: number, atLeast = 1): Gs1Format => ({ identifier, of: 'digits', upTo, atLeast, implied: true });

/**
 * The identifiers a shop meets. Others are refused by name, because nobody could say where their value ends.
 * Amounts end at eleven digits where GS1 allows fifteen: more would leave the whole numbers we count in.
 * Source: GS1 General Specifications, chapter 3.
 */
const formats: readonly Gs1Format[] = [
  checked('00', 18), checked('01', 14), checked('02', 14),
  text('10', 20), date('11'), date('12'), date('13'), date('15'), date('16'), date('17'),
  digits('20', 2), text('21', 20), text('22', 20), text('235', 28), text('240', 30), text('241', 30), number('242', 6),
  text('243', 20), text('250', 30), text('251', 30), text('254', 20),
  number('30', 8), number('37', 8),
  ...['310', '311', '312', '313', '314', '315', '316', '320', '330', '331', '335', '336', '356', '357'].map(measure),
  amount('390', 11), amount('391', 14, 4), amount('392', 11), amount('393', 14, 4),
  text('400', 30), text('401', 30), digits('402', 17), text('403', 30),
  ...['410', '411', '412', '413', '414', '415', '416', '417'].map((identifier) => checked(identifier, 13)),
  text('420', 20), digits('422', 3), digits('7003', 10), digits('8005', 6), text('8020', 25),
  text('90', 30), ...['91', '92', '93', '94', '95', '96', '97', '98', '99'].map((identifier) => text(identifier, 90)),
];

const byIdentifier = new Map(formats.map((format) => [format.identifier, format]));

/** The format a text begins with, and the whole identifier as printed: `3103` is `310` with three decimals. */
export function formatAt(rest: string): { format: Gs1Format; identifier: string } | undefined {
  for (const length of [2, 3, 4]) {
    const format = byIdentifier.get(rest.slice(0, length));
    if (!format) continue;
    const identifier = rest.slice(0, length + (format.implied ? 1 : 0));
    return /^\d+$/.test(identifier) ? { format, identifier } : undefined;
  }
  return undefined;
}
