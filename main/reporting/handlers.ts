import type { dayQueries } from '../../shared/reporting/day-close.contract.ts';
import type { QueryHandlers } from '../database/handlers.ts';
import { dayStatus } from './day-close.queries.ts';
import { noteDayClosed } from './day-close.service.ts';

/** `day.close` is answered beside the store, which proves and backs up, and then tells 'day.closed'. */
export const reportingQueries: QueryHandlers<{ day: typeof dayQueries }> = { 'day.status': dayStatus };

export const reportingInternal = { 'day.closed': noteDayClosed };
