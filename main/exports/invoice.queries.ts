import type { DocumentModel } from '../../shared/documents/document.rules.ts';
import { totalsOf } from '../../shared/documents/document.rules.ts';
import { type ExportInvoice, type InvoiceParty, rateOfCharge } from '../../shared/exports/invoice.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { type RatePpm, ratePpm } from '../../shared/units/rate-ppm.ts';
import { getShop } from '../company/company.queries.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { kinds } from '../documents/kinds.ts';
import { letterheadOf } from '../documents/setting.queries.ts';
import { addressesOf, contactsOf, requireCustomer } from '../parties/customer.queries.ts';

const invoicesIssued = read((db, p: { from: Day; to: Day }) =>
  db.selectFrom('invoice').select(['number', 'customerId']).where('issuedOn', '>=', p.from).where('issuedOn', '<=', p.to).orderBy('id'),
);
const notesIssued = read((db, p: { from: Day; to: Day }) =>
  db.selectFrom('creditNote').select(['number', 'customerId']).where('issuedOn', '>=', p.from).where('issuedOn', '<=', p.to).orderBy('id'),
);

interface Days {
  from: Day;
  to: Day;
}

/** Which invoices and credit notes were issued in some days. */
export function papersIssued(reader: Reader, days: Days) {
  const of = (kind: ExportInvoice['kind'], rows: { number: string; customerId: number | null }[]) => rows.map((row) => ({ ...row, kind }));
  return [...of('invoice', invoicesIssued.all(reader, days)), ...of('creditNote', notesIssued.all(reader, days))];
}

/** One of them as other programs want it. */
export function exportInvoice(reader: Reader, paper: { kind: ExportInvoice['kind']; number: string; customerId: number | null }): ExportInvoice | undefined {
  // Papers of money that was given back need no clock.
  const model = kinds[paper.kind](reader, { number: paper.number }, instant(0));
  return model && asInvoice(model, paper.kind, sellerOf(reader), buyerOf(reader, paper.customerId));
}

/** A credit note's figures are negative on paper; elsewhere its kind says that. */
function asInvoice(model: DocumentModel, kind: ExportInvoice['kind'], seller: InvoiceParty, buyer: InvoiceParty | null): ExportInvoice {
  const sign = kind === 'creditNote' ? -1 : 1;
  const amount = (value: number): Minor => minor(value === 0 ? 0 : sign * value);
  const rates = [...new Set(model.lines.flatMap(({ taxRate }) => taxRate ?? []))];
  const { rounding, paid, gross } = totalsOf(model);
  return {
    kind,
    number: model.number,
    reference: model.facts.find(({ name }) => name === 'order')?.value ?? '',
    issuedOn: model.issuedOn,
    dueOn: model.dueOn,
    currency: model.currency,
    seller,
    buyer,
    lines: model.lines.map((line) => ({ ...line, quantity: positive(line.quantity), net: amount(line.net), tax: amount(line.tax), rate: line.taxRate ?? rateOfLine(line, rates) })),
    charges: model.charges.flatMap(({ kind: what, name, net, tax }) => (what === 'rounding' ? [] : [{ kind: what, name, net: amount(net), tax: amount(tax), rate: rateOfCharge({ net, tax }, rates) }])),
    rounding: amount(rounding),
    paid: kind === 'creditNote' ? minor(0) : minor(Math.min(paid, gross)),
  };
}

const positive = (value: Quantity): Quantity => quantity(Math.abs(value) || 1000);
const rateOfLine = (line: { net: Minor; tax: Minor }, rates: readonly RatePpm[]): RatePpm => (line.tax === 0 ? ratePpm(0) : rateOfCharge(line, rates));

function sellerOf(reader: Reader): InvoiceParty {
  const { name, country } = getShop(reader);
  const { lines, taxNumber } = letterheadOf(reader);
  return { name, street: lines.join(', '), city: '', postcode: '', country, email: '', taxNumber: taxNumber || null };
}

function buyerOf(reader: Reader, customerId: number | null): InvoiceParty | null {
  if (customerId === null) return null;
  const { name, taxNumber } = requireCustomer(reader, customerId);
  const addresses = addressesOf(reader, customerId);
  const address = addresses.find(({ kind }) => kind === 'billing') ?? addresses[0];
  const email = contactsOf(reader, customerId).find(({ kind }) => kind === 'email')?.value ?? '';
  const street = [address?.line1, address?.line2].filter(Boolean).join(', ');
  return { name, street, city: address?.city ?? '', postcode: address?.postcode ?? '', country: address?.country ?? '', email, taxNumber };
}
