import { profitOf } from '../../shared/accounting/closing.rules.ts';
import { addDays, dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { closingRows, firstEntryOn, latestStanding, openResults } from './closing.statements.ts';
import { type ClosingWay, closingWay } from './closing-way.ts';

/** Every closing of the result, newest first, and the period that could be closed now. @throws Refusal chart.missing */
export function listClosings(reader: Reader, _input: unknown, _actor: Actor, now: Instant) {
  const way = closingWay(reader);
  const latest = latestStanding.get(reader, {});
  const rows = closingRows.all(reader, {}).map(({ takenBack, entries, ...row }) => {
    return { ...row, takenBack: takenBack === 1, mayTakeBack: row.resultClosingId === latest?.id, entries: JSON.parse(entries) as { entryId: number; number: string }[] };
  });
  const throughOn = dueOn(reader, way, latest?.throughOn, dayOf(now, getShop(reader).timeZone));
  return { every: way.every, due: throughOn === null ? null : { throughOn, profit: profitOf(openResults.all(reader, { on: throughOn })) }, rows };
}

/** The end of the first period after the latest closing, or since the first entry, that is over. */
function dueOn(reader: Reader, { endOf }: ClosingWay, latest: Day | undefined, today: Day): Day | null {
  const from = latest === undefined ? firstEntryOn.get(reader, {})?.postedOn : addDays(latest, 1);
  if (from === undefined) return null;
  const end = endOf(from);
  return end < today ? end : null;
}
