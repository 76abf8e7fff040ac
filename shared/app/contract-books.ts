import { accountCommands, accountQueries } from '../accounting/account.contract.ts';
import { budgetCommands, budgetQueries } from '../accounting/budget.contract.ts';
import { campaignCommands, centreQueries } from '../accounting/centre.contract.ts';
import { chartCommands, chartQueries } from '../accounting/chart.contract.ts';
import { closingCommands, closingQueries } from '../accounting/closing.contract.ts';
import { exchangeRateCommands, exchangeRateQueries } from '../accounting/exchange-rate.contract.ts';
import { journalCommands, journalQueries } from '../accounting/journal.contract.ts';
import { ledgerQueries } from '../accounting/ledger.contract.ts';
import { periodCommands, periodQueries } from '../accounting/period.contract.ts';
import { recurringCommands, recurringQueries } from '../accounting/recurring.contract.ts';
import { revaluationCommands, revaluationQueries } from '../accounting/revaluation.contract.ts';
import { slipCommands, slipQueries } from '../accounting/slip.contract.ts';
import { trialBalanceQueries } from '../accounting/trial-balance.contract.ts';
import { dayCommands, dayQueries } from '../reporting/day-close.contract.ts';
import { cashForecastQueries } from '../reporting/cash-forecast.contract.ts';
import { monthCommands, monthQueries } from '../reporting/month-close.contract.ts';
import { reportQueries } from '../reporting/report.contract.ts';
import { bankAccountCommands, bankAccountQueries } from '../banking/bank-account.contract.ts';
import { bankLineCommands, bankLineQueries, bankRuleCommands, bankRuleQueries } from '../banking/bank-line.contract.ts';
import { bankReconciliationCommands, bankReconciliationQueries } from '../banking/bank-reconciliation.contract.ts';
import { bankStatementCommands, bankStatementQueries } from '../banking/bank-statement.contract.ts';
import { clearingQueries } from '../payouts/clearing.contract.ts';
import { settlementCommands, settlementQueries } from '../payouts/settlement.contract.ts';
import { openingCommands, openingQueries } from '../banking/opening.contract.ts';
import { reminderCommands, reminderQueries } from '../banking/reminder.contract.ts';
import { payableCommands, payableQueries, receivableCommands, receivableQueries } from '../banking/open-item.contract.ts';
import { taxReturnCommands, taxReturnQueries } from '../tax/return.contract.ts';
import { taxSettingCommands, taxSettingQueries } from '../tax/setting.contract.ts';

/** Said by name: a compiler left to find this type by itself writes out every field of every method, and reads a megabyte back on each floor. */
export type BooksContract = {
  account: typeof accountCommands & typeof accountQueries;
  budget: typeof budgetCommands & typeof budgetQueries;
  campaign: typeof campaignCommands;
  centre: typeof centreQueries;
  chart: typeof chartCommands & typeof chartQueries;
  closing: typeof closingCommands & typeof closingQueries;
  exchangeRate: typeof exchangeRateCommands & typeof exchangeRateQueries;
  journal: typeof journalCommands & typeof journalQueries;
  ledger: typeof ledgerQueries;
  period: typeof periodCommands & typeof periodQueries;
  recurring: typeof recurringCommands & typeof recurringQueries;
  revaluation: typeof revaluationCommands & typeof revaluationQueries;
  slip: typeof slipCommands & typeof slipQueries;
  trialBalance: typeof trialBalanceQueries;
  day: typeof dayCommands & typeof dayQueries;
  cashForecast: typeof cashForecastQueries;
  month: typeof monthCommands & typeof monthQueries;
  report: typeof reportQueries;
  taxReturn: typeof taxReturnCommands & typeof taxReturnQueries;
  taxSetting: typeof taxSettingCommands & typeof taxSettingQueries;
  bankAccount: typeof bankAccountCommands & typeof bankAccountQueries;
  bankStatement: typeof bankStatementCommands & typeof bankStatementQueries;
  bankLine: typeof bankLineCommands & typeof bankLineQueries;
  bankRule: typeof bankRuleCommands & typeof bankRuleQueries;
  bankReconciliation: typeof bankReconciliationCommands & typeof bankReconciliationQueries;
  opening: typeof openingCommands & typeof openingQueries;
  reminder: typeof reminderCommands & typeof reminderQueries;
  receivable: typeof receivableCommands & typeof receivableQueries;
  payable: typeof payableCommands & typeof payableQueries;
  settlement: typeof settlementCommands & typeof settlementQueries;
  clearing: typeof clearingQueries;
};

/** The features of the books. */
export const booksContract: BooksContract = {
  account: { ...accountCommands, ...accountQueries },
  budget: { ...budgetCommands, ...budgetQueries },
  campaign: campaignCommands,
  centre: centreQueries,
  chart: { ...chartCommands, ...chartQueries },
  closing: { ...closingCommands, ...closingQueries },
  exchangeRate: { ...exchangeRateCommands, ...exchangeRateQueries },
  journal: { ...journalCommands, ...journalQueries },
  ledger: ledgerQueries,
  period: { ...periodCommands, ...periodQueries },
  recurring: { ...recurringCommands, ...recurringQueries },
  revaluation: { ...revaluationCommands, ...revaluationQueries },
  slip: { ...slipCommands, ...slipQueries },
  trialBalance: trialBalanceQueries,
  day: { ...dayCommands, ...dayQueries },
  cashForecast: cashForecastQueries,
  month: { ...monthCommands, ...monthQueries },
  report: reportQueries,
  taxReturn: { ...taxReturnCommands, ...taxReturnQueries },
  taxSetting: { ...taxSettingCommands, ...taxSettingQueries },
  bankAccount: { ...bankAccountCommands, ...bankAccountQueries },
  bankStatement: { ...bankStatementCommands, ...bankStatementQueries },
  bankLine: { ...bankLineCommands, ...bankLineQueries },
  bankRule: { ...bankRuleCommands, ...bankRuleQueries },
  bankReconciliation: { ...bankReconciliationCommands, ...bankReconciliationQueries },
  opening: { ...openingCommands, ...openingQueries },
  reminder: { ...reminderCommands, ...reminderQueries },
  receivable: { ...receivableCommands, ...receivableQueries },
  payable: { ...payableCommands, ...payableQueries },
  settlement: { ...settlementCommands, ...settlementQueries },
  clearing: clearingQueries,
};
