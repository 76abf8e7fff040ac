import type { ExportEntry } from '../../shared/accounting/export/book.rules.ts';
import { narration } from '../../shared/accounting/export/narration.rules.ts';
import type { Span } from '../../shared/accounting/fiscal-period.rules.ts';
import { knowsVouchers, voucherText } from '../../shared/accounting/voucher.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { plainColumn, type Report, type ReportRow } from '../../shared/reporting/report.rules.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { exportBook } from '../accounting/export.queries.ts';
import { entryById } from '../accounting/journal.statements.ts';
import type { Reader } from '../database/handles.ts';
import { spanAsked } from './columns.ts';
import type { Frame } from './statement-frame.ts';

/** More lines than this are exported, not printed. */
const linesAtMost = 100_000;

/**
 * Every entry of some days, or one alone, as a sheet that is printed and signed: its numbers, its lines, who wrote it and who stood for it.
 * @throws Refusal report.backwards, report.tooLong, record.missing
 */
export function vouchers(reader: Reader, frame: Frame): Report {
  const { asked, words, shop } = frame;
  const { span, only } = wantedOf(reader, frame);
  const named = new Map(frame.accounts.map(({ ledgerAccountId, code, name }) => [ledgerAccountId, { code, name }]));
  const rows: ReportRow[] = [];
  let [debit, credit] = [0, 0];
  for (const entry of exportBook(reader, span).entries) {
    if (only !== null && entry.number !== only) continue;
    rows.push(...sheetOf(entry, frame, named));
    debit += sideOf(entry, 1);
    credit += sideOf(entry, -1);
    if (rows.length > linesAtMost) throw new Refusal('report.tooLong', { count: rows.length, most: linesAtMost });
  }
  return {
    name: asked.name,
    title: words.titles.vouchers,
    shop: shop.name,
    currency: shop.baseCurrency,
    language: asked.language,
    ...span,
    columns: [
      ...(knowsVouchers(frame.chart) ? [plainColumn('voucher', words.voucher, 'code')] : []),
      plainColumn('date', words.date, 'day'), plainColumn('number', words.number, 'code'), plainColumn('about', words.about, 'text'),
      plainColumn('debit', words.debit, 'money'), plainColumn('credit', words.credit, 'money'),
    ],
    rows,
    controls: [{ id: 'debits', label: words.controls.debits, left: minor(debit), right: minor(credit) }],
  };
}

function wantedOf(reader: Reader, frame: Frame): { span: Span; only: string | null } {
  const { entryId } = frame.asked;
  if (entryId === undefined) return { span: spanAsked(frame), only: null };
  const entry = entryById.get(reader, { id: entryId });
  if (!entry) throw new Refusal('record.missing', { kind: 'journalEntry', id: entryId });
  return { span: { from: entry.postedOn, to: entry.postedOn }, only: entry.number };
}

const sideOf = ({ postings }: ExportEntry, sign: 1 | -1): Minor => minor(postings.reduce((sum, { amount }) => sum + Math.max(sign * amount, 0), 0));

function sheetOf(entry: ExportEntry, { asked, words, chart }: Frame, named: ReadonlyMap<number, { code: string; name: string }>): ReportRow[] {
  const voucher = (text: string | null): (string | null)[] => (knowsVouchers(chart) ? [text] : []);
  const row = (id: string, kind: ReportRow['kind'], cells: ReportRow['cells'], ledgerAccountId: number | null = null): ReportRow => ({ id: `${entry.number}.${id}`, kind, level: kind === 'line' ? 1 : 0, cells, ledgerAccountId, under: null, parts: [] });
  const signed = [`${words.writtenBy} ${entry.writtenBy}`, `${words.reviewedBy} ${entry.reviewedBy ?? '—'}`, `${words.papers} ${entry.papers}`].join(' · ');
  return [
    row('head', 'heading', [...voucher(voucherText(entry.voucherNumber)), entry.postedOn, entry.number, narration(entry, asked.language), null, null]),
    ...entry.postings.map(({ ledgerAccountId, amount }, index) => {
      const { code = '', name = '' } = named.get(ledgerAccountId) ?? {};
      return row(String(index + 1), 'line', [...voucher(null), null, code, name, minor(Math.max(amount, 0)), minor(Math.max(-amount, 0))], ledgerAccountId);
    }),
    row('signed', 'sum', [...voucher(null), null, null, signed, sideOf(entry, 1), sideOf(entry, -1)]),
  ];
}
