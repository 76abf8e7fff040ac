import { type ChartAccount, type ChartNaming, type ChartPolicies, controlOf, nameOf } from '../../shared/accounting/charts/chart.rules.ts';
import { type ChartId, charts } from '../../shared/accounting/charts/charts.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Tx } from '../database/handles.ts';
import { db } from '../database/builder.ts';
import { read } from '../database/statement.ts';
import { insertAccount } from './account.service.ts';

const installed = read((db) => db.selectFrom('installedChart').select(['chart', 'policies']));
const anyPosting = read((db) => db.selectFrom('journalEntry').select('id').limit(1));

export interface InstallChart {
  chart: ChartId;
  language: ChartNaming;
  /** What the shop decides differently from its chart, e.g. a small-scale taxpayer's input tax. */
  policies?: { [Name in keyof ChartPolicies]?: ChartPolicies[Name] | undefined } | undefined;
}

/**
 * Gives the shop its ledger accounts, named in a reader's language or in its country's own, every role mapped. Another chart may replace it only before
 * the first entry: afterwards the entries stand on it.
 * @throws Refusal chart.inUse
 */
export function installChart(tx: Tx, input: InstallChart) {
  const before = installed.get(tx, {});
  if (before && anyPosting.get(tx, {})) throw new Refusal('chart.inUse', { chart: before.chart });
  removeChart(tx);
  const chart = charts[input.chart];
  const policies = JSON.stringify({ ...chart.policies, ...input.policies });
  tx.run(db.insertInto('installedChart').values({ id: 1, chart: input.chart, policies, commandId: tx.commandId }));
  for (const account of chart.accounts) installAccount(tx, account, input.language);
  tx.changed('installedChart', 1);
  return { accounts: chart.accounts.length };
}

function removeChart(tx: Tx): void {
  tx.run(db.deleteFrom('accountRole'));
  tx.run(db.deleteFrom('ledgerAccount'));
  tx.run(db.deleteFrom('installedChart'));
}

function installAccount(tx: Tx, account: ChartAccount, naming: ChartNaming): void {
  const { code, type } = account;
  const ledgerAccountId = insertAccount(tx, { code, type, name: nameOf(account, naming), control: controlOf(account.roles) });
  for (const role of account.roles) tx.run(db.insertInto('accountRole').values({ role, ledgerAccountId }));
}
