import { datev } from '../../shared/exports/datev.rules.ts';
import { fec } from '../../shared/exports/fec.rules.ts';
import type { ExportFormat } from '../../shared/exports/formats.rules.ts';
import { ofx } from '../../shared/exports/ofx.rules.ts';
import { ControlTotals, type PackFile, textFile } from '../../shared/exports/pack.rules.ts';
import { quickBooksDesktop, quickBooksOnline } from '../../shared/exports/quickbooks.rules.ts';
import { safT } from '../../shared/exports/saf-t.rules.ts';
import { ublFile, ublLacks } from '../../shared/exports/ubl.rules.ts';
import { type VoucherCell, voucherRows, type VoucherVersion, voucherVersions } from '../../shared/exports/voucher.rules.ts';
import { xeroInvoices } from '../../shared/exports/xero-invoice.rules.ts';
import { xeroJournal } from '../../shared/exports/xero-journal.rules.ts';
import { accountBalanceBefore, getTrialBalance } from '../accounting/trial-balance.queries.ts';
import { getShop } from '../company/company.queries.ts';
import { addDays } from '../../shared/units/calendar.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Reader } from '../database/handles.ts';
import { handOver } from './hand-over.queries.ts';
import { exportInvoice, papersIssued } from './invoice.queries.ts';
import { journalFormats, journalLines, refuseBlindExport } from './journal-text.queries.ts';
import { accountSets, countEntries, masterParties, type PackDays, packOf, totalsOfDays } from './pack.queries.ts';
import { datevOf, taxNamesOf, voucherLayoutOf } from './setting.queries.ts';

/** A file of an export: text, or a workbook whose rows are written out as a whole. */
export type ExportedFile = PackFile | { name: string; sheets: readonly { name: string; rows: readonly (readonly VoucherCell[])[] }[] };

export interface AskedExport extends PackDays {
  format: ExportFormat;
  /** For whom it is written. */
  userId: number;
}

/** Who is told how far it is, and of what is left out. */
export interface ExportListener {
  total(count: number): void;
  /** One more entry or paper is written. */
  seen(): void;
  leftOut(paper: { number: string; lacks: string }): void;
}

type Write = (reader: Reader, asked: AskedExport, listener: ExportListener) => Iterable<ExportedFile>;

/**
 * The files of one export, in order; the reader must hold one snapshot until the last is read.
 * @throws Refusal export.empty where there is nothing in these days, export.blind
 */
export function exportFiles(reader: Reader, asked: AskedExport, listener: ExportListener): Iterable<ExportedFile> {
  const isPaper = asked.format === 'ubl' || asked.format === 'xeroInvoices';
  if (!isPaper) refuseBlindExport(reader, asked.userId);
  const total = isPaper ? papersIssued(reader, asked).length : countEntries(reader, asked.from, asked.to);
  if (total === 0) throw new Refusal('export.empty', { from: asked.from, to: asked.to });
  listener.total(total);
  return writers[asked.format](reader, asked, listener);
}

const journalText: Write = function* (reader, { format, userId, from, to }, { seen }) {
  const name = format as keyof typeof journalFormats;
  const ending = { hledger: 'journal', beancount: 'beancount', csv: 'csv' }[name];
  yield textFile(`books-${from}-${to}.${ending}`, journalLines(reader, { format: name, userId, from, to, seen }));
};

const voucher: Write = function* (reader, asked, { seen }) {
  const version = asked.format as VoucherVersion;
  const layout = voucherLayoutOf(reader, version);
  const pack = packOf(reader, asked, seen);
  const control = new ControlTotals();
  const rows = [...voucherRows(pack, layout, control.over(pack.book.entries))];
  const totals = [...control.file(pack).text].map((line) => line.trim().split(': '));
  yield { name: `${version}-${asked.from}-${asked.to}.xlsx`, sheets: [{ name: layout.sheet, rows }, { name: '核对', rows: totals }] };
};

const writers: Record<ExportFormat, Write> = {
  hledger: journalText,
  beancount: journalText,
  csv: journalText,
  ...(Object.fromEntries(voucherVersions.map((version) => [version, voucher])) as Record<VoucherVersion, Write>),
  xeroJournal: (reader, asked, { seen }) => xeroJournal(packOf(reader, asked, seen), taxNamesOf(reader)),
  quickBooksOnline: (reader, asked, { seen }) => quickBooksOnline(packOf(reader, asked, seen)),
  quickBooksDesktop: (reader, asked, { seen }) => quickBooksDesktop(packOf(reader, asked, seen)),
  datev: (reader, asked, { seen }) => datev(packOf(reader, asked, seen), datevOf(reader), { personal: accountSets(reader).controlling('receivable', 'payable') }),
  fec: (reader, asked, { seen }) => {
    const { controlling, playing } = accountSets(reader);
    return fec(packOf(reader, asked, seen), { auxiliary: controlling('receivable', 'payable', 'deposits'), retainedEarnings: playing('retainedEarnings')?.ledgerAccountId ?? null });
  },
  safT: (reader, asked, { seen }) => {
    const closing = new Map(getTrialBalance(reader, { to: asked.to }).rows.map(({ ledgerAccountId, closing: balance }) => [ledgerAccountId, balance]));
    const masters = { ...masterParties(reader), personal: accountSets(reader).controlling('receivable', 'payable'), closing, totals: totalsOfDays(reader, asked.from, asked.to) };
    return [safT(packOf(reader, asked, seen), masters)];
  },
  ofx: (reader, asked, { seen }) => {
    const bank = accountSets(reader).playing('bank');
    if (!bank) throw new Refusal('chart.missing', {});
    return [ofx(packOf(reader, asked, seen), bank.ledgerAccountId, accountBalanceBefore(reader, bank.ledgerAccountId, addDays(asked.to, 1)))];
  },
  xeroInvoices: (reader, asked, listener) => {
    const { playing } = accountSets(reader);
    const code = (role: string): string => playing(role)?.code ?? '';
    const accounts = { sales: code('salesRevenue'), shipping: code('shippingIncome'), rounding: code('roundingDifference') };
    return xeroInvoices(invoices(reader, asked, listener), { country: getShop(reader).country, accounts, taxNames: taxNamesOf(reader) });
  },
  ubl: function* (reader, asked, listener) {
    for (const invoice of invoices(reader, asked, listener)) {
      const lacks = ublLacks(invoice);
      if (lacks.length > 0) listener.leftOut({ number: invoice.number, lacks: lacks.join(', ') });
      else yield ublFile(invoice);
    }
  },
  handOver: (reader, asked, { seen }) => [handOver(reader, asked, seen)],
};

function* invoices(reader: Reader, asked: AskedExport, { seen }: ExportListener) {
  for (const paper of papersIssued(reader, asked)) {
    const invoice = exportInvoice(reader, paper);
    seen();
    if (invoice) yield invoice;
  }
}
