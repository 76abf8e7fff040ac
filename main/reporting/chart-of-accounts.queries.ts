import { roleName } from '../../shared/accounting/charts/role-name.ts';
import { plainColumn, type Report, type ReportRow } from '../../shared/reporting/report.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import type { Reader } from '../database/handles.ts';
import { balancesAt } from './figures.queries.ts';
import type { Frame } from './statement-frame.ts';

/** The shop's ledger accounts with what they are for and what they stand at. */
export function chartOfAccounts(reader: Reader, { accounts, shop, asked, words }: Frame): Report {
  const balances = balancesAt(reader, asked.to);
  const row = ({ ledgerAccountId, code, name, type, roles }: Frame['accounts'][number]): ReportRow => {
    return { id: code, kind: 'line', level: 1, cells: [code, name, words.types[type], roles.map((role) => roleName(role, asked.language)).join(' · '), balances.get(ledgerAccountId) ?? minor(0)], ledgerAccountId, under: null, parts: [] };
  };
  return {
    name: asked.name,
    title: words.titles.chartOfAccounts,
    shop: shop.name,
    currency: shop.baseCurrency,
    language: asked.language,
    from: null,
    to: asked.to,
    columns: [
      plainColumn('account', words.account, 'code'), plainColumn('name', words.name, 'text'), plainColumn('type', words.type, 'text'), plainColumn('roles', words.roles, 'text'),
      { ...plainColumn('balance', words.balance, 'money'), to: asked.to },
    ],
    rows: accounts.map(row),
    controls: [],
  };
}
