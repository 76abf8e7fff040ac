import type { AccountRole, AccountType, ControlKind, RoleFacts } from '../account-role.rules.ts';
import { accountRoles } from '../account-role.rules.ts';

export type ChartLanguage = 'en' | 'zh-Hans' | 'zh-Hant';

/** In which words an account is named: a reader's language, or the one its country's books are kept in (German, French). */
export type ChartNaming = ChartLanguage | 'official';

/**
 * How a period's result leaves the result accounts: once a year into retained earnings; once a year into the profit of the
 * year, which the owners allocate later; or every month into it, and from there into retained earnings at the year's end.
 */
export type ResultClosing = 'yearly' | 'yearlyAsProfit' | 'monthly';

/** How a shop on this chart recognises what the law leaves open. Source: DOMAIN §5, last paragraph. */
export interface ChartPolicies {
  /** Freight and duty of goods: into the cost layers, or an expense of the month. */
  landedCost: 'capitalise' | 'expense';
  /** Write-down to net realisable value. */
  writeDown: 'off' | 'on' | 'reversible';
  revenueAt: 'shipment' | 'delivery';
  taxPoint: 'shipment' | 'payment' | 'invoice';
  points: 'deferred' | 'notDeferred';
  /** Returns and discounts on accounts of their own, or straight off revenue. */
  returnsAndDiscounts: 'ownAccounts' | 'inRevenue';
  /** Small-scale taxpayers cannot deduct input tax: it is part of the cost. */
  inputTax: 'deductible' | 'cost';
  expectedReturns: 'off' | 'accrued';
}

export interface ChartAccount {
  code: string;
  type: AccountType;
  names: Record<ChartLanguage, string>;
  /** The name in the language of its country's books, where that is none of the three. */
  official?: string;
  roles: readonly AccountRole[];
}

export interface Chart {
  names: Record<ChartLanguage, string>;
  policies: ChartPolicies;
  closing: ResultClosing;
  accounts: readonly ChartAccount[];
}

/** One account of a chart: code, type, its name in English, 简体 and 繁體, and the roles it plays. */
export function account(code: string, type: AccountType, en: string, hans: string, hant: string, ...roles: AccountRole[]): ChartAccount {
  return { code, type, names: { en, 'zh-Hans': hans, 'zh-Hant': hant }, roles };
}

/** One account of a chart whose books are kept in another language: code, type, its name there, then as in `account`. */
export function officialAccount(code: string, type: AccountType, official: string, en: string, hans: string, hant: string, ...roles: AccountRole[]): ChartAccount {
  return { ...account(code, type, en, hans, hant, ...roles), official };
}

/** What an account is called in the words chosen. */
export const nameOf = (of: ChartAccount, naming: ChartNaming): string => (naming === 'official' ? (of.official ?? of.names.en) : of.names[naming]);

/** The control kind an account gets from the roles it plays; a chart never mixes kinds on one account. */
export function controlOf(roles: readonly AccountRole[]): ControlKind | null {
  const kinds = roles.map((role): RoleFacts => accountRoles[role]).map((facts) => facts.control);
  return kinds[0] ?? null;
}
