import type { cashForecastQueries } from '../../shared/reporting/cash-forecast.contract.ts';
import type { dayQueries } from '../../shared/reporting/day-close.contract.ts';
import type { monthCommands, monthQueries } from '../../shared/reporting/month-close.contract.ts';
import type { reportQueries } from '../../shared/reporting/report.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { getCashForecast, listCashItems } from './cash-forecast.queries.ts';
import { listCellPostings } from './cell-postings.queries.ts';
import { dayStatus } from './day-close.queries.ts';
import { noteDayClosed } from './day-close.service.ts';
import { getMonth, listMonthItems } from './month-close.queries.ts';
import { closeMonth, tickItem, untickItem } from './month-close.service.ts';
import { getReport } from './report.queries.ts';

/** `month.close` is answered outside: it proves everything first, and then tells 'month.closed'. */
export const reportingCommands: Omit<CommandHandlers<{ month: typeof monthCommands }>, 'month.close'> = {
  'month.tick': tickItem,
  'month.untick': untickItem,
};

/**
 * `report.file` is answered outside: writing a workbook or a PDF takes a library and time. So is `day.close`, which proves and
 * backs up, and then tells 'day.closed'.
 */
export const reportingQueries: Omit<QueryHandlers<{ cashForecast: typeof cashForecastQueries; day: typeof dayQueries; month: typeof monthQueries; report: typeof reportQueries }>, 'report.file'> = {
  'cashForecast.get': getCashForecast,
  'cashForecast.items': listCashItems,
  'day.status': dayStatus,
  'month.get': getMonth,
  'month.items': listMonthItems,
  'report.get': getReport,
  'report.postings': listCellPostings,
};

export const reportingInternal = { 'day.closed': noteDayClosed, 'month.closed': closeMonth };
