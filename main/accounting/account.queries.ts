import { sql } from 'kysely';
import type { ChartPolicies } from '../../shared/accounting/charts/chart.rules.ts';
import { type ChartId, charts } from '../../shared/accounting/charts/charts.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

const accounts = read((db) =>
  db
    .selectFrom('ledgerAccount as a')
    .select(['a.id as ledgerAccountId', 'a.code', 'a.name', 'a.type', 'a.control', 'a.blocked', 'a.currency'])
    .select(sql<string>`(select json_group_array(role) from accountRole r where r.ledgerAccountId = a.id)`.as('roles'))
    .orderBy('a.code'),
);

/** Every ledger account by code, with the roles it plays. */
export const listAccounts = (reader: Reader) =>
  accounts.all(reader, {}).map((row) => ({ ...row, blocked: row.blocked === 1, roles: JSON.parse(row.roles) as string[] }));

const installed = read((db) => db.selectFrom('installedChart').select(['chart', 'policies']));

/** The installed chart with the shop's policies, or null. */
export function getChart(reader: Reader): { chart: ChartId; policies: ChartPolicies } | null {
  const row = installed.get(reader, {});
  if (!row || !(row.chart in charts)) return null;
  // Only installChart writes the row, from a ChartId and whole policies.
  return { chart: row.chart as ChartId, policies: JSON.parse(row.policies) as ChartPolicies };
}

/** The shop's accounting policies, for posting rules. @throws Refusal chart.missing */
export function chartPolicies(reader: Reader): ChartPolicies {
  const chart = getChart(reader);
  if (!chart) throw new Refusal('chart.missing', {});
  return chart.policies;
}
