import type { activityQueries, jobCommands, jobQueries } from '../../shared/app/app.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { listActivity } from './activity.ts';
import { jobResults } from './job-results.ts';
import { undoJob } from './job-undo.ts';
import { cancelJob, jobDetail, listJobs, startJob } from './jobs.ts';

export const appCommands: CommandHandlers<{ job: typeof jobCommands }> = {
  'job.start': startJob,
  'job.cancel': cancelJob,
  'job.undo': undoJob,
};

export const appQueries: QueryHandlers<{ job: typeof jobQueries; activity: typeof activityQueries }> = {
  'job.list': listJobs,
  'job.get': jobDetail,
  'job.results': jobResults,
  'activity.list': listActivity,
};
