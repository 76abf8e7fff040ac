import type { accountCommands, accountQueries } from '../../shared/accounting/account.contract.ts';
import type { closingCommands, closingQueries } from '../../shared/accounting/closing.contract.ts';
import type { chartCommands, chartQueries } from '../../shared/accounting/chart.contract.ts';
import type { journalCommands, journalQueries } from '../../shared/accounting/journal.contract.ts';
import type { ledgerQueries } from '../../shared/accounting/ledger.contract.ts';
import type { periodCommands, periodQueries } from '../../shared/accounting/period.contract.ts';
import type { recurringCommands, recurringQueries } from '../../shared/accounting/recurring.contract.ts';
import type { trialBalanceQueries } from '../../shared/accounting/trial-balance.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { getChart, listAccounts } from './account.queries.ts';
import { addAccount, blockAccount, removeAccount, renameAccount, unblockAccount } from './account.service.ts';
import { installChart } from './chart.service.ts';
import { listClosings } from './closing.queries.ts';
import { closeResult, takeBackClosing } from './closing.service.ts';
import { getEntry, listEntries } from './journal.queries.ts';
import { listLedger, listOpenItems } from './ledger.queries.ts';
import { postManualEntry, reverseManualEntry } from './manual-entry.service.ts';
import { getPeriod } from './period.queries.ts';
import { lockPeriod, reopenPeriod } from './period.service.ts';
import { listRecurring } from './recurring.queries.ts';
import { addRecurring, postRecurring, resumeRecurring, skipRecurring, stopRecurring, takeBackRun } from './recurring.service.ts';
import { getTrialBalance } from './trial-balance.queries.ts';

export const accountingCommands: CommandHandlers<{
  account: typeof accountCommands;
  chart: typeof chartCommands;
  closing: typeof closingCommands;
  journal: typeof journalCommands;
  period: typeof periodCommands;
  recurring: typeof recurringCommands;
}> = {
  'account.add': addAccount,
  'account.block': blockAccount,
  'account.remove': removeAccount,
  'account.rename': renameAccount,
  'account.unblock': unblockAccount,
  'chart.install': installChart,
  'closing.close': closeResult,
  'closing.takeBack': takeBackClosing,
  'journal.post': postManualEntry,
  'journal.reverse': reverseManualEntry,
  'period.lock': lockPeriod,
  'period.reopen': reopenPeriod,
  'recurring.add': addRecurring,
  'recurring.stop': stopRecurring,
  'recurring.resume': resumeRecurring,
  'recurring.post': postRecurring,
  'recurring.skip': skipRecurring,
  'recurring.takeBack': takeBackRun,
};

export const accountingQueries: QueryHandlers<{
  account: typeof accountQueries;
  chart: typeof chartQueries;
  closing: typeof closingQueries;
  journal: typeof journalQueries;
  ledger: typeof ledgerQueries;
  period: typeof periodQueries;
  recurring: typeof recurringQueries;
  trialBalance: typeof trialBalanceQueries;
}> = {
  'account.list': listAccounts,
  'chart.get': getChart,
  'closing.list': listClosings,
  'journal.get': getEntry,
  'journal.list': listEntries,
  'ledger.list': listLedger,
  'ledger.openItems': listOpenItems,
  'period.get': getPeriod,
  'recurring.list': listRecurring,
  'trialBalance.get': getTrialBalance,
};
