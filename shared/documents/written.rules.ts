import { minorDigits } from '../units/currency.ts';
import type { Day } from '../units/day.ts';
import { decimalText } from '../units/decimal.ts';
import { formatMinor, formatQuantity, formatRate, formatUnitPrice, numberFormat } from '../units/format.ts';
import type { Instant } from '../units/instant.ts';
import { localeOf } from '../units/language.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';
import { type DocumentLabel, type DocumentLine, type DocumentModel, type FactName, type Party, totalsOf } from './document.rules.ts';
import type { DocumentColumn, DocumentLook } from './document-look.rules.ts';
import { documentWords, type DocumentWords } from './document-words.rules.ts';

export interface WrittenColumn {
  id: DocumentColumn;
  label: string;
  numeric: boolean;
}

export interface WrittenSum {
  label: string;
  value: string;
  strong: boolean;
}

/** A paper with every figure and date written out: HTML, PDF and the receipt roll print exactly these texts. */
export interface Written {
  kind: DocumentModel['kind'];
  language: DocumentModel['language'];
  title: string;
  number: string;
  facts: readonly (readonly [label: string, value: string])[];
  shop: Party;
  taxNumber: string;
  parties: readonly { label: string; party: Party }[];
  columns: readonly WrittenColumn[];
  rows: readonly (readonly string[])[];
  sums: readonly WrittenSum[];
  payments: readonly (readonly [label: string, value: string])[];
  note: string;
  footer: string;
  /** The small line under every page. */
  foot: string;
  page: string;
  labels: readonly DocumentLabel[];
  barcode: string | null;
  qr: string | null;
}

const unpriced: readonly DocumentModel['kind'][] = ['packingSlip', 'pickList', 'deliveryNote', 'quotationRequest'];

/** Writes a paper in its own language. @param printedAt when this copy is made */
export function writeDocument(model: DocumentModel, look: DocumentLook, printedAt: Instant): Written {
  const words = documentWords[model.language];
  const write = writerOf(model);
  const shown = look.columns.filter((id) => id !== 'tote' || model.lines.some(({ tote }) => tote !== undefined));
  const columns = shown.map((id) => ({ id, label: words.columns[id], numeric: numericColumns.includes(id) }));
  const foot = [model.shop.name, `${words.kinds[model.kind]} ${model.number}`, words.printedAt(write.moment(printedAt)), model.chainHead].filter((part) => part !== '');
  return {
    kind: model.kind,
    language: model.language,
    title: words.kinds[model.kind],
    number: model.number,
    facts: factsOf(model, words, write),
    shop: model.shop,
    taxNumber: words.taxNumber,
    parties: [
      ...(model.party ? [{ label: model.kind === 'quotationRequest' ? words.toSupplier : words.to, party: model.party }] : []),
      ...(model.deliverTo ? [{ label: words.deliverTo, party: model.deliverTo }] : []),
    ],
    columns,
    rows: model.lines.map((line) => columns.map(({ id }) => cellOf(line, id, write))),
    sums: unpriced.includes(model.kind) ? [] : sumsOf(model, words, write),
    payments: paymentsOf(model, words, write),
    note: model.note,
    footer: look.footer[model.language],
    foot: foot.join(' · '),
    page: words.page,
    labels: look.withBarcode ? (model.labels ?? []) : [],
    barcode: look.withBarcode ? model.barcode : null,
    qr: look.withQr ? model.qr : null,
  };
}

const numericColumns: readonly DocumentColumn[] = ['quantity', 'unitPrice', 'discount', 'taxRate', 'net', 'gross'];

type Writer = ReturnType<typeof writerOf>;

/** How figures, days and moments are written in a paper's language. */
export function writerOf({ language, currency, timeZone }: Pick<DocumentModel, 'language' | 'currency' | 'timeZone'>) {
  const locale = localeOf(language, '');
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23', timeZone });
  const digits = minorDigits(currency);
  const bare = numberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return {
    money: (amount: Minor) => formatMinor(amount, currency, locale),
    amount: (amount: Minor) => bare.format(decimalText(amount, digits) as Intl.StringNumericLiteral).replace('-', '\u2212'),
    price: (line: DocumentLine) => (line.unitPrice === null ? '' : formatUnitPrice(line.unitPrice, currency, locale).replace(/[^\d.,\u2212-]/g, '')),
    quantity: (line: DocumentLine) => formatQuantity(line.quantity, locale),
    rate: (rate: DocumentLine['taxRate']) => (rate === null ? '' : formatRate(rate, locale)),
    day: (on: Day) => days.format(new Date(`${on}T00:00:00Z`)),
    // Intl's narrow space is in few faces.
    moment: (at: Instant) => moments.format(at).replaceAll('\u202f', ' '),
  };
}

const dayFacts: readonly FactName[] = ['shippedOn', 'answerBy', 'neededOn'];

function factsOf(model: DocumentModel, words: DocumentWords, write: Writer): (readonly [string, string])[] {
  return [
    [words.issuedOn, model.issuedAt === null ? write.day(model.issuedOn) : write.moment(model.issuedAt)],
    ...(model.dueOn ? [[words.dueOn, write.day(model.dueOn)] as const] : []),
    ...model.facts.map(({ name, value }) => [words.facts[name], dayFacts.includes(name) ? write.day(value as Day) : value] as const),
  ];
}

function cellOf(line: DocumentLine, column: DocumentColumn, write: Writer): string {
  if (column === 'sku') return line.sku;
  if (column === 'name') return [line.name, ...(line.lots ? [line.lots.join(', ')] : [])].join(' · ');
  if (column === 'quantity') return write.quantity(line);
  if (column === 'unitPrice') return write.price(line);
  if (column === 'taxRate') return write.rate(line.taxRate);
  if (column === 'bin') return line.bin ?? '';
  if (column === 'tote') return line.tote ?? '';
  if (column === 'tick') return '';
  if (column === 'on') return line.on === null ? '' : write.day(line.on);
  if (column === 'discount') return line.discount === 0 ? '' : `\u2212${write.amount(line.discount)}`;
  return write.amount(line[column]);
}

/** Net, each tax, charges, rounding, total. The last row is what is owed or was paid. */
function sumsOf(model: DocumentModel, words: DocumentWords, write: Writer): WrittenSum[] {
  const totals = totalsOf(model);
  const row = (label: string, amount: Minor, strong = false): WrittenSum => ({ label, value: write.money(amount), strong });
  if (model.kind === 'statement') return [row(words.balance, totals.gross, true)];
  const priced = model.charges.filter(({ kind }) => kind !== 'rounding');
  const charges = priced.map(({ kind, name, net }) => row(name || words.charges[kind], net));
  // Tax of postage and fees, and of lines whose rate nobody told.
  const rest = minor(totals.tax - sumMinor(totals.taxes.map(({ tax }) => tax)));
  return [
    ...(totals.tax === 0 && charges.length === 0 && totals.rounding === 0 ? [] : [row(words.net, sumMinor(model.lines.map(({ net }) => net)))]),
    ...charges,
    ...totals.taxes.map(({ rate, net, tax }) => row(words.taxOf(write.rate(rate), write.money(net)), tax)),
    ...(rest === 0 ? [] : [row(words.tax, rest)]),
    ...(totals.rounding === 0 ? [] : [row(words.rounding, totals.rounding)]),
    row(words.total, totals.gross, true),
  ];
}

function paymentsOf(model: DocumentModel, words: DocumentWords, write: Writer): (readonly [string, string])[] {
  const { change, gross, paid } = totalsOf(model);
  if (model.kind === 'invoice' && paid > 0) return [...paidRows(model, words, write), [words.balance, write.money(minor(gross - paid))]];
  const rows = paidRows(model, words, write);
  return change === 0 ? rows : [...rows, [words.change, write.money(change)]];
}

const paidRows = (model: DocumentModel, words: DocumentWords, write: Writer): (readonly [string, string])[] =>
  model.payments.map(({ method, amount, given }) => [words.methods[method] ?? method, write.money(given ?? amount)]);
