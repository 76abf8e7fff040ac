import { type Centre, differenceRate, monthOf, onOwnSide } from '../../shared/accounting/budget.rules.ts';
import { isCentreKind } from '../../shared/accounting/centre.rules.ts';
import { monthEnd, type Span, yearStart } from '../../shared/accounting/fiscal-period.rules.ts';
import { plainColumn, type Report, type ReportColumn, type ReportRow } from '../../shared/reporting/report.rules.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { actualsIn, budgetAccounts, budgetsIn } from '../accounting/budget.queries.ts';
import { centreNames } from '../accounting/centre.queries.ts';
import type { Reader } from '../database/handles.ts';
import { spanAsked } from './columns.ts';
import { businessIn, centresIn, type Sums } from './figures.queries.ts';
import type { Frame } from './statement-frame.ts';

/** What an account should have come to and what it came to, in some days and in the year so far. */
type Pair = readonly [budget: Minor, actual: Minor];

interface Line {
  ledgerAccountId: number;
  code: string;
  name: string;
  group: 'income' | 'costs' | 'bought';
  pairs: readonly [Pair, Pair];
}

/** Budget and books of whole months, by account: the months asked for, and the year through the last of them. @throws Refusal report.backwards */
export function budgetReport(reader: Reader, frame: Frame): Report {
  const { shop, asked, words } = frame;
  const { from, to } = spanAsked(frame);
  const end = monthEnd(to);
  const spans = [{ from: monthOf(from), to: end }, { from: yearStart(end, shop.fiscalYearStartMonth), to: end }] as const;
  const centre: Centre | null = isCentreKind(asked.by) && asked.centreId !== undefined ? { kind: asked.by, id: asked.centreId } : null;
  const lines = linesOf(reader, spans, centre);
  const results = lines.filter(({ group }) => group !== 'bought');
  const profit = results.map((line) => signed(line)[0][1]);
  return {
    name: asked.name,
    title: [words.titles.budget, ...(centre ? [centreNames(reader, centre.kind).get(centre.id) ?? ''] : [])].join(' · '),
    shop: shop.name,
    currency: shop.baseCurrency,
    language: asked.language,
    ...spans[0],
    columns: [plainColumn('number', words.number, 'code'), plainColumn('line', words.line, 'text'), ...spans.flatMap((span, index) => figureColumns(frame, span, index, centre))],
    rows: rowsOf(frame, lines),
    controls: [{ id: 'profit0', label: words.controls.books, left: sumMinor(profit), right: profitIn(reader, spans[0], centre, frame) }],
  };
}

function linesOf(reader: Reader, [span, year]: readonly [Span, Span], centre: Centre | null): Line[] {
  const [budget, toDate] = [span, year].map(({ from, to }) => totals(budgetsIn(reader, from, to, centre))) as [Sums, Sums];
  const [actual, toDateActual] = [span, year].map(({ from, to }) => totals(actualsIn(reader, from, to, centre))) as [Sums, Sums];
  const of = (sums: Sums, id: number): Minor => sums.get(id) ?? minor(0);
  return budgetAccounts(reader, centre)
    .map(({ ledgerAccountId: id, code, name, type, bought }): Line => ({
      ledgerAccountId: id, code, name,
      group: bought ? 'bought' : type === 'income' ? 'income' : 'costs',
      pairs: [[of(budget, id), onOwnSide(type, of(actual, id))], [of(toDate, id), onOwnSide(type, of(toDateActual, id))]],
    }))
    .filter(({ pairs }) => pairs.flat().some((amount) => amount !== 0));
}

function totals(figures: readonly { ledgerAccountId: number; amount: Minor }[]): Sums {
  const sums = new Map<number, Minor>();
  for (const { ledgerAccountId, amount } of figures) sums.set(ledgerAccountId, minor((sums.get(ledgerAccountId) ?? 0) + amount));
  return sums;
}

/** Each span's budget, books, difference and how much of the budget that is; only the books open to entries. */
function figureColumns({ words, asked }: Frame, span: Span, index: number, centre: Centre | null): ReportColumn[] {
  const name = (text: string): string => (index === 0 ? text : `${words.yearToDate} · ${text}`);
  const said = words.budget;
  return [
    plainColumn(`budget${index}`, name(said.budget), 'money'),
    { id: `actual${index}`, heading: name(said.actual), unit: 'money', ...span, centreId: centre?.id ?? (asked.centreId ?? null) },
    plainColumn(`difference${index}`, name(said.difference), 'money'),
    plainColumn(`rate${index}`, name(said.rate), 'rate'),
  ];
}

function rowsOf({ words }: Frame, lines: readonly Line[]): ReportRow[] {
  const said = words.budget;
  const group = (id: Line['group']): ReportRow[] => {
    const own = lines.filter((line) => line.group === id);
    if (own.length === 0) return [];
    const accounts = own.map((line): ReportRow => ({ id: `${id}.${line.code}`, kind: 'line', level: 1, cells: [line.code, line.name, ...line.pairs.flatMap(figuresOf)], ledgerAccountId: line.ledgerAccountId, under: null, parts: [] }));
    return [
      { id: `${id}.heading`, kind: 'heading', level: 0, cells: ['', said[id]], ledgerAccountId: null, under: null, parts: [] },
      ...accounts,
      { id, kind: 'sum', level: 0, cells: ['', words.total, ...addUp(own.map(({ pairs }) => pairs))], ledgerAccountId: null, under: null, parts: accounts.map((row) => row.id) },
    ];
  };
  const results = lines.filter((line) => line.group !== 'bought');
  const result: ReportRow = { id: 'result', kind: 'total', level: 0, cells: ['', said.result, ...addUp(results.map(signed))], ledgerAccountId: null, under: null, parts: ['income', 'costs'] };
  return lines.length === 0 ? [] : [...group('income'), ...group('costs'), ...(results.length > 0 ? [result] : []), ...group('bought')];
}

/** As the result counts it: costs take from it. */
const signed = ({ group, pairs }: Line): Line['pairs'] => (group === 'income' ? pairs : [negated(pairs[0]), negated(pairs[1])]);
const negated = ([budget, actual]: Pair): Pair => [minor(0 - budget), minor(0 - actual)];

const addUp = (all: readonly Line['pairs'][]): (number | null)[] => [0, 1].flatMap((at) => figuresOf([sumMinor(all.map((pairs) => pairs[at as 0 | 1][0])), sumMinor(all.map((pairs) => pairs[at as 0 | 1][1]))]));

const figuresOf = ([budget, actual]: Pair): (number | null)[] => [budget, actual, minor(actual - budget), differenceRate(actual, budget)];

/** The profit of the same days as profit and loss has it. */
function profitIn(reader: Reader, { from, to }: Span, centre: Centre | null, { accounts }: Frame): Minor {
  const sums: Sums = centre ? (centresIn(reader, centre.kind, from, to).get(centre.id) ?? new Map<number, Minor>()) : businessIn(reader, from, to);
  return sumMinor(accounts.filter(({ type }) => type === 'income' || type === 'expense').map(({ ledgerAccountId }) => minor(0 - (sums.get(ledgerAccountId) ?? 0))));
}
