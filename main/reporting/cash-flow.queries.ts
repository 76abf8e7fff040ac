import { addDays } from '../../shared/units/calendar.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import type { Span } from '../../shared/accounting/fiscal-period.rules.ts';
import type { Report, ReportControl } from '../../shared/reporting/report.rules.ts';
import { arrange, isMoney, type StatementAccount, type StatementItem, type StatementRow } from '../../shared/reporting/statement.rules.ts';
import type { Reader } from '../database/handles.ts';
import { balanceSheetAt } from './balance-sheet.queries.ts';
import { changeOf, spanAsked, spanColumn, spansOf } from './columns.ts';
import { balancesAt, businessIn, flowsIn } from './figures.queries.ts';
import { type Frame, itemsOf, lastTotal, reportOf, rowsOf, shownIn, sumOf } from './statement-frame.ts';

/**
 * The cash flow: directly, by what money was exchanged for, or indirectly, from the profit by what every other account took
 * or gave. Both end in the money of the balance sheet. @throws Refusal report.backwards, report.tooManyMonths
 */
export function cashFlow(reader: Reader, frame: Frame): Report {
  const { layouts, accounts, asked, words } = frame;
  const spans = spansOf(frame);
  const money = accounts.filter((account) => isMoney(layouts.balanceSheet, account));
  const others = accounts.filter((account) => !money.includes(account));
  const layout = asked.method === 'direct' ? layouts.cashFlowDirect : layouts.cashFlowIndirect;
  const items = asked.method === 'direct' ? directItems(reader, money, others, spans) : itemsOf(others, spans.map(({ from, to }) => businessIn(reader, from, to)));
  const openingMoney = spans.map(({ from }) => minor(0 - sumOf(balancesAt(reader, addDays(from, -1)), money)));
  const statement = arrange(layout, items, spans.length, asked.language, { openingMoney });
  const change = changeOf(frame);
  const figures = [...spans.map((span, index) => spanColumn(frame, span, index, spans.length)), ...(change ? [change.column] : [])];
  return reportOf(frame, { title: words[asked.method], from: spanAsked(frame).from, figures, rows: rowsOf(statement, change?.of ?? null), controls: moneyTies(reader, frame, spans, statement) });
}

/** Money in is a credit beside it, money out a debit: like any other leg. */
function directItems(reader: Reader, money: readonly StatementAccount[], others: readonly StatementAccount[], spans: readonly Span[]): StatementItem[] {
  const ids = money.map(({ ledgerAccountId }) => ledgerAccountId);
  const flows = spans.map(({ from, to }) => new Map(flowsIn(reader, ids, from, to).map((row) => [row.ledgerAccountId, row])));
  const side = (account: StatementAccount, pick: (row: { inflow: Minor; outflow: Minor }) => number): Minor[] =>
    flows.map((of) => {
      const row = of.get(account.ledgerAccountId);
      return minor(row ? pick(row) : 0);
    });
  return others.flatMap((account) => [
    { account, flow: 'in' as const, amounts: side(account, ({ inflow }) => 0 - inflow) },
    { account, flow: 'out' as const, amounts: side(account, ({ outflow }) => outflow) },
  ]).filter(({ amounts }) => amounts.some((amount) => amount !== 0));
}

function moneyTies(reader: Reader, frame: Frame, spans: readonly Span[], statement: readonly StatementRow[]): ReportControl[] {
  const sheet = balanceSheetAt(reader, frame, spans.map(({ to }) => to));
  const moneyLine = frame.layouts.balanceSheet.find(({ money }) => money === true)?.id ?? '';
  return spans.map((_span, column) => ({
    id: `money${column}`,
    label: frame.words.controls.money,
    left: lastTotal(statement).amounts[column] ?? minor(0),
    right: shownIn(sheet, moneyLine, column),
  }));
}
