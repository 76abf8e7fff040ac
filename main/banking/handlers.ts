import type { bankAccountCommands, bankAccountQueries } from '../../shared/banking/bank-account.contract.ts';
import type { bankLineCommands, bankLineQueries, bankRuleCommands, bankRuleQueries } from '../../shared/banking/bank-line.contract.ts';
import type { bankReconciliationCommands, bankReconciliationQueries } from '../../shared/banking/bank-reconciliation.contract.ts';
import type { bankStatementCommands, bankStatementQueries } from '../../shared/banking/bank-statement.contract.ts';
import type { openingCommands, openingQueries } from '../../shared/banking/opening.contract.ts';
import type { reminderCommands, reminderQueries } from '../../shared/banking/reminder.contract.ts';
import type { payableCommands, payableQueries, receivableCommands, receivableQueries } from '../../shared/banking/open-item.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { listBankAccounts } from './bank-account.queries.ts';
import { addBankAccount, removeBankAccount, updateBankAccount } from './bank-account.service.ts';
import { getLine, listLines } from './bank-line.queries.ts';
import { listStatements } from './bank-statement.queries.ts';
import { bringInStatements, takeBackStatements } from './bank-statement.service.ts';
import { undoDecision } from './decision-undo.service.ts';
import { acceptLine } from './decision.service.ts';
import { listRules, removeRule, restoreRule } from './learned-rule.service.ts';
import { payOnAccount, receiveOnAccount } from './on-account.service.ts';
import { agePayables, ageReceivables, listPayables, listReceivables } from './open-item.queries.ts';
import { checkOpening, listOpenings } from './opening.queries.ts';
import { addOpeningRows, postOpening, removeOpeningRows, restoreOpeningRows, takeBackOpening } from './opening.service.ts';
import { listDueReminders, listReminders, previewReminder } from './reminder.queries.ts';
import { pauseReminders, resumeReminders, sendReminders, setReminderLevels, withdrawReminder } from './reminder.service.ts';
import { stateCustomer, stateSupplier } from './party-statement.queries.ts';
import { getReconciliation } from './reconciliation.queries.ts';
import { recordReconciliation, undoReconciliation } from './reconciliation.service.ts';

export const bankingCommands: CommandHandlers<{
  bankAccount: typeof bankAccountCommands;
  bankStatement: typeof bankStatementCommands;
  bankLine: typeof bankLineCommands;
  bankRule: typeof bankRuleCommands;
  bankReconciliation: typeof bankReconciliationCommands;
  opening: typeof openingCommands;
  receivable: typeof receivableCommands;
  reminder: typeof reminderCommands;
  payable: typeof payableCommands;
}> = {
  'bankAccount.add': addBankAccount,
  'bankAccount.update': updateBankAccount,
  'bankAccount.remove': removeBankAccount,
  'bankStatement.bringIn': bringInStatements,
  'bankStatement.takeBack': takeBackStatements,
  'bankLine.accept': acceptLine,
  'bankLine.undo': undoDecision,
  'bankRule.remove': removeRule,
  'bankRule.restore': restoreRule,
  'bankReconciliation.record': recordReconciliation,
  'bankReconciliation.undo': undoReconciliation,
  'opening.addRows': addOpeningRows,
  'opening.removeRows': removeOpeningRows,
  'opening.restoreRows': restoreOpeningRows,
  'opening.post': postOpening,
  'opening.takeBack': takeBackOpening,
  'receivable.receive': receiveOnAccount,
  'reminder.send': sendReminders,
  'reminder.withdraw': withdrawReminder,
  'reminder.pause': pauseReminders,
  'reminder.resume': resumeReminders,
  'reminder.setLevels': setReminderLevels,
  'payable.pay': payOnAccount,
};

export const bankingQueries: QueryHandlers<{
  bankAccount: typeof bankAccountQueries;
  bankStatement: Pick<typeof bankStatementQueries, 'list'>;
  bankLine: typeof bankLineQueries;
  bankRule: typeof bankRuleQueries;
  bankReconciliation: typeof bankReconciliationQueries;
  opening: typeof openingQueries;
  receivable: typeof receivableQueries;
  reminder: typeof reminderQueries;
  payable: typeof payableQueries;
}> = {
  'bankAccount.list': listBankAccounts,
  'bankStatement.list': listStatements,
  'bankLine.list': listLines,
  'bankLine.get': getLine,
  'bankRule.list': listRules,
  'bankReconciliation.get': getReconciliation,
  'opening.check': checkOpening,
  'opening.list': listOpenings,
  'reminder.due': listDueReminders,
  'reminder.preview': previewReminder,
  'reminder.list': listReminders,
  'receivable.ageing': ageReceivables,
  'receivable.items': listReceivables,
  'receivable.statement': stateCustomer,
  'payable.ageing': agePayables,
  'payable.items': listPayables,
  'payable.statement': stateSupplier,
};
