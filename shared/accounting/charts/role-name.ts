import type { AccountRole } from '../account-role.rules.ts';
import type { ChartLanguage } from './chart.rules.ts';
import { ifrsChart } from './ifrs.ts';

const accounts = new Map(ifrsChart.accounts.flatMap((account) => account.roles.map((role) => [role, account] as const)));

/** What a role is called: the name of its account in the chart that has one account for nearly each. */
export const roleName = (role: string, language: ChartLanguage): string => accounts.get(role as AccountRole)?.names[language] ?? role;
