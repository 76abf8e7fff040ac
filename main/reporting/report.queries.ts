import type { ReportAsked } from '../../shared/reporting/report.contract.ts';
import type { ReportName } from '../../shared/reporting/report-words.rules.ts';
import type { Report } from '../../shared/reporting/report.rules.ts';
import type { Reader } from '../database/handles.ts';
import { balanceSheet } from './balance-sheet.queries.ts';
import { cashFlow } from './cash-flow.queries.ts';
import { clearing } from './clearing.queries.ts';
import { chartOfAccounts } from './chart-of-accounts.queries.ts';
import { generalLedger } from './general-ledger.queries.ts';
import { payouts } from './payouts.queries.ts';
import { profitAndLoss } from './profit-and-loss.queries.ts';
import { type Frame, frameOf } from './statement-frame.ts';
import { trialBalance } from './trial-balance.queries.ts';

/** Who makes which report. */
const makers: Record<ReportName, (reader: Reader, frame: Frame) => Report> = { profitAndLoss, balanceSheet, cashFlow, trialBalance, generalLedger, chartOfAccounts, payouts, clearing };

/** A report as plain data, in its reader's words. @throws Refusal chart.missing, report.backwards, report.tooManyMonths, report.tooLong */
export const getReport = (reader: Reader, asked: ReportAsked): Report => makers[asked.name](reader, frameOf(reader, asked));
