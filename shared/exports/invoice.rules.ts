import type { Day } from '../units/day.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import type { Quantity } from '../units/quantity.ts';
import { type RatePpm, ratePpm } from '../units/rate-ppm.ts';

/** Buyer or seller as other programs want them: the parts of an address apart. */
export interface InvoiceParty {
  name: string;
  street: string;
  city: string;
  postcode: string;
  country: string;
  email: string;
  taxNumber: string | null;
}

export interface InvoiceLine {
  sku: string;
  name: string;
  quantity: Quantity;
  net: Minor;
  tax: Minor;
  rate: RatePpm;
}

export interface InvoiceCharge {
  kind: 'shipping' | 'fee';
  name: string;
  net: Minor;
  tax: Minor;
  rate: RatePpm;
}

/** An invoice or a credit note as it was issued, for formats that carry it to other programs. */
export interface ExportInvoice {
  kind: 'invoice' | 'creditNote';
  number: string;
  reference: string;
  issuedOn: Day;
  dueOn: Day | null;
  currency: string;
  seller: InvoiceParty;
  buyer: InvoiceParty | null;
  lines: readonly InvoiceLine[];
  charges: readonly InvoiceCharge[];
  rounding: Minor;
  paid: Minor;
}

export interface InvoiceTotals {
  lines: Minor;
  charges: Minor;
  net: Minor;
  tax: Minor;
  gross: Minor;
  payable: Minor;
  byRate: readonly { rate: RatePpm; net: Minor; tax: Minor }[];
}

/** What an invoice comes to: the sum of what stands on it, and nothing computed twice. */
export function invoiceTotals({ lines, charges, rounding, paid }: Pick<ExportInvoice, 'lines' | 'charges' | 'rounding' | 'paid'>): InvoiceTotals {
  const rows = [...lines, ...charges];
  const byRate = [...Map.groupBy(rows, ({ rate }) => rate)]
    .map(([rate, some]) => ({ rate, net: sumMinor(some.map(({ net }) => net)), tax: sumMinor(some.map(({ tax }) => tax)) }))
    .toSorted((a, b) => b.rate - a.rate);
  const net = sumMinor(rows.map((row) => row.net));
  const tax = sumMinor(rows.map((row) => row.tax));
  const gross = minor(net + tax);
  return { lines: sumMinor(lines.map((row) => row.net)), charges: sumMinor(charges.map((row) => row.net)), net, tax, gross, payable: minor(gross + rounding - paid), byRate };
}

/** The rate a charge was taxed at, which it does not carry: one of the goods' where that gives its tax, else what its tax says. */
export function rateOfCharge({ net, tax }: { net: Minor; tax: Minor }, ofGoods: readonly RatePpm[]): RatePpm {
  const fits = ofGoods.find((rate) => Math.abs(mulDiv(net, rate, 1_000_000) - tax) <= 1);
  if (fits !== undefined) return fits;
  return net === 0 ? ratePpm(0) : ratePpm(Math.round(mulDiv(Math.abs(tax), 1_000_000, Math.abs(net)) / 1000) * 1000);
}
