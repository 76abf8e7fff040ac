import { accountCommands, accountQueries } from '../accounting/account.contract.ts';
import { chartCommands, chartQueries } from '../accounting/chart.contract.ts';
import { closingCommands, closingQueries } from '../accounting/closing.contract.ts';
import { journalCommands, journalQueries } from '../accounting/journal.contract.ts';
import { ledgerQueries } from '../accounting/ledger.contract.ts';
import { periodCommands, periodQueries } from '../accounting/period.contract.ts';
import { trialBalanceQueries } from '../accounting/trial-balance.contract.ts';
import { reportQueries } from '../reporting/report.contract.ts';
import { bankAccountCommands, bankAccountQueries } from '../banking/bank-account.contract.ts';
import { bankLineCommands, bankLineQueries, bankRuleCommands, bankRuleQueries } from '../banking/bank-line.contract.ts';
import { bankReconciliationCommands, bankReconciliationQueries } from '../banking/bank-reconciliation.contract.ts';
import { bankStatementCommands, bankStatementQueries } from '../banking/bank-statement.contract.ts';
import { payableCommands, payableQueries, receivableCommands, receivableQueries } from '../banking/open-item.contract.ts';
import { taxReturnCommands, taxReturnQueries } from '../tax/return.contract.ts';
import { taxSettingCommands, taxSettingQueries } from '../tax/setting.contract.ts';

/** The features of the books. Apart from the rest, because a compiler writes down only so long a type. */
export const booksContract = {
  account: { ...accountCommands, ...accountQueries },
  chart: { ...chartCommands, ...chartQueries },
  closing: { ...closingCommands, ...closingQueries },
  journal: { ...journalCommands, ...journalQueries },
  ledger: ledgerQueries,
  period: { ...periodCommands, ...periodQueries },
  trialBalance: trialBalanceQueries,
  report: reportQueries,
  taxReturn: { ...taxReturnCommands, ...taxReturnQueries },
  taxSetting: { ...taxSettingCommands, ...taxSettingQueries },
  bankAccount: { ...bankAccountCommands, ...bankAccountQueries },
  bankStatement: { ...bankStatementCommands, ...bankStatementQueries },
  bankLine: { ...bankLineCommands, ...bankLineQueries },
  bankRule: { ...bankRuleCommands, ...bankRuleQueries },
  bankReconciliation: { ...bankReconciliationCommands, ...bankReconciliationQueries },
  receivable: { ...receivableCommands, ...receivableQueries },
  payable: { ...payableCommands, ...payableQueries },
};
