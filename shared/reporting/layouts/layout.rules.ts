import type { AccountRole, AccountType } from '../../accounting/account-role.rules.ts';
import type { ChartLanguage } from '../../accounting/charts/chart.rules.ts';

/** Which accounts a line holds. The longest fitting beginning of a code wins, then a role, then the rest of a type. */
export interface Selector {
  codes?: readonly string[];
  roles?: readonly AccountRole[];
  rest?: readonly AccountType[];
  /** In a cash flow: money that comes in, or that goes out; both where it is not said. */
  flow?: 'in' | 'out';
}

export interface LineDef extends Selector {
  id: string;
  /** The row's number in a form the law prints. */
  no?: number;
  names: Record<ChartLanguage, string>;
  /** The name in the language of its country's forms. */
  official?: string;
  kind: 'heading' | 'line' | 'sum' | 'total';
  level: number;
  /** Shown positive when it stands in credit: liabilities, equity, income, results. */
  credit?: boolean;
  /** Lines it includes: all of a sum, or the "thereof" of a line. */
  of?: readonly string[];
  /** In a balance sheet: the result of this year, of earlier ones or of all that still stands on result accounts. */
  result?: 'year' | 'earlier' | 'all';
  /** Where an account is shown whose balance is on the wrong side: a receivable that became a debt. */
  otherSide?: string;
  /** In a balance sheet: the accounts of this line are the money a cash flow explains. */
  money?: boolean;
}

/** The lines of every statement of one chart, in the order they are printed. Plain data: a rule places the accounts. */
export interface Layouts {
  profitAndLoss: readonly LineDef[];
  balanceSheet: readonly LineDef[];
  cashFlowDirect: readonly LineDef[];
  cashFlowIndirect: readonly LineDef[];
}

type Names = readonly [en: string, hans: string, hant: string, official?: string];
type More = Partial<Pick<LineDef, 'no' | 'level' | 'credit' | 'of' | 'result' | 'otherSide' | 'money'>>;

const named = ([en, hans, hant, official]: Names): Pick<LineDef, 'names' | 'official'> => ({
  names: { en, 'zh-Hans': hans, 'zh-Hant': hant },
  ...(official !== undefined && { official }),
});

export const heading = (id: string, names: Names, level = 0): LineDef => ({ id, kind: 'heading', level, ...named(names) });

/** A line of accounts. */
export const line = (id: string, names: Names, of: Selector, more: More = {}): LineDef => ({ id, kind: 'line', level: 1, ...named(names), ...of, ...more });

/** A line that adds others up. */
export const sum = (id: string, names: Names, of: readonly string[], more: More = {}): LineDef => ({ id, kind: 'sum', level: 0, of, ...named(names), ...more });

/** A sum the statement ends in. */
export const total = (id: string, names: Names, of: readonly string[], more: More = {}): LineDef => ({ ...sum(id, names, of, more), kind: 'total' });
