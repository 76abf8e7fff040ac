import { failedCallOf } from '../client/failed-call.ts';
import { type Problem, problemOf } from '../client/problem.ts';

/** What stands under a problem's words to quote it by: a rule's code, the kind of failure, or the number in our log. */
export function codeOf(problem: Problem): string {
  if (problem.kind === 'refusal') return problem.refusal.code;
  if (problem.kind === 'fault') return `fault.${problem.code}`;
  return problem.kind === 'bug' ? problem.id : 'silence';
}

export interface Surroundings {
  readonly version: string;
  /** The page's place, `/orders/17?text=…`: only its first word is told. */
  readonly place: string;
  readonly system: string;
  readonly now: number;
}

/**
 * What a person may hand to whoever helps: the trouble's code, the program, what was asked and when. It names nobody and holds nothing
 * that was typed or read: neither details nor input, and of an address not the number or the search. English, like the log it is held against.
 */
export function problemReport(error: unknown, { version, place, system, now }: Surroundings): string {
  const problem = problemOf(error);
  const failed = failedCallOf(error);
  return [
    `Shopwright ${version}`,
    `problem: ${problem.kind} ${codeOf(problem)}`,
    ...(failed ? [`asked: ${failed.method}`] : []),
    `screen: /${/^#?\/([a-z-]*)/.exec(place)?.[1] ?? ''}`,
    `at: ${new Date(failed?.at ?? now).toISOString()}`,
    `system: ${system}`,
  ].join('\n');
}
