import type { PlantedBug } from '../support/planted.ts';

const figures = 'main/reporting/figures.queries.ts';
const sheet = 'main/reporting/balance-sheet.queries.ts';
const frame = 'main/reporting/statement-frame.ts';
const profit = 'main/reporting/profit-and-loss.queries.ts';
const cash = 'main/reporting/cash-flow.queries.ts';
const columns = 'main/reporting/columns.ts';
const trial = 'main/accounting/trial-balance.queries.ts';
const openAt = 'main/accounting/open-at.sql.ts';
const items = 'shared/banking/open-item.rules.ts';
const periods = 'shared/accounting/fiscal-period.rules.ts';

/** Chosen before the statements were let loose on them. */
export const plantedBugs: readonly PlantedBug[] = [
  // Profit and loss
  { name: 'the first days of a closing are business', file: profit, from: 'business: added(businessOf(moved, closedIn(reader, from, to)), restated)', to: 'business: added(moved, restated)' },
  { name: 'a closing on the last day asked for is business', file: figures, from: ".where('e.postedOn', '<=', p.to)", to: ".where('e.postedOn', '<', p.to)" },
  { name: 'what belongs to no centre is added to the centres', file: profit, from: 'rest.set(id, minor((rest.get(id) ?? 0) - amount))', to: 'rest.set(id, minor((rest.get(id) ?? 0) + amount))' },
  { name: 'a centre has no first day', file: figures, from: ".where('d.dayOn', '>=', p.from)\n    .where('d.dayOn', '<=', p.to)\n    .groupBy(['a.id', 'd.centreId'])", to: ".where('d.dayOn', '>', p.from)\n    .where('d.dayOn', '<=', p.to)\n    .groupBy(['a.id', 'd.centreId'])" },
  { name: 'a change is the wrong way round', file: columns, from: 'minor(now - before)', to: 'minor(before - now)' },
  { name: 'a month begins a day late', file: periods, from: 'start = addDays(monthEnd(start), 1)) months.push', to: 'start = addDays(monthEnd(start), 2)) months.push' },
  { name: 'the days before end on the first of these', file: periods, from: 'return { from: addDays(span.from, -daysBetween(span.from, span.to) - 1), to: addDays(span.from, -1) };', to: 'return { from: addDays(span.from, -daysBetween(span.from, span.to)), to: span.from };' },
  { name: 'the fiscal year begins a month late', file: periods, from: 'month >= startMonth ? year : year - 1', to: 'month > startMonth ? year : year - 1' },
  // Balance sheet
  { name: 'the day before the year begins is in no balance', file: sheet, from: 'before: added(balancesAt(reader, eve)', to: 'before: added(balancesAt(reader, addDays(eve, -1))' },
  { name: 'the profit of the year is that of earlier ones', file: sheet, from: "which === 'year' ? year : which === 'earlier' ? earlier", to: "which === 'year' ? earlier : which === 'earlier' ? year" },
  { name: 'balances of the year replace those before it', file: frame, from: 'both.set(id, minor((both.get(id) ?? 0) + amount));', to: 'both.set(id, amount);' },
  { name: 'result accounts are balances too', file: sheet, from: 'itemsOf(accounts.filter((account) => !isResult(account)), parts', to: 'itemsOf(accounts, parts' },
  // Cash flow
  { name: 'money at the start counts the first day', file: cash, from: 'balancesAt(reader, addDays(from, -1)), money', to: 'balancesAt(reader, from), money' },
  { name: 'money that goes out buys nothing', file: figures, from: "sql<Minor>`sum(debit)`.as('outflow')", to: "sql<Minor>`0`.as('outflow')" },
  { name: 'the last day’s money is not explained', file: figures, from: ".where('dayOn', '<=', p.to)", to: ".where('dayOn', '<', p.to)" },
  { name: 'the second bank is no money', file: 'shared/reporting/layouts/layouts.ts', from: "money: ['101', '102']", to: "money: ['101']" },
  { name: 'closings move the indirect cash flow', file: cash, from: 'spans.map(({ from, to }) => businessIn(reader, from, to))', to: 'spans.map(({ from, to }) => balancesAt(reader, to))' },
  // Lists
  { name: 'the first day moved nothing', file: trial, from: 'd.dayOn between ${from} and ${to})', to: 'd.dayOn > ${from} and d.dayOn <= ${to})' },
  { name: 'a trial balance forgets what was before', file: trial, from: 'minor(row.opening + row.debit - row.credit)', to: 'minor(row.debit - row.credit)' },
  { name: 'a ledger begins with the day itself', file: trial, from: ".where('dayOn', '<', p.on)", to: ".where('dayOn', '<=', p.on)" },
  { name: 'a page of a ledger forgets that day’s earlier lines', file: 'main/accounting/ledger.queries.ts', from: '(entryId, lineNo) <= (', to: '(entryId, lineNo) < (' },
  { name: 'a cell of profit shows closings', file: 'main/reporting/cell-postings.queries.ts', from: "if (name === 'profitAndLoss') return [business, ", to: "if (name === 'profitAndLoss') return [" },
  // Open items
  { name: 'what is posted on the day is not open yet', file: openAt, from: 'postedOn > ${on} and itemId', to: 'postedOn >= ${on} and itemId' },
  { name: 'what is open in credit is not open', file: openAt, from: 'and balance <> 0\n', to: 'and balance > 0\n' },
  { name: 'what is later than ninety days has no age', file: items, from: "late <= 90 ? 'days90' : 'older'", to: "late <= 90 ? 'days90' : ('none' as 'older')" },
  // Goods
  { name: 'goods of the day are not worth anything yet', file: 'main/inventory/stock.queries.ts', from: 'on === undefined ? endOfCalendar : addDays(on, 1)', to: 'on ?? endOfCalendar' },
];
