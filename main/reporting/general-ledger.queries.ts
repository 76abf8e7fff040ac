import { narration } from '../../shared/accounting/export/narration.rules.ts';
import { knowsVouchers } from '../../shared/accounting/voucher.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { plainColumn, type Report, type ReportRow } from '../../shared/reporting/report.rules.ts';
import type { Span } from '../../shared/accounting/fiscal-period.rules.ts';
import type { StatementAccount } from '../../shared/reporting/statement.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { listLedger } from '../accounting/ledger.queries.ts';
import { accountBalanceBefore } from '../accounting/trial-balance.queries.ts';
import type { Reader } from '../database/handles.ts';
import { spanAsked } from './columns.ts';
import type { Frame } from './statement-frame.ts';

/** More postings than this are read on the screen, page by page, or asked for account by account. */
const postingsAtMost = 100_000;
const pageSize = 200;

type LedgerRow = ReturnType<typeof listLedger>['rows'][number];

/** Every posting of some days under its account, with the running balance. @throws Refusal report.backwards, report.tooLong */
export function generalLedger(reader: Reader, frame: Frame): Report {
  const { accounts, shop, asked, words } = frame;
  const span = spanAsked(frame);
  const chosen = asked.ledgerAccountId === undefined ? accounts : accounts.filter(({ ledgerAccountId }) => ledgerAccountId === asked.ledgerAccountId);
  let count = 0;
  const books = chosen.map((account) => {
    const book = bookOf(reader, account, span);
    count += book.postings.length;
    if (count > postingsAtMost) throw new Refusal('report.tooLong', { count, most: postingsAtMost });
    return book;
  }).filter(({ postings, opening }) => postings.length > 0 || opening !== 0);
  const withVouchers = knowsVouchers(frame.chart);
  const size = (amounts: readonly Minor[]): Minor => minor(amounts.reduce((sum, amount) => sum + Math.abs(amount), 0));
  return {
    name: asked.name,
    title: words.titles.generalLedger,
    shop: shop.name,
    currency: shop.baseCurrency,
    language: asked.language,
    ...span,
    columns: [
      plainColumn('date', words.date, 'day'), ...(withVouchers ? [plainColumn('voucher', words.voucher, 'code')] : []), plainColumn('entry', words.entry, 'code'), plainColumn('about', words.about, 'text'),
      plainColumn('debit', words.debit, 'money'), plainColumn('credit', words.credit, 'money'), plainColumn('balance', words.balance, 'money'),
    ],
    rows: books.flatMap((book) => rowsOfBook(book, frame, withVouchers)),
    controls: [{ id: 'ledger', label: words.controls.ledger, left: size(books.map(({ closing }) => closing)), right: size(books.map(({ account }) => accountBalanceBefore(reader, account.ledgerAccountId, addDays(span.to, 1)))) }],
  };
}

interface Book {
  account: StatementAccount;
  opening: Minor;
  postings: readonly LedgerRow[];
  closing: Minor;
}

function bookOf(reader: Reader, account: StatementAccount, { from, to }: Span): Book {
  const asked = { ledgerAccountId: account.ledgerAccountId, from, to, limit: pageSize };
  let page = listLedger(reader, asked);
  const { opening } = page;
  const postings = [...page.rows];
  while (page.next && postings.length <= postingsAtMost) {
    page = listLedger(reader, { ...asked, after: page.next });
    postings.push(...page.rows);
  }
  return { account, opening, postings, closing: postings.at(-1)?.balance ?? opening };
}

function rowsOfBook({ account, opening, postings, closing }: Book, { words, asked: { language } }: Frame, withVouchers: boolean): ReportRow[] {
  const { ledgerAccountId, code, name } = account;
  const row = (id: string, kind: ReportRow['kind'], level: number, cells: ReportRow['cells']): ReportRow => ({ id, kind, level, cells, ledgerAccountId, under: null, parts: [] });
  const voucher = (text: string | null): (string | null)[] => (withVouchers ? [text] : []);
  const side = (sign: 1 | -1): Minor => minor(postings.reduce((sum, { amount }) => sum + Math.max(sign * amount, 0), 0));
  return [
    row(code, 'heading', 0, [null, ...voucher(null), code, `${name} · ${words.opening}`, null, null, opening]),
    ...postings.map((posting) => row(`${posting.entryId}.${posting.lineNo}`, 'line', 1, [posting.postedOn, ...voucher(posting.voucher), posting.number, narration(posting, language), minor(Math.max(posting.amount, 0)), minor(Math.max(-posting.amount, 0)), posting.balance])),
    row(`${code}.total`, 'sum', 0, [null, ...voucher(null), code, words.total, side(1), side(-1), closing]),
  ];
}
