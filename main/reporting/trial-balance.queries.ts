import { plainColumn, type Report, type ReportRow } from '../../shared/reporting/report.rules.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { getTrialBalance } from '../accounting/trial-balance.queries.ts';
import type { Reader } from '../database/handles.ts';
import { spanAsked } from './columns.ts';
import type { Frame } from './statement-frame.ts';

/** Every account that ever moved, with both sides of the days asked for. @throws Refusal report.backwards */
export function trialBalance(reader: Reader, frame: Frame): Report {
  const { shop, asked, words } = frame;
  const span = spanAsked(frame);
  const { rows, totals } = getTrialBalance(reader, span);
  const money = (id: string, heading: string, from: Report['from'], to: Report['to']) => ({ ...plainColumn(id, heading, 'money'), from, to });
  const amounts = (of: { opening: Minor; debit: Minor; credit: Minor; closing: Minor }): Minor[] => [of.opening, of.debit, of.credit, of.closing];
  return {
    name: asked.name,
    title: words.titles.trialBalance,
    shop: shop.name,
    currency: shop.baseCurrency,
    language: asked.language,
    ...span,
    columns: [
      plainColumn('account', words.account, 'code'), plainColumn('name', words.name, 'text'),
      money('opening', words.opening, null, span.from), money('debit', words.debit, span.from, span.to), money('credit', words.credit, span.from, span.to), money('balance', words.balance, null, span.to),
    ],
    rows: [
      ...rows.map((row): ReportRow => ({ id: row.code, kind: 'line', level: 1, cells: [row.code, row.name, ...amounts(row)], ledgerAccountId: row.ledgerAccountId, under: null, parts: [] })),
      { id: 'total', kind: 'total', level: 0, cells: [null, words.total, ...amounts(totals)], ledgerAccountId: null, under: null, parts: [] },
    ],
    controls: [{ id: 'debits', label: words.controls.debits, left: totals.debit, right: totals.credit }],
  };
}
