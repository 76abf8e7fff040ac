import { accountCommands, accountQueries } from '../accounting/account.contract.ts';
import { chartCommands, chartQueries } from '../accounting/chart.contract.ts';
import { closingCommands, closingQueries } from '../accounting/closing.contract.ts';
import { journalCommands, journalQueries } from '../accounting/journal.contract.ts';
import { ledgerQueries } from '../accounting/ledger.contract.ts';
import { periodCommands, periodQueries } from '../accounting/period.contract.ts';
import { trialBalanceQueries } from '../accounting/trial-balance.contract.ts';
import { reportQueries } from '../reporting/report.contract.ts';

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
};
