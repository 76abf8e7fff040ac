import { decimalText, quantityPlaces } from '../units/decimal.ts';
import type { RatePpm } from '../units/rate-ppm.ts';
import { type ExportInvoice, type InvoiceCharge, type InvoiceLine, type InvoiceParty, invoiceTotals } from './invoice.rules.ts';
import { decimals, type PackFile, textFile } from './pack.rules.ts';
import { percentText } from './xero-tax.rules.ts';
import { xml, type XmlElement, xmlHead, xmlLines, xmlWith } from './xml.rules.ts';

/** Why an invoice cannot be an e-invoice: EN 16931 wants what it does not have. */
export type UblLack = 'buyer' | 'sellerTaxNumber' | 'sellerAddress';

export const ublLacks = ({ buyer, seller, lines, charges }: ExportInvoice): UblLack[] => [
  ...(buyer === null || buyer.name === '' || buyer.country === '' ? (['buyer'] as const) : []),
  ...(seller.country === '' ? (['sellerAddress'] as const) : []),
  ...(seller.taxNumber === null && [...lines, ...charges].length > 0 ? (['sellerTaxNumber'] as const) : []),
];

/** An invoice or a credit note as UBL 2.1 by the European standard EN 16931. The caller has asked `ublLacks`. */
export function ublFile(invoice: ExportInvoice): PackFile {
  return textFile(`${invoice.number.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')}.xml`, [xmlHead, xmlLines(ublDocument(invoice))]);
}

const names = {
  invoice: { root: 'Invoice', type: ['cbc:InvoiceTypeCode', '380'], line: 'cac:InvoiceLine', quantity: 'cbc:InvoicedQuantity' },
  creditNote: { root: 'CreditNote', type: ['cbc:CreditNoteTypeCode', '381'], line: 'cac:CreditNoteLine', quantity: 'cbc:CreditedQuantity' },
} as const;

/** The document as a tree. */
export function ublDocument(invoice: ExportInvoice): XmlElement {
  const { root, type } = names[invoice.kind];
  const namespaces = {
    xmlns: `urn:oasis:names:specification:ubl:schema:xsd:${root}-2`,
    'xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
    'xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
  };
  const credit = invoice.kind === 'creditNote';
  return xmlWith(
    root,
    namespaces,
    xml('cbc:CustomizationID', 'urn:cen.eu:en16931:2017'),
    xml('cbc:ID', invoice.number),
    xml('cbc:IssueDate', invoice.issuedOn),
    !credit && invoice.dueOn !== null && xml('cbc:DueDate', invoice.dueOn),
    xml(type[0], type[1]),
    xml('cbc:DocumentCurrencyCode', invoice.currency),
    invoice.reference !== '' && xml('cac:OrderReference', xml('cbc:ID', invoice.reference)),
    xml('cac:AccountingSupplierParty', party(invoice.seller)),
    invoice.buyer && xml('cac:AccountingCustomerParty', party(invoice.buyer)),
    credit && xml('cac:PaymentTerms', xml('cbc:Note', invoice.dueOn ?? invoice.issuedOn)),
    ...invoice.charges.map((charge) => chargeOf(charge, invoice.currency)),
    ...totalsOf(invoice),
    ...invoice.lines.map((line, index) => lineOf(line, index + 1, invoice)),
  );
}

const scheme = xml('cac:TaxScheme', xml('cbc:ID', 'VAT'));

/** Zero is its own category: standard rated at nothing is no rate. */
const category = (name: string, rate: RatePpm): XmlElement => xml(name, xml('cbc:ID', rate === 0 ? 'Z' : 'S'), xml('cbc:Percent', percentText(rate)), scheme);

/** A tax number begins with its country, also where the shop writes it without. */
export const vatNumber = ({ taxNumber, country }: InvoiceParty): string | null => {
  const plain = taxNumber?.replaceAll(/[^\p{L}\d]/gu, '').toUpperCase() ?? '';
  return plain === '' ? null : /^[A-Z]{2}/.test(plain) ? plain : country + plain;
};

function party(of: InvoiceParty): XmlElement {
  const vat = vatNumber(of);
  const text = (name: string, value: string) => value !== '' && xml(name, value);
  return xml(
    'cac:Party',
    xml('cac:PostalAddress', text('cbc:StreetName', of.street), text('cbc:CityName', of.city), text('cbc:PostalZone', of.postcode), xml('cac:Country', xml('cbc:IdentificationCode', of.country))),
    vat !== null && xml('cac:PartyTaxScheme', xml('cbc:CompanyID', vat), scheme),
    xml('cac:PartyLegalEntity', xml('cbc:RegistrationName', of.name)),
    of.email !== '' && xml('cac:Contact', xml('cbc:ElectronicMail', of.email)),
  );
}

const amount = (name: string, currency: string, value: number): XmlElement => xmlWith(name, { currencyID: currency }, decimals(currency)(value));

/** Shipping and fees are charges of the document; one that takes something off is an allowance. */
function chargeOf({ name, kind, net, rate }: InvoiceCharge, currency: string): XmlElement {
  return xml(
    'cac:AllowanceCharge',
    xml('cbc:ChargeIndicator', net < 0 ? 'false' : 'true'),
    xml('cbc:AllowanceChargeReason', name || kind),
    amount('cbc:Amount', currency, Math.abs(net)),
    category('cac:TaxCategory', rate),
  );
}

function totalsOf(invoice: ExportInvoice): XmlElement[] {
  const { currency, charges, rounding, paid } = invoice;
  const totals = invoiceTotals(invoice);
  const [added, taken] = [charges.filter(({ net }) => net >= 0), charges.filter(({ net }) => net < 0)].map((some) => some.reduce((sum, { net }) => sum + Math.abs(net), 0)) as [number, number];
  const money = (name: string, value: number): XmlElement => amount(name, currency, value);
  return [
    xml(
      'cac:TaxTotal',
      money('cbc:TaxAmount', totals.tax),
      ...totals.byRate.map(({ rate, net, tax }) => xml('cac:TaxSubtotal', money('cbc:TaxableAmount', net), money('cbc:TaxAmount', tax), category('cac:TaxCategory', rate))),
    ),
    xml(
      'cac:LegalMonetaryTotal',
      money('cbc:LineExtensionAmount', totals.lines),
      money('cbc:TaxExclusiveAmount', totals.net),
      money('cbc:TaxInclusiveAmount', totals.gross),
      taken !== 0 && money('cbc:AllowanceTotalAmount', taken),
      added !== 0 && money('cbc:ChargeTotalAmount', added),
      paid !== 0 && money('cbc:PrepaidAmount', paid),
      rounding !== 0 && money('cbc:PayableRoundingAmount', rounding),
      money('cbc:PayableAmount', totals.payable),
    ),
  ];
}

/** The price is the line's own net for its own quantity, so that no rounded unit price comes between the two. */
function lineOf({ sku, name, quantity, net, rate }: InvoiceLine, number: number, { kind, currency }: ExportInvoice): XmlElement {
  const count = decimalText(quantity, quantityPlaces);
  return xml(
    names[kind].line,
    xml('cbc:ID', String(number)),
    xmlWith(names[kind].quantity, { unitCode: 'C62' }, count),
    amount('cbc:LineExtensionAmount', currency, net),
    xml('cac:Item', xml('cbc:Name', name || sku || '-'), sku !== '' && xml('cac:SellersItemIdentification', xml('cbc:ID', sku)), category('cac:ClassifiedTaxCategory', rate)),
    xml('cac:Price', amount('cbc:PriceAmount', currency, net), xmlWith('cbc:BaseQuantity', { unitCode: 'C62' }, count)),
  );
}
