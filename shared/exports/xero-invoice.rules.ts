import { row } from '../accounting/export/csv.rules.ts';
import { decimalText, quantityPlaces } from '../units/decimal.ts';
import { minorDigits } from '../units/currency.ts';
import { type ExportInvoice, invoiceTotals } from './invoice.rules.ts';
import { dayAs, decimals, type PackFile, textFile } from './pack.rules.ts';
import { noTaxName, xeroTaxName } from './xero-tax.rules.ts';

/** Xero refuses a file of more invoices. */
const invoicesAFile = 500;

const columns = [
  '*ContactName', 'EmailAddress', 'POAddressLine1', 'POAddressLine2', 'POAddressLine3', 'POAddressLine4', 'POCity', 'PORegion', 'POPostalCode', 'POCountry', '*InvoiceNumber', 'Reference', '*InvoiceDate',
  '*DueDate', 'Total', 'InventoryItemCode', '*Description', '*Quantity', '*UnitAmount', 'Discount', '*AccountCode', '*TaxType', 'TaxAmount', 'TrackingName1', 'TrackingOption1', 'TrackingName2',
  'TrackingOption2', 'Currency', 'BrandingTheme',
] as const;
type Column = (typeof columns)[number];

/** The codes of the accounts what is invoiced is income of. */
export interface InvoiceAccounts {
  sales: string;
  shipping: string;
  rounding: string;
}

interface Choice {
  country: string;
  accounts: InvoiceAccounts;
  taxNames: Readonly<Record<string, string>>;
}

/** Invoices and credit notes for Xero, tax exclusive, 500 a file; a credit note has negative quantities there. */
export function* xeroInvoices(invoices: Iterable<ExportInvoice>, choice: Choice): Generator<PackFile> {
  let [rows, count, part]: [string[], number, number] = [[], 0, 0];
  const file = (): PackFile => textFile(`xero-invoices-${String((part += 1)).padStart(3, '0')}.csv`, [row(columns), ...rows]);
  for (const invoice of invoices) {
    if (count === invoicesAFile) {
      yield file();
      [rows, count] = [[], 0];
    }
    rows.push(...rowsOf(invoice, choice));
    count += 1;
  }
  if (count > 0) yield file();
}

function rowsOf(invoice: ExportInvoice, { country, accounts, taxNames }: Choice): string[] {
  const { buyer, kind } = invoice;
  const totals = invoiceTotals(invoice);
  const money = decimals(invoice.currency);
  const shared: Partial<Record<Column, string>> = {
    '*ContactName': buyer?.name || 'Cash sale', EmailAddress: buyer?.email ?? '', POAddressLine1: buyer?.street ?? '', POCity: buyer?.city ?? '', POPostalCode: buyer?.postcode ?? '', POCountry: buyer?.country ?? '',
    '*InvoiceNumber': invoice.number, Reference: invoice.reference, '*InvoiceDate': dayAs(invoice.issuedOn, 'DMY', '/'), '*DueDate': dayAs(invoice.dueOn ?? invoice.issuedOn, 'DMY', '/'),
    Currency: invoice.currency,
  };
  const sign = kind === 'creditNote' ? -1 : 1;
  const none = taxNames['none'] ?? noTaxName(country);
  const priced = [
    ...invoice.lines.map((line) => ({ ...line, code: accounts.sales })),
    ...invoice.charges.map((charge) => ({ ...charge, sku: '', name: charge.name || charge.kind, quantity: 1000, code: accounts.shipping })),
  ].map(({ sku, name, quantity, net, tax, rate, code }) => {
    const { count, price } = priceOf(quantity, net, invoice.currency);
    return { sku, name: count === quantity ? name : `${name} × ${decimalText(quantity, quantityPlaces)}`, count, price, tax, taxName: xeroTaxName(rate, country, taxNames), code };
  });
  const rounding = invoice.rounding === 0 ? [] : [{ sku: '', name: 'Rounding', count: 1000, price: money(invoice.rounding), tax: 0, taxName: none, code: accounts.rounding }];
  return [...priced, ...rounding].map(({ sku, name, count, price, tax, taxName, code }) => {
    const own: Partial<Record<Column, string | { decimal: string }>> = {
      ...shared, Total: { decimal: money(sign * (totals.gross + invoice.rounding)) }, InventoryItemCode: sku, '*Description': name || '-', '*Quantity': { decimal: decimalText(sign * count, quantityPlaces) },
      '*UnitAmount': { decimal: price }, '*AccountCode': code, '*TaxType': taxName, TaxAmount: { decimal: money(sign * tax) },
    };
    return row(columns.map((name_) => own[name_] ?? ''));
  });
}

/** A price of four places that gives the line's net to the last cent, else the whole line as one piece. */
export function priceOf(quantity: number, net: number, currency: string): { count: number; price: string } {
  const digits = minorDigits(currency);
  // net / (quantity / 1000) in ten-thousandths of the major unit, where that is a whole number.
  const numerator = BigInt(net) * 1000n * 10n ** BigInt(Math.max(0, 4 - digits));
  if (quantity !== 0 && numerator % BigInt(quantity) === 0n) return { count: quantity, price: decimalText(Number(numerator / BigInt(quantity)), Math.max(4, digits)) };
  return { count: 1000, price: decimalText(net, digits) };
}
