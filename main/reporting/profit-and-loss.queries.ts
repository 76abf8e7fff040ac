import { type CentreKind, isCentreKind } from '../../shared/accounting/centre.rules.ts';
import { minor, sumMinor } from '../../shared/units/minor.ts';
import type { Span } from '../../shared/accounting/fiscal-period.rules.ts';
import type { Report, ReportColumn, ReportControl } from '../../shared/reporting/report.rules.ts';
import { arrange, type StatementRow } from '../../shared/reporting/statement.rules.ts';
import type { Reader } from '../database/handles.ts';
import { changeOf, spanAsked, spanColumn, spansOf } from './columns.ts';
import { centreSumsOf, sumsOf } from './cash-basis.queries.ts';
import { businessOf, centresIn, closedIn, resultMovedIn, type Sums } from './figures.queries.ts';
import { centreNames } from '../accounting/centre.queries.ts';
import { added, basisTitle, type Frame, isResult, itemsOf, lastTotal, reportOf, rowsOf, sumOf } from './statement-frame.ts';

/**
 * Profit and loss by period, month or cost centre, as the books have it or on the cash basis. Closings of the result are no
 * movement of it. @throws Refusal report.backwards, report.tooManyMonths
 */
export function profitAndLoss(reader: Reader, frame: Frame): Report {
  const { by } = frame.asked;
  return isCentreKind(by) ? byCentre(reader, frame, by) : byPeriod(reader, frame);
}

function byPeriod(reader: Reader, frame: Frame): Report {
  const spans = spansOf(frame);
  const moved = spans.map((span) => movesIn(reader, frame, span));
  const sums = moved.map(({ business }) => business);
  const statement = arranged(frame, sums);
  const change = changeOf(frame);
  const figures = [...spans.map((span, index) => spanColumn(frame, span, index, spans.length)), ...(change ? [change.column] : [])];
  const controls = spans.map((_span, column) => profitTie(frame, moved[column] ?? nothing, statement, column));
  return reportOf(frame, { title: basisTitle(frame), from: spanAsked(frame).from, figures, rows: rowsOf(statement, change?.of ?? null), controls });
}

/** A column for each centre that moved something, one for what belongs to none, and their whole. */
function byCentre(reader: Reader, frame: Frame, kind: CentreKind): Report {
  const { words } = frame;
  const span = spanAsked(frame);
  const moved = movesIn(reader, frame, span);
  const all = moved.business;
  const centres = [...withCentres(centresIn(reader, kind, span.from, span.to), centreSumsOf(frame.restatedIn(span.from, span.to), kind))].sort(([a], [b]) => a - b);
  const parts = [...centres.map(([, of]) => of), without(all, centres.map(([, of]) => of))];
  const statement = arranged(frame, [...parts, all]);
  const names = centreNames(reader, kind);
  const column = (id: string, heading: string, centreId: number | null): ReportColumn => ({ id, heading, unit: 'money', from: span.from, to: span.to, centreId });
  const figures = [...centres.map(([id]) => column(`${kind}${id}`, names.get(id) ?? String(id), id)), column('none', words.noCentre[kind], 0), column('total', words.total, null)];
  const profits = lastTotal(statement).amounts;
  const whole = { id: 'centres', label: words.controls.centres, left: sumMinor(profits.slice(0, parts.length)), right: profits[parts.length] ?? minor(0) };
  const controls = [whole, profitTie(frame, moved, statement, parts.length)];
  return reportOf(frame, { title: basisTitle(frame), from: span.from, figures, rows: rowsOf(statement, null), controls });
}

const arranged = ({ layouts, accounts, asked }: Frame, sums: readonly Sums[]): StatementRow[] =>
  arrange(layouts.profitAndLoss, itemsOf(accounts.filter(isResult), sums), sums.length, asked.language);

/** What the basis adds of each centre. */
function withCentres(books: ReadonlyMap<number, Sums>, restated: ReadonlyMap<number, Sums>): Map<number, Sums> {
  const both = new Map(books);
  for (const [id, of] of restated) both.set(id, added(both.get(id) ?? new Map(), of));
  return both;
}

/** What no centre moved. */
function without(all: Sums, parts: readonly Sums[]): Sums {
  const rest = new Map(all);
  for (const part of parts) for (const [id, amount] of part) rest.set(id, minor((rest.get(id) ?? 0) - amount));
  return rest;
}

/** What equity and the accounts of the result moved in a span, whole and without what closing the result moved. */
interface Moves {
  moved: Sums;
  business: Sums;
  /** What the basis adds, on the accounts documents stand open on too. */
  restated: Sums;
}

const nothing: Moves = { moved: new Map(), business: new Map(), restated: new Map() };

function movesIn(reader: Reader, { restatedIn }: Frame, { from, to }: Span): Moves {
  const moved = resultMovedIn(reader, from, to);
  const restated = sumsOf(restatedIn(from, to));
  return { moved, business: added(businessOf(moved, closedIn(reader, from, to)), restated), restated };
}

/**
 * The profit is what equity grew by, less what owners and opening entries did to it directly; on the cash basis also by what
 * receivables, payables and deposits became less or more.
 */
function profitTie({ accounts, words }: Frame, { moved, business, restated }: Moves, statement: readonly StatementRow[], column: number): ReportControl {
  const equity = accounts.filter(({ type }) => type === 'equity');
  const grown = 0 - sumOf(moved, [...equity, ...accounts.filter(isResult)]);
  const direct = sumOf(business, equity);
  return { id: `profit${column}`, label: words.controls.profit, left: lastTotal(statement).amounts[column] ?? minor(0), right: minor(grown + direct + sumOf(restated, accounts.filter((account) => !isResult(account)))) };
}
