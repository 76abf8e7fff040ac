import type { RefusalData } from '../../shared/refusal/refusal.ts';
import type { Reader } from '../database/handles.ts';
import { orderNamedBy } from '../sales/named-order.queries.ts';
import { givenBy } from './job-undo.ts';
import { getJob, refusalsOf } from './jobs.ts';
import { recorded } from './undo.ts';

interface ItemResult {
  asked: unknown;
  ok: boolean;
  refusal: RefusalData | null;
}

interface JobPage {
  jobId: number;
  /** The place of the first row. */
  after: number;
  limit: number;
  refusedOnly: boolean;
}

/** What became of each item of a job, a page by place: done, or refused and why, with the order it was about. @throws Refusal `record.missing` */
export function jobResults(reader: Reader, { jobId, after, limit, refusedOnly }: JobPage) {
  const all = resultsOf(reader, jobId);
  const wanted = all.map((result, item) => ({ item, ...result })).filter(({ item, ok }) => item >= after && !(refusedOnly && ok));
  const rows = wanted.slice(0, limit).map((row) => ({ ...row, order: orderNamedBy(reader, row.asked) }));
  return { rows, total: all.length, next: wanted[limit]?.item ?? null };
}

/**
 * The record of the commands it gave, and between them what never became a command: a permission was taken away meanwhile, or
 * nobody could read an item. Those stand by place in the job's own list.
 */
function resultsOf(reader: Reader, jobId: number): ItemResult[] {
  const notGiven = new Map(refusalsOf(getJob(reader, jobId)).filter((refused) => refused.notGiven).map(({ item, refusal }) => [item, refusal]));
  const results: ItemResult[] = [];
  const fillUp = (): void => {
    for (let refusal = notGiven.get(results.length); refusal; refusal = notGiven.get(results.length)) results.push({ asked: null, ok: false, refusal });
  };
  fillUp();
  for (const result of givenBy(reader, jobId).flatMap(({ commandId }) => recordedResults(reader, commandId))) {
    results.push(result);
    fillUp();
  }
  return results;
}

function recordedResults(reader: Reader, commandId: number): ItemResult[] {
  const { input, result } = recorded(reader, commandId);
  const { items } = input as { items: unknown[] };
  const { results } = result as { results: { ok: boolean; refusal?: RefusalData }[] };
  return results.map(({ ok, refusal }, index) => ({ asked: items[index], ok, refusal: refusal ?? null }));
}
