import { addDays } from '../units/calendar.ts';
import type { Day } from '../units/day.ts';

/** How many days ahead an expiring paper is warned about. */
export const warnDaysAhead = 30;

export type PaperState = 'valid' | 'expiresSoon' | 'expired';

/** A paper holds through its last day. One without an end never expires. Source: FEATURES Q5. */
export function paperState(validThroughOn: Day | null, today: Day): PaperState {
  if (validThroughOn === null) return 'valid';
  if (today > validThroughOn) return 'expired';
  return validThroughOn <= addDays(today, warnDaysAhead) ? 'expiresSoon' : 'valid';
}

/** The papers that stop an order: required and expired. */
export const papersThatStop = <Paper extends { required: boolean; validThroughOn: Day | null }>(papers: readonly Paper[], today: Day): Paper[] =>
  papers.filter((paper) => paper.required && paperState(paper.validThroughOn, today) === 'expired');
