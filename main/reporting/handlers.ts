import type { reportQueries } from '../../shared/reporting/report.contract.ts';
import type { QueryHandlers } from '../database/handlers.ts';
import { listCellPostings } from './cell-postings.queries.ts';
import { getReport } from './report.queries.ts';

/** `report.file` is answered outside: writing a workbook or a PDF takes a library and time. */
export const reportingQueries: Pick<QueryHandlers<{ report: typeof reportQueries }>, 'report.get' | 'report.postings'> = { 'report.get': getReport, 'report.postings': listCellPostings };
