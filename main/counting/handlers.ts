import type { stocktakeCommands, stocktakeQueries } from '../../shared/counting/stocktake.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { readLine } from './line.queries.ts';
import { abandonStocktake, joinStocktake, leaveStocktake, pauseStocktake, planStocktake, resumeStocktake, startStocktake } from './plan.service.ts';
import { postStocktake } from './post.service.ts';
import { reverseStocktake } from './reversal.service.ts';
import { reviewStocktake } from './review.queries.ts';
import { acceptLines, approveStocktake, excludeLines, finishStocktake, recountLines, reopenLines } from './review.service.ts';
import { recordScan, recordScans } from './scan.service.ts';
import { readScans, readSheet } from './sheet.queries.ts';
import { listStocktakes, readAccuracy, readStocktake } from './stocktake.queries.ts';

/** `stocktake.approve` is answered beside the store, which checks the approver's PIN and tells 'stocktake.approved'. */
export const countingCommands: Omit<CommandHandlers<{ stocktake: typeof stocktakeCommands }>, 'stocktake.approve'> = {
  'stocktake.plan': planStocktake,
  'stocktake.start': startStocktake,
  'stocktake.join': joinStocktake,
  'stocktake.leave': leaveStocktake,
  'stocktake.pause': pauseStocktake,
  'stocktake.resume': resumeStocktake,
  'stocktake.scan': recordScan,
  'stocktake.scanBatch': recordScans,
  'stocktake.exclude': excludeLines,
  'stocktake.finish': finishStocktake,
  'stocktake.accept': acceptLines,
  'stocktake.recount': recountLines,
  'stocktake.reopen': reopenLines,
  'stocktake.post': postStocktake,
  'stocktake.reverse': reverseStocktake,
  'stocktake.abandon': abandonStocktake,
};

export const countingInternal = { 'stocktake.approved': approveStocktake };

export const countingQueries: QueryHandlers<{ stocktake: typeof stocktakeQueries }> = {
  'stocktake.list': listStocktakes,
  'stocktake.get': readStocktake,
  'stocktake.sheet': readSheet,
  'stocktake.scans': readScans,
  'stocktake.review': reviewStocktake,
  'stocktake.line': readLine,
  'stocktake.accuracy': readAccuracy,
};
