import { bankAccountCommands, bankAccountQueries } from '../banking/bank-account.contract.ts';
import { bankLineCommands, bankLineQueries, bankRuleCommands, bankRuleQueries } from '../banking/bank-line.contract.ts';
import { bankReconciliationCommands, bankReconciliationQueries } from '../banking/bank-reconciliation.contract.ts';
import { bankStatementCommands, bankStatementQueries } from '../banking/bank-statement.contract.ts';
import { payableCommands, payableQueries, receivableCommands, receivableQueries } from '../banking/open-item.contract.ts';

/** Banks, and what is open with customers and suppliers. A part of its own, since the type of the whole is too long to be written out at once. */
export const bankingContract = {
  bankAccount: { ...bankAccountCommands, ...bankAccountQueries },
  bankStatement: { ...bankStatementCommands, ...bankStatementQueries },
  bankLine: { ...bankLineCommands, ...bankLineQueries },
  bankRule: { ...bankRuleCommands, ...bankRuleQueries },
  bankReconciliation: { ...bankReconciliationCommands, ...bankReconciliationQueries },
  receivable: { ...receivableCommands, ...receivableQueries },
  payable: { ...payableCommands, ...payableQueries },
};
