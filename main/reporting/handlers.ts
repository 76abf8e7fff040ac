import type { dayQueries } from '../../shared/reporting/day-close.contract.ts';
import type { reportQueries } from '../../shared/reporting/report.contract.ts';
import type { QueryHandlers } from '../database/handlers.ts';
import { listCellPostings } from './cell-postings.queries.ts';
import { dayStatus } from './day-close.queries.ts';
import { noteDayClosed } from './day-close.service.ts';
import { getReport } from './report.queries.ts';

/**
 * `report.file` is answered outside: writing a workbook or a PDF takes a library and time. So is `day.close`, which proves and
 * backs up, and then tells 'day.closed'.
 */
export const reportingQueries: Omit<QueryHandlers<{ day: typeof dayQueries; report: typeof reportQueries }>, 'report.file'> = {
  'day.status': dayStatus,
  'report.get': getReport,
  'report.postings': listCellPostings,
};

export const reportingInternal = { 'day.closed': noteDayClosed };
