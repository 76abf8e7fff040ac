import { dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { openDayIn } from '../accounting/period.service.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';

/** The business date of an instant. */
export const dayIn = (tx: Tx, at: Instant): Day => dayOf(at, shopOf(tx).timeZone);

/** The day a document of this instant is posted on: never before the first open day, nor before the books began at go-live. */
export function postedDay(tx: Tx, at: Instant): Day {
  const begun = Math.min(shopOf(tx).goLiveAt, tx.now) as Instant;
  return openDayIn(tx, dayIn(tx, at < begun ? begun : at));
}
