import type { AccountType } from '../accounting/account-role.rules.ts';
import type { ChartLanguage } from '../accounting/charts/chart.rules.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';
import type { LineDef } from './layouts/layout.rules.ts';

export interface StatementAccount {
  ledgerAccountId: number;
  code: string;
  name: string;
  type: AccountType;
  roles: readonly string[];
}

/** What an account brings into a statement: one amount a column, debit positive. */
export interface StatementItem {
  account: StatementAccount;
  flow?: 'in' | 'out';
  amounts: readonly Minor[];
}

export interface StatementRow {
  id: string;
  no: number | null;
  label: string;
  kind: LineDef['kind'];
  level: number;
  /** As shown: what the line calls positive. */
  amounts: Minor[];
  accounts: { ledgerAccountId: number; code: string; name: string; amounts: Minor[] }[];
  parts: string[];
  /** Those of its parts that are shown on the other side, so that it takes off what they show. */
  deducts: string[];
}

type Layout = readonly LineDef[];

/**
 * The line an account belongs to: longest code, then role, then the rest of its type.
 * @throws RangeError when the layout has no place for it: a layout is wrong, not the shop.
 */
export function lineOf(layout: Layout, account: StatementAccount, flow?: 'in' | 'out'): LineDef {
  const lines = layout.filter((one) => one.flow === undefined || one.flow === flow);
  const found = byCode(lines, account.code) ?? lines.find((one) => one.roles?.some((role) => account.roles.includes(role))) ?? lines.find((one) => one.rest?.includes(account.type));
  if (!found) throw new RangeError(`no line has a place for account ${account.code}`);
  return found;
}

function byCode(lines: Layout, code: string): LineDef | undefined {
  const fits = lines.flatMap((one) => (one.codes ?? []).filter((begin) => code.startsWith(begin)).map((begin) => ({ one, length: begin.length })));
  return fits.reduce<{ one: LineDef; length: number } | undefined>((best, next) => (best && best.length >= next.length ? best : next), undefined)?.one;
}

/** Whether an account holds the money a cash flow explains: where the balance sheet of its chart shows it. */
export const isMoney = (balanceSheet: Layout, account: StatementAccount): boolean => account.type === 'asset' && lineOf(balanceSheet, account).money === true;

/**
 * Places accounts into the lines of a statement and adds the lines up, column by column. `given` are amounts that are no
 * account's, debit positive: results that still stand on result accounts, money at the start.
 */
export function arrange(layout: Layout, items: readonly StatementItem[], columns: number, language: ChartLanguage, given: Readonly<Record<string, readonly Minor[]>> = {}): StatementRow[] {
  const placed = placeAll(layout, items);
  const natural = new Map<string, Minor[]>();
  const amountsOf = (id: string): Minor[] => {
    const known = natural.get(id);
    if (known) return known;
    const line = layout.find((one) => one.id === id);
    if (!line) throw new RangeError(`no line ${id}`);
    const own = [...(placed.get(id)?.values() ?? [])].map(({ amounts }) => amounts);
    const parts = [...own, ...(line.of ?? []).map(amountsOf), ...(given[id] ? [given[id]] : [])];
    const amounts = Array.from({ length: columns }, (_, column) => sumMinor(parts.map((part) => part[column] ?? minor(0))));
    natural.set(id, amounts);
    return amounts;
  };
  return layout.map((line) => {
    const shown = (amounts: readonly Minor[]): Minor[] => amounts.map((amount) => (line.credit ? minor(0 - amount) : amount));
    const accounts = [...(placed.get(line.id)?.values() ?? [])].filter(({ amounts }) => amounts.some((amount) => amount !== 0));
    return {
      id: line.id,
      no: line.no ?? null,
      label: labelOf(line, language),
      kind: line.kind,
      level: line.level,
      amounts: line.kind === 'heading' ? [] : shown(amountsOf(line.id)),
      accounts: accounts.map(({ account: { ledgerAccountId, code, name }, amounts }) => ({ ledgerAccountId, code, name, amounts: shown(amounts) })),
      parts: [...(line.of ?? [])],
      deducts: (line.of ?? []).filter((id) => isCredit(layout, id) !== (line.credit === true)),
    };
  });
}

const isCredit = (layout: Layout, id: string): boolean => layout.find((one) => one.id === id)?.credit === true;

/** The form's own word first, then the reader's. */
const labelOf = ({ official, names }: LineDef, language: ChartLanguage): string => (official === undefined ? names[language] : `${official} · ${names[language]}`);

type Placed = Map<string, Map<string, { account: StatementAccount; amounts: Minor[] }>>;

function placeAll(layout: Layout, items: readonly StatementItem[]): Placed {
  const placed: Placed = new Map();
  for (const { account, flow, amounts } of items) {
    const home = lineOf(layout, account, flow);
    amounts.forEach((amount, column) => {
      const line = sideOf(layout, home, amount);
      const accounts = placed.get(line.id) ?? new Map<string, { account: StatementAccount; amounts: Minor[] }>();
      placed.set(line.id, accounts);
      const entry = accounts.get(account.code) ?? { account, amounts: amounts.map(() => minor(0)) };
      accounts.set(account.code, entry);
      entry.amounts[column] = minor((entry.amounts[column] ?? 0) + amount);
    });
  }
  return placed;
}

/** A balance on the wrong side moves to the line that is for it, where the form has one. */
function sideOf(layout: Layout, home: LineDef, amount: Minor): LineDef {
  const wrong = home.credit ? amount > 0 : amount < 0;
  return wrong && home.otherSide !== undefined ? (layout.find(({ id }) => id === home.otherSide) ?? home) : home;
}
