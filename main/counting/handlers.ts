import type { countCycleCommands, countCycleQueries } from '../../shared/counting/cycle.contract.ts';
import type { stocktakePhotoCommands, stocktakePhotoQueries } from '../../shared/counting/stocktake-photo.contract.ts';
import type { stocktakeCommands, stocktakeQueries } from '../../shared/counting/stocktake.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { readCycle } from './cycle.queries.ts';
import { setCycle } from './cycle.service.ts';
import { explainCountTotal } from './explain-total.queries.ts';
import { readLine } from './line.queries.ts';
import { nameCountedLots } from './naming.service.ts';
import { abandonStocktake, joinStocktake, leaveStocktake, pauseStocktake, resumeStocktake, startStocktake } from './plan.service.ts';
import { postStocktake } from './post.service.ts';
import { reverseStocktake } from './reversal.service.ts';
import { reviewStocktake } from './review.queries.ts';
import { acceptLines, approveStocktake, excludeLines, finishStocktake, recountLines, reopenLines } from './review.service.ts';
import { recordScan, recordScans } from './scan.service.ts';
import { readScans, readSheet } from './sheet.queries.ts';
import { attachPhoto, listPhotos, removePhoto } from './stocktake-photo.service.ts';
import { listStocktakes, readAccuracy, readStocktake } from './stocktake.queries.ts';

/**
 * `stocktake.approve` is answered beside the store, which checks the approver's PIN and tells 'stocktake.approved'; `stocktake.plan`
 * where rooms further on can say which goods are a supplier's.
 */
export const countingCommands: Omit<CommandHandlers<{ stocktake: typeof stocktakeCommands; countCycle: typeof countCycleCommands; stocktakePhoto: typeof stocktakePhotoCommands }>, 'stocktake.approve' | 'stocktake.plan' | 'stocktakePhoto.add'> = {
  'countCycle.set': setCycle,
  'stocktakePhoto.attach': attachPhoto,
  'stocktakePhoto.remove': removePhoto,
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
  'stocktake.nameLots': nameCountedLots,
  'stocktake.recount': recountLines,
  'stocktake.reopen': reopenLines,
  'stocktake.post': postStocktake,
  'stocktake.reverse': reverseStocktake,
  'stocktake.abandon': abandonStocktake,
};

export const countingInternal = { 'stocktake.approved': approveStocktake };

/** `stocktake.places` is answered where a supplier's goods are known. */
export const countingQueries: Omit<QueryHandlers<{ stocktake: typeof stocktakeQueries; countCycle: typeof countCycleQueries; stocktakePhoto: typeof stocktakePhotoQueries }>, 'stocktake.places'> = {
  'countCycle.get': readCycle,
  'stocktakePhoto.list': listPhotos,

  'stocktake.list': listStocktakes,
  'stocktake.get': readStocktake,
  'stocktake.sheet': readSheet,
  'stocktake.scans': readScans,
  'stocktake.review': reviewStocktake,
  'stocktake.explainTotal': explainCountTotal,
  'stocktake.line': readLine,
  'stocktake.accuracy': readAccuracy,
};
