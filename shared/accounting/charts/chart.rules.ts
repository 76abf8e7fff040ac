import type { AccountRole, AccountType, ControlKind, RoleFacts } from '../account-role.rules.ts';
import { accountRoles } from '../account-role.rules.ts';

export type ChartLanguage = 'en' | 'zh-Hans' | 'zh-Hant';

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
  roles: readonly AccountRole[];
}

export interface Chart {
  names: Record<ChartLanguage, string>;
  policies: ChartPolicies;
  accounts: readonly ChartAccount[];
}

/** One account of a chart: code, type, its name in English, 简体 and 繁體, and the roles it plays. */
export function account(code: string, type: AccountType, en: string, hans: string, hant: string, ...roles: AccountRole[]): ChartAccount {
  return { code, type, names: { en, 'zh-Hans': hans, 'zh-Hant': hant }, roles };
}

/** The control kind an account gets from the roles it plays; a chart never mixes kinds on one account. */
export function controlOf(roles: readonly AccountRole[]): ControlKind | null {
  const kinds = roles.map((role): RoleFacts => accountRoles[role]).map((facts) => facts.control);
  return kinds[0] ?? null;
}
