import type { ReportAsked } from '../../shared/reporting/report.contract.ts';
import type { ReportName } from '../../shared/reporting/report-words.rules.ts';
import type { Report } from '../../shared/reporting/report.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { balanceSheet } from './balance-sheet.queries.ts';
import { budgetReport } from './budget-report.queries.ts';
import { cashFlow } from './cash-flow.queries.ts';
import { cashForecastReport } from './cash-forecast-report.queries.ts';
import { clearing } from './clearing.queries.ts';
import { chartOfAccounts } from './chart-of-accounts.queries.ts';
import { generalLedger } from './general-ledger.queries.ts';
import { monthClose } from './month-close-report.queries.ts';
import { payouts } from './payouts.queries.ts';
import { profitAndLoss } from './profit-and-loss.queries.ts';
import { type Frame, frameOf } from './statement-frame.ts';
import { trialBalance } from './trial-balance.queries.ts';
import { vouchers } from './vouchers.queries.ts';

/** Who makes which report from the books alone. */
const statements = { profitAndLoss, balanceSheet, cashFlow, trialBalance, generalLedger, vouchers, chartOfAccounts, payouts, clearing, budget: budgetReport, cashForecast: cashForecastReport } as const satisfies Partial<Record<ReportName, (reader: Reader, frame: Frame) => Report>>;

type StatementAsked = ReportAsked & { name: keyof typeof statements };

const isStatement = (asked: ReportAsked): asked is StatementAsked => asked.name in statements;

/** A report that is the same for whoever asks, and whenever. @throws Refusal chart.missing, report.backwards, report.tooManyMonths, report.tooLong, report.noCashBasis, record.missing */
export const getStatement = (reader: Reader, asked: StatementAsked): Report => statements[asked.name](reader, frameOf(reader, asked));

/** A report as plain data, in its reader's words. @throws Refusal chart.missing, report.backwards, report.tooManyMonths, report.tooLong, report.noCashBasis, record.missing */
export const getReport = (reader: Reader, asked: ReportAsked, actor: Actor, now: Instant): Report =>
  isStatement(asked) ? getStatement(reader, asked) : monthClose(reader, frameOf(reader, asked), actor, now);
