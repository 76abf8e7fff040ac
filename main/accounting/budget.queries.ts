import { sql } from 'kysely';
import { type Centre, type Guard, onOwnSide, twelveMonths } from '../../shared/accounting/budget.rules.ts';
import { addMonths, monthEnd } from '../../shared/accounting/fiscal-period.rules.ts';
import type { CentreKind } from '../../shared/accounting/centre.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { listAccounts } from './account.queries.ts';

interface Key {
  kind: CentreKind | null;
  id: number | null;
}

const keyOf = (centre: Centre | null): Key => ({ kind: centre?.kind ?? null, id: centre?.id ?? null });

/** The newest row of each account and month, of one centre or of none. */
const newest = read((db, p: Key & { from: Day; to: Day }) =>
  db
    .selectFrom('budgetFigure')
    .select(['ledgerAccountId', 'monthOn', 'amount', sql<number>`max(id)`.as('id')])
    .where('monthOn', '>=', p.from)
    .where('monthOn', '<=', p.to)
    .where(sql<boolean>`centreKind is ${p.kind} and centreId is ${p.id}`)
    .groupBy(['ledgerAccountId', 'monthOn']),
);

interface MonthFigure {
  ledgerAccountId: number;
  monthOn: Day;
  amount: Minor;
}

/** What is budgeted for the months that begin in some days. */
export const budgetsIn = (reader: Reader, from: Day, to: Day, centre: Centre | null): MonthFigure[] =>
  newest.all(reader, { ...keyOf(centre), from, to }).flatMap(({ ledgerAccountId, monthOn, amount }) => (amount === null ? [] : [{ ledgerAccountId, monthOn, amount }]));

const monthText = sql<Day>`substr(dayOn, 1, 7) || '-01'`;

/** Results by account and month: the kept days, less what closing the result moved. */
const results = read((db, p: { from: Day; to: Day }) =>
  db
    .selectFrom(
      sql<{ ledgerAccountId: number; dayOn: Day; amount: Minor }>`(
        select d.ledgerAccountId, d.dayOn, d.debit - d.credit as amount from ledgerAccount a join ledgerDay d on d.ledgerAccountId = a.id
        where a.type in ('income', 'expense') and d.dayOn between ${p.from} and ${p.to}
        union all
        select p.ledgerAccountId, e.postedOn, -p.amount from journalEntry e join posting p on p.entryId = e.id
        where e.sourceKind = 'resultClosing' and e.postedOn between ${p.from} and ${p.to}
      )`.as('moved'),
    )
    .select(['ledgerAccountId', monthText.as('monthOn'), sql<Minor>`sum(amount)`.as('amount')])
    .groupBy(['ledgerAccountId', monthText]),
);

const ofCentre = read((db, p: { kind: CentreKind; id: number; from: Day; to: Day }) =>
  db
    .selectFrom('ledgerAccount as a')
    .crossJoin('centreDay as d')
    .select(['d.ledgerAccountId', monthText.as('monthOn'), sql<Minor>`sum(d.amount)`.as('amount')])
    .whereRef('d.ledgerAccountId', '=', 'a.id')
    .where('a.type', 'in', ['income', 'expense'])
    .where('d.kind', '=', p.kind)
    .where('d.centreId', '=', p.id)
    .where('d.dayOn', '>=', p.from)
    .where('d.dayOn', '<=', p.to)
    .groupBy(['d.ledgerAccountId', monthText]),
);

/** Goods bought: what the documents that buy put on the inventory account, less what they took off; from the kept days. */
const bought = read((db, p: { from: Day; to: Day }) =>
  db
    .selectFrom('boughtDay')
    .select(['ledgerAccountId', monthText.as('monthOn'), sql<Minor>`sum(amount)`.as('amount')])
    .where('dayOn', '>=', p.from)
    .where('dayOn', '<=', p.to)
    .groupBy(['ledgerAccountId', monthText]),
);

/** What the books have by account and month, debit positive: results, and (without a centre) the goods bought. */
export function actualsIn(reader: Reader, from: Day, to: Day, centre: Centre | null): MonthFigure[] {
  if (centre) return ofCentre.all(reader, { ...centre, from, to });
  return [...results.all(reader, { from, to }), ...bought.all(reader, { from, to })];
}

const guardRows = read((db) => db.selectFrom('budgetGuard').select(['ledgerAccountId', 'guard', sql<number>`max(id)`.as('id')]).groupBy('ledgerAccountId'));

/** What happens beyond each account's budget; a reason is asked for where nobody said otherwise. */
export const guardsOf = (reader: Reader): ReadonlyMap<number, Guard> => new Map(guardRows.all(reader, {}).map(({ ledgerAccountId, guard }) => [ledgerAccountId, guard]));

/** The accounts a budget can be of: results, and goods bought where no centre is asked for. */
export const budgetAccounts = (reader: Reader, centre: Centre | null) =>
  listAccounts(reader)
    .map((account) => ({ ...account, bought: account.roles.includes('inventory') }))
    .filter(({ type, bought: goods }) => type === 'income' || type === 'expense' || (goods && centre === null));

/** Twelve months of budgets by account, with what the books had a year before; blocked accounts only where they have either. */
export function budgetGrid(reader: Reader, { from, centre }: { from: Day; centre: Centre | null }) {
  const months = twelveMonths(from);
  const last = months.at(-1) ?? from;
  const before = addMonths(from, -12);
  const budgets = byKey(budgetsIn(reader, from, last, centre));
  const actuals = byKey(actualsIn(reader, before, monthEnd(addMonths(last, -12)), centre));
  const guards = guardsOf(reader);
  const rows = budgetAccounts(reader, centre).map(({ ledgerAccountId, code, name, type, bought: goods, blocked }) => ({
    ledgerAccountId, code, name, type, bought: goods, blocked,
    guard: guards.get(ledgerAccountId) ?? ('ask' as const),
    amounts: months.map((month) => budgets.get(`${ledgerAccountId} ${month}`) ?? null),
    lastYear: months.map((month) => onOwnSide(type, actuals.get(`${ledgerAccountId} ${addMonths(month, -12)}`) ?? minor(0))),
  }));
  return { months, rows: rows.filter(({ blocked, amounts, lastYear }) => !blocked || amounts.some((one) => one !== null) || lastYear.some((one) => one !== 0)).map(({ blocked: _blocked, ...row }) => row) };
}

/** Amounts under `account month`. */
export const byKey = (figures: readonly MonthFigure[]): ReadonlyMap<string, Minor> => new Map(figures.map(({ ledgerAccountId, monthOn, amount }) => [`${ledgerAccountId} ${monthOn}`, amount]));

const versionRows = read((db, p: Key & { ledgerAccountId: number; monthOn: Day }) =>
  db
    .selectFrom('budgetFigure as f')
    .innerJoin('command as c', 'c.id', 'f.commandId')
    .innerJoin('user as u', 'u.id', 'c.userId')
    .select(['f.amount', 'f.recordedAt', 'u.name as userName'])
    .where('f.monthOn', '=', p.monthOn)
    .where('f.ledgerAccountId', '=', p.ledgerAccountId)
    .where(sql<boolean>`f.centreKind is ${p.kind} and f.centreId is ${p.id}`)
    .orderBy('f.id', 'desc'),
);

/** What one figure was before, newest first. */
export const listBudgetVersions = (reader: Reader, { ledgerAccountId, monthOn, centre }: { ledgerAccountId: number; monthOn: Day; centre: Centre | null }) => ({
  rows: versionRows.all(reader, { ledgerAccountId, monthOn, ...keyOf(centre) }),
});

/** What one account has to go by in a month: its budget, null where there is none, what was bought of it, and its guard. */
export function goodsBudget(reader: Reader, monthOn: Day): { budget: Minor; actual: Minor; guard: Guard; code: string } | null {
  const account = budgetAccounts(reader, null).find((one) => one.bought);
  const budget = account && budgetsIn(reader, monthOn, monthOn, null).find(({ ledgerAccountId }) => ledgerAccountId === account.ledgerAccountId);
  if (!account || !budget) return null;
  const actual = bought.all(reader, { from: monthOn, to: monthEnd(monthOn) }).find(({ ledgerAccountId }) => ledgerAccountId === account.ledgerAccountId)?.amount ?? minor(0);
  return { budget: budget.amount, actual, guard: guardsOf(reader).get(account.ledgerAccountId) ?? 'ask', code: account.code };
}
