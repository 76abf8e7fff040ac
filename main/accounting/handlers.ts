import type { accountCommands, accountQueries } from '../../shared/accounting/account.contract.ts';
import type { budgetCommands, budgetQueries } from '../../shared/accounting/budget.contract.ts';
import type { campaignCommands, centreQueries } from '../../shared/accounting/centre.contract.ts';
import type { closingCommands, closingQueries } from '../../shared/accounting/closing.contract.ts';
import type { chartCommands, chartQueries } from '../../shared/accounting/chart.contract.ts';
import type { exchangeRateCommands, exchangeRateQueries } from '../../shared/accounting/exchange-rate.contract.ts';
import type { journalCommands, journalQueries } from '../../shared/accounting/journal.contract.ts';
import type { ledgerQueries } from '../../shared/accounting/ledger.contract.ts';
import type { periodCommands, periodQueries } from '../../shared/accounting/period.contract.ts';
import type { recurringCommands, recurringQueries } from '../../shared/accounting/recurring.contract.ts';
import type { revaluationCommands, revaluationQueries } from '../../shared/accounting/revaluation.contract.ts';
import type { slipCommands, slipQueries } from '../../shared/accounting/slip.contract.ts';
import type { trialBalanceQueries } from '../../shared/accounting/trial-balance.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { getChart, listAccounts } from './account.queries.ts';
import { addAccount, blockAccount, removeAccount, renameAccount, unblockAccount } from './account.service.ts';
import { budgetGrid, listBudgetVersions } from './budget.queries.ts';
import { setBudget, setBudgetGuard } from './budget.service.ts';
import { addCampaign, archiveCampaign, changeCampaign, reopenCampaign } from './campaign.service.ts';
import { listCentres } from './centre.queries.ts';
import { installChart } from './chart.service.ts';
import { listClosings } from './closing.queries.ts';
import { closeResult, takeBackClosing } from './closing.service.ts';
import { reviewEntries, unreviewEntries } from './entry-review.service.ts';
import { findRateOn, listRates } from './exchange-rate.queries.ts';
import { addRate, bringInRates, restoreRate, restoreRates, withdrawRate, withdrawRates } from './exchange-rate.service.ts';
import { getEntry, listEntries } from './journal.queries.ts';
import { listLedger, listOpenItems } from './ledger.queries.ts';
import { postManualEntry, reverseManualEntry } from './manual-entry.service.ts';
import { getPeriod } from './period.queries.ts';
import { lockPeriod, reopenPeriod } from './period.service.ts';
import { listRecurring } from './recurring.queries.ts';
import { addRecurring, postRecurring, resumeRecurring, skipRecurring, stopRecurring, takeBackRun } from './recurring.service.ts';
import { getRevaluation, listRevaluations, previewRevaluation } from './revaluation.queries.ts';
import { postRevaluation, takeBackRevaluation } from './revaluation.service.ts';
import { getSlip, listSlips } from './slip.queries.ts';
import { discardSlip, restoreSlip, takeSlip } from './slip.service.ts';
import { getTrialBalance } from './trial-balance.queries.ts';

export const accountingCommands: CommandHandlers<{
  account: typeof accountCommands;
  budget: typeof budgetCommands;
  campaign: typeof campaignCommands;
  chart: typeof chartCommands;
  closing: typeof closingCommands;
  exchangeRate: typeof exchangeRateCommands;
  journal: typeof journalCommands;
  period: typeof periodCommands;
  recurring: typeof recurringCommands;
  revaluation: typeof revaluationCommands;
  slip: Omit<typeof slipCommands, 'take'>;
}> = {
  'account.add': addAccount,
  'account.block': blockAccount,
  'account.remove': removeAccount,
  'account.rename': renameAccount,
  'account.unblock': unblockAccount,
  'budget.set': setBudget,
  'budget.setGuard': setBudgetGuard,
  'campaign.add': addCampaign,
  'campaign.change': changeCampaign,
  'campaign.archive': archiveCampaign,
  'campaign.reopen': reopenCampaign,
  'chart.install': installChart,
  'closing.close': closeResult,
  'closing.takeBack': takeBackClosing,
  'exchangeRate.add': addRate,
  'exchangeRate.bringIn': bringInRates,
  'exchangeRate.withdraw': withdrawRate,
  'exchangeRate.restore': restoreRate,
  'exchangeRate.withdrawMany': withdrawRates,
  'exchangeRate.restoreMany': restoreRates,
  'journal.post': postManualEntry,
  'journal.reverse': reverseManualEntry,
  'journal.review': reviewEntries,
  'journal.unreview': unreviewEntries,
  'period.lock': lockPeriod,
  'period.reopen': reopenPeriod,
  'recurring.add': addRecurring,
  'recurring.stop': stopRecurring,
  'recurring.resume': resumeRecurring,
  'recurring.post': postRecurring,
  'recurring.skip': skipRecurring,
  'recurring.takeBack': takeBackRun,
  'revaluation.post': postRevaluation,
  'revaluation.takeBack': takeBackRevaluation,
  'slip.discard': discardSlip,
  'slip.restore': restoreSlip,
};

/** A slip comes in behind its file, which the transaction cannot write. */
export const accountingInternal = { 'slip.taken': takeSlip };

export const accountingQueries: QueryHandlers<{
  account: typeof accountQueries;
  budget: typeof budgetQueries;
  centre: typeof centreQueries;
  chart: typeof chartQueries;
  closing: typeof closingQueries;
  exchangeRate: typeof exchangeRateQueries;
  journal: typeof journalQueries;
  ledger: typeof ledgerQueries;
  period: typeof periodQueries;
  recurring: typeof recurringQueries;
  revaluation: typeof revaluationQueries;
  slip: typeof slipQueries;
  trialBalance: typeof trialBalanceQueries;
}> = {
  'account.list': listAccounts,
  'budget.grid': budgetGrid,
  'budget.versions': listBudgetVersions,
  'centre.list': listCentres,
  'chart.get': getChart,
  'closing.list': listClosings,
  'exchangeRate.list': listRates,
  'exchangeRate.find': findRateOn,
  'journal.get': getEntry,
  'journal.list': listEntries,
  'ledger.list': listLedger,
  'ledger.openItems': listOpenItems,
  'period.get': getPeriod,
  'recurring.list': listRecurring,
  'revaluation.preview': previewRevaluation,
  'revaluation.get': getRevaluation,
  'revaluation.list': listRevaluations,
  'slip.get': getSlip,
  'slip.list': listSlips,
  'trialBalance.get': getTrialBalance,
};
