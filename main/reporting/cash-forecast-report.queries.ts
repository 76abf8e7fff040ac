import { cashForecastWords } from '../../shared/reporting/cash-forecast-words.rules.ts';
import { cashItemKinds } from '../../shared/reporting/cash-forecast.rules.ts';
import { plainColumn, type Report, type ReportRow } from '../../shared/reporting/report.rules.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import type { Reader } from '../database/handles.ts';
import { balanceSheetAt } from './balance-sheet.queries.ts';
import { backTestAt, cashAccounts, forecastAt } from './cash-forecast.queries.ts';
import { type Frame, shownIn } from './statement-frame.ts';

const row = (kind: ReportRow['kind'], id: string, label: string, amounts: readonly (Minor | null)[], more: Partial<ReportRow> = {}): ReportRow => ({ id, kind, level: 1, cells: [null, label, ...amounts], ledgerAccountId: null, under: null, parts: [], ...more });

/** The forecast week by week, each group by what is known and what is assumed, and below it the one of thirteen weeks ago against what came. */
export function cashForecastReport(reader: Reader, frame: Frame): Report {
  const { shop, asked, layouts, words } = frame;
  const said = cashForecastWords[asked.language];
  const accounts = cashAccounts(reader);
  const { opening, rows: weeks, items } = forecastAt(reader, accounts, asked.to);
  const tested = backTestAt(reader, accounts, asked.to);
  const groups = (weeks[0]?.groups ?? []).flatMap(({ group }, at) => {
    const of = weeks.map((week) => week.groups[at] ?? { known: minor(0), assumed: minor(0) });
    const kinds = cashItemKinds.flatMap((kind) => {
      const own = items.filter((item) => item.kind === kind && item.group === group);
      const amounts = weeks.map(({ no }) => sumMinor(own.filter(({ place }) => place === no).map(({ amount }) => amount)));
      return amounts.every((amount) => amount === 0) ? [] : [row('account', `${group}.${kind}`, said.kinds[kind], amounts, { level: 2, under: group })];
    });
    const assumed = row('account', `${group}.assumed`, said.assumed, of.map((part) => part.assumed), { level: 2, under: group });
    const total = of.map(({ known, assumed: usual }) => minor(known + usual));
    return total.every((amount) => amount === 0) && kinds.length === 0 ? [] : [row('line', group, said.groups[group], total), ...kinds, assumed];
  });
  const sheet = balanceSheetAt(reader, frame, [asked.to]);
  const moneyLine = layouts.balanceSheet.find(({ money }) => money === true)?.id ?? '';
  const moved = weeks.reduce((sum, { moneyIn, moneyOut }) => sum + moneyIn - moneyOut, 0);
  return {
    name: asked.name,
    title: words.titles.cashForecast,
    shop: shop.name,
    currency: shop.baseCurrency,
    language: asked.language,
    from: null,
    to: asked.to,
    columns: [plainColumn('number', words.number, 'code'), plainColumn('line', words.line, 'text'), ...weeks.map(({ no, to }) => plainColumn(`week${no}`, to, 'money'))],
    rows: [
      row('line', 'opening', said.opening, weeks.map((week) => week.opening)),
      ...groups,
      row('total', 'closing', said.closing, weeks.map((week) => week.closing)),
      ...(tested ? [row('heading', 'backTest', `${said.backTest} · ${tested.on}`, []), row('line', 'forecast', said.forecast, tested.weeks.map(({ forecast }) => forecast)), row('line', 'actual', said.actual, tested.weeks.map(({ actual }) => actual)), row('sum', 'missed', said.missed, tested.weeks.map(({ forecast, actual }) => minor(forecast - actual)))] : []),
    ],
    controls: [
      { id: 'money', label: words.controls.openingMoney, left: opening, right: shownIn(sheet, moneyLine, 0) },
      { id: 'closing', label: words.controls.forecast, left: minor(opening + moved), right: weeks.at(-1)?.closing ?? opening },
    ],
  };
}
