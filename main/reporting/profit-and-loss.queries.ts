import { addDays } from '../../shared/units/calendar.ts';
import { minor } from '../../shared/units/minor.ts';
import type { Span } from '../../shared/accounting/fiscal-period.rules.ts';
import type { Report, ReportColumn, ReportControl } from '../../shared/reporting/report.rules.ts';
import { arrange, type StatementRow } from '../../shared/reporting/statement.rules.ts';
import type { Reader } from '../database/handles.ts';
import { changeOf, spanAsked, spanColumn, spansOf } from './columns.ts';
import { balancesAt, businessIn, channelNames, channelsIn, type Sums } from './figures.queries.ts';
import { type Frame, isResult, itemsOf, lastTotal, reportOf, rowsOf, sumOf } from './statement-frame.ts';

/** Profit and loss by period, month or channel. Closings of the result are no movement of it. @throws Refusal report.backwards, report.tooManyMonths */
export function profitAndLoss(reader: Reader, frame: Frame): Report {
  return frame.asked.by === 'channel' ? byChannel(reader, frame) : byPeriod(reader, frame);
}

function byPeriod(reader: Reader, frame: Frame): Report {
  const spans = spansOf(frame);
  const sums = spans.map(({ from, to }) => businessIn(reader, from, to));
  const statement = arranged(frame, sums);
  const change = changeOf(frame);
  const figures = [...spans.map((span, index) => spanColumn(frame, span, index, spans.length)), ...(change ? [change.column] : [])];
  const controls = spans.map((span, column) => profitTie(reader, frame, span, statement, column));
  return reportOf(frame, { title: frame.words.titles.profitAndLoss, from: spanAsked(frame).from, figures, rows: rowsOf(statement, change?.of ?? null), controls });
}

function byChannel(reader: Reader, frame: Frame): Report {
  const span = spanAsked(frame);
  const all = businessIn(reader, span.from, span.to);
  const channels = [...channelsIn(reader, span.from, span.to)].sort(([a], [b]) => a - b);
  const sums = [...channels.map(([, of]) => of), without(all, channels.map(([, of]) => of)), all];
  const statement = arranged(frame, sums);
  const names = channelNames(reader);
  const column = (id: string, heading: string, channelId: number | null): ReportColumn => ({ id, heading, unit: 'money', from: span.from, to: span.to, channelId });
  const figures = [...channels.map(([id]) => column(`channel${id}`, names.get(id) ?? String(id), id)), column('none', frame.words.noChannel, 0), column('total', frame.words.total, null)];
  const controls = [profitTie(reader, frame, span, statement, sums.length - 1)];
  return reportOf(frame, { title: frame.words.titles.profitAndLoss, from: span.from, figures, rows: rowsOf(statement, null), controls });
}

const arranged = ({ layouts, accounts, asked }: Frame, sums: readonly Sums[]): StatementRow[] =>
  arrange(layouts.profitAndLoss, itemsOf(accounts.filter(isResult), sums), sums.length, asked.language);

/** What no channel moved. */
function without(all: Sums, parts: readonly Sums[]): Sums {
  const rest = new Map(all);
  for (const part of parts) for (const [id, amount] of part) rest.set(id, minor((rest.get(id) ?? 0) - amount));
  return rest;
}

/** The profit is what equity grew by, less what owners and opening entries did to it directly. */
function profitTie(reader: Reader, { accounts, words }: Frame, { from, to }: Span, statement: readonly StatementRow[], column: number): ReportControl {
  const equity = accounts.filter(({ type }) => type === 'equity');
  const owned = [...equity, ...accounts.filter(isResult)];
  const grown = sumOf(balancesAt(reader, addDays(from, -1)), owned) - sumOf(balancesAt(reader, to), owned);
  const direct = sumOf(businessIn(reader, from, to), equity);
  return { id: `profit${column}`, label: words.controls.profit, left: lastTotal(statement).amounts[column] ?? minor(0), right: minor(grown + direct) };
}
